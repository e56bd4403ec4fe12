"""What people type into a command, and what it names: exactly, else by likeness; digits always exactly."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from discord.app_commands import Choice
from rapidfuzz import fuzz, process

from bot.adapters.discord_app.post import shorten
from bot.answering.index import PERSONAL
from bot.facts import Ceremony, FactBase
from bot.facts.names import fold

CHOICES = 25
"""Suggestions that Discord shows at most."""

CHOICE = 100
"""Characters of a suggestion."""

_SUGGESTED = 60
"""Likeness from 0 to 100 from which a name is worth suggesting: half a word and one slip pass."""

_MEANT = 82
"""Likeness from which a name is taken for what was typed: one slip in five letters passes."""


@dataclass(frozen=True, slots=True)
class Named:
    """Something that a command can be about."""

    id: str
    label: str
    names: tuple[str, ...]


class Register:
    """Things by their names."""

    def __init__(self, things: Iterable[Named]) -> None:
        self.things = tuple(things)
        self._by_name: dict[str, Named] = {}
        for thing in self.things:
            for name in (thing.label, thing.id, *thing.names):
                self._by_name.setdefault(fold(name), thing)
        self._names = list(self._by_name)

    def find(self, typed: str) -> Named | None:
        """What was meant, or None where nothing is like enough."""
        text = fold(typed).strip()
        if text in self._by_name:
            return self._by_name[text]
        found = process.extractOne(text, self._names, scorer=fuzz.ratio, score_cutoff=_MEANT)
        if found is None or _digits(found[0]) != _digits(text):
            return None
        return self._by_name[found[0]]

    def suggest(self, typed: str) -> list[Named]:
        """Up to 25 things, likeliest first; without a word typed, the first ones."""
        text = fold(typed).strip()
        if not text:
            return list(self.things[:CHOICES])
        found = process.extract(text, self._names, scorer=_likeness, limit=100, score_cutoff=_SUGGESTED)
        return list(dict.fromkeys(self._by_name[name] for name, _, _ in found))[:CHOICES]


def _likeness(typed: str, name: str, *, score_cutoff: float | None = None) -> float:
    """From 0 to 100; beginnings of names and of their words come before likenesses."""
    if name.startswith(typed):
        return 100.0
    if f" {typed}" in name:
        return 99.0
    if len(typed) > 2 and typed in name:
        return 95.0
    if _digits(typed) and not _digits(typed) & _digits(name):
        return 0.0
    return 0.94 * max(fuzz.ratio(typed, name), fuzz.ratio(typed, name[: len(typed) + 1]), _best_word(typed, name))


def _best_word(typed: str, name: str) -> float:
    words = name.split()
    return max((fuzz.ratio(typed, word) for word in words), default=0.0) if len(typed) > 3 else 0.0


def _digits(text: str) -> set[str]:
    return set(re.findall(r"\d+", text))


class Lookup:
    """Ceremonies, names and topics of one fact base."""

    def __init__(self, base: FactBase) -> None:
        self._base = base
        self.ceremonies = Register(_ceremonies(base))
        self.people = Register(_people(base))
        self.topics = Register(_topics(base))

    def ceremony(self, typed: str) -> Ceremony | None:
        """The ceremony of a year or a name; a year that is none of theirs is never another one's."""
        found = self.ceremonies.find(typed)
        if found is None:
            years = {ceremony.year: ceremony for ceremony in self._base.ceremonies.values()}
            numbers = [int(number) for number in _digits(typed) if len(number) == 4]
            return years.get(numbers[0]) if len(numbers) == 1 else None
        return self._base.ceremonies[found.id]

    def known_ceremonies(self) -> str:
        """The ceremonies there are, in a phrase that begins with their years."""
        known = [f"{one.year} ({one.short})" for one in self._base.ceremonies.values()]
        return f"{', '.join(known[:-1])} and {known[-1]}" if len(known) > 1 else "".join(known)


def _ceremonies(base: FactBase) -> Iterable[Named]:
    for one in base.ceremonies.values():
        label = one.short if str(one.year) in one.short else f"{one.year} – {one.short}"
        yield Named(one.id, label, (str(one.year), one.short, one.name, one.article, *one.aliases))


def _people(base: FactBase) -> Iterable[Named]:
    """Persons and groups of which something is told, those with most facts first."""
    told = [
        entity
        for entity in base.entities.values()
        if base.by_entity.get(entity.id) and base.registers.ancestry(entity.kind) & PERSONAL
    ]
    told.sort(key=lambda entity: (-len(base.by_entity[entity.id]), entity.name))
    for entity in told:
        yield Named(entity.id, entity.name, entity.aliases)


def _topics(base: FactBase) -> Iterable[Named]:
    """Topics of which at least two ceremonies tell, or all where there is one ceremony."""
    wanted = min(2, len(base.ceremonies))
    for topic in base.registers.topics.values():
        if sum((ceremony, topic.id) in base.by_topic for ceremony in base.ceremonies) >= wanted:
            yield Named(topic.id, topic.title, topic.words)


def option(label: str) -> str:
    """A label as Discord takes it for a suggestion."""
    return shorten(label, CHOICE)


def choices(labels: Iterable[str]) -> list[Choice[str]]:
    """Suggestions as Discord takes them, of which it shows the first ones."""
    return [Choice(name=option(one), value=option(one)) for one in islice(labels, CHOICES)]
