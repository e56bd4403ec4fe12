"""How people ask: files under ``asked/`` that list questions for facts, by the facts' ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from bot.facts.documents import Fields, Report, nearest, read_document
from bot.facts.model import Fact

ASKED_KEYS = frozenset({"asked"})
"""Keys at the top of a file of questions."""


def with_asked(folder: Path, facts: Mapping[str, Fact], ceremony: str, report: Report) -> Iterator[Fact]:
    """The facts of a ceremony with the questions that its ``asked`` folder adds to them.

    A question for a fact that the source contradicts itself on belongs to every version of it.
    """
    own = {fact_id: fact for fact_id, fact in facts.items() if fact.ceremony == ceremony}
    questions: dict[str, list[str]] = {}
    known = {_key(fact_id) for fact_id in own}
    for path in sorted(folder.glob("asked/*.yaml")):
        for key, texts, line in _read_file(path, report):
            if key in known:
                questions.setdefault(key, []).extend(texts)
            else:
                report.add(path, line, f"asked: there is no fact {key!r}{nearest(key, known)}")
    for fact_id, fact in own.items():
        yield replace(fact, asked=(*fact.asked, *questions.get(_key(fact_id), ())))


def _key(fact_id: str) -> str:
    return fact_id.partition("/")[2].partition("#")[0]


def _read_file(path: Path, report: Report) -> Iterator[tuple[str, tuple[str, ...], int]]:
    root = read_document(path, report)
    if root is None:
        return
    top = Fields(root, report, path.name)
    top.allow(ASKED_KEYS)
    questions = Fields(root.get("asked") or root, report, "asked")
    for key, _ in top.entries("asked"):
        yield key, questions.texts(key), questions.node.key_lines[key]
