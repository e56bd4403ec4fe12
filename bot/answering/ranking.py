"""Ranking facts by all evidence, and how sure the best of them answers the question.

Two linear models. The one ranks the candidates of a question; the other gives the probability that the best of them is
an answer at all. `tests.tools.calibrate` fits both.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter, mul
from typing import NamedTuple

import numpy as np

from bot.answering.answer import Outcome
from bot.answering.evidence import ASKED, Evidence, Features, answered_by
from bot.answering.examples import NOBODY, Example, ExampleIndex, Likeness
from bot.answering.filled import Filled
from bot.answering.index import FactTerms
from bot.answering.matching import Matcher
from bot.answering.postings import Floats
from bot.answering.weights import RANKING, SURENESS, SURENESS_BIAS
from bot.facts import Fact
from bot.memo import Memoised, memo
from bot.understanding import Question

_CANDIDATES = 4  # by belief; with 5 one more of 6,570 questions is answered rightly
_NEAREST_TOO = 1  # by its nearest example
_MAX_MARGIN = 5.0
_MOST = 0.6  # of the question's weight
_SURE = 0.8  # sureness from which a candidate need not have the role, the number or the words of the question
_SURE_OF_A_NAME = 0.95  # the same where a name is asked for
_ALL = 0.99  # of the weight of its binding words
_LACKS = tuple((f"no {what}", f"asks {what}") for what in ASKED)
_ALMOST = 0.05  # likeness by which an unanswered question may be farther and still tell


class _Model:
    """A linear model of features."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._features_in_order = itemgetter(*weights)
        self._weights = tuple(weights.values())

    def __call__(self, features: Features) -> float:
        found: float = sum(map(mul, self._weights, self._features_in_order(features)))
        return found


_RANKING, _SURENESS = _Model(RANKING), _Model(SURENESS)


class Candidate(NamedTuple):
    """A fact that may answer."""

    terms: FactTerms
    filled: Filled | None
    """What it puts into the hole; None when it lacks the role that is asked for."""
    features: Features
    score: float

    @property
    def fact(self) -> Fact:
        """The fact itself."""
        return self.terms.fact


@dataclass(frozen=True, slots=True)
class Ranked:
    """The candidates of a question."""

    candidates: tuple[Candidate, ...]
    """The best first; empty when the question says nothing."""
    general: Features
    """What was weighed of the question itself."""
    features: Features
    """All that decides how sure the best candidate is."""
    sureness: float = 0.0
    """Probability that the best candidate (or the next) answers the question, from 0 to 1."""

    @property
    def is_beside_the_point(self) -> bool:
        """Whether the best candidate lacks the question's number, the name it asks for, or most of its words.

        None of that tells much where the candidate is as sure as can be. For a claim it is enough that the fact says
        nothing of what is claimed, however sure.
        """
        lacks_role = not self.features["role"]
        is_unsaid = bool(self.general["claim"]) and self.features["unsaid"] > _ALL
        is_nameless = bool(self.general["asks named"]) and lacks_role and self.sureness < _SURE_OF_A_NAME
        is_else = (bool(self.general["asks who"]) and lacks_role) or self.features["number"] > 0
        is_far = self.features["uncovered"] > _MOST
        return is_unsaid or is_nameless or ((is_else or is_far) and self.sureness < _SURE)


class Ranker(Memoised):
    """Ranks the facts of a fact base for questions."""

    def __init__(self, matcher: Matcher, examples: Sequence[Example] | None = None) -> None:
        self._matcher = matcher
        index = matcher.index
        self._terms = [terms for terms in index.terms if _is_first_version(terms.fact)]
        """By place in the example index."""
        self._place = {terms.fact.id: place for place, terms in enumerate(self._terms)}
        every = [*(self.shipped_examples() if examples is None else examples), *self._statements()]
        self.examples = ExampleIndex(index.lexicon, every, len(self._terms))

    def knows(self, ceremony: str) -> bool:
        """Whether it is known how people ask about a ceremony, and what they ask in vain."""
        return bool(self._matcher.index.base.unanswered.get(ceremony))

    def fact_at(self, place: int) -> Fact:
        """The fact that stands somewhere in the example index."""
        return self._terms[place].fact

    def shipped_examples(self) -> Iterator[Example]:
        """The questions of the fact base, answered and unanswered."""
        for place, terms in enumerate(self._terms):
            for text in terms.fact.asked:
                yield Example(place, terms.fact.ceremony, text)
        for ceremony, texts in self._matcher.index.base.unanswered.items():
            for text in texts:
                yield Example(NOBODY, ceremony, text)

    def _statements(self) -> Iterator[Example]:
        """Each fact's own statement, as if it had been asked for in these words."""
        for place, terms in enumerate(self._terms):
            yield Example(place, terms.fact.ceremony, terms.fact.say)

    def rank(self, question: Question, outcome: Outcome, scope: Sequence[str]) -> Ranked:
        """The facts of some ceremonies as answers to a question.

        Args:
            question: As it was read.
            outcome: What the rules make of it.
            scope: Ids of the ceremonies.
        """
        words = self.examples.words_of(question)
        if not words:
            return Ranked((), {}, {})
        likeness = self.examples.likeness(question, words, scope)
        evidence = Evidence(question, outcome, likeness, words, matcher=self._matcher, examples=self.examples)
        places = self._places(likeness, outcome, scope)
        near = self.examples.near(likeness, places)
        candidates = [self._candidate(evidence, *place) for place in zip(places, near, strict=True)]
        return _ranked(candidates, evidence.general())

    def _places(self, likeness: Likeness, outcome: Outcome, scope: Sequence[str]) -> list[int]:
        outside = self._outside(tuple(scope))
        best = _greatest(likeness.belief - outside, _CANDIDATES)
        near = _greatest(likeness.everything.nearest - outside, _NEAREST_TOO)
        strict = (self._place[fact_id] for fact_id in answered_by(outcome) if fact_id in self._place)
        twins = self._twins(best[0]) if len(scope) > 1 else ()
        if len(twins) > 1:
            twins = (max(twins, key=likeness.belief.__getitem__),)
        return [place for place in dict.fromkeys([*best, *near, *strict, *twins]) if not outside[place]]

    @memo(maxsize=1_000)
    def _twins(self, place: int) -> tuple[int, ...]:
        """The facts of other ceremonies on the same topic, by place."""
        fact = self._terms[place].fact
        others = ((at, terms.fact) for at, terms in enumerate(self._terms) if terms.fact.topic == fact.topic)
        return tuple(at for at, other in others if fact.topic and other.ceremony != fact.ceremony)

    @memo(maxsize=64)
    def _outside(self, scope: tuple[str, ...]) -> Floats:
        """By place, 0 for a fact of one of some ceremonies, and for all others more than can be made up for."""
        return np.array([0 if terms.fact.ceremony in scope else np.inf for terms in self._terms], dtype=np.float32)

    def _candidate(self, evidence: Evidence, place: int, near: float) -> Candidate:
        terms = self._terms[place]
        filled, features = evidence.about(terms, place, near)
        return Candidate(terms, filled, features, _RANKING(features))


def reordered(ranked: Ranked, weights: Mapping[str, float]) -> Ranked:
    """The same candidates by other weights."""
    model = _Model(weights)
    candidates = [one._replace(score=model(one.features)) for one in ranked.candidates]
    return _ranked(candidates, ranked.general)


def _ranked(candidates: Sequence[Candidate], general: Features) -> Ranked:
    ordered = sorted(candidates, key=lambda one: -one.score)
    best = ordered[0]
    rival = next((one for one in ordered[1:] if not _says_as_much(one, best)), None)
    margin = best.score - rival.score if rival else _MAX_MARGIN
    features = best.features | general
    features |= {
        "margin": min(margin, _MAX_MARGIN),
        "nearer unanswered": max(0.0, general["unanswered"] - best.features["nearest"] + _ALMOST),
        "other strict": general["strict answer"] * (1 - best.features["strict"]),
        **{name: general[asks] * (1 - best.features["role"]) for name, asks in _LACKS},
    }
    sureness = 1 / (1 + math.exp(-_SURENESS(features) - SURENESS_BIAS))
    return Ranked(tuple(ordered), general, features, sureness)


def _says_as_much(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates put the same into the hole: it does not matter which of them is the right one."""
    if one.filled is None or other.filled is None or not other.filled.values:
        return False
    return set(other.filled.values) <= set(one.filled.values)


def _greatest(values: Floats, count: int) -> list[int]:
    """The places of the greatest values, which are overwritten; for a few this is quicker than to sort or divide."""
    found: list[int] = []
    for _ in range(min(count, len(values))):
        place = int(values.argmax())
        values[place] = -np.inf
        found.append(place)
    return found


def _is_first_version(fact: Fact) -> bool:
    return not fact.versions or fact.versions[0] == fact.id
