"""Questions find the facts that answer them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from bot.conversation import Assistant
from tests.evaluation import Case
from tests.tools.place_questions import place


def case(text: str, *rows: tuple[str, ...], status: str = "answer") -> Case:
    return Case("x", "who", (text,), frozenset({status}), rows, ())


def placed(folder: Path, ceremony: str) -> Any:
    text = (folder / "ceremonies" / ceremony / "asked" / "new" / "placed.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


def told(assistant: Assistant, folder: Path, ceremony: str) -> str:
    """What the one fact says that a question was placed with."""
    [key] = placed(folder, ceremony)["asked"]
    return next(
        fact.say for name, fact in assistant.base.facts.items() if name.partition("#")[0] == f"{ceremony}/{key}"
    )


def test_a_question_goes_to_a_fact_that_passes(assistant: Assistant, tmp_path: Path) -> None:
    asked = case("which soprano was on stage when Sochi ended, pray tell", ("gerzmava",))
    assert place(assistant, [asked], "new", tmp_path) == []
    assert "Gerzmava" in told(assistant, tmp_path, "sochi-2014")


def test_a_comparison_goes_to_a_fact_of_each_ceremony(assistant: Assistant, tmp_path: Path) -> None:
    asked = case("who sat in the director's chair in Sochi, who in Beijing, pray tell", ("finzi",), ("yimou",))
    assert place(assistant, [asked], "new", tmp_path) == []
    assert "Finzi Pasca" in told(assistant, tmp_path, "sochi-2014")
    assert "Zhang Yimou" in told(assistant, tmp_path, "beijing-2022")


def test_what_the_documents_do_not_answer_is_asked_in_vain(assistant: Assistant, tmp_path: Path) -> None:
    asked = case("what did the Beijing tickets cost, pray tell", status="unknown")
    assert place(assistant, [asked], "new", tmp_path) == []
    assert placed(tmp_path, "beijing-2022") == {"unanswered": [asked.turns[0]]}


def test_what_no_fact_passes_is_given_back(assistant: Assistant, tmp_path: Path) -> None:
    asked = case("who sang the anthem of Atlantis?", ("poseidon",))
    assert place(assistant, [asked], "new", tmp_path) == [asked]
    assert not list(tmp_path.iterdir())
