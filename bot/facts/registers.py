"""The registers in ``config/`` that facts refer to: kinds of things and topics."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.facts.documents import Fields, Report, nearest, read_document
from bot.facts.model import Kind, Topic


@dataclass(frozen=True, slots=True)
class Registers:
    """Kinds and topics by id."""

    kinds: Mapping[str, Kind]
    topics: Mapping[str, Topic]

    def ancestry(self, kind: str | None) -> frozenset[str]:
        """A kind and everything it is a case of; empty for no kind."""
        found: set[str] = set()
        waiting = [kind] if kind else []
        while waiting:
            current = waiting.pop()
            if current not in found and current in self.kinds:
                found.add(current)
                waiting.extend(self.kinds[current].parents)
        return frozenset(found)


def read_registers(config: Path, report: Report) -> Registers:
    """Read ``kinds.yaml`` and ``topics.yaml`` of a configuration folder."""
    kinds = {kind.id: kind for kind in _read_kinds(config / "kinds.yaml", report)}
    for kind in kinds.values():
        for parent in kind.parents:
            if parent not in kinds:
                message = f"kind {kind.id!r}: unknown kind {parent!r} under 'is'{nearest(parent, kinds)}"
                report.add(config / "kinds.yaml", 0, message)
    return Registers(kinds, {topic.id: topic for topic in _read_topics(config / "topics.yaml", report)})


def _entries(path: Path, key: str, known: set[str], report: Report) -> Iterator[tuple[str, Fields]]:
    root = read_document(path, report)
    if root is None:
        return
    Fields(root, report, path.name).allow({key})
    listed = root.get(key)
    for name, node in listed.pairs() if listed else ():
        fields = Fields(node, report, f"{key} entry {name!r}")
        fields.allow(known)
        yield name, fields


def _read_kinds(path: Path, report: Report) -> Iterator[Kind]:
    for name, fields in _entries(path, "kinds", {"is", "words"}, report):
        yield Kind(id=name, parents=fields.texts("is"), words=fields.texts("words"))


def _read_topics(path: Path, report: Report) -> Iterator[Topic]:
    for name, fields in _entries(path, "topics", {"title", "words"}, report):
        yield Topic(id=name, title=fields.text("title", required=True), words=fields.texts("words"))
