"""A number of the question held against a fact: what the fact says in its place, and whether a bound holds."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answering.index import FactIndex, FactTerms, explains
from bot.facts.model import Count, Moment
from bot.understanding import Item, Question

_BESIDE = 2  # words between a day and its month, one included
_AT_LEAST = frozenset({"more than", "over", "at least"})
"""Qualifiers of a count that is higher than it says, nobody knows by how much."""


@dataclass(frozen=True, slots=True)
class Instead:
    """What a fact says in place of a number."""

    text: str
    is_so: bool | None
    """Whether what the question says of the number holds all the same ("more than 50"); None where nobody knows."""


class Numbers:
    """Holds the numbers of questions against facts."""

    def __init__(self, index: FactIndex) -> None:
        self._index = index

    def check(self, question: Question, terms: FactTerms) -> Instead | None:
        """What a fact says in place of the one number of a question that it does not say itself; None for nothing."""
        unsaid = [item for item in question.hard_items if item.is_number and not explains(terms.core, item)]
        return self.instead_of(unsaid[0], question, terms) if len(unsaid) == 1 else None

    def instead_of(self, item: Item, question: Question, terms: FactTerms) -> Instead | None:
        """What a fact says in place of one number, date or time; None when it says nothing there."""
        fact, claimed = terms.fact, _value_of(item)
        if any(sense.startswith("t:") for sense in item.senses):
            times = [moment for moment in fact.when if moment.time]
            held = [_holds(item.bound, _minutes(moment), claimed) for moment in times]
            return Instead(_text_of(times), held[0] if len(set(held)) == 1 else None) if times else None
        if count := self._counted(item, question, terms):
            return Instead(count.text, _holds(item.bound, count.number, claimed, count.qualifier))
        dates = [moment for moment in fact.when if self._is_meant(item, question, moment)]
        held = [_holds(item.bound, _year_or_day(moment, item), claimed) for moment in dates]
        return Instead(_text_of(dates), held[0]) if len(set(held)) == 1 else None

    @staticmethod
    def _counted(item: Item, question: Question, terms: FactTerms) -> Count | None:
        """How many the fact has of what the question counts."""
        counted = next((one for one in question.items if one.position > item.position), None)
        for count, unit in zip(terms.fact.count, terms.units, strict=True):
            if counted and (unit & counted.senses or any(unit & part for part in counted.parts)):
                return count
        return None

    def _is_meant(self, item: Item, question: Question, moment: Moment) -> bool:
        """Whether a number is said to be the year of a moment, or its day ("the *25th* of February")."""
        if item.is_year:
            return moment.year is not None
        beside = (one for one in question.items if 0 < abs(one.position - item.position) <= _BESIDE)
        said = self._index.lexicon.terms(moment.text)
        return moment.date is not None and any(not one.is_number and explains(said, one) for one in beside)


def _holds(bound: str, true: float, claimed: float, qualifier: str = "") -> bool | None:
    """Whether a true number is above or below the one that is claimed; a plain claim does not hold."""
    if not bound:
        return False
    if qualifier in _AT_LEAST and true < claimed:
        return None
    return true > claimed if bound == "more" else true < claimed


def _value_of(item: Item) -> float:
    """The number of an item; of a time, the minutes since midnight."""
    for sense in item.senses:
        if sense.startswith("t:"):
            hour, minute = sense[2:].split(":")
            return int(hour) * 60 + int(minute)
        if sense.startswith("n:"):
            return float(sense[2:])
    return 0.0


def _year_or_day(moment: Moment, item: Item) -> float:
    """The year, or the day of the month, whichever an item says otherwise."""
    if item.is_year or moment.date is None:
        return moment.year or 0.0
    return moment.date.day


def _minutes(moment: Moment) -> float:
    return moment.time.hour * 60 + moment.time.minute if moment.time else 0.0


def _text_of(moments: list[Moment]) -> str:
    return ", ".join(moment.text for moment in moments)
