"""A question beside a remark."""

from __future__ import annotations

import pytest

from bot.conversation import Assistant, Incoming
from bot.conversation.remarks import apart_from_remarks


def test_the_sentence_that_asks_is_found_wherever_it_stands() -> None:
    assert apart_from_remarks("I missed it. Who sang the anthem? My aunt did not know.") == (
        "Who sang the anthem?",
        "I missed it. My aunt did not know.",
    )


@pytest.mark.parametrize(
    "text",
    ["who sang the anthem?", "Who sang? Who danced at the end?", "They played No. 3?", "I liked it. It was long."],
)
def test_one_sentence_or_several_questions_are_not_taken_apart(text: str) -> None:
    assert apart_from_remarks(text) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I watched it with my grandmother and we cried a lot. Who sang the Italian anthem?", "Malika Ayane"),
        ("Time flies, I still have the ticket stub on my fridge. How many pianos were there in Sochi?", "63"),
        ("My gran loved the willow bit. What was it for?", "farewell"),
        ("I still think of the bear's tear in the Sochi show. What was it meant to recall?", "1980"),
    ],
)
def test_a_remark_does_not_stand_in_the_way_of_the_question(assistant: Assistant, text: str, told: str) -> None:
    assert told in assistant.reply(Incoming(text=text, conversation=text)).text


def test_a_remark_does_not_answer_for_the_question(assistant: Assistant) -> None:
    text = "I adore the lady with the Italian anthem, I could listen for hours. What did the tickets cost?"
    assert assistant.reply(Incoming(text=text, conversation=text)).status == "unknown"
