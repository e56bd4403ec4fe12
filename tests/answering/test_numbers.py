"""Claims of numbers, dates and times, exact or as a bound."""

from __future__ import annotations

import pytest

from bot.conversation import Assistant
from tests.asking import ask


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("did the Beijing closing start at 9pm?", "No, 20:00"),
        ("was the Beijing closing on the 25th of February?", "No, 20 February 2022"),
        ("the sochi closing was on the 23rd of feb, wasn't it?", "Yes."),
        ("were there 50 nations in Beijing?", "No, 91 nations"),
    ],
)
def test_a_wrong_number_is_put_right(assistant: Assistant, claim: str, told: str) -> None:
    assert ask(assistant, claim).text.startswith(told)


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("were there more than 50 nations in Beijing?", "Yes."),
        ("were there more than 100 nations in Beijing?", "No, 91 nations"),
        ("did the Sochi ceremony last over two hours?", "Yes."),
        ("did more than 5000 people take part in Sochi?", "Yes."),
        ("was the Sochi closing after February 20?", "Yes."),
        ("was the Sochi closing before February 20?", "No, 23 February 2014"),
    ],
)
def test_a_bound_is_held_against_the_number(assistant: Assistant, claim: str, told: str) -> None:
    assert ask(assistant, claim).text.startswith(told)


def test_how_far_above_a_bound_of_the_source_is_not_claimed(assistant: Assistant) -> None:
    text = ask(assistant, "did more than 9000 people take part in Sochi?").text
    assert not text.startswith(("Yes", "No"))


@pytest.mark.parametrize(
    "said",
    [
        "Malika Ayane sang the Italian anthem in Beijing, no?",
        "so Malika Ayane sang the Italian anthem in Beijing, right?",
        "Malika Ayane sang the Italian anthem in Beijing, didn't she",
        "Malika Ayane sang the Italian anthem in Beijing if i remember correctly lol",
        "Malika Ayane sang the Italian anthem in Beijing or am i mixing things up?",
    ],
)
def test_a_tag_makes_a_claim_of_a_statement(assistant: Assistant, said: str) -> None:
    assert ask(assistant, said).text.startswith("Yes.")


def test_a_tag_leaves_a_question_what_it_is(assistant: Assistant) -> None:
    assert ask(assistant, "who sang the Italian anthem in Beijing, do you know?").text.startswith("Malika Ayane")


def test_the_size_of_a_choir_is_how_many_sing(assistant: Assistant) -> None:
    assert "1,000" in ask(assistant, "how big was the Pan-Russian Children's Choir?").text


def test_how_tall_a_thing_was_is_no_guess(assistant: Assistant) -> None:
    assert ask(assistant, "what is the height of the snowflake cauldron in Beijing?").status == "unknown"


def test_all_of_a_number_claims_no_number(assistant: Assistant) -> None:
    assert "Norw" in ask(assistant, "did Norway win all 3 medals in the women's 30 km at Sochi?").text
