"""How people ask: files under ``asked/`` that list questions for facts, and questions that no fact answers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.facts.documents import Fields, Report, nearest, read_document
from bot.facts.model import Fact

ASKED_KEYS = frozenset({"asked", "unanswered"})
"""Keys at the top of a file of questions."""


@dataclass(frozen=True, slots=True)
class Examples:
    """What the ``asked`` folder of one ceremony holds."""

    asked: dict[str, list[str]] = field(default_factory=dict)
    """Questions by the key of the fact that answers them."""
    unanswered: list[str] = field(default_factory=list)
    """Questions that people ask and the source does not answer."""


def read_examples(folder: Path, facts: Collection[Fact], report: Report) -> Examples:
    """The questions in the files of a ceremony's ``asked`` folder.

    Args:
        folder: The ceremony's own folder.
        facts: Its facts; a question for any other is reported.
        report: Takes the problems.
    """
    found = Examples()
    known = {asked_key(fact.id) for fact in facts}
    for path in sorted(folder.glob("asked/**/*.yaml")):
        _read_file(path, known, found, report)
    return found


def with_asked(facts: Collection[Fact], asked: Mapping[str, list[str]]) -> Iterator[Fact]:
    """The facts with the questions that are asked for them.

    A question for a fact that the source contradicts itself on belongs to every version of it.
    """
    for fact in facts:
        yield replace(fact, asked=(*fact.asked, *asked.get(asked_key(fact.id), ())))


def asked_key(fact_id: str) -> str:
    """The key under which a file of questions lists those for a fact: its id without ceremony and version."""
    return fact_id.partition("/")[2].partition("#")[0]


def _read_file(path: Path, known: Collection[str], found: Examples, report: Report) -> None:
    root = read_document(path, report)
    if root is None:
        return
    top = Fields(root, report, path.name)
    top.allow(ASKED_KEYS)
    found.unanswered.extend(top.texts("unanswered"))
    if root.get("asked") is None and root.get("unanswered") is not None:
        return
    questions = Fields(root.get("asked") or root, report, "asked")
    for key, _ in top.entries("asked"):
        if key in known:
            found.asked.setdefault(key, []).extend(questions.texts(key))
        else:
            line = questions.node.key_lines[key]
            report.add(path, line, f"asked: there is no fact {key!r}{nearest(key, known)}")
