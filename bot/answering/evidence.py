"""What speaks for and against a fact as the answer to a question, in numbers that mean the same for any ceremony."""

from __future__ import annotations

from bot.answering.answer import Answer, Outcome, Unknown
from bot.answering.examples import ExampleIndex, Likeness
from bot.answering.filled import Filled
from bot.answering.groups import GROUPS, group_asked
from bot.answering.index import FactTerms, explains
from bot.answering.matching import Matcher
from bot.answering.similarity import Words
from bot.understanding import Question

Features = dict[str, float]

ASKED = (*GROUPS[:-2], "named")
"""What a question may ask for that a fact may lack."""
_ASKS = tuple((what, f"asks {what}") for what in ASKED)


class Evidence:
    """Everything about one question that its candidates share."""

    def __init__(
        self,
        question: Question,
        outcome: Outcome,
        likeness: Likeness,
        words: Words,
        *,
        matcher: Matcher,
        examples: ExampleIndex,
    ) -> None:
        self._question = question
        self._outcome = outcome
        self._likeness = likeness
        self._words = [(senses, weight, examples.odds_of(senses)) for senses, weight in words]
        self._examples = examples
        self._filler = matcher.filler(question)
        self._answered_by = frozenset(answered_by(outcome))
        index = matcher.index
        self._hard = [
            (item, index.weight(item), index.explaining(item, core_only=True)) for item in question.hard_items
        ]
        self._hard_total = sum(weight for _, weight, _ in self._hard) or 1.0
        self._word_total = sum(weight for _, weight in words) or 1.0

    def about(self, terms: FactTerms, place: int, near: float) -> tuple[Filled | None, Features]:
        """What a fact puts into the hole, and what speaks for and against it.

        Args:
            terms: The fact.
            place: Where it stands in the example index.
            near: Likeness to the examples of it that are the most similar.
        """
        filled = self._filler.fill(terms)
        is_strict = terms.fact.id in self._answered_by
        features = {
            **self._of_examples(place),
            "near": near,
            **self._of_words(terms, self._examples.vocabulary[place]),
            "role": float(filled is not None or is_strict),
            "fit": filled.fit if filled else 0.0,
            "values": float(bool(filled and filled.values)),
            "strict": float(is_strict),
            "said": len(terms.said & self._question.senses) / (1 + len(terms.said)),
            "digest": float(terms.is_digest),
        }
        return filled, features

    def general(self) -> Features:
        """What the question says of itself, whatever its candidates."""
        cause = self._outcome.cause if isinstance(self._outcome, Unknown) else ""
        everything, alike = self._likeness.everything, self._likeness.alike
        asked = group_asked(self._question)
        is_named = self._question.precision == "named"
        return {
            "unanswered": everything.unanswered,
            "unanswered alike": alike.unanswered,
            "votes against": everything.against,
            "votes against alike": alike.against,
            "odds": self._likeness.odds,
            "worst odds": self._likeness.worst_odds,
            "items": float(len(self._question.hard_items)),
            "strict answer": float(isinstance(self._outcome, Answer)),
            "strange": float(cause == "strange"),
            "no such role": float(cause == "role"),
            "apart": float(cause == "apart"),
            "claim": float(self._question.asks == "claim"),
            **{name: float(what == asked or (what == "named" and is_named)) for what, name in _ASKS},
        }

    def _of_examples(self, place: int) -> Features:
        everything, alike = self._likeness.everything, self._likeness.alike
        return {
            "belief": float(self._likeness.belief[place]),
            "nearest": float(everything.nearest[place]),
            "nearest alike": float(alike.nearest[place]),
            "votes": float(everything.votes[place]),
            "votes alike": float(alike.votes[place]),
        }

    def _of_words(self, terms: FactTerms, vocabulary: frozenset[str]) -> Features:
        core = terms.core
        unsaid = beyond = uncovered = 0.0
        has_number = has_name = has_foreign = False
        for item, weight, facts in self._hard:
            if facts & terms.bit:
                continue
            unsaid += weight
            has_number |= item.is_number
            if explains(vocabulary, item):
                continue
            has_name |= item.is_name
            if not explains(terms.context, item):
                beyond += weight
                has_foreign |= item.is_foreign
        odds = []
        for senses, weight, found in self._words:
            if senses.isdisjoint(vocabulary) and senses.isdisjoint(core):
                uncovered += weight
                odds.append(found)
        known = [one for one in odds if one is not None]
        return {
            "unsaid": unsaid / self._hard_total,
            "beyond": beyond / self._hard_total,
            "name": float(has_name),
            "number": float(has_number),
            "foreign": float(has_foreign),
            "uncovered": uncovered / self._word_total,
            "odd": min(known, default=0.0),
            "unheard": float(len(odds) - len(known)),
        }


def answered_by(outcome: Outcome) -> tuple[str, ...]:
    """The ids of the facts that an outcome answers with."""
    return tuple(finding.facts[0].id for finding in outcome.findings) if isinstance(outcome, Answer) else ()
