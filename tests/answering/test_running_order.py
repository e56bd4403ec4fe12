"""Two things of the running order, and what both ceremonies have."""

from __future__ import annotations

import pytest

from bot.conversation import Assistant
from tests.asking import ask


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("which chapter came between Music and Literature?", "Theatre"),
        ("what came between the anthem of China and the parade in Beijing?", "zodiac"),
        ("what happened between the Russian anthem and the medals in Sochi?", "flag bearers"),
    ],
)
def test_what_lies_between_two_stages_is_told(assistant: Assistant, question: str, told: str) -> None:
    text = ask(assistant, question).text
    assert text.startswith("In between:")
    assert told in text


def test_the_running_order_is_that_of_the_ceremony_that_has_both(assistant: Assistant) -> None:
    text = ask(assistant, "who sang the Korean anthem?", "what came between the lanterns and the zodiac sleds?").text
    assert "People's Republic of China" in text


def test_between_two_people_no_stage_is_meant(assistant: Assistant) -> None:
    text = ask(assistant, "who held the flag between the mayor of Sochi and the mayor of Pyeongchang?").text
    assert "In between" not in text


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("was the parade before or after the zodiac sleds in Beijing?", "After."),
        ("in Beijing, was You and Me before or after Snowflakes?", "Before."),
        ("did Matsuev play after or before the parade of the athletes?", "After."),
    ],
)
def test_before_or_after_is_read_off_the_running_order(assistant: Assistant, question: str, lead: str) -> None:
    assert ask(assistant, question).text.startswith(lead)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("which came first in Sochi, the circus or the fireworks?", "circus"),
        ("which came last in Sochi, the circus or the fireworks?", "fireworks"),
    ],
)
def test_of_two_things_the_first_or_the_last_is_told(assistant: Assistant, question: str, told: str) -> None:
    text = ask(assistant, question).text
    assert "of the two:" in text
    assert told in text.casefold()


def test_the_venue_names_the_ceremony_and_need_not_be_explained(assistant: Assistant) -> None:
    assert "Li Dongning" in ask(assistant, "who was the English announcer at the Bird's Nest?").text


def test_what_both_had_is_told_of_both(assistant: Assistant) -> None:
    text = ask(assistant, "were there fireworks in both?").text
    assert text.startswith("In both:")
    assert "Sochi 2014" in text
    assert "Beijing 2022" in text


def test_a_question_repeated_for_the_other_ceremony_is_one_question(assistant: Assistant) -> None:
    text = ask(assistant, "where did the Olympic flag fly again after Sochi, and where after Beijing?").text
    assert "Rio" in text
    assert "Paris" in text


def test_a_name_asked_for_nobody_is_not_the_name_of_the_ceremony(assistant: Assistant) -> None:
    reply = ask(assistant, "what instrument did the elderly man play in the Korean part?", "what's his name?")
    assert reply.status == "unknown"


def test_no_yes_or_no_rests_on_a_fact_that_is_hardly_meant(assistant: Assistant) -> None:
    assert ask(assistant, "did Wu Cherng-dean give a speech?").status == "unknown"
