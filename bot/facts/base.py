"""The fact base: everything that is known, looked up by id, ceremony, topic and entity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TypeVar

from bot.facts.model import Ceremony, Entity, Fact, Filler, Part
from bot.facts.registers import Registers

K = TypeVar("K")
V = TypeVar("V")


class FactBase:
    """Immutable and shared; building it anew is the only way to change it."""

    def __init__(
        self,
        *,
        registers: Registers,
        entities: Iterable[Entity],
        ceremonies: Iterable[Ceremony],
        facts: Iterable[Fact],
        unanswered: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self.registers = registers
        self.entities: Mapping[str, Entity] = {entity.id: entity for entity in entities}
        self.ceremonies: Mapping[str, Ceremony] = {
            ceremony.id: ceremony for ceremony in sorted(ceremonies, key=lambda one: (one.year, one.id))
        }
        self.facts: Mapping[str, Fact] = {fact.id: fact for fact in facts}
        self.unanswered: Mapping[str, tuple[str, ...]] = unanswered or {}
        """By ceremony, questions that people ask about it and its source does not answer."""

    @cached_property
    def by_topic(self) -> Mapping[tuple[str, str], tuple[Fact, ...]]:
        """Facts by (ceremony, topic), in the order of the files."""
        return _group(((fact.ceremony, fact.topic), fact) for fact in self.facts.values() if fact.topic)

    @cached_property
    def venues(self) -> Mapping[str, tuple[str, ...]]:
        """By ceremony, the places where it was held."""
        return {
            ceremony: tuple(filler.entity for fact in found for filler in fact.where if filler.entity)
            for (ceremony, topic), found in self.by_topic.items()
            if topic == "venue"
        }

    @cached_property
    def by_entity(self) -> Mapping[str, tuple[Fact, ...]]:
        """Facts by entity named in any of their roles, in the order of the files."""
        return _group(
            (entity, fact)
            for fact in self.facts.values()
            for entity in sorted({filler.entity for filler in fact.fillers() if filler.entity} | {fact.defines or ""})
            if entity
        )

    def kind_of(self, filler: Filler) -> str | None:
        """The kind of what stands in a role, its own or that of the entity; None where neither is known."""
        entity = self.entities.get(filler.entity or "")
        return filler.kind or (entity.kind if entity else None)

    def part_of(self, fact: Fact) -> Part | None:
        """The stage of its ceremony in which a fact happened, or None."""
        return self._parts.get((fact.ceremony, fact.part or ""))

    @cached_property
    def _parts(self) -> Mapping[tuple[str, str], Part]:
        return {(ceremony.id, part.id): part for ceremony in self.ceremonies.values() for part in ceremony.parts}

    def versions_of(self, fact: Fact) -> tuple[Fact, ...]:
        """All that the source says on a point on which it contradicts itself; else the fact alone."""
        return tuple(self.facts[key] for key in fact.versions) or (fact,)

    def other_versions_of(self, fact: Fact) -> tuple[Fact, ...]:
        """What the source says on that point besides the fact; nothing where it does not contradict itself."""
        return tuple(version for version in self.versions_of(fact) if version.id != fact.id)


def _group(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    found: defaultdict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}
