"""Finding the facts that explain a question, and ranking them.

A fact is a candidate when it explains every binding word of the question and has what is asked for. Only then are
candidates compared; no score ever turns an unexplained word into an answer.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, reduce
from operator import or_

from bot.answering.filled import Filled
from bot.answering.holes import HoleFiller
from bot.answering.index import FactIndex, FactTerms, explains
from bot.facts import Fact
from bot.understanding import Item, Question, Weight
from bot.understanding.ceremonies import is_venue

# Shares of a candidate's score; set by hand against the tuning questions (see docs/answering.md).
_CORE = 2.0  # words that the fact itself explains, against those that only its surroundings do
_SOFT = 0.6  # words that need not be explained
_SPECIFIC = 1.6  # how much of the fact the question asks about: the plainest fact that fits wins
_DEFINES = 1.2  # the fact that introduces what the question is about
_TOPIC = 0.35  # facts that are set side by side across ceremonies are the headline ones
_DOER = 0.6  # what somebody did is told by a fact in which they do it
_DOINGS = frozenset({"describe", "what"})
_LITERAL = 0.8  # a phrase whose very words the fact uses, beside phrases of the same meaning
_NAMED_TOPIC = 0.8  # the topic that the question itself names ("the announcers")
_MANY = 0.12  # each further value, where the question asks for several
_MAX_MANY = 8
_DIGEST = 0.8  # facts that sum up others, where one thing is asked for
_TELLING = frozenset({"describe", "list"})
_MAIN = 0.6  # share of the weight that the main clause must hold before what stands beside it is let go
_DISTINCTIVE = 2.5  # weight of a word that few facts know; the main clause must hold one of these, too
_CORE_SHARE = 0.7  # of the weight must be said by the fact itself, the rest by the facts of its stage
_CHAIN = 3
_RELAXED = 0.8  # what letting a word go costs
_RELAXABLE = frozenset({"why", "where"})  # roles that few facts fill, so that having one is evidence by itself
_KEEP = 0.6  # share of the weight that must remain
_KEPT_FILLERS = 4
_FOREIGN = 3.0  # weight of a word that no fact knows; the rarest of ours weigh 6
_EVERY = frozenset({"all", "everyone", "everybody", "every", "everything"})


@dataclass(frozen=True, slots=True)
class Match:
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
                return [replace(match, score=match.score - _RELAXED) for match in found]
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
        weights = [self._telling(item) for item in question.hard_items]
        matches = []
        for terms in self.index.facts(self._saying_enough(question, found)):
            if not self._is_borne_out(question, terms, weights):
                continue
            filled = filler.fill(terms)
            if filled is not None:
                matches.append(Match(terms, filled, self.score(question, terms, filled)))
        return sorted(matches, key=lambda match: -match.score)

    def _saying_enough(self, question: Question, found: int) -> int:
        """Those of some facts that themselves say what they must of a question; see also `_is_borne_out`."""
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

    def _is_borne_out(self, question: Question, terms: FactTerms, weights: Sequence[float]) -> bool:
        """Whether the fact itself says enough of what is asked; its surroundings alone prove nothing."""
        if question.asks == "claim":
            claimed = [
                item for item in question.hard_items if not is_venue(item, self.index.base, [terms.fact.ceremony])
            ]
            return _proves(claimed or question.hard_items, terms)
        hard = question.hard_items
        is_vague = len(hard) < 2 and not any(item.is_name for item in hard)
        if question.asks == "count" and is_vague and terms.fact.part and not terms.fact.topic:
            return False  # a number of one stage says nothing about the whole
        core = sum(weight for item, weight in zip(hard, weights, strict=True) if explains(terms.core, item))
        return core >= _CORE_SHARE * sum(weights)

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

    def score(self, question: Question, terms: FactTerms, filled: Filled) -> float:
        """How well a candidate fits; comparable between candidates of one question only."""
        hard = question.hard_items
        said = terms.core
        total = sum(self.index.weight(item) for item in hard) or 1.0
        core = sum(self.index.weight(item) for item in hard if explains(said, item))
        soft = sum(1 for item in question.items if item.weight is Weight.SOFT and explains(said, item))
        asked = len(terms.said & question.senses)
        score = _CORE * core / total if hard else _CORE
        score += _SOFT * soft / (1 + len(question.items) - len(hard))
        score += _SPECIFIC * (len(hard) + asked) / (len(hard) + len(terms.said) + 1)
        score += filled.fit
        if terms.fact.defines and hard and all(terms.fact.defines in item.entities for item in hard):
            score += _DEFINES
        if terms.fact.topic:
            score += _TOPIC
            if any(f"^{terms.fact.topic}" in item.senses for item in hard):
                score += _NAMED_TOPIC
        if question.asks in _DOINGS and _is_doer(question, terms):
            score += _DOER
        score += _LITERAL * sum(_literally(item, terms) for item in hard)
        if terms.is_digest and question.asks not in _TELLING and not asks_for_several(question):
            score -= _DIGEST
        if asks_for_several(question):
            score += _MANY * min(len(filled.values), _MAX_MANY)
        return score


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


def _is_doer(question: Question, terms: FactTerms) -> bool:
    """Whether somebody in the question is the one who acts in a fact."""
    hard = {sense for item in question.hard_items for sense in item.senses if sense[0] not in "#^"}
    return any("who" in one.roles and one.words and not hard.isdisjoint(one.words[-1]) for one in terms.fillers)


@lru_cache(maxsize=1_000)
def _words_among(senses: frozenset[str]) -> frozenset[str]:
    return frozenset(sense for sense in senses if sense[0] == "=")


def _literally(item: Item, terms: FactTerms) -> float:
    """The share of a phrase's own words that a fact uses; 0 for single words."""
    words = _words_among(item.inner)
    return len(words & terms.core) / len(words) if words else 0.0


def asks_for_several(question: Question) -> bool:
    """Whether the wording expects more than one value: "which writers", "who were", "list"."""
    if question.asks == "list":
        return True
    if question.asks not in {"who", "what", "any"}:
        return False
    head = question.head.surface if question.head else ""
    is_plural = head.endswith("s") or head in {"people", "children"} or (not head and "were" in question.tokens[:3])
    names_a_body = any(item.inner and any(sense[0] == "^" for sense in item.senses) for item in question.hard_items)
    return is_plural or (names_a_body and question.asks == "who") or not _EVERY.isdisjoint(question.tokens[:3])
