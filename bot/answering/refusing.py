"""Saying why there is no answer, and what is known nearby."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.answer import Answer, Cause, Finding, Outcome, Unknown
from bot.answering.claims import ClaimChecker
from bot.answering.filled import Filled
from bot.answering.matching import Matcher
from bot.answering.scoring import Scorer
from bot.facts import Fact
from bot.understanding import Item, Question

_NEAREST = 2
_WORD_MAX = 40  # letters shown of one word
_WORDS_MAX = 8
_NOTHING = Filled(())


class Refuser:
    """Finds the reason for not knowing; corrects a false premise where the facts contradict it outright."""

    def __init__(self, matcher: Matcher, claims: ClaimChecker) -> None:
        self._matcher = matcher
        self._index = matcher.index
        self._claims = claims

    def refuse(self, question: Question, scope: Sequence[str]) -> Answer | Unknown:
        """A correction of what the question presupposes, or why it cannot be answered."""
        corrected = self._correct(question, scope)
        if corrected:
            return corrected
        among = self._among(scope)
        hard = question.hard_items
        strange = [item for item in hard if not self._index.explaining(item)]
        elsewhere = [item for item in hard if item not in strange and not self._index.explaining(item) & among]
        cause, reason = self._reason(question, strange, elsewhere, scope, among)
        return Unknown(cause=cause, reason=reason)

    def with_nearest(self, question: Question, outcome: Outcome, scope: Sequence[str]) -> Outcome:
        """The outcome; where it is a refusal, with the facts that say most of what the question says."""
        if not isinstance(outcome, Unknown):
            return outcome
        return outcome._replace(nearest=self._nearest(question, self._among(scope)))

    def _among(self, scope: Sequence[str]) -> int:
        """The facts of some ceremonies."""
        among = 0
        for ceremony in scope:
            among |= self._index.of_ceremony[ceremony]
        return among

    def _correct(self, question: Question, scope: Sequence[str]) -> Answer | None:
        if question.asks == "claim" or not any(_may_be_wrong(item) for item in question.hard_items):
            return None
        for ceremony in scope:
            ruling = self._claims.contradiction(question, self._index.of_ceremony[ceremony])
            if ruling and ruling.wrong and _may_be_wrong(ruling.wrong):
                facts = (ruling.match.fact,)
                finding = Finding(ceremony=ceremony, facts=facts, verdict=False, correction=ruling.right)
                return Answer(findings=(finding,), confidence=0.7)
        return None

    def _reason(
        self, question: Question, strange: Sequence[Item], elsewhere: Sequence[Item], scope: Sequence[str], among: int
    ) -> tuple[Cause, str]:
        where = " or ".join(self._index.base.ceremonies[one].short for one in scope)
        if strange:
            return "strange", f"Nothing I know about {where} mentions “{_listed(strange)}”."
        if elsewhere:
            return "elsewhere", f"I know nothing about “{_listed(elsewhere)}” at {where}."
        if not question.hard_items:
            return "empty", "I can't tell what you are asking about."
        if self._matcher.explaining_all(question.hard_items, among):
            return "role", question.intent.missing if question.intent else "I don't know that."
        return "apart", f"I know nothing that puts “{_listed(question.hard_items)}” together at {where}."

    def _nearest(self, question: Question, among: int) -> tuple[Fact, ...]:
        """The facts that explain most of the question's weight; none when they explain too little to be of use."""
        weights: dict[str, float] = {}
        for item in question.hard_items:
            for terms in self._index.facts(self._index.explaining(item, core_only=True) & among):
                weights[terms.fact.id] = weights.get(terms.fact.id, 0.0) + self._index.weight(item)
        scorer = Scorer(replace(question, intent=None), self._index)
        ranked = sorted(weights, key=lambda key: -weights[key])[:20]
        scored = [(weights[key], scorer.score(self._index.of_fact[key], _NOTHING), key) for key in ranked]
        scored.sort(key=lambda one: (-one[0], -one[1]))
        return tuple(self._index.base.facts[key] for _, _, key in scored[:_NEAREST])


def _may_be_wrong(item: Item) -> bool:
    """Whether a question that takes an item for granted is told what is right instead."""
    return item.is_number and not item.is_year


def _listed(items: Sequence[Item]) -> str:
    """The words of a question, few and short enough for a reply of any message."""
    words = list(dict.fromkeys(item.surface[:_WORD_MAX] for item in items))
    return ", ".join(words[:_WORDS_MAX]) + (", …" if len(words) > _WORDS_MAX else "")
