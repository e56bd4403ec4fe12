"""One fact's YAML to a `Fact`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from bot.facts.documents import Fields, Node, Report, nearest
from bot.facts.fillers import FillerReader
from bot.facts.model import ROLES, Ceremony, Fact, Filler, Role, Source
from bot.facts.names import NameBook
from bot.facts.registers import Registers
from bot.facts.values import parse_count, parse_moment

FACT_DEFAULTS = frozenset({"section", "part", "topic"})
"""Keys that a file may set for all its facts."""

_COMMON = FACT_DEFAULTS | frozenset(ROLES) | {"keywords", "asked", "open", "defines"}
FACT_KEYS = _COMMON | {"id", "say", "cite"}
"""Keys of a plain fact."""
CONTRADICTED_KEYS = FACT_KEYS | {"versions"}
"""Keys of a fact with versions. What it says beside them holds for each, but for ``say``, which only sums them up."""
VERSION_KEYS = _COMMON | {"say", "cite"}
"""Keys of one version."""

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CITATION = re.compile(r"\S.* [1-9]\d*")
# Both sides of a number such as 2,800 that a list in brackets has cut in two.
_THOUSANDS = re.compile(r"(.*\s)?\d{1,3}")
_HUNDREDS = re.compile(r"\d{3}(?!\d)")
_TAKEN_BACK = "none"
"""In place of a part or topic: the default of the file does not hold for this fact."""

T = TypeVar("T")


def check_id(fields: Fields) -> None:
    """Report the id of a mapping if it is not of the form ``boat-song``; a missing one is reported elsewhere."""
    found = fields.text("id")
    if found and not ID.fullmatch(found):
        fields.problem(f"id {found!r} must be lower-case letters, digits and hyphens, as 'boat-song'", "id")


@dataclass(frozen=True, slots=True)
class _Layers:
    """A version, its fact and its file: the first of them that holds a key decides."""

    layers: tuple[Fields, ...]

    def holder(self, key: str) -> Fields:
        """The layer that decides on a key, or the first when none has it."""
        return next((layer for layer in self.layers if layer.holds(key)), self.layers[0])

    def text(self, key: str) -> str:
        return self.holder(key).text(key)

    def texts(self, key: str) -> tuple[str, ...]:
        return self.holder(key).texts(key)

    def parsed(self, key: str, parse: Callable[[str], T]) -> tuple[T, ...]:
        """The values under a key; those that cannot be parsed are reported."""
        holder = self.holder(key)
        nodes = list(holder.text_nodes(key))
        found: list[T] = []
        for left, right in pairwise(nodes):
            if _THOUSANDS.fullmatch(left.text or "") and _HUNDREDS.match(right.text or ""):
                number = f"{left.text},{right.text}"
                holder.problem(f"{key}: a comma inside [ ] parts two values; put quotes round '{number}'", key)
        for node in nodes:
            try:
                found.append(parse(node.text or ""))
            except ValueError as error:
                holder.report.add(node.path, node.line, f"{holder.label}: {key}: {error}")
        return tuple(found)

    def known(self, key: str, known: Sequence[str]) -> str | None:
        """A text that must be one of the known ones, unless it takes back the default of the file."""
        text = self.text(key)
        if text in {"", _TAKEN_BACK}:
            return None
        if text not in known:
            self.holder(key).problem(f"unknown {key} {text!r}{nearest(text, known)}", key)
        return text


class FactReader:
    """Reads the facts of one ceremony."""

    def __init__(self, *, ceremony: Ceremony, registers: Registers, names: NameBook, report: Report) -> None:
        self._ceremony = ceremony
        self._names = names
        self._report = report
        self._fillers = FillerReader(registers, names, report)
        self._topics = list(registers.topics)
        self._parts = [part.id for part in ceremony.parts]
        self._keys: dict[str, Node] = {}

    def read(self, node: Node, defaults: Fields) -> Iterator[tuple[Fact, Node]]:
        """The fact in a mapping, or each of its versions where the source contradicts itself, with its place.

        Args:
            node: One entry of a file's ``facts``.
            defaults: The top of the file, which may set a section, part or topic for all its facts.
        """
        id_node = node.get("id")
        fields = Fields(node, self._report, f"fact {(id_node.text if id_node else None) or '?'!r}")
        key = fields.text("id", required=True)
        check_id(fields)
        if self._is_repeated(key, fields):
            return
        if node.get("versions") is None:
            fields.allow(FACT_KEYS)
            yield self._fact(_Layers((fields, defaults)), f"{self._ceremony.id}/{key}", ()), node
        else:
            fields.allow(CONTRADICTED_KEYS)
            yield from self._versions(key, fields, defaults)

    def _is_repeated(self, key: str, fields: Fields) -> bool:
        first = self._keys.setdefault(key, fields.node)
        if key and first is not fields.node:
            fields.problem(f"this id exists already ({first.path.name}, line {first.line}); give each its own", "id")
            return True
        return False

    def _versions(self, key: str, fields: Fields, defaults: Fields) -> Iterator[tuple[Fact, Node]]:
        versions = list(fields.mappings("versions"))
        if len(versions) < 2:
            fields.problem("'versions' needs two or more; a single one is a plain fact", "versions")
        ids = tuple(f"{self._ceremony.id}/{key}#{number}" for number in range(1, len(versions) + 1))
        for version_id, node in zip(ids, versions, strict=True):
            version = Fields(node, self._report, f"fact {key!r}, version {version_id.rpartition('#')[2]}")
            version.allow(VERSION_KEYS)
            yield self._fact(_Layers((version, fields, defaults)), version_id, ids), node

    def _fact(self, layers: _Layers, fact_id: str, versions: tuple[str, ...]) -> Fact:
        fields = layers.layers[0]
        section = layers.text("section")
        cites = tuple(self._cites(layers.holder("cite"), section))
        fact = Fact(
            id=fact_id,
            ceremony=self._ceremony.id,
            say=fields.text("say", required=True),
            source=self._source(cites, section),
            cites=cites,
            part=layers.known("part", self._parts),
            who=self._role(layers, "who"),
            what=self._role(layers, "what"),
            where=self._role(layers, "where"),
            of=self._role(layers, "of"),
            when=layers.parsed("when", parse_moment),
            count=layers.parsed("count", parse_count),
            why=layers.texts("why"),
            how=layers.texts("how"),
            keywords=layers.texts("keywords"),
            asked=layers.texts("asked"),
            topic=layers.known("topic", self._topics),
            is_open=layers.holder("open").flag("open"),
            defines=self._defines(layers.holder("defines")),
            versions=versions,
        )
        if not any(layers.holder(role).holds(role) for role in ROLES):
            fields.problem(f"no role is filled; fill at least one of {', '.join(ROLES)}")
        return fact

    def _source(self, cites: Sequence[str], section: str) -> Source:
        """What an answer names as its source: the section of the first sentence cited."""
        cited = cites[0].rpartition(" ")[0] if cites else section
        return Source(article=self._ceremony.article, section=cited, link=self._ceremony.link)

    def _cites(self, fields: Fields, section: str) -> Iterator[str]:
        if not fields.holds("cite"):
            fields.problem("'cite' is missing; give the sentence's number in the section, as 2 or 'Opening 2'", "cite")
        for cite in fields.texts("cite"):
            if re.fullmatch(r"[1-9]\d*", cite):
                if not section:
                    fields.problem(f"cite {cite} needs a 'section' (here or at the top of the file)", "cite")
                yield f"{section} {cite}"
            elif _CITATION.fullmatch(cite):
                yield cite
            else:
                fields.problem(f"cite {cite!r} must be a number from 1, or section and number, as 'Opening 2'", "cite")

    def _defines(self, holder: Fields) -> str | None:
        name = holder.text("defines")
        entity = self._names.find(name) if name else None
        if name and entity is None:
            holder.problem(f"'defines' names nobody known: {name!r}{self._names.suggest(name)}", "defines")
        return entity.id if entity else None

    def _role(self, layers: _Layers, role: Role) -> tuple[Filler, ...]:
        holder = layers.holder(role)
        node = holder.node.get(role)
        label = f"{holder.label}, {role}"
        return tuple(filler for item in (node.items() if node else ()) for filler in self._fillers.read(item, label))
