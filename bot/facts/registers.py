"""The registers in ``config/`` that facts refer to: kinds of things and topics."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.facts.documents import ConfigFolder, Fields, Report, nearest, read_document
from bot.facts.model import Kind, Topic

KIND_KEYS = frozenset({"is", "words"})
TOPIC_KEYS = frozenset({"title", "words"})
_PERSON = "person"
_GROUP = "group"


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

    def is_individual(self, kind: str | None) -> bool:
        """Whether things of a kind are single persons."""
        kinds = self.ancestry(kind)
        return _PERSON in kinds and _GROUP not in kinds


def read_registers(config: ConfigFolder, report: Report) -> Registers:
    """Read ``kinds.yaml`` and ``topics.yaml`` of a configuration folder."""
    kinds = dict(_read_kinds(config / "kinds.yaml", report))
    topics = dict(_read_topics(config / "topics.yaml", report))
    return Registers(kinds, topics)


def _entries(path: Path, key: str, known: frozenset[str], report: Report) -> Iterator[tuple[str, Fields]]:
    root = read_document(path, report)
    if root is None:
        return
    top = Fields(root, report, path.name)
    top.allow({key})
    for name, node in top.entries(key):
        fields = Fields(node, report, f"{key} entry {name!r}")
        fields.allow(known)
        yield name, fields


def _read_kinds(path: Path, report: Report) -> Iterator[tuple[str, Kind]]:
    entries = dict(_entries(path, "kinds", KIND_KEYS, report))
    for name, fields in entries.items():
        parents = fields.texts("is")
        for parent in parents:
            if parent not in entries:
                fields.problem(f"unknown kind {parent!r} under 'is'{nearest(parent, entries.keys())}", "is")
        yield name, Kind(id=name, parents=parents, words=fields.texts("words"))


def _read_topics(path: Path, report: Report) -> Iterator[tuple[str, Topic]]:
    for name, fields in _entries(path, "topics", TOPIC_KEYS, report):
        yield name, Topic(id=name, title=fields.text("title", required=True), words=fields.texts("words"))
