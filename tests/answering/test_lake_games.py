"""Questions to the two facts of a small invented ceremony: what is answered, corrected and refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.bootstrap import build_assistant
from bot.conversation import Assistant
from bot.settings import Settings
from tests.asking import ask

LAKE_GAMES = Path(__file__).parents[1] / "data" / "lake_games"


@pytest.fixture(scope="module")
def lake() -> Assistant:
    """Knows nothing but the Lake Games."""
    return build_assistant(Settings(knowledge=(LAKE_GAMES,)))


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("who sang the Boat Song?", "Greet Jansma"),
        ("which choir was on the barge", "Harbour Children's Choir"),
        ("what did greet jansma sing", "Boat Song"),
        ("where was the boat song sung", "barge in the lake"),
        ("how many lanterns floated on the water", "1,200"),
        ("why were there lanterns", "one athlete"),
        ("WHO SNAG THE BOTE SONG", "Greet Jansma"),
    ],
)
def test_whatever_role_is_open_is_filled(lake: Assistant, question: str, value: str) -> None:
    """Each role of a fact can be asked for, misspelt or not."""
    reply = ask(lake, question)

    assert reply.status == "answer"
    assert value in reply.text


@pytest.mark.parametrize(
    "question",
    [
        "who conducted the Boat Song?",
        "when was the Boat Song sung?",
        "how old was Greet Jansma",
        "what did the lanterns cost",
        "who made the lanterns",
        "which orchestra played the Boat Song",
        "what is the capital of Australia",
    ],
)
def test_what_no_fact_says_is_not_known(lake: Assistant, question: str) -> None:
    """A missing role, an unexplained word or a kind that does not fit is a reason to refuse."""
    assert ask(lake, question).status == "unknown"


def test_every_answer_names_its_ceremony_and_source(lake: Assistant) -> None:
    """The label of the ceremony, the article and the section stand in the text, and the source is given apart."""
    reply = ask(lake, "who sang the Boat Song?")

    assert "Veldhaven 1988; source: 1988 Lake Games closing ceremony, Opening" in reply.text
    assert [source.section for source in reply.sources] == ["Opening"]


def test_a_true_claim_gets_a_yes_and_a_false_number_is_corrected(lake: Assistant) -> None:
    """Claims are held against the fact that says all of them, or all but one thing."""
    assert ask(lake, "did Greet Jansma sing the Boat Song?").text.startswith("Yes.")
    assert "1,200" in ask(lake, "were there 300 paper lanterns?").text


def test_a_follow_up_leans_on_the_turn_before(lake: Assistant) -> None:
    """A pronoun stands for what was just spoken of."""
    reply = ask(lake, "who sang the Boat Song?", "where did she sing it?")

    assert reply.status == "answer"
    assert "barge" in reply.text


def test_a_new_question_inherits_nothing(lake: Assistant) -> None:
    """Small talk and complete questions stand for themselves."""
    assert ask(lake, "who sang the Boat Song?", "thanks!").status == "smalltalk"
    assert "1,200" in ask(lake, "who sang the Boat Song?", "how many paper lanterns floated?").text
