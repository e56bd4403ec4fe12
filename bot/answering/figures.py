"""Holes that a figure fills: when, how many, how long, how tall."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.answering.filled import Filled
from bot.answering.index import FactIndex, FactTerms
from bot.facts import Count, Moment
from bot.understanding import Item, Question

_DURATION_UNITS = frozenset({"minute", "hour", "second"})
_GENERIC = frozenset({"#person", "#member", "#crowd"})  # units that count people whatever they do
_AGES = frozenset({"year", "age"})
_LENGTHS = frozenset({"metre", "kilometre", "distance"})
_YEAR = re.compile(r"\b(?:1[89]|20)\d{2}\b")
_INTERVAL = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve)\s+(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b",
    re.I,
)


class Figures:
    """Finds the moments and counts that one question asks for."""

    def __init__(self, question: Question, index: FactIndex) -> None:
        self._question = question
        self._index = index
        self._counted = frozenset(
            sense for item in question.head_run for group in (item.senses, *item.parts) for sense in group
        )

    def moments(self, terms: FactTerms) -> Filled | None:
        """When, as precisely as the question wants it; None where the fact does not say."""
        found = self._in_precision(terms.fact.when)
        return found or (self._named_year(terms) if self._question.precision == "year" else None)

    def _in_precision(self, moments: Sequence[Moment]) -> Filled | None:
        precision = self._question.precision
        if precision == "clock":
            fitting = [moment for moment in moments if moment.time]
        elif precision == "date":
            fitting = [moment for moment in moments if moment.date]
        elif precision == "year":
            fitting = [moment for moment in moments if moment.year]
        elif precision == "interval":
            fitting = [moment for moment in moments if _INTERVAL.search(moment.text)]
            return Filled(_moment_texts(fitting), 0.5) if fitting else None
        else:
            fitting = [one for one in moments if one.time or one.year] or list(moments)
        exactness = 0.5 if any(one.time or one.year for one in fitting) else 0.2
        return Filled(_moment_texts(fitting), exactness) if fitting else None

    def _named_year(self, terms: FactTerms) -> Filled | None:
        """The one year that a statement names in passing ("at the games of that year")."""
        years = set(_YEAR.findall(terms.fact.say)) - set(self._question.tokens)
        return Filled(tuple(years), 0.1) if len(years) == 1 else None

    def counts(self, terms: FactTerms) -> Filled | None:
        """How many, or how long or tall, of what the question counts; None where the fact does not say."""
        precision = self._question.precision
        head = self._question.head
        fitting: list[Count] = []
        for count, unit in zip(terms.fact.count, terms.units, strict=True):
            if precision == "duration":
                if _DURATION_UNITS & {sense.lstrip("=") for sense in unit}:
                    fitting.append(count)
            elif precision in {"measure", "size"}:
                if unit & self._measured():
                    fitting.append(count)
            elif precision == "amount":
                fitting.append(count)
            elif precision == "times":
                if "=time" in unit or "=times" in unit or not unit:
                    fitting.append(count)
            elif head is None or not unit or unit & self._counted:
                fitting.append(count)
        if fitting:
            return Filled(tuple(count.text for count in fitting), 0.5)
        if precision == "duration":  # "how long was the silk?"
            lengths = [one for one, unit in zip(terms.fact.count, terms.units, strict=True) if unit & _LENGTHS]
            return Filled(tuple(count.text for count in lengths), 0.2) if lengths else None
        if not terms.fact.count or head is None:
            return None
        return self._loosely_counted(terms, head)

    def _measured(self) -> frozenset[str]:
        """The units in which "how old", "how tall" or "how big" is told; of a group, it is how many people it has."""
        if self._question.precision == "size" and self._asks_of_a_group():
            return _GENERIC
        return _AGES if not {"old", "young"}.isdisjoint(self._question.tokens) else _LENGTHS

    def _asks_of_a_group(self) -> bool:
        """Whether the question names people together, such as a choir."""
        base = self._index.base
        kinds = {base.entities[entity].kind for item in self._question.hard_items for entity in item.entities}
        kinds |= {kind for item in self._question.hard_items for kind in item.kinds}
        return any("group" in base.registers.ancestry(kind) for kind in kinds)

    def _loosely_counted(self, terms: FactTerms, head: Item) -> Filled | None:
        """People counted under another word: "how many singers" where the fact counts members."""
        personal = [one for one, unit in zip(terms.fact.count, terms.units, strict=True) if _GENERIC & unit]
        if not personal or not self._index.is_personal(head.kinds) or "person" in head.kinds:
            return None
        return Filled(tuple(count.text for count in personal), 0.1)


def _moment_texts(moments: Iterable[Moment]) -> tuple[str, ...]:
    return tuple(moment.text for moment in moments)
