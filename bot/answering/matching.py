"""Finding the facts that explain a question, and ranking them.

A fact is a candidate when it explains every binding word of the question and has what is asked for. Only then are
candidates compared; no score ever turns an unexplained word into an answer.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce
from operator import or_
from typing import NamedTuple

from bot.answering.filled import Filled
from bot.answering.holes import HoleFiller
from bot.answering.index import FactIndex, FactTerms, explains
from bot.answering.scoring import Scorer
from bot.facts import Fact
from bot.understanding import Item, Question
from bot.understanding.ceremonies import is_venue

_MAIN = 0.6  # share of the weight that the main clause must hold before what stands beside it is let go
_DISTINCTIVE = 2.5  # weight of a word that few facts know; the main clause must hold one of these, too
_CORE_SHARE = 0.7  # of the weight must be said by the fact itself, the rest by the facts of its stage
_CHAIN = 3
_RELAXED = 0.8  # what letting a word go costs
_RELAXABLE = frozenset({"why", "where"})  # roles that few facts fill, so that having one is evidence by itself
_KEEP = 0.6  # share of the weight that must remain
_KEPT_FILLERS = 4
_FOREIGN = 3.0  # weight of a word that no fact knows; the rarest of ours weigh 6


class Match(NamedTuple):
    """A fact that answers a question."""

    terms: FactTerms
    filled: Filled
    score: float

    @property
    def fact(self) -> Fact:
        """The fact itself."""
        return self.terms.fact


class Matcher:
    """Matches questions against an index of facts."""

    def __init__(self, index: FactIndex) -> None:
        self.index = index
        self._fillers: deque[tuple[Question, HoleFiller]] = deque(maxlen=_KEPT_FILLERS)

    def filler(self, question: Question) -> HoleFiller:
        """What fills the hole of a question; the last few are kept, since many look at the same question."""
        for known, filler in self._fillers:
            if known is question:
                return filler
        filler = HoleFiller(question, self.index)
        self._fillers.append((question, filler))
        return filler

    def explaining_all(self, items: tuple[Item, ...], among: int) -> int:
        """The facts of a set that explain every item."""
        for item in items:
            among &= self.index.explaining(item)
            if not among:
                break
        return among

    def matches(self, question: Question, among: int) -> list[Match]:
        """The facts of a set that answer a question, best first.

        Where none explains every binding word, the least telling word that is no name, no number and not what is asked
        for is let go, as long as enough remains.
        """
        strict = self._strict_matches(question, among)
        if strict:
            return strict
        for relaxed in self._relaxed(question):
            found = self._strict_matches(relaxed, among)
            if found:
                return [match._replace(score=match.score - _RELAXED) for match in found]
        return []

    def _relaxed(self, question: Question) -> Iterator[Question]:
        """The question with one of its words no longer binding, the least telling first."""
        hard = question.hard_items
        if question.asks != "claim" and self._main_share(hard) >= _MAIN:
            question = replace(question, items=tuple(one.softened() if one.is_aside else one for one in question.items))
            hard = question.hard_items
            yield question
        if question.asks not in _RELAXABLE or len(hard) < 2:
            return
        weights = {item: self._telling(item) for item in hard}
        total = sum(weights.values())
        for item in sorted(hard, key=lambda one: weights[one]):
            if item.is_name or item.is_number or item.is_foreign or item in question.head_run:
                continue
            if (total - weights[item]) / total >= _KEEP:
                yield replace(question, items=tuple(one.softened() if one is item else one for one in question.items))

    def _main_share(self, hard: tuple[Item, ...]) -> float:
        """How much of a question's weight stands in its main clause; 0 when nothing stands beside it."""
        telling = [item for item in hard if not item.is_aside and not item.kinds]
        if not any(self._telling(item) >= _DISTINCTIVE for item in telling):
            return 0.0
        main = sum(self._telling(item) for item in hard if not item.is_aside)
        every = sum(self._telling(item) for item in hard)
        return main / every if every and any(item.is_aside for item in hard) else 0.0

    def _telling(self, item: Item) -> float:
        return _FOREIGN if item.is_foreign else self.index.weight(item)

    def _strict_matches(self, question: Question, among: int) -> list[Match]:
        found = self.explaining_all(question.hard_items, among)
        if not question.hard_items:
            found &= self._defaults(question, among)
        filler = self.filler(question)
        if (
            question.intent is None
            and question.kinds
            and not any(filler.fill(terms) for terms in self.index.facts(found))
        ):
            filler = HoleFiller(replace(question, kinds=frozenset()), self.index)  # "harp player?" may mean the scene
        able = self._borne_out(question, self._saying_enough(question, found))
        filled = [(terms, values) for terms in able if (values := filler.fill(terms)) is not None]
        if not filled:
            return []
        scorer = Scorer(question, self.index)
        matches = [Match(terms, values, scorer.score(terms, values)) for terms, values in filled]
        return sorted(matches, key=lambda match: -match.score)

    def _saying_enough(self, question: Question, found: int) -> int:
        """Those of some facts that themselves say what they must of a question; see also `_borne_out`."""
        hard = question.hard_items
        if question.asks == "claim" or not hard:
            return found
        said = [self.index.explaining(item, core_only=True) for item in hard]
        telling = [facts for item, facts in zip(hard, said, strict=True) if not item.is_name]
        found &= reduce(or_, telling, 0 if telling else found)
        is_author = bool(question.intent and question.intent.function)
        for item, facts in zip(hard, said, strict=True):
            # who did it is told by a fact that says what was done, not by its surroundings
            is_deed = question.asks == "who" and not is_author and not item.is_name and not item.kinds
            # of two words, the one that names something must be the fact's own
            if is_deed or (len(hard) == 2 and item.is_name):
                found &= facts
        return found

    def _borne_out(self, question: Question, found: int) -> Iterator[FactTerms]:
        """Those of some facts that themselves say enough of what is asked; their surroundings alone prove nothing."""
        hard = question.hard_items
        if question.asks == "claim":
            yield from (terms for terms in self.index.facts(found) if self._is_claimed(hard, terms))
            return
        is_vague = question.asks == "count" and len(hard) < 2 and not any(item.is_name for item in hard)
        weights = [(self._telling(item), self.index.explaining(item, core_only=True)) for item in hard]
        least = _CORE_SHARE * sum(weight for weight, _ in weights)
        for terms in self.index.facts(found):
            if is_vague and terms.fact.part and not terms.fact.topic:
                continue  # a number of one stage says nothing about the whole
            if sum([weight for weight, facts in weights if facts & terms.bit]) >= least:
                yield terms

    def _is_claimed(self, hard: Sequence[Item], terms: FactTerms) -> bool:
        claimed = [item for item in hard if not is_venue(item, self.index.base, [terms.fact.ceremony])]
        return _proves(claimed or hard, terms)

    def _defaults(self, question: Question, among: int) -> int:
        """The facts that are meant when a question names nothing but a ceremony: those of its first topic."""
        if question.head is not None and question.intent and question.intent.precision != "named":
            return self.index.explaining(question.head)
        if question.precision == "named" and "person" in question.pronouns and "they" not in question.tokens:
            return 0  # "what's his name?" does not ask what the ceremony is called
        for topic in question.intent.default if question.intent else ():
            if found := self.index.of_topic[topic] & among:
                return found
        return 0


def _proves(claimed: Sequence[Item], terms: FactTerms) -> bool:
    """Whether a fact says all of a claim itself, not only in its surroundings or as one of many things."""
    if terms.is_digest or not all(explains(terms.core, item) for item in claimed):
        return False
    named = {entity for item in claimed for entity in item.entities}
    about = {filler.entity for filler in terms.fact.fillers()} | {terms.fact.defines}
    if any(item.entities and not item.entities & about for item in claimed):
        return False  # a name in passing is no part in what is claimed
    people = [filler.entity for filler in terms.fact.who if filler.entity]
    # a chain of three or more people does not say which two of them dealt with each other
    return len(people) < _CHAIN or len(named.intersection(people)) < 2
