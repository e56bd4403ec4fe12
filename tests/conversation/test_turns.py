"""What a message means after the one before, and what it gets alone."""

from __future__ import annotations

import pytest

from bot.conversation import Assistant
from tests.asking import ask


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("who was the director in beijing", "when did it start"), "20:00"),
        (("Who served as creative director in Sochi?", "and executive producer?"), "Nasonovskiy"),
        (("which country won the medals in the women's 30 km in sochi?", "and the men's 50?"), "Russia"),
        (("what did the zodiac sleds do", "what came before that"), "lantern"),
    ],
)
def test_a_follow_up_takes_what_it_lacks_and_no_more(assistant: Assistant, turns: tuple[str, ...], told: str) -> None:
    assert told in ask(assistant, *turns).text


@pytest.mark.parametrize(
    "turns",
    [
        ("who led the joint choir in sochi?", "ok and what was he paid"),
        ("who is Lyubov?", "what's her shoe size?"),
    ],
)
def test_what_says_nothing_of_a_follow_up_does_not_answer_it(assistant: Assistant, turns: tuple[str, ...]) -> None:
    assert ask(assistant, *turns).status == "unknown"


@pytest.mark.parametrize(
    "question",
    [
        "the elderly gayageum player, who was he?",
        "The newly introduced member of the IOC athletes' commission, who was that?",
    ],
)
def test_who_somebody_nameless_was_is_not_known(assistant: Assistant, question: str) -> None:
    assert ask(assistant, question).status == "unknown"


def test_the_last_noun_says_what_has_the_name(assistant: Assistant) -> None:
    assert "Snowflakes" in ask(assistant, "What was the theme song of the 2022 Winter Olympics called?").text


def test_a_claim_may_name_the_venue(assistant: Assistant) -> None:
    assert ask(assistant, "was the russian anthem played twice at the fisht").text.startswith("Yes")


def test_two_counts_in_one_question_are_one_question(assistant: Assistant) -> None:
    assert "88" in ask(assistant, "how many athletes from how many nations in sochi").text


def test_of_both_ceremonies_each_is_told_or_said_to_be_unknown(assistant: Assistant) -> None:
    text = ask(assistant, "who handed the flag over at both closings").text
    assert all(name in text for name in ("Pakhomov", "Bach"))
    text = ask(assistant, "next hosts introduced at the end: who in sochi, who in beijing").text
    assert "Milan" in text
    assert any(told in text for told in ("Korea", "Pyeongchang", "I don't know that of Sochi 2014"))


def test_what_only_another_ceremony_had_is_named_with_it(assistant: Assistant) -> None:
    reply = ask(assistant, "was there a dj in beijing")
    assert reply.status == "unknown"
    assert "DJ Kto" in reply.text


def test_numbers_of_different_things_are_not_compared(assistant: Assistant) -> None:
    assert not ask(assistant, "which one had more athletes").text.startswith(("Sochi 2014.", "Beijing 2022."))
    assert ask(assistant, "which had more nations").text.startswith("Beijing 2022.")


def test_a_version_that_is_told_is_not_told_again(assistant: Assistant) -> None:
    assert ask(assistant, "what was the theme in beijing").text.count("Zhao Weidong") == 1


def test_what_somebody_did_is_told_however_often_it_is_asked_in_vain(assistant: Assistant) -> None:
    assert "mayor of Beijing" in ask(assistant, "what did Chen Jining do?").text


def test_a_claim_that_names_both_doers_is_never_plainly_denied(assistant: Assistant) -> None:
    text = ask(assistant, "did Xi Jinping enter with Bach?").text
    assert not text.startswith("No")
    assert "Xi Jinping" in text
