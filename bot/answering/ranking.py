"""Ranking facts by everything that speaks for and against them, and how sure the best of them answers the question.

Two linear models over features that say the same of any ceremony. The one ranks the candidates of a question; the other
gives the probability that the best of them is an answer at all. `tests.tools.calibrate` fits both.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.answering.answer import Answer, Outcome, Unknown
from bot.answering.examples import GROUPS, NOBODY, Example, ExampleIndex, Likeness, group_asked
from bot.answering.holes import Filled, HoleFiller
from bot.answering.index import FactIndex, FactTerms, explains
from bot.answering.similarity import Words
from bot.answering.weights import RANKING, SURENESS, SURENESS_BIAS
from bot.facts import Fact
from bot.understanding import Item, Question

_CANDIDATES = 8  # by belief; the right fact is among them for 97 of 100 questions that have one
_NEAREST_TOO = 3
_MAX_MARGIN = 5.0
_CLOSE = 0.05

_LACKING = {f"asks {what}": f"no {what}" for what in (*GROUPS[:-1], "named")}

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact that may answer."""

    terms: FactTerms
    filled: Filled | None
    """What it puts into the hole; None when it lacks the role that is asked for."""
    features: Features
    score: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """The candidates of a question."""

    candidates: tuple[Candidate, ...]
    """The best first; empty when nothing of the question is known at all."""
    general: Features
    """What was weighed of the question itself."""
    features: Features
    """All that decides how sure the best candidate is."""

    @property
    def sureness(self) -> float:
        """Probability that the best candidate (or the next) answers the question, from 0 to 1."""
        return 1 / (1 + math.exp(-_weighted(self.features, SURENESS) - SURENESS_BIAS)) if self.candidates else 0.0


class Ranker:
    """Ranks the facts of a fact base for questions."""

    def __init__(self, index: FactIndex, examples: Sequence[Example] | None = None) -> None:
        self._index = index
        self._numbers = list(_first_versions(index))
        """Fact numbers by place in the example index."""
        self._place = {number: place for place, number in enumerate(self._numbers)}
        self._ceremony_of = np.array([index.terms[number].fact.ceremony for number in self._numbers])
        every = [*(examples if examples is not None else self.shipped_examples()), *self._statements()]
        self.examples = ExampleIndex(index.lexicon, every, len(self._numbers))

    def knows(self, ceremony: str) -> bool:
        """Whether it is known how people ask about a ceremony, and what they ask in vain."""
        return bool(self._index.base.unanswered.get(ceremony))

    def place_of(self, fact_id: str) -> int | None:
        """Where a fact stands in the example index; None for a later version of one."""
        return self._place.get(self._index.number[fact_id])

    def fact_at(self, place: int) -> Fact:
        """The fact that stands somewhere in the example index."""
        return self._index.terms[self._numbers[place]].fact

    def shipped_examples(self) -> Iterator[Example]:
        """The questions of the fact base, answered and unanswered."""
        for place, number in enumerate(self._numbers):
            fact = self._index.terms[number].fact
            for text in fact.asked:
                yield Example(place, fact.ceremony, text)
        for ceremony, texts in self._index.base.unanswered.items():
            for text in texts:
                yield Example(NOBODY, ceremony, text)

    def _statements(self) -> Iterator[Example]:
        """Each fact's own statement, as if it had been asked for in these words."""
        for place, number in enumerate(self._numbers):
            fact = self._index.terms[number].fact
            yield Example(place, fact.ceremony, fact.say)

    def rank(self, question: Question, outcome: Outcome, scope: Sequence[str]) -> Ranked:
        """The facts of some ceremonies as answers to a question.

        Args:
            question: As it was read.
            outcome: What the strict rules make of it.
            scope: Ids of the ceremonies.
        """
        words = self.examples.words_of(question)
        if not words:
            return Ranked((), {}, {})
        likeness = self.examples.likeness(question, words, scope)
        candidates = [
            self._candidate(question, place, likeness, words, outcome)
            for place in self._places(likeness, outcome, scope)
        ]
        candidates.sort(key=lambda one: -one.score)
        general = self._general_features(question, likeness, outcome)
        return _ranked(candidates, general)

    # -- candidates --------------------------------------------------------------------------------------------------

    def _places(self, likeness: Likeness, outcome: Outcome, scope: Sequence[str]) -> list[int]:
        inside = np.isin(self._ceremony_of, scope)
        belief = np.where(inside, likeness.belief, -np.inf)
        best = np.argpartition(-belief, min(_CANDIDATES, len(belief) - 1))[:_CANDIDATES]
        nearest = np.where(inside, likeness.nearest, 0)
        near = np.argpartition(-nearest, min(_NEAREST_TOO, len(nearest) - 1))[:_NEAREST_TOO]
        strict = (self.place_of(fact_id) for fact_id in _answered_by(outcome))
        places = dict.fromkeys([*best.tolist(), *near.tolist(), *(one for one in strict if one is not None)])
        return [place for place in places if inside[place]]

    def _candidate(
        self, question: Question, place: int, likeness: Likeness, words: Words, outcome: Outcome
    ) -> Candidate:
        terms = self._index.terms[self._numbers[place]]
        filled = HoleFiller(question, self._index).fill(terms)
        features = self._features(question, place, likeness, words) | {
            "role": float(filled is not None),
            "fit": filled.fit if filled else 0.0,
            "values": float(bool(filled and filled.values)),
            "strict": float(terms.fact.id in _answered_by(outcome)),
        }
        return Candidate(terms, filled, features, _weighted(features, RANKING))

    def _features(self, question: Question, place: int, likeness: Likeness, words: Words) -> Features:
        terms = self._index.terms[self._numbers[place]]
        vocabulary = self.examples.vocabulary[place]
        hard = question.hard_items
        total = sum(self._index.weight(item) for item in hard) or 1.0
        unsaid = [item for item in hard if not explains(terms.core, item)]
        beyond = [item for item in unsaid if not explains(terms.context, item) and not explains(vocabulary, item)]
        uncovered = [
            (senses, weight)
            for senses, weight in words
            if senses.isdisjoint(vocabulary) and senses.isdisjoint(terms.core)
        ]
        odds = [self.examples.odds_of(senses) for senses, _ in uncovered]
        return {
            "belief": float(likeness.belief[place]),
            "nearest": float(likeness.nearest[place]),
            "near": self.examples.near(likeness, place),
            "unsaid": self._share(unsaid, total),
            "beyond": self._share(beyond, total),
            "uncovered": sum(weight for _, weight in uncovered) / (sum(weight for _, weight in words) or 1.0),
            "odd": min((one for one in odds if one is not None), default=0.0),
            "oddest": min(0.0, *(one for one in odds if one is not None), 0.0),
            "unheard": float(sum(one is None for one in odds)),
            "name": float(any(item.is_name and not explains(vocabulary, item) for item in unsaid)),
            "number": float(any(item.is_number for item in unsaid)),
            "foreign": float(any(item.is_foreign for item in beyond)),
            "said": len(terms.said & question.senses) / (1 + len(terms.said)),
            "digest": float(terms.is_digest),
        }

    def _share(self, items: Sequence[Item], total: float) -> float:
        return sum(self._index.weight(item) for item in items) / total

    # -- how sure ----------------------------------------------------------------------------------------------------

    @staticmethod
    def _general_features(question: Question, likeness: Likeness, outcome: Outcome) -> Features:
        """What the question says of itself, whatever its candidates."""
        cause = outcome.cause if isinstance(outcome, Unknown) else ""
        return {
            "unanswered": likeness.unanswered,
            "odds": likeness.odds,
            "worst odds": likeness.worst_odds,
            "items": float(len(question.hard_items)),
            "strict answer": float(isinstance(outcome, Answer)),
            "strange": float(cause == "strange"),
            "no such role": float(cause == "role"),
            "apart": float(cause == "apart"),
            **{f"asks {group}": float(group_asked(question) == group) for group in GROUPS[:-1]},
            "asks named": float(question.intent is not None and question.intent.precision == "named"),
            "claim": float(question.asks == "claim"),
        }


def reordered(ranked: Ranked, weights: Mapping[str, float]) -> Ranked:
    """The same candidates by other weights."""
    candidates = [replace(one, score=_weighted(one.features, weights)) for one in ranked.candidates]
    return _ranked(sorted(candidates, key=lambda one: -one.score), ranked.general)


def _ranked(candidates: Sequence[Candidate], general: Features) -> Ranked:
    best = candidates[0]
    margin = best.score - candidates[1].score if len(candidates) > 1 else _MAX_MARGIN
    features = best.features | general
    features |= {
        "margin": min(margin, _MAX_MARGIN),
        "nearer unanswered": max(0.0, general["unanswered"] - best.features["nearest"] + _CLOSE),
        "other strict": general["strict answer"] * (1 - best.features["strict"]),
    } | {name: general[asked] * (1 - best.features["role"]) for asked, name in _LACKING.items()}
    return Ranked(tuple(candidates), general, features)


def _weighted(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in features.items())


def _answered_by(outcome: Outcome) -> tuple[str, ...]:
    return tuple(finding.facts[0].id for finding in outcome.findings) if isinstance(outcome, Answer) else ()


def _first_versions(index: FactIndex) -> Iterator[int]:
    """The numbers of the facts without the later versions of any."""
    for number, terms in enumerate(index.terms):
        if not terms.fact.versions or terms.fact.versions[0] == terms.fact.id:
            yield number
