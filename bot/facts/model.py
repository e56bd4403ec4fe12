"""What is known, as immutable values: names, ceremonies, facts and their roles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Role = Literal["who", "what", "when", "where", "count", "why", "how", "of"]
ROLES: tuple[Role, ...] = ("who", "what", "when", "where", "count", "why", "how", "of")
"""In the order in which an answer prefers them when a question leaves the role open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A sort of thing, for instance choirs."""

    id: str
    parents: tuple[str, ...]
    """Kinds that this one is a case of; their questions accept it too."""
    words: tuple[str, ...]
    """What people call it, in the singular."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A subject that ceremonies have in common."""

    id: str
    title: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Something with a name of its own."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name, then every alias."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stage of a ceremony."""

    id: str
    title: str
    order: int
    """Place in the running order, from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceremony:
    """One ceremony: how it is called, and its running order."""

    id: str
    name: str
    short: str
    year: int
    aliases: tuple[str, ...]
    article: str
    link: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a fact comes from."""

    article: str
    section: str
    """Subsections after `` / ``."""
    link: str = ""

    def __str__(self) -> str:
        return f"{self.article}, {self.section.split(' / ')[-1]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """What stands in a role."""

    text: str
    """As an answer shows it."""
    entity: str | None = None
    """Id of the entity, for a thing with a name of its own."""
    kind: str | None = None
    function: str | None = None
    """As what it takes part, for instance ``singer``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A time, a date, a year, or words for one of them."""

    text: str
    time: dt.time | None = None
    """Local time of the ceremony."""
    date: dt.date | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number of something."""

    text: str
    number: float
    unit: str
    """What is counted, for instance ``paper boats``; empty only where the unit goes without saying."""
    qualifier: str = ""
    """``more than``, ``about`` and the like; empty for an exact number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One statement about a ceremony, with its roles."""

    id: str
    """``ceremony/key``; a version of a contradicted fact ends in ``#1``, ``#2``."""
    ceremony: str
    say: str
    source: Source
    cites: tuple[str, ...]
    """Keys of the sentences that it rests on, for instance ``Opening 2``."""
    part: str | None = None
    who: tuple[Filler, ...] = ()
    what: tuple[Filler, ...] = ()
    where: tuple[Filler, ...] = ()
    of: tuple[Filler, ...] = ()
    when: tuple[Moment, ...] = ()
    count: tuple[Count, ...] = ()
    why: tuple[str, ...] = ()
    how: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    """Questions that people ask for it; their words are understood."""
    topic: str | None = None
    is_open: bool = False
    """The source's list is not complete: absence from it proves nothing."""
    defines: str | None = None
    """Id of the entity that this fact introduces."""
    versions: tuple[str, ...] = ()
    """Ids of all versions (this one included) where the source contradicts itself."""

    def fillers(self) -> Iterator[Filler]:
        """Everything named in the roles who, what, where and of, in this order."""
        yield from self.who
        yield from self.what
        yield from self.where
        yield from self.of

    def roles_of(self, filler: Filler) -> frozenset[Role]:
        """Those of the roles who, what, where and of that hold this very thing."""
        roles: dict[Role, tuple[Filler, ...]] = {
            "who": self.who,
            "what": self.what,
            "where": self.where,
            "of": self.of,
        }
        return frozenset(role for role, fillers in roles.items() if filler in fillers)

    def has(self, role: Role) -> bool:
        """Whether the role holds anything."""
        return bool(getattr(self, role))
