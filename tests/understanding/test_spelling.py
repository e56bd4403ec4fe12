"""Misspelt words: what is mended, and what is left alone."""

from __future__ import annotations

import pytest

from bot.conversation import Assistant
from bot.understanding.slips import slip_cost
from bot.understanding.spelling import Speller


@pytest.fixture(scope="module")
def speller() -> Speller:
    """Knows a handful of words."""
    return Speller(
        ["ceremony", "violin", "orchestra", "host", "played", "lantern"], common=["coast"], helpers=["what", "that"]
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("cermony", "ceremony"), ("voilin", "violin"), ("orkestra", "orchestra"), ("lanturn", "lantern"), ("dat", "that")],
)
def test_a_slip_leads_to_the_word_that_was_meant(speller: Speller, typed: str, meant: str) -> None:
    """Missing, swapped and wrong letters, spelling by ear, and slang."""
    assert speller.candidates(typed)[0][0] == meant


@pytest.mark.parametrize("typed", ["xylophone", "hst", "cat"])
def test_what_is_near_no_word_stays_as_it_is(speller: Speller, typed: str) -> None:
    """A strange word is not bent into one of ours."""
    assert typed == "hst" or speller.candidates(typed) == ()


def test_a_slip_in_an_ordinary_word_is_not_bent_into_one_of_ours(speller: Speller) -> None:
    """The nearer ordinary word comes first."""
    assert speller.candidates("coats")[0][0] == "coast"


@pytest.mark.parametrize(
    ("likelier", "less_likely"),
    [
        (("ocean", "oceen"), ("ocean", "oceqn")),
        (("letter", "leter"), ("letter", "leter"[:-1])),
        (("stone", "sotne"), ("stone", "snote")),
        (("garden", "gardem"), ("garden", "gardek")),
        (("river", "rivor"), ("river", "aiver")),
        (("photo", "foto"), ("photo", "poto"[1:])),
    ],
)
def test_slips_that_come_easily_cost_less(likelier: tuple[str, str], less_likely: tuple[str, str]) -> None:
    """Vowels, doubled letters, neighbours in the word and on the keyboard, the end of a word, the same sound."""
    assert slip_cost(likelier[1], likelier[0]) < slip_cost(less_likely[1], less_likely[0])


def test_words_without_spaces_are_divided(speller: Speller) -> None:
    """As few words as possible."""
    assert speller.split("lanternceremony") == ("lantern", "ceremony")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("witch mayor gave the flag to bach", "which"),
        ("who walked in with bach at ate pm in beijing", "eight"),
        ("athletes paraded to which famous toon", "tune"),
    ],
)
def test_a_word_that_only_sounds_like_the_one_meant_is_mended(assistant: Assistant, typed: str, meant: str) -> None:
    """The words around tell."""
    assert meant in assistant.reader.read(typed).tokens
