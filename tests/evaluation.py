"""How well the bot answers a file of questions.

    python -m tests.evaluation FILE... [--knowledge FOLDER] [--failures]

A line of such a file is one case::

    {"id": "w-1", "cat": "who", "turns": ["who sang?", "and who danced?"],
     "expect": {"status": ["answer"], "all": [["jansma", "greta"]], "none": ["choir"]}}

Only the reply to the last turn is graded. Its status must be among those expected; if it is ``answer``, the text must
hold one alternative of every row of ``all`` and nothing of ``none``, case and accents aside. A failed case is *wrong*
when the bot gave an answer (the worst defect there is), *missed* when it gave none although it should have, and
*other* when some other status was due.

The exit status is 0 whatever the score, 2 when a file cannot be used.
"""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.bootstrap import build_assistant
from bot.conversation import Assistant, Reply
from bot.errors import BotError
from bot.settings import Settings
from tests.asking import ask

STATUSES = frozenset({"answer", "clarify", "unknown", "smalltalk"})


@dataclass(frozen=True, slots=True)
class Case:
    """One conversation, and what its last reply must be."""

    id: str
    category: str
    turns: tuple[str, ...]
    statuses: frozenset[str]
    required: tuple[tuple[str, ...], ...]
    """Of each row, one alternative must be said."""
    forbidden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a case."""

    case: Case
    reply: Reply
    failure: str = ""
    """``wrong``, ``missed`` or ``other``; empty for a pass."""
    reason: str = ""


def read_cases(path: Path) -> list[Case]:
    """The cases of a file, in order.

    Raises:
        ValueError: A line is no case, or the file has none; the message says which and why.
        OSError: The file cannot be read.
    """
    cases = [_case(path, number, line) for number, line in enumerate(_lines(path), 1) if line.strip()]
    repeated = [case_id for case_id, times in Counter(case.id for case in cases).items() if times > 1]
    if repeated:
        raise ValueError(f"{path}: id {repeated[0]!r} is used twice")
    if not cases:
        raise ValueError(f"{path}: holds no cases")
    return cases


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: not UTF-8 text (byte {error.start})") from error


def _case(path: Path, number: int, line: str) -> Case:
    try:
        found = json.loads(line)
        expect = found["expect"]
        case = Case(
            id=_text(found["id"]),
            category=_text(found["cat"]),
            turns=_texts(found["turns"]),
            statuses=frozenset(_texts(expect["status"])),
            required=tuple(_texts(row) for row in expect.get("all", ())),
            forbidden=_texts(expect.get("none", ())),
        )
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise ValueError(f"{path}, line {number}: no case: {type(error).__name__}: {error}") from error
    if not case.turns or not case.statuses or not case.statuses <= STATUSES:
        raise ValueError(f"{path}, line {number}: needs 'turns' and a 'status' of {', '.join(sorted(STATUSES))}")
    return case


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError(f"{value!r} is no text")
    return value


def _texts(values: Any) -> tuple[str, ...]:
    if not isinstance(values, (list, tuple)):
        raise TypeError(f"{values!r} is no list")
    return tuple(_text(value) for value in values)


def evaluate(assistant: Assistant, cases: Sequence[Case]) -> list[Result]:
    """Ask everything, each case in a conversation of its own."""
    return [_ask(assistant, case) for case in cases]


def _ask(assistant: Assistant, case: Case) -> Result:
    reply = ask(assistant, *case.turns)
    failure, reason = grade(case, reply)
    return Result(case, reply, failure, reason)


def grade(case: Case, reply: Reply) -> tuple[str, str]:
    """How a reply fails a case, and why; two empty texts when it passes."""
    if reply.status not in case.statuses:
        reason = f"{reply.status} instead of {' or '.join(sorted(case.statuses))}"
        if reply.status == "answer":
            return "wrong", reason
        return ("missed" if "answer" in case.statuses and reply.status != "smalltalk" else "other"), reason
    if reply.status != "answer":
        return "", ""
    said = _plain(reply.text)
    missing = [row for row in case.required if not _says_one(said, row)]
    if missing:
        return "wrong", f"does not say {' or '.join(missing[0])}"
    for text in case.forbidden:
        if _plain(text) in said:
            return "wrong", f"says {text}"
    return "", ""


def passes(case: Case, text: str, *, rows: int | None = None) -> bool:
    """Whether a text says what is expected of an answer: all rows of it, or at least so many."""
    said = _plain(text)
    met = sum(_says_one(said, row) for row in case.required)
    return bool(case.required) and met >= (len(case.required) if rows is None else rows)


def _says_one(said: str, row: Sequence[str]) -> bool:
    return any(_plain(text) in said for text in row)


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()


def accuracy(results: Sequence[Result]) -> float:
    """The share of cases passed, from 0 to 1."""
    return sum(not result.failure for result in results) / len(results)


def wrong(results: Sequence[Result]) -> list[Result]:
    """The cases that were answered and should not have been, or not so."""
    return [result for result in results if result.failure == "wrong"]


def report(results: Sequence[Result]) -> Iterator[str]:
    """A table of the categories, worst kind of failure first, with the sum below."""
    yield f"{'category':<20} cases passed accuracy wrong missed other"
    categories: defaultdict[str, list[Result]] = defaultdict(list)
    for result in results:
        categories[result.case.category].append(result)
    for name, part in [*categories.items(), ("total", list(results))]:
        kinds = Counter(result.failure for result in part)
        yield (
            f"{name:<20} {len(part):5} {kinds['']:6} {accuracy(part):8.1%} "
            f"{kinds['wrong']:5} {kinds['missed']:6} {kinds['other']:5}"
        )


def failures(results: Sequence[Result]) -> Iterator[str]:
    """Every failed case with what was said."""
    for result in results:
        if result.failure:
            yield f"\n{result.case.id} [{result.case.category}] {result.failure}: {result.reason}"
            yield from (f"  > {turn}" for turn in result.case.turns)
            yield f"  {result.reply.status}: {result.reply.text}"


def main(argv: list[str] | None = None) -> int:
    """Print how well each file is answered; see the module's docstring for the exit status."""
    parser = argparse.ArgumentParser(
        prog="tests.evaluation", description="How well the bot answers files of questions."
    )
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="a file of cases (JSON lines)")
    parser.add_argument("--knowledge", type=Path, metavar="FOLDER", help="know this folder instead of what ships")
    parser.add_argument("--failures", action="store_true", help="list every failed case")
    options = parser.parse_args(argv)
    try:
        files = [(path, read_cases(path)) for path in options.files]
        assistant = build_assistant(Settings(knowledge=(options.knowledge,)) if options.knowledge else Settings())
        for path, cases in files:
            results = evaluate(assistant, cases)
            lines = [str(path), *report(results), *(failures(results) if options.failures else ())]
            print("\n".join(lines))
    except (OSError, ValueError, BotError) as error:
        print(f"evaluation: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
