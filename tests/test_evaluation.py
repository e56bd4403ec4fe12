"""Grading, and how well each committed file of questions is answered."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

from bot.bootstrap import build_assistant
from bot.conversation import Assistant, Reply
from bot.settings import Settings
from tests.evaluation import Case, accuracy, evaluate, failures, grade, main, read_cases, report, wrong

TESTS = Path(__file__).parent
QUESTIONS = TESTS / "questions"


@dataclass(frozen=True)
class Floor:
    """What a file of questions must reach; raised with the bot, lowered only where all files together gain."""

    accuracy: float
    wrong: int
    knowledge: Path | None = None
    """Asked of this folder instead of what ships."""


FLOORS = {
    "tuning_adversarial.jsonl": Floor(accuracy=0.98, wrong=1),
    "tuning_blind.jsonl": Floor(accuracy=0.955, wrong=6),
    "tuning_chatty.jsonl": Floor(accuracy=0.905, wrong=5),
    "tuning_fresh.jsonl": Floor(accuracy=0.94, wrong=9),
    "tuning_last.jsonl": Floor(accuracy=0.975, wrong=5),
    "tuning_later.jsonl": Floor(accuracy=0.985, wrong=2),
    "tuning_members.jsonl": Floor(accuracy=0.94, wrong=13),
    "tuning_mixed.jsonl": Floor(accuracy=0.97, wrong=6),
    "tuning_natural.jsonl": Floor(accuracy=0.95, wrong=6),
    "tuning_server.jsonl": Floor(accuracy=0.985, wrong=4),
    "tuning_talk.jsonl": Floor(accuracy=0.965, wrong=5),
    "tuning_turns.jsonl": Floor(accuracy=0.845, wrong=18),
    "tuning_typos.jsonl": Floor(accuracy=0.945, wrong=0),
    "held_out.jsonl": Floor(accuracy=0.945, wrong=14),
    "held_out_chat.jsonl": Floor(accuracy=0.96, wrong=2),
    "held_out_closing.jsonl": Floor(accuracy=0.95, wrong=4),
    "held_out_family.jsonl": Floor(accuracy=0.965, wrong=5),
    "held_out_friends.jsonl": Floor(accuracy=0.975, wrong=6),
    "held_out_last.jsonl": Floor(accuracy=0.965, wrong=1),
    "held_out_members.jsonl": Floor(accuracy=0.93, wrong=15),
    "held_out_wide.jsonl": Floor(accuracy=0.965, wrong=11),
    "third_ceremony.jsonl": Floor(accuracy=0.955, wrong=3, knowledge=TESTS / "data" / "third_ceremony"),
}


def case(**changes: object) -> Case:
    values: dict[str, object] = {
        "id": "x",
        "category": "who",
        "turns": ("who?",),
        "statuses": frozenset({"answer"}),
        "required": (("Jansma", "Greet"), ("1,200",)),
        "forbidden": ("choir",),
    }
    return Case(**{**values, **changes})  # type: ignore[arg-type]  # the values are those of a case


@pytest.mark.parametrize(
    ("status", "text", "failure"),
    [
        ("answer", "greet JÁNSMA lit 1,200 lamps", ""),
        ("answer", "Greet lit lamps", "wrong"),
        ("answer", "Greet and the Choir lit 1,200 lamps", "wrong"),
        ("unknown", "no idea", "missed"),
        ("clarify", "which one?", "missed"),
        ("smalltalk", "hello", "other"),
    ],
)
def test_a_reply_is_graded_by_its_status_and_words(
    status: Literal["answer", "clarify", "unknown", "smalltalk"], text: str, failure: str
) -> None:
    """All rows must be met and nothing forbidden said, case and accents aside."""
    assert grade(case(), Reply(status=status, text=text))[0] == failure


def test_an_answer_where_none_is_known_is_wrong() -> None:
    """Answering what cannot be known is the worst failure, whatever is said."""
    unanswerable = case(statuses=frozenset({"unknown"}), required=(), forbidden=())

    assert grade(unanswerable, Reply(status="answer", text="Greet"))[0] == "wrong"
    assert grade(unanswerable, Reply(status="unknown", text="Greet"))[0] == ""
    assert grade(unanswerable, Reply(status="clarify", text="Greet"))[0] == "other"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "holds no cases"),
        ("nonsense\n", "line 1: no case"),
        ('{"id": "a"}\n', "line 1: no case: KeyError: 'expect'"),
        ('{"id": "a", "cat": "b", "turns": "c", "expect": {"status": ["answer"]}}\n', "'c' is no list"),
        ('{"id": "a", "cat": "b", "turns": ["c"], "expect": {"status": ["maybe"]}}\n', "line 1: needs 'turns'"),
        ('{"id": "a", "cat": "b", "turns": ["c"], "expect": {"status": ["answer"]}}\n' * 2, "id 'a' is used twice"),
    ],
)
def test_a_malformed_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, message: str) -> None:
    """A file that cannot be used gives one message and exit status 2."""
    path = tmp_path / "cases.jsonl"
    path.write_text(text, encoding="utf-8")

    assert main([str(path)]) == 2
    assert message in capsys.readouterr().err


def test_every_file_of_questions_has_a_floor() -> None:
    """No file is committed without a figure that it must keep."""
    assert {path.name for path in QUESTIONS.glob("*.jsonl")} == set(FLOORS)


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_questions_are_answered_as_well_as_before(name: str, shipped: Assistant) -> None:
    """Accuracy keeps its floor, and wrong answers keep their ceiling; no failure of a held-out file is shown."""
    floor = FLOORS[name]
    assistant = build_assistant(Settings(knowledge=(floor.knowledge,))) if floor.knowledge else shipped
    results = evaluate(assistant, read_cases(QUESTIONS / name))
    told = "\n".join(report(results) if name.startswith("held_out") else [*report(results), *failures(results)])

    assert accuracy(results) >= floor.accuracy, told
    assert len(wrong(results)) <= floor.wrong, told
