"""Misspelt words: what is mended, and what is left alone."""

from __future__ import annotations

import pytest

from bot.understanding.spelling import Speller, allowed_edits


@pytest.fixture(scope="module")
def speller() -> Speller:
    """Knows a handful of words."""
    return Speller(
        ["ceremony", "violin", "orchestra", "host", "played", "lantern"], common=["coast"], helpers=["what", "the"]
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("cermony", "ceremony"), ("voilin", "violin"), ("orkestra", "orchestra"), ("lanturn", "lantern")],
)
def test_a_slip_leads_to_the_word_that_was_meant(speller: Speller, typed: str, meant: str) -> None:
    """Missing, swapped and wrong letters, and spelling by ear."""
    assert speller.repair(typed)[0] == meant


@pytest.mark.parametrize("typed", ["xylophone", "hst", "cat"])
def test_what_is_near_no_word_stays_as_it_is(speller: Speller, typed: str) -> None:
    """A strange word is not bent into one of ours."""
    assert speller.repair(typed) == ()


def test_a_slip_in_an_ordinary_word_is_not_bent_into_one_of_ours(speller: Speller) -> None:
    """The nearer ordinary word wins."""
    assert speller.repair("coats")[0] == "coast"


@pytest.mark.parametrize(("letters", "edits"), [(3, 0), (4, 1), (6, 1), (7, 2), (12, 2)])
def test_longer_words_may_hold_more_slips(letters: int, edits: int) -> None:
    """None up to three letters, one up to six, two from seven."""
    assert allowed_edits(letters) == edits


def test_words_without_spaces_are_divided(speller: Speller) -> None:
    """As few words as possible."""
    assert speller.split("lanternceremony") == ("lantern", "ceremony")
