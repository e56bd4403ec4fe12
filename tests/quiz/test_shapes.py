"""Holes in statements, and how they are asked for."""

from __future__ import annotations

import pytest

from bot.quiz.cutting import Cut, find_cut, plain, with_article, without_bracket
from bot.quiz.shapes import middle_of_number, shape_of

FUNCTION_WORDS = frozenset(
    ("a", "an", "the", "in", "into", "at", "of", "on", "to", "by", "with", "over", "after", "was")
)
COMMON = frozenset({"head"})


def cut_out(say: str, form: str) -> Cut:
    cut = find_cut(say, [form])
    assert cut
    return cut


def shape(say: str, form: str) -> tuple[str, str, str]:
    found = shape_of(cut_out(say, form), "___", FUNCTION_WORDS, COMMON)
    return found.sort, found.text, found.full


@pytest.mark.parametrize(
    ("say", "form", "expected"),
    [
        ("Ann led the tour.", "Ann", ("start", "led the tour", "")),
        ("Ann, a guide, led the tour.", "Ann", ("start", "led the tour", "")),
        ("Ann saw a boat, led the tour, and rested.", "Ann", ("start", "saw a boat, led the tour, and rested", "")),
        ("It was Ann who led the tour.", "Ann", ("start", "led the tour", "")),
        ("Ann's boat sank.", "Ann", ("own", "boat sank", "")),
        ("Ann was the guide; she sang.", "Ann", ("name", "the guide", "was the guide")),
        ("The guide of the tour was Ann.", "Ann", ("was", "was the guide of the tour", "")),
        ("Head of the tour was Ann.", "Ann", ("was", "was head of the tour", "")),
        ("Veldhaven was Ann.", "Ann", ("was", "was Veldhaven", "")),
        ("The first boat was called Punt.", "Punt", ("was", "was the first boat called", "")),
        ("The tour ended at the Lake.", "Lake", ("end", "The tour ended at", "")),
        ("The tour kept the culture of the Feast.", "Feast", ("end", "The tour kept the culture of", "")),
        ("Boats carved the Knot into the ice.", "Knot", ("mid", "Boats carved", "into the ice")),
        (
            "After that, a scene of the Feast was shown.",
            "Feast",
            ("mid", "After that, a scene of", "was shown"),
        ),
    ],
)
def test_a_hole_is_asked_for_as_people_ask(say: str, form: str, expected: tuple[str, str, str]) -> None:
    """Its place decides: before the verb, after it, or between two parts."""
    assert shape(say, form) == expected


@pytest.mark.parametrize(
    ("say", "form"),
    [
        ("In the Lake a man swam.", "Lake"),  # "In which lake a man swam?" is no question
        ("Veldhaven is where the Flag rose.", "Flag"),
        ("The large Pot stood in the hall.", "Pot"),  # "The large which pot"
        ("Ann and the Choir sang in the hall.", "Choir"),
        ("Boats carved the Knot, a sign of peace.", "Knot"),
        ("Snowmen were made of ice.", "Snowmen"),  # "Which thing were"
        ("Paris is where the tour ended.", "Paris"),
        ("Ann's The Last Boat was sung.", "Ann"),
    ],
)
def test_what_cannot_be_asked_well_leaves_a_gap(say: str, form: str) -> None:
    """A blank in the statement is better than a clumsy question."""
    assert shape(say, form)[0] == "gap"


@pytest.mark.parametrize(
    ("say", "form", "expected"),
    [
        ("The flag was waved 4 times.", "4", ("The flag was waved", "times")),
        ("Crowds of 91 towns came in.", "91", ("Crowds of", "towns came in")),
    ],
)
def test_a_number_is_asked_for_with_how_many(say: str, form: str, expected: tuple[str, str]) -> None:
    """In the place where it stood."""
    found = middle_of_number(cut_out(say, form), FUNCTION_WORDS)

    assert found
    assert (found.text, found.full) == expected


@pytest.mark.parametrize(
    ("say", "form"),
    [
        ("All 5 rings shone.", "5"),
        ("The 5 rings shone.", "5"),
        ("Boats, 12 sleds and 3 flags came.", "12"),
        ("After 22 minutes it ended.", "22"),
        ("The play of 2022 was long.", "play"),
    ],
)
def test_some_numbers_leave_a_gap(say: str, form: str) -> None:
    """ "The how many rings" is said by nobody."""
    found = middle_of_number(cut_out(say, form), FUNCTION_WORDS)

    assert found is None


@pytest.mark.parametrize(
    ("say", "form", "is_in_one"),
    [
        ('The song "Veldhaven Awaits You" was sung.', "Veldhaven", True),
        ("The Lake Athletes' Commission met.", "Lake", True),
        ("The song “Boats” was sung in Veldhaven.", "Veldhaven", False),
        ('"Boats" was sung in Veldhaven.', "Veldhaven", False),
        ("Veldhaven sang.", "Veldhaven", False),
    ],
)
def test_a_part_of_a_longer_name_is_known_as_one(say: str, form: str, is_in_one: bool) -> None:
    """Nobody can be asked for half a name."""
    assert cut_out(say, form).is_in_a_name is is_in_one


def test_quotes_go_with_the_name() -> None:
    """A blank has none; another name in its place has them again."""
    cut = cut_out('They sang "Boats" at noon.', "Boats")

    assert cut.with_part("___") == "They sang ___ at noon."
    assert cut.quoted("Nets") == 'They sang "Nets" at noon.'


def test_what_would_tell_the_answer_is_cut_out_too() -> None:
    """The article "a", and a bracket with the name in short."""
    assert with_article(cut_out("They saw a boat.", "boat")).before == "They saw "
    assert with_article(cut_out("They saw the boat.", "boat")).before == "They saw the "
    assert without_bracket(cut_out("The Lake Team (LT) won.", "Lake Team")).after == " won."
    assert [plain(name) for name in ("a boat", "an oar", "the net", "another")] == ["boat", "oar", "net", "another"]
