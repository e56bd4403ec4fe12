"""A statement with a bare question beside it."""

from __future__ import annotations

import pytest

from bot.conversation import Assistant
from bot.conversation.bare import as_one_question
from tests.asking import ask


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("somebody played along with her, who?", "who somebody played along with her"),
        ("then a whole army of pianos came. how many, 50?", "how many then a whole army of pianos came"),
        (
            "the two ballet houses in the theatre chapter. names pls",
            "name the two ballet houses in the theatre chapter",
        ),
        ("surnames? the mayors who took the flag", "name the mayors who took the flag"),
    ],
)
def test_the_bare_question_is_put_before_the_statement(assistant: Assistant, text: str, question: str) -> None:
    assert as_one_question(text, assistant.reader) == question


@pytest.mark.parametrize(
    "text", ["who sang the anthem?", "I was there, it was cold", "names?", "who sang it, and who danced to it?"]
)
def test_what_has_no_bare_question_or_no_statement_stays(assistant: Assistant, text: str) -> None:
    assert as_one_question(text, assistant.reader) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("some ernst fella was creative director for sochi. first name?", "Konstantin"),
        ("the film with the woman running through snow in 2022, where's that", "Cortina"),
        ("lyubov had two other kids in the boat with her, names pls", "Valentina"),
    ],
)
def test_a_statement_with_a_bare_question_is_answered(assistant: Assistant, text: str, told: str) -> None:
    assert told in ask(assistant, text).text
