"""Two questions in one message."""

from __future__ import annotations

import pytest

from bot.conversation import Assistant, Incoming


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("where was it held in sochi and who directed it", ("Fisht", "Finzi Pasca")),
        ("who directed the 2014 closing and how long did it last", ("Finzi Pasca", "131 minutes")),
        ("who was the director in beijing and when did it start", ("Zhang Yimou", "20:00")),
        ("how many athletes walked in at sochi and from how many nations", ("2,800", "88")),
    ],
)
def test_each_of_two_questions_in_one_gets_its_answer(assistant: Assistant, text: str, told: tuple[str, str]) -> None:
    reply = assistant.reply(Incoming(text=text, conversation=text))
    assert reply.status == "answer"
    assert all(one in reply.text for one in told)


def test_half_an_answer_is_no_answer_to_two_questions(assistant: Assistant) -> None:
    text = "who directed the 2014 closing and what did the tickets cost"
    assert assistant.reply(Incoming(text=text, conversation=text)).status == "unknown"
