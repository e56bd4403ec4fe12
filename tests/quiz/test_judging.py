"""Typed guesses: what is forgiven and what is not, on both sides of every rule."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.conversation import Assistant
from bot.facts import Entity, FactBase
from bot.quiz import Answer, Judge, Pool, QuizQuestion, Wording
from bot.quiz.model import Sort

PEOPLE = (
    ("Greet Jansma",),
    ("Pyotr Ilyich Varkovsky",),
    ("Sergei Rachmanov",),
    ("Igor Krall",),
    ("Igor Nikolin",),
    ("Anna Bach",),
    ("Charles III",),
    ("Ann Lindqvist",),
    ("Ann Lindquist",),
    ("Zoë Müller",),
)
THINGS = (
    ("The Lake Orchestra of Veldhaven", "Veldhaven Orchestra"),
    ("Boat Song", "Song of the Boats"),
    ("Symphony No. 4",),
    ("Symphony No. 5",),
    ("Fire & Water",),
    ("Rock 'n' Roll-Night",),
    ("Duality, Together",),
    ("Chair",),
    ("Concerto No. 1",),
    ("The Second Ferry",),
)
ENSEMBLES = (
    ("Lake Symphony Orchestra",),
    ("Lake Youth Orchestra",),
    ("Hillside Orchestra",),
)
GROUPS = (("person", "singer", PEOPLE), ("name", "song", THINGS), ("name", "orchestra", ENSEMBLES))


@pytest.fixture(scope="module")
def judge(base: FactBase, shipped: Assistant, wording: Wording) -> Judge:
    """A judge over a small world."""
    entities = [
        Entity(id=names[0], name=names[0], kind=kind, aliases=names[1:]) for _, kind, group in GROUPS for names in group
    ]
    world = FactBase(registers=base.registers, entities=entities, ceremonies=(), facts=())
    return Judge(world, wording, shipped.reader.language)


def question(sort: Sort, *accepted: str, is_about: bool = False) -> QuizQuestion:
    answer = Answer(text=accepted[0], sort=sort, accepted=accepted, is_about=is_about)
    return QuizQuestion(id="q", text="?", answer=answer)


def named(name: str) -> QuizQuestion:
    for sort, _, group in GROUPS:
        for names in group:
            if names[0] == name:
                return question(sort, *names)  # type: ignore[arg-type]
    raise AssertionError(name)


@pytest.mark.parametrize(
    ("name", "guess"),
    [
        ("Greet Jansma", "greet jansma"),
        ("Greet Jansma", "GREET JANSMA!!"),
        ("Greet Jansma", "Is it Greet Jansma?"),
        ("Greet Jansma", "**Greet Jansma**"),
        ("Greet Jansma", "greetjansma"),
        ("Greet Jansma", "Jansma"),  # surname
        ("Greet Jansma", "G. Jansma"),  # initial
        ("Greet Jansma", "Jansma, Greet"),
        ("Greet Jansma", "Mrs Jansma"),
        ("Greet Jansma", "Greet Janssma"),  # one slip
        ("Greet Jansma", "Jasma"),  # one slip in six letters
        ("Pyotr Ilyich Varkovsky", "Pyotr Varkovsky"),
        ("Pyotr Ilyich Varkovsky", "P. I. Varkovsky"),
        ("Pyotr Ilyich Varkovsky", "Warkowski"),  # transliterations
        ("Pyotr Ilyich Varkovsky", "Varkovskij"),
        ("Sergei Rachmanov", "Rakhmanov"),
        ("Sergei Rachmanov", "Rachmanoff"),
        ("Igor Krall", "Krall"),
        ("Anna Bach", "bach"),
        ("Charles III", "charles iii"),
        ("Zoë Müller", "Zoe Muller"),  # accents
        ("Zoë Müller", "zoë müller"),
        ("The Lake Orchestra of Veldhaven", "lake orchestra of veldhaven"),  # articles
        ("The Lake Orchestra of Veldhaven", "The Veldhaven Orchestra"),  # alias
        ("The Lake Orchestra of Veldhaven", "LOOV"),  # its letters
        ("Boat Song", "the boat song"),
        ("Boat Song", "boatsong"),
        ("Fire & Water", "fire and water"),
        ("Rock 'n' Roll-Night", "rock n roll night"),
        ("Rock 'n' Roll-Night", "Rock ’n’ Roll Night"),
        ("Duality, Together", "duality together"),
        ("Symphony No. 4", "symphony no 4"),
        ("Pyotr Ilyich Varkovsky", "PI Varkovsky"),  # initials without a space
        ("Greet Jansma", "the singer Greet Jansma"),  # what somebody is, before the name
        ("Greet Jansma", "vocalist Jansma"),
        ("Boat Song", "song: boat"),  # another order
        ("Boat Song", "the boats' song"),
        ("Boat Song", "Boat"),  # without the word for what it is
        ("Hillside Orchestra", "Hillside"),
        ("Lake Symphony Orchestra", "Lake Symphony Orch."),  # in short
        ("Concerto No. 1", "concerto one"),  # numbers in any form
        ("Concerto No. 1", "Concerto Nr. 1"),
        ("Concerto No. 1", "first concerto"),
        ("Concerto No. 1", "concerto #1"),
        ("The Second Ferry", "2nd ferry"),
        ("Chair", "chiar"),  # a slip that is no word
        ("Fire & Water", "fire + water"),
    ],
)
def test_a_name_is_forgiven(judge: Judge, name: str, guess: str) -> None:
    """Case, accents, articles, slips, surnames, initials, word order and transliterations cost nothing."""
    assert judge.judge(guess, named(name)).is_right


@pytest.mark.parametrize(
    ("name", "guess"),
    [
        ("Greet Jansma", ""),
        ("Greet Jansma", "?!"),
        ("Greet Jansma", "G."),  # an initial alone
        ("Greet Jansma", "G. J."),
        ("Greet Jansma", "K. Jansma"),  # another's initial
        ("Greet Jansma", "Klaas Jansma"),
        ("Greet Jansma", "Janma Gret Foo"),
        ("Greet Jansma", "Jnsa"),
        ("Pyotr Ilyich Varkovsky", "Marinsky"),
        ("Igor Krall", "Igor"),  # another's first name too
        ("Anna Bach", "Back"),  # four letters are another word
        ("Chair", "air"),
        ("Chair", "hair"),
        ("Charles III", "Charles II"),
        ("Symphony No. 4", "Symphony No. 5"),
        ("Symphony No. 4", "Symphony No. 6"),
        ("Symphony No. 4", "Symphony"),
        ("Boat Song", "Song"),
        ("The Lake Orchestra of Veldhaven", "LO"),
        ("Pyotr Ilyich Varkovsky", "PA Varkovsky"),
        ("Greet Jansma", "the singer"),
        ("Greet Jansma", "the singer Krall"),
        ("Boat Song", "tune"),
        ("Lake Symphony Orchestra", "Lake"),  # others of its sort have it too
        ("Lake Symphony Orchestra", "Lake Symphony Or"),
        ("Lake Symphony Orchestra", "Orchestra"),
        ("Concerto No. 1", "concerto two"),
        ("Concerto No. 1", "Concerto No."),
        ("The Second Ferry", "3rd ferry"),
        ("The Second Ferry", "the ferry boat"),
        ("Chair", "choir"),  # a word of its own
    ],
)
def test_a_name_is_not_forgiven_everything(judge: Judge, name: str, guess: str) -> None:
    """Other numerals, other initials, single letters and other words are wrong."""
    assert not judge.judge(guess, named(name)).is_right


def test_a_guess_as_close_to_another_is_wrong(judge: Judge) -> None:
    """Between two names that differ in one letter only the exact one counts."""
    assert judge.judge("Ann Lindqvist", named("Ann Lindqvist")).is_right
    assert judge.judge("Ann Lindquist", named("Ann Lindqvist")).reason == "as close to another"
    assert judge.judge("Ann Lindqist", named("Ann Lindqvist")).reason == "as close to another"
    assert judge.judge("Ann", named("Ann Lindqvist")).reason == "as close to another"


@pytest.mark.parametrize("guess", ["Jansma or Krall", "Greet Jansma, Anna Bach", "Jansma Krall Bach", "Jansma/Krall"])
def test_several_names_in_one_message_are_wrong(judge: Judge, guess: str) -> None:
    """Throwing all options in earns nothing, whatever stands between them."""
    assert not judge.judge(guess, named("Greet Jansma")).is_right


@pytest.mark.parametrize(
    ("sort", "right", "guess"),
    [
        ("number", "2800", "2800"),
        ("number", "2800", "2,800"),
        ("number", "2800", "2 800"),
        ("number", "2800", "two thousand eight hundred"),
        ("number", "23", "twenty-three"),
        ("number", "12", "Twelve sleds"),
        ("number", "105", "a hundred and five"),
        ("number", "2", "is it 2?"),
        ("number", "1.5", "1.5"),
        ("number", "2800", "2.800"),
        ("number", "2800", "2'800"),
        ("number", "2800", "2.8k"),
        ("number", "43000", "43 thousand"),
        ("ordinal", "9", "9th"),
        ("ordinal", "9", "the ninth"),
        ("ordinal", "9", "9"),
        ("ordinal", "23", "twenty-third"),
        ("year", "1988", "in 1988"),
        ("year", "1988", "'88"),
        ("time", "20:04", "20:04"),
        ("time", "20:04", "8:04 pm"),
        ("time", "20:04", "20.04"),
        ("time", "20:04", "20h04"),
        ("time", "20:00", "20h"),
        ("time", "20:00", "8 o'clock pm"),
        ("time", "20:00", "eight pm"),
        ("time", "20:04", "8:04 in the evening"),
        ("time", "08:00", "8 in the morning"),
        ("date", "23 February 1988", "23 February 1988"),
        ("date", "23 February 1988", "February 23"),
        ("date", "23 February 1988", "23rd of Feb, 1988"),
        ("date", "23 February 1988", "1988-02-23"),
        ("date", "23 February 1988", "23.2.1988"),
        ("date", "5 February 1988", "05.02.88"),
        ("date", "23 February 1988", "23/02/1988"),
        ("date", "23 February 1988", "2/23/88"),
        ("date", "2 February 1988", "2/2/1988"),
        ("date", "23 February 1988", "23 feb 88"),
        ("date", "23 February 1988", "the twenty-third of February"),
    ],
)
def test_a_figure_may_be_written_in_any_way(judge: Judge, sort: Sort, right: str, guess: str) -> None:
    """Digits or words, with or without separators."""
    assert judge.judge(guess, question(sort, right)).is_right


@pytest.mark.parametrize(
    ("sort", "right", "guess", "reason"),
    [
        ("number", "2800", "2801", "nothing like it"),
        ("number", "2800", "280", "nothing like it"),
        ("number", "2800", "many", "nothing like it"),
        ("number", "12", "11 or 12", "several"),
        ("number", "12", "11 12 13", "several"),
        ("number", "5", "two three", "several"),
        ("number", "11", "five and six", "several"),
        ("number", "12", "12th", "nothing like it"),
        ("number", "12", "about 12", "rough"),
        ("number", "12", "roughly twelve", "rough"),
        ("number", "12", "-12", "nothing like it"),
        ("number", "12", "10-12", "several"),
        ("number", "2800", "28k", "nothing like it"),
        ("number", "43000", "43", "nothing like it"),
        ("ordinal", "9", "8th", "nothing like it"),
        ("ordinal", "9", "8th or 9th", "several"),
        ("year", "1988", "1989", "nothing like it"),
        ("year", "1988", "1988 or 1992", "several"),
        ("year", "1988", "'92", "nothing like it"),
        ("year", "1988", "'88 or '92", "several"),
        ("year", "1988", "around 1988", "rough"),
        ("time", "20:04", "20:05", "nothing like it"),
        ("time", "20:04", "8:04 am", "nothing like it"),
        ("time", "20:04", "20:04 or 20:05", "several"),
        ("time", "20:04", "around 20:04", "rough"),
        ("time", "20:04", "8:04 in the morning", "nothing like it"),
        ("time", "20:00", "8h", "nothing like it"),
        ("date", "23 February 1988", "24 February 1988", "nothing like it"),
        ("date", "23 February 1988", "23 March 1988", "nothing like it"),
        ("date", "23 February 1988", "23 February 1992", "nothing like it"),
        ("date", "23 February 1988", "23 or 24 February", "several"),
        ("date", "5 February 1988", "5/2/1988", "nothing like it"),
        ("date", "23 February 1988", "23.3.1988", "nothing like it"),
        ("date", "23 February 1988", "23 feb 89", "nothing like it"),
        ("date", "23 February 1988", "23.2.1988 or 24.2.1988", "several"),
        ("date", "23 February 1988", "about 23 February", "rough"),
    ],
)
def test_a_figure_is_exact(judge: Judge, sort: Sort, right: str, guess: str, reason: str) -> None:
    """One beside it is wrong, several are wrong, and so is "about" where the fact is exact."""
    assert judge.judge(guess, question(sort, right)).reason == reason


@pytest.mark.parametrize(("guess", "is_right"), [("300", True), ("about 310", True), ("314", True), ("320", False)])
def test_about_counts_where_the_fact_says_so(judge: Judge, guess: str, is_right: bool) -> None:
    """A rough number may be missed by a twentieth."""
    assert judge.judge(guess, question("number", "300", is_about=True)).is_right is is_right


def test_every_version_is_right(judge: Judge) -> None:
    """What any version of a contradicted fact says is accepted."""
    asked = question("time", "21:50", "21:40")

    assert judge.judge("21:40", asked).is_right
    assert judge.judge("21:50", asked).is_right
    assert not judge.judge("21:45", asked).is_right


@pytest.fixture(scope="module")
def shipped_judge(shipped: Assistant, wording: Wording) -> Judge:
    return Judge(shipped.base, wording, shipped.reader.language)


def test_every_answer_that_ships_is_right_as_shown(shipped_judge: Judge, pool: Pool) -> None:
    """Typing what is shown as the answer always counts."""
    wrong = [one.id for one in pool.questions if not shipped_judge.judge(one.answer.text, one).is_right]
    assert not wrong


def test_no_wrong_choice_that_ships_is_judged_right(shipped_judge: Judge, pool: Pool) -> None:
    """Typing a wrong choice never counts."""
    found = [(one.id, w) for one in pool.questions for w in one.wrong if shipped_judge.judge(w, one).is_right]
    assert not found


def test_all_choices_at_once_are_wrong(shipped_judge: Judge, pool: Pool) -> None:
    """Typing every option in one message never counts."""
    typable = [one for one in pool.questions if one.is_typable and one.has_choices()]
    found = [
        one.id
        for one in typable
        for between in (", ", " ", " or ")
        if shipped_judge.judge(between.join((one.answer.text, *one.wrong)), one).is_right
    ]
    assert not found


@given(guess=st.text(max_size=60))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_gets_a_verdict(judge: Judge, guess: str) -> None:
    """No guess makes the judge fail."""
    for sort, right in (("number", "5"), ("time", "20:04"), ("date", "1 May 1988"), ("ordinal", "3"), ("year", "1988")):
        judge.judge(guess, question(sort, right))  # type: ignore[arg-type]
    judge.judge(guess, named("Greet Jansma"))
