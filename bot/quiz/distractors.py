"""Wrong choices: of the same sort as the answer, near it, and never true as well."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from bot.facts import Entity, FactBase
from bot.facts.values import spell_date

LIMIT = 8
"""Wrong choices that a question carries; each time it is asked, a few are taken."""

_PERSON = "person"
_CHARACTER = "character"  # nobody takes a figure for somebody who lived
_ENOUGH = 3  # people of the same sort that make all others superfluous

_MINUTES = (-30, -20, -15, -10, 10, 15, 20, 30, 60)
_DAYS = (-7, -5, -3, -2, -1, 1, 2, 3, 5, 7)
_SMALL = 20  # numbers up to it are told apart by one
_STEPS = (-0.4, -0.3, -0.2, -0.1, 0.1, 0.2, 0.3, 0.5)


class Neighbours:
    """Finds other things of the sort of an answer, the nearest first."""

    def __init__(self, base: FactBase) -> None:
        self._base = base
        self._uses: dict[str, frozenset[tuple[str, str]]] = {}
        self._texts: dict[str, dict[str, None]] = {}
        self._kinds = {entity.id: base.registers.ancestry(entity.kind) for entity in base.entities.values()}
        for entity, facts in base.by_entity.items():
            self._uses[entity] = frozenset(
                (fact.ceremony, filler.function or "")
                for fact in facts
                for filler in fact.fillers()
                if filler.entity == entity
            )
        kinds = {entity: base.entities[entity].kind for entity, uses in self._uses.items() if uses}
        self._people = [entity for entity, kind in kinds.items() if base.registers.is_individual(kind)]
        for fact in base.facts.values():
            for filler in fact.fillers():
                if filler.kind and not filler.entity:
                    self._texts.setdefault(filler.kind, {})[filler.text] = None

    def entities_like(self, entity: str) -> list[str]:
        """Ids of entities of the same kind, or of a kind that is a case of it; nearest first."""
        own = self._base.entities[entity]
        uses = self._uses.get(entity, frozenset())
        ranked = []
        for other in self._others(entity):
            if own.kind in self._kinds[other.id]:
                nearness = (other.kind != own.kind, -len(uses & self._uses[other.id]))
                ranked.append((*nearness, scatter(entity, other.id), other.id))
        return [found[-1] for found in sorted(ranked)]

    def people_like(self, person: str) -> list[str]:
        """Ids of persons who did what this one did or are of the same sort, nearest first.

        Where these are too few, those who are named for the same ceremony follow.
        """
        own = self._sorts(person)
        parts, scenes = self._parts(person), self._scenes(person)
        ranked = []
        for other in self._people:
            sorts = self._sorts(other)
            if other != person and (_CHARACTER in own) == (_CHARACTER in sorts):
                closeness = 2 * len(parts & self._parts(other)) + len(own & sorts)
                is_far = not scenes & self._scenes(other)
                ranked.append((-closeness, is_far, scatter(person, other), other))
        ranked.sort()
        alike = [found[-1] for found in ranked if found[0]]
        if len(alike) >= _ENOUGH:
            return alike
        return alike + [one for closeness, is_far, _, one in ranked if not closeness and not is_far]

    def _others(self, entity: str) -> Iterator[Entity]:
        return (one for one in self._base.entities.values() if one.id != entity and self._uses.get(one.id))

    def _sorts(self, entity: str) -> frozenset[str]:
        """The kind of a person and what it is a case of, but for what all persons are."""
        return self._kinds[entity] - {_PERSON}

    def _parts(self, entity: str) -> frozenset[str]:
        """The main words for what somebody took part as: "creative director" is a director."""
        functions = [function for _, function in self._uses.get(entity, ()) if function]
        return frozenset(function.split(" of ")[0].split()[-1] for function in functions)

    def _scenes(self, entity: str) -> frozenset[str]:
        return frozenset(ceremony for ceremony, _ in self._uses.get(entity, ()))

    def texts_like(self, kind: str, text: str) -> list[str]:
        """Nameless things of a kind, in an order that is fixed but scattered."""
        others = [other for other in self._texts.get(kind, ()) if other != text]
        return sorted(others, key=lambda other: scatter(text, other))


def numbers_near(key: str, number: float) -> list[int]:
    """Numbers that could be taken for this one, none below two unless this one is."""
    value = int(number)
    if value <= _SMALL:
        near = [value + step for step in (-1, 1, -2, 2, 3, -3, 4, 5)]
    else:
        near = [_rounded_like(value, value * (1 + step)) for step in _STEPS]
    found = dict.fromkeys(one for one in near if one >= min(2, value) and one != value)
    return sorted(found, key=lambda one: scatter(key, str(one)))[:LIMIT]


def _rounded_like(value: int, other: float) -> int:
    """A number as round as the one it stands beside."""
    digits = str(value)
    zeros = min(len(digits) - len(digits.rstrip("0")), len(digits) - 2)  # 100 stands beside 90, not only beside 200
    step: int = 10 ** max(0, zeros)
    return max(step, round(other / step) * step)


def times_near(key: str, time: dt.time) -> list[str]:
    """Clock times around this one."""
    minutes = time.hour * 60 + time.minute
    found = [(minutes + step) % (24 * 60) for step in _MINUTES]
    return sorted((f"{one // 60:02}:{one % 60:02}" for one in found), key=lambda one: scatter(key, one))[:LIMIT]


def dates_near(key: str, date: dt.date) -> list[str]:
    """Days around this one, in words."""
    found = [spell_date(date + dt.timedelta(days=step)) for step in _DAYS]
    return sorted(found, key=lambda one: scatter(key, one))[:LIMIT]


def years_near(key: str, year: int, known: Iterable[int]) -> list[str]:
    """Other years that facts name, then those around this one."""
    near = [*sorted(set(known), key=lambda one: abs(one - year)), *(year + step for step in (-4, 4, -2, 2, -8, 8))]
    return [str(one) for one in dict.fromkeys(near) if one != year][:LIMIT]


def ordinal(number: int) -> str:
    """``1st``, ``2nd``, ``11th``."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def pick(names: Iterable[str], barred: Iterable[str]) -> Iterator[str]:
    """Names that are not barred, each once."""
    seen = {name.casefold() for name in barred}
    for name in names:
        if name.casefold() not in seen:
            seen.add(name.casefold())
            yield name


def scatter(*keys: str) -> str:
    """A fixed order without a pattern: the right answer must not be told by where it lies among the numbers."""
    return blake2b("|".join(keys).encode(), digest_size=8).hexdigest()
