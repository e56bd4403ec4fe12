"""One fact's YAML to a `Fact`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.facts.documents import Fields, Node, Report, nearest
from bot.facts.model import Ceremony, Count, Fact, Filler, Moment, Source
from bot.facts.names import NameBook
from bot.facts.registers import Registers
from bot.facts.values import parse_count, parse_moment

FACT_DEFAULTS = frozenset({"section", "part", "topic"})
"""Keys that a file may set for all its facts."""

_ROLES = frozenset({"who", "what", "when", "where", "count", "why", "how", "of"})
_SHARED = _ROLES | {"say", "cite", "section", "part", "keywords", "topic", "open", "defines"}
_FILLER = frozenset({"text", "name", "as", "kind"})

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class FactReader:
    """Reads the facts of one ceremony."""

    ceremony: Ceremony
    registers: Registers
    names: NameBook
    report: Report

    def read(self, node: Node, defaults: Fields) -> Iterator[Fact]:
        """The fact in a mapping; one for each version where the source contradicts itself."""
        id_node = node.get("id")
        key = (id_node.text or "") if id_node else ""
        fields = Fields(node, self.report, f"fact {key or '?'!r}")
        fields.text("id", required=True)
        if key and not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", key):
            fields.problem(f"id {key!r} must be lower-case letters, digits and hyphens, as 'boat-song'", "id")
        fact_id = f"{self.ceremony.id}/{key}"
        if node.get("versions") is None:
            fields.allow(_SHARED | {"id"})
            yield self._fact(fields, [fields, defaults], fact_id, ())
            return
        fields.allow(_SHARED | {"id", "versions"})
        versions = list(fields.mappings("versions"))
        if len(versions) < 2:
            fields.problem("'versions' needs two or more; a single one is a plain fact", "versions")
        ids = tuple(f"{fact_id}#{number}" for number in range(1, len(versions) + 1))
        for version_id, version in zip(ids, versions, strict=True):
            part = Fields(version, self.report, f"fact {key!r}, version {version_id[-1]}")
            part.allow(_SHARED)
            yield self._fact(part, [part, fields, defaults], version_id, ids)

    def _fact(self, fields: Fields, layers: list[Fields], fact_id: str, versions: tuple[str, ...]) -> Fact:
        section = _first_text(layers, "section")
        cites = tuple(self._cites(fields, section))
        fact = Fact(
            id=fact_id,
            ceremony=self.ceremony.id,
            say=fields.text("say", required=True),
            source=Source(article=self.ceremony.article, section=_section_of(cites, section), link=self.ceremony.link),
            cites=cites,
            part=self._known_part(fields, _first_text(layers, "part")),
            who=self._fillers(fields, layers, "who"),
            what=self._fillers(fields, layers, "what"),
            where=self._fillers(fields, layers, "where"),
            of=self._fillers(fields, layers, "of"),
            when=self._parsed(fields, layers, "when", parse_moment, Moment),
            count=self._parsed(fields, layers, "count", parse_count, Count),
            why=_first_texts(layers, "why"),
            how=_first_texts(layers, "how"),
            keywords=_first_texts(layers, "keywords"),
            topic=self._known_topic(fields, _first_text(layers, "topic")),
            is_open=fields.flag("open"),
            defines=self._defines(layers[0] if layers[0].node.get("defines") else layers[-2]),
            versions=versions,
        )
        if not any(fact.has(role) for role in ("who", "what", "when", "where", "count", "why", "how", "of")):
            fields.problem("no role is filled; fill at least one of who, what, when, where, count, why, how, of")
        return fact

    def _cites(self, fields: Fields, section: str) -> Iterator[str]:
        found = fields.texts("cite")
        if not found:
            fields.problem("'cite' is missing; give the sentence's number in the section, as 2 or 'Opening 2'")
        for cite in found:
            if cite.isdigit():
                if not section:
                    fields.problem(f"cite {cite} needs a 'section' (here or at the top of the file)", "cite")
                yield f"{section} {cite}"
            elif re.search(r"\S \d+$", cite):
                yield cite
            else:
                fields.problem(f"cite {cite!r} must be a number, or a section and a number, as 'Opening 2'", "cite")

    def _known_part(self, fields: Fields, part: str) -> str | None:
        if part == "none":  # takes back the default of the file
            return None
        known = [one.id for one in self.ceremony.parts]
        if part and part not in known:
            fields.problem(f"unknown part {part!r}{nearest(part, known)}", "part")
        return part or None

    def _known_topic(self, fields: Fields, topic: str) -> str | None:
        if topic and topic not in self.registers.topics:
            fields.problem(f"unknown topic {topic!r}{nearest(topic, self.registers.topics)}", "topic")
        return topic or None

    def _defines(self, fields: Fields) -> str | None:
        name = fields.text("defines")
        if not name:
            return None
        entity = self.names.find(name)
        if entity is None:
            fields.problem(f"'defines' names nobody known: {name!r}{self.names.suggest(name)}", "defines")
        return entity.id if entity else None

    def _fillers(self, fields: Fields, layers: list[Fields], role: str) -> tuple[Filler, ...]:
        node = _first_node(layers, role)
        found = [self._filler(fields, item, role) for item in (node.items() if node else [])]
        return tuple(filler for one in found for filler in one)

    def _filler(self, fields: Fields, item: Node, role: str) -> Iterator[Filler]:
        place = Fields(item, self.report, f"{fields.label}, {role}")
        if item.text is not None:
            yield from self._named(place, item.text, None, None)
            return
        keys = [key for key, _ in item.pairs()]
        if not keys:
            place.problem("write a name, 'name: function', or {text: ...}")
        elif set(keys) & {"text", "name"}:
            place.allow(_FILLER)
            yield from self._described(place)
        else:
            for name, function in item.pairs():
                if function.text is None:
                    place.problem(f"{name!r} needs a plain function, as '{name}: singer'", name)
                else:
                    yield from self._named(place, name, function.text or None, None)

    def _described(self, place: Fields) -> Iterator[Filler]:
        kind = place.text("kind") or None
        if kind and kind not in self.registers.kinds:
            place.problem(f"unknown kind {kind!r}{nearest(kind, self.registers.kinds)}", "kind")
        function = place.text("as") or None
        if name := place.text("name"):
            yield from self._named(place, name, function, kind)
        elif text := place.text("text", required=True):
            yield Filler(text=text, kind=kind, function=function)

    def _named(self, place: Fields, name: str, function: str | None, kind: str | None) -> Iterator[Filler]:
        entity = self.names.find(name)
        if entity is not None:
            yield Filler(text=entity.name, entity=entity.id, kind=kind or entity.kind, function=function)
            return
        hint = self.names.suggest(name) or f"; add an entity, or write {{text: {name}}} for something without a name"
        place.problem(f"nobody and nothing is called {name!r}{hint}")

    def _parsed(self, fields: Fields, layers: list[Fields], role: str, parse: Any, kind: type[T]) -> tuple[T, ...]:
        found: list[T] = []
        for text in _first_texts(layers, role):
            try:
                found.append(parse(text))
            except ValueError as error:
                fields.problem(f"{role}: {error}", role)
        return tuple(found)


def _first_node(layers: list[Fields], key: str) -> Node | None:
    return next((node for layer in layers if (node := layer.node.get(key)) is not None), None)


def _first_text(layers: list[Fields], key: str) -> str:
    return next((text for layer in layers if (text := layer.text(key))), "")


def _first_texts(layers: list[Fields], key: str) -> tuple[str, ...]:
    return next((texts for layer in layers if (texts := layer.texts(key))), ())


def _section_of(cites: tuple[str, ...], default: str) -> str:
    return cites[0].rpartition(" ")[0] if cites else default
