"""Talk as it goes in a channel: guesses and remarks beside questions, and what leans on the answer before."""

from __future__ import annotations

import pytest

from bot.conversation import Assistant
from tests.asking import ask


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("who was the english announcer in 2022, li dong something?", "Li Dongning"),
        ("who was the creative director for sochi 2014, ernst or something?", "Konstantin Ernst"),
        ("how many zodiac sleds were there, 10? 12?", "welve"),
        ("who directed the Pan Russian Youth Symphony, Bashmet or Gergiev?", "Yuri Bashmet"),
    ],
)
def test_a_guess_at_the_end_does_not_stand_in_the_way(assistant: Assistant, question: str, told: str) -> None:
    assert told in ask(assistant, question).text


@pytest.mark.parametrize(
    "question", ["who designed the costumes in Sochi, Versace?", "how many volts did the LED tubes have, 12?"]
)
def test_a_guess_makes_no_answer_of_what_nobody_knows(assistant: Assistant, question: str) -> None:
    assert ask(assistant, question).status == "unknown"


@pytest.mark.parametrize(
    "remark", ["ah ok, never heard of him tbh", "ooh fancy", "didn't know that", "the coffee is cold"]
)
def test_a_remark_leaves_what_was_spoken_of(assistant: Assistant, remark: str) -> None:
    assert "Zhang Yimou" in ask(assistant, "who directed the sochi closing?", remark, "and the beijing one?").text


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("what came after the Russian anthem in Sochi?", "and after that?"), "flag bearers"),
        (("what came after the parade in Sochi?", "and then?"), "first chapter"),
        (("what time did the Beijing closing start?", "and end?"), "21:50"),
        (("what time did the closing end?", "the russian one"), "22:25"),
        (("how many pianos were there in Sochi?", "and the zodiac sleds, what did they carve?"), "Chinese knot"),
        (("who won the women's 30 km at Sochi?", "and the men's 50 km?"), "Russian"),
        (("who announced in English in 2022?", "and in Mandarin?"), "Kang Hui"),
    ],
)
def test_what_leans_on_the_turn_before_is_made_whole(assistant: Assistant, turns: tuple[str, ...], told: str) -> None:
    assert told in ask(assistant, *turns).text


@pytest.mark.parametrize(
    "turns",
    [
        ("who sang Arirang?", "what had they got on, their outfits?"),
        ("who sang the Korean anthem in Sochi?", "did they have names given?"),
    ],
)
def test_nothing_is_claimed_of_whoever_a_pronoun_may_mean(assistant: Assistant, turns: tuple[str, ...]) -> None:
    reply = ask(assistant, *turns)
    assert not reply.text.startswith("Yes")
    assert "wigs" not in reply.text or reply.status == "unknown"


def test_two_digits_after_a_ceremony_are_its_year(assistant: Assistant) -> None:
    assert ask(assistant, "who directed it in beijing22").text.startswith("Zhang Yimou")


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("did Spielberg direct the Beijing closing?", "Zhang Yimou"),
        ("did Putin declare the Sochi Games closed?", "Thomas Bach"),
    ],
)
def test_of_a_deed_given_to_a_stranger_the_doer_is_told(assistant: Assistant, claim: str, told: str) -> None:
    text = ask(assistant, claim).text
    assert told in text
    assert not text.startswith("Yes")


def test_whether_a_stranger_was_there_is_not_known(assistant: Assistant) -> None:
    assert ask(assistant, "was Putin at the Sochi closing?").status == "unknown"


@pytest.mark.parametrize(
    "question",
    [
        "how did Sochi open, i missed the stream",
        "who directed the Sochi closing, my brother wants to know",
        "different topic, who directed the Sochi closing?",
    ],
)
def test_what_somebody_says_of_themselves_is_let_go(assistant: Assistant, question: str) -> None:
    assert ask(assistant, question).status == "answer"
