"""The rules' outcome in the light of what people ask: kept, completed, doubted, or made good."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence, Set
from typing import NamedTuple

from rapidfuzz.fuzz import token_set_ratio

from bot.answering.answer import UNRULED, Answer, Finding, Outcome, Unknown, is_ruling, together
from bot.answering.evidence import answered_by
from bot.answering.numbers import Numbers
from bot.answering.ranking import Candidate, Ranked, Ranker
from bot.answering.refusing import Refuser
from bot.facts import Fact, FactBase
from bot.understanding import Question

# Chosen on the tuning questions between more answers and fewer wrong ones; see docs/answering.md.
_OVERRULED = 0.9  # sureness from which the best fact is told in place of a yes or no that rests on another
_FAR_AHEAD = 4.0  # score by which the best fact must be ahead of all others for less sureness to do so
_CERTAIN = 0.95  # sureness from which the best fact stands alone
_FAR = 6.0  # score by which a fact may be behind the best and still be told
_CLOSE = 4.0  # score between two facts of which both are told
_LIKEWISE = 0.2  # the same for a ceremony where another one asked about is answered
_SURE_ALONE = 0.9  # sureness from which the best fact needs no other beside it
_ALIKE = 75  # of 100, above which two statements say the same
_RULED = 8  # the fact of a yes or no must be among so many candidates
_NEAREST = 2
_TRACED = 5
_VAGUE = frozenset({"what", "any", "list", "claim"})
_NEXT = frozenset({"after", "before"})
"""What stands next in the running order is read off it, and not known by its wording."""
_OPEN = frozenset({"what", "any", "list", "describe", "how", "why"})
"""What may be asked for by these is told by more than one fact."""
_BROAD = frozenset({"describe", "list", "why"})
"""By these it mostly is."""


class _Limits(NamedTuple):
    doubtful: float
    """Sureness below which what the rules found is not said."""
    unlikely: float
    """The same for a yes or no."""
    sure: float
    """Sureness from which the best fact is said although the rules found nothing."""


_PLENTY = 25
"""Questions in vain for each fact; with fewer examples of near misses sureness comes too easily."""
_WELL_KNOWN, _LITTLE_KNOWN = _Limits(0.2, 0.13, 0.5), _Limits(0.6, 0.5, 0.9)


class Weigher:
    """Weighs outcomes by the ranking of all facts."""

    def __init__(self, base: FactBase, ranker: Ranker, numbers: Numbers, refuser: Refuser) -> None:
        self._base = base
        self._numbers = numbers
        self._ranker = ranker
        self._refuser = refuser
        in_vain = {one: len(base.unanswered.get(one, ())) for one in base.ceremonies}
        facts = Counter(fact.ceremony for fact in base.facts.values())
        self._by_ceremony = {
            one: _WELL_KNOWN if in_vain[one] >= _PLENTY * facts[one] else _LITTLE_KNOWN for one in base.ceremonies
        }

    def weigh(self, question: Question, outcome: Outcome, scope: Sequence[str]) -> Outcome:
        """The outcome to reply with.

        Args:
            question: As it was read.
            outcome: What the rules make of it.
            scope: Ids of the ceremonies that it is about.
        """
        if not all(self._ranker.knows(ceremony) for ceremony in scope):
            return self._refuser.with_nearest(question, outcome, scope)
        if isinstance(outcome, Answer) and outcome.lead:
            return outcome
        if len(scope) > 1 and question.asks_both:
            return self._weigh_each(question, outcome, scope)
        return self._weigh(question, outcome, scope)

    def _weigh_each(self, question: Question, outcome: Outcome, scope: Sequence[str]) -> Outcome:
        """Each ceremony for itself, where the question is about several; where one answers, others may more easily."""
        parts = {ceremony: self._weigh(question, _of(outcome, ceremony), [ceremony]) for ceremony in scope}
        told = [part.findings[0].facts[0] for part in parts.values() if isinstance(part, Answer)]
        topics = {fact.topic for fact in told if fact.topic}
        if told:
            for ceremony, part in parts.items():
                if isinstance(part, Unknown):
                    parts[ceremony] = self._weigh_likewise(question, part, ceremony, topics)
        answers = [part for part in parts.values() if isinstance(part, Answer)]
        if not answers:
            return outcome if isinstance(outcome, Unknown) else self._refuser.refuse(question, scope)
        untold = [self._base.ceremonies[one].short for one, part in parts.items() if not isinstance(part, Answer)]
        return together(answers)._replace(lead=_lead(question, untold))

    def _weigh_likewise(self, question: Question, part: Unknown, ceremony: str, topics: Set[str]) -> Outcome:
        """What another ceremony answers: said more easily, and always where the best fact is of the same topic."""
        ranked = self._ranker.rank(question, part, [ceremony])
        if not ranked.candidates or ranked.features["name"]:  # of somebody or something else
            return part
        found = self._weigh_ranked(question, part, ranked, _LIKEWISE)
        if isinstance(found, Unknown) and ranked.candidates[0].fact.topic in topics:
            return self._answer(question, ranked)
        return found

    def _weigh(self, question: Question, outcome: Outcome, scope: Sequence[str]) -> Outcome:
        ranked = self._ranker.rank(question, outcome, scope)
        return (
            self._weigh_ranked(question, outcome, ranked, self._limits(ranked).sure) if ranked.candidates else outcome
        )

    def _limits(self, ranked: Ranked) -> _Limits:
        """What sureness counts for, in the ceremony of the best candidate."""
        return self._by_ceremony[ranked.candidates[0].fact.ceremony]

    def _weigh_ranked(self, question: Question, outcome: Outcome, ranked: Ranked, sure: float) -> Outcome:
        weighed = self._weighed(question, outcome, ranked, sure)
        if not isinstance(weighed, Answer):
            return weighed
        return self._with_neighbour(question, self._with_twin(question, weighed, ranked), ranked)

    def _weighed(self, question: Question, outcome: Outcome, ranked: Ranked, sure: float) -> Outcome:
        if isinstance(outcome, Answer):
            return self._weigh_answer(question, outcome, ranked)
        if not isinstance(outcome, Unknown):
            return outcome
        if outcome.cause == "elsewhere" and len(question.hard_items) == 1:
            return self._refuser.with_nearest(question, outcome, list(self._base.ceremonies))
        if ranked.sureness >= sure and (held := self._held_against(question, ranked)):
            return held
        if ranked.sureness >= sure and not ranked.is_beside_the_point:
            return self._answer(question, ranked)
        return self._with_nearest(outcome, ranked)

    def _weigh_answer(self, question: Question, outcome: Answer, ranked: Ranked) -> Outcome:
        best = ranked.candidates[0]
        if is_ruling(outcome):
            return self._weigh_ruling(question, outcome, ranked)
        hard = question.hard_items
        is_plain = question.asks_both and not hard  # "where were the two ceremonies held?"
        is_plain |= question.asks == "describe" and len(hard) == 1 and hard[0].is_name  # what somebody did
        if ranked.sureness < self._limits(ranked).doubtful and not is_plain:
            refused = self._refuser.refuse(question, list(dict.fromkeys(one.ceremony for one in outcome.findings)))
            return self._with_nearest(refused, ranked)
        findings = _near_best(outcome.findings, ranked)
        if best.fact.id not in answered_by(outcome):
            first = self._found(question, best, ranked)
            kept = [one for one in findings if ranked.sureness < _CERTAIN and not _repeats(one, first)]
            findings = (*kept, first) if kept and question.asks in _NEXT else (first, *kept)
        return outcome._replace(findings=findings, confidence=round(ranked.sureness, 2))

    def _weigh_ruling(self, question: Question, outcome: Answer, ranked: Ranked) -> Outcome:
        """A yes or no; where the question surely is about another fact than the one that it rests on, that fact."""
        facts = frozenset(answered_by(outcome))
        is_far_off = facts.isdisjoint(one.fact.id for one in ranked.candidates[:_RULED])
        if is_far_off or ranked.sureness < self._limits(ranked).unlikely:
            return self._with_nearest(UNRULED, ranked)
        if ranked.candidates[0].fact.id not in facts:
            if held := self._held_against(question, ranked):
                return held
            if ranked.sureness >= (
                self._limits(ranked).sure if ranked.features["margin"] >= _FAR_AHEAD else _OVERRULED
            ):
                return self._answer(question, ranked)
        return outcome._replace(confidence=round(min(outcome.confidence, ranked.sureness), 2))

    def _held_against(self, question: Question, ranked: Ranked) -> Answer | None:
        """The best fact's yes or no to a claim of a number, date or time that it does not say itself."""
        best = ranked.candidates[0]
        instead = self._numbers.check(question, best.terms) if question.asks == "claim" else None
        if instead is None:
            return None
        correction = instead.text if instead.is_so is False else ""
        found = self._found(question, best, ranked)._replace(values=(), verdict=instead.is_so, correction=correction)
        return Answer(findings=(found,), confidence=round(ranked.sureness, 2))

    def _with_nearest(self, outcome: Outcome, ranked: Ranked) -> Outcome:
        if not isinstance(outcome, Unknown):
            return outcome
        nearest = tuple(one.fact for one in ranked.candidates[:_NEAREST])
        return outcome._replace(nearest=nearest, trace=_trace(ranked))

    def _answer(self, question: Question, ranked: Ranked) -> Answer:
        """The best fact."""
        found = self._found(question, ranked.candidates[0], ranked)
        return Answer(findings=(found,), confidence=round(ranked.sureness, 2))

    def _with_twin(self, question: Question, answer: Answer, ranked: Ranked) -> Answer:
        """An answer with what another ceremony has to say on the same topic, where the question fits it as well."""
        told = answer.findings[0].facts[0]
        if len(answer.findings) > 1 or answer.findings[0].verdict is not None or not told.topic:
            return answer
        least = next((one.score for one in ranked.candidates if one.fact is told), math.inf) - _CLOSE
        twin = next(
            (
                one
                for one in ranked.candidates
                if one.score > least and one.fact.topic == told.topic and one.fact.ceremony != told.ceremony
            ),
            None,
        )
        if twin is None:
            return answer
        return answer._replace(findings=(*answer.findings, self._found(question, twin, ranked)))

    def _with_neighbour(self, question: Question, answer: Answer, ranked: Ranked) -> Answer:
        """An answer with the fact that is nearly as good beside it, where one alone may not be all that was asked."""
        if len(answer.findings) > 1 or question.asks not in _OPEN or answer.findings[0].verdict is not None:
            return answer
        if ranked.sureness >= _SURE_ALONE and question.asks not in _BROAD:
            return answer
        told = answer.findings[0].facts[0]
        scores = {one.fact.id: one.score for one in ranked.candidates}
        least = scores.get(told.id, ranked.candidates[0].score) - _CLOSE
        versions = answer.findings[0].facts
        near = (
            one for one in ranked.candidates if one.score > least and all(_adds(one.fact, fact) for fact in versions)
        )
        beside = next(near, None)
        if beside is None:
            return answer
        found = self._found(question, beside, ranked)._replace(values=())  # no value: that is the first fact's
        return answer._replace(findings=(*answer.findings, found))

    def _found(self, question: Question, candidate: Candidate, ranked: Ranked) -> Finding:
        fact = candidate.fact
        values = candidate.filled.values if candidate.filled and question.asks not in _VAGUE else ()
        return Finding(
            ceremony=fact.ceremony,
            facts=(fact, *self._base.other_versions_of(fact)),
            values=values,
            score=candidate.score,
            is_recognised=True,
            trace=_trace(ranked),
        )


def _lead(question: Question, untold: Sequence[str]) -> str:
    """What is said before the answers of several ceremonies, some of which may have none."""
    if untold:
        return f"I don't know that of {' and '.join(untold)}."
    asks_whether = question.tokens[-1:] == ("both",) and question.asks in {"any", "claim"}  # "fireworks in both?"
    return "In both:" if asks_whether else ""


def _near_best(findings: Sequence[Finding], ranked: Ranked) -> tuple[Finding, ...]:
    """What the rules found, less what another ceremony has far behind the best candidate."""
    scores = {one.fact.id: one.score for one in ranked.candidates}
    best = ranked.candidates[0]
    least = best.score - _FAR
    return tuple(
        one for one in findings if one.ceremony == best.fact.ceremony or scores.get(one.facts[0].id, least) >= least
    )


def _repeats(finding: Finding, told: Finding) -> bool:
    """Whether a finding holds nothing but the value that is told already."""
    return bool(finding.values) and set(finding.values) <= set(told.values)


def _adds(fact: Fact, told: Fact) -> bool:
    """Whether a fact of the same ceremony says something new beside one that is told."""
    return fact.ceremony == told.ceremony and token_set_ratio(fact.say, told.say) < _ALIKE


def _trace(ranked: Ranked) -> tuple[tuple[Fact, float], ...]:
    return tuple((one.fact, one.score) for one in ranked.candidates[:_TRACED])


def _of(outcome: Outcome, ceremony: str) -> Outcome:
    """The part of an outcome that one ceremony has in it."""
    if not isinstance(outcome, Answer):
        return outcome
    findings = tuple(finding for finding in outcome.findings if finding.ceremony == ceremony)
    return outcome._replace(findings=findings) if findings else Unknown(reason="")
