"""Question to outcome: each ceremony asked, then one answer, a question back, or an honest "I don't know"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.answer import Answer, Clarify, Finding, Outcome, together
from bot.answering.claims import ClaimChecker, Ruling
from bot.answering.comparing import compare
from bot.answering.coordination import coordinated
from bot.answering.index import FactIndex
from bot.answering.matching import Match, Matcher
from bot.answering.numbers import Numbers
from bot.answering.placing import Placer
from bot.answering.ranking import Ranker
from bot.answering.refusing import Refuser
from bot.answering.scoring import asks_for_several
from bot.answering.sequence import Sequencer
from bot.answering.stages import Stages
from bot.answering.weighing import Weigher
from bot.facts import FactBase
from bot.understanding import Intent, Lexicon, Question

_COMPARED = frozenset({"more", "less", "earlier", "later"})
_ORDERED = frozenset({"after", "before", "first", "last"})
_NEAR = 1.2  # of a candidate's score: facts this close to the best also count when several things are asked for
_NEAR_FIT = 0.35
_COLLECT_MAX = 16  # values; more is a list that no reply should hold
_TOGETHER_MAX_WORDS = 70
"""Answers of several ceremonies up to this length are given together; longer ones are asked back."""
_BESIDE = 0.9  # confidence of what stands beside something in the running order, or in a fact that was told


class Answerer:
    """Answers questions from the facts."""

    def __init__(self, base: FactBase, lexicon: Lexicon) -> None:
        self.base = base
        self.index = FactIndex(base, lexicon)
        self.matcher = Matcher(self.index)
        numbers = Numbers(self.index)
        self.claims = ClaimChecker(self.matcher, numbers)
        stages = Stages(self.index)
        self.sequencer = Sequencer(self.matcher, stages)
        self.placer = Placer(self.matcher, stages)
        self.refuser = Refuser(self.matcher, self.claims)
        self.ranker = Ranker(self.matcher)
        self.weigher = Weigher(base, self.ranker, numbers, self.refuser)

    def answer(self, question: Question, inherited: Sequence[str] = ()) -> Outcome:
        """The outcome for a question.

        Args:
            question: With ``ceremonies`` as it names them.
            inherited: Ceremonies that the conversation is about; they count where the question names none, unless it
                names something that only another ceremony knows.
        """
        named = self._named(question, inherited)
        scope = named or tuple(inherited) or tuple(self.base.ceremonies)
        outcome = self.strict(question, scope, named, inherited)
        return self.weigher.weigh(question, outcome, scope)

    def strict(
        self, question: Question, scope: Sequence[str], named: Sequence[str] = (), inherited: Sequence[str] = ()
    ) -> Outcome:
        """What the rules make of a question: every binding word explained, the asked role there, or nothing."""
        if placed := self.placer.answer(question, named or tuple(dict.fromkeys((*scope, *self.base.ceremonies)))):
            return placed
        outcome = self._answer_in(question, scope)
        if outcome is None and not named and inherited and any(item.is_name for item in question.hard_items):
            outcome = self._answer_in(question, tuple(self.base.ceremonies))
        if outcome is None and question.asks == "claim" and len(named) == 1:
            outcome = self._true_elsewhere(question, named[0])
        return outcome or self._in_parts(question, scope) or self.refuser.refuse(question, scope)

    def beside(self, fact_id: str, question: Question) -> Answer | None:
        """What comes before or after something that was told, whichever the question asks."""
        match = self.sequencer.beside(self.base.facts[fact_id], question)
        found = self._finding([match], match.fact.ceremony) if match else None
        return Answer(findings=(found,), confidence=_BESIDE) if found else None

    def more_of(self, fact_ids: Sequence[str], question: Question) -> Answer | None:
        """What facts that were told say besides to a bare question ("when?", "why?"); None where they do not."""
        filler = self.matcher.filler(question)
        for fact_id in fact_ids:
            terms = self.index.of_fact[fact_id]
            filled = filler.fill(terms)
            if filled and filled.values:
                found = self._finding([Match(terms, filled, filled.fit)], terms.fact.ceremony)
                return Answer(findings=(found,), confidence=_BESIDE)
        return None

    def _true_elsewhere(self, question: Question, named: str) -> Answer | None:
        """A claim that holds for another ceremony than the one it names: no, and there it was."""
        if not any(item.is_name for item in question.hard_items):
            return None
        for ceremony in self.base.ceremonies:
            ruling = self.claims.check(question, self.index.of_ceremony[ceremony]) if ceremony != named else None
            if ruling and ruling.is_true:
                found = self._ruled(ruling, ceremony)._replace(
                    verdict=False, correction=self.base.ceremonies[ceremony].short
                )
                return Answer(findings=(found,), confidence=0.7)
        return None

    def _in_parts(self, question: Question, scope: Sequence[str]) -> Answer | None:
        """Two questions in one ("the director and the producer"): answered when every part is."""
        if question.asks == "claim":
            return None
        for parts in coordinated(question):
            outcomes = [self._answer_in(part, scope) for part in parts]
            answers = [outcome for outcome in outcomes if isinstance(outcome, Answer)]
            if len(answers) == len(parts):
                return together(answers)
        return None

    def _named(self, question: Question, inherited: Sequence[str]) -> tuple[str, ...]:
        """The ceremonies that the question names; "the other one" is the one not spoken of."""
        found = question.named_ceremonies
        if "other" in question.ceremonies and not found and inherited:
            found = tuple(one for one in self.base.ceremonies if one not in inherited)
        if question.asks_both and not found:
            found = tuple(self.base.ceremonies)
        return found

    def _answer_in(self, question: Question, scope: Sequence[str]) -> Answer | Clarify | None:
        if question.asks == "claim" and question.asks_both and (found := self._same(question, scope)):
            return found
        if question.asks in _COMPARED and (found := self._compare(question, scope)):
            return found
        findings = [finding for ceremony in scope if (finding := self._find(question, ceremony))]
        if not findings:
            return None
        if len(findings) > 1 and not question.asks_both:
            return self._of_several(question, findings)
        return Answer(findings=tuple(findings), confidence=self._confidence(question, findings))

    def _find(self, question: Question, ceremony: str) -> Finding | None:
        among = self.index.of_ceremony[ceremony]
        if question.asks == "claim":
            ruling = self.claims.check(question, among)
            if ruling is None:
                return None
            is_either_or = "or" in question.tokens and ruling.is_true
            return self._finding([ruling.match], ceremony) if is_either_or else self._ruled(ruling, ceremony)
        if question.asks in _ORDERED:
            match = self.sequencer.answer(question, among)
            return self._finding([match], ceremony) if match else None
        if order := self.sequencer.purely_ordered(question):
            match = self.sequencer.answer(order, among)
            return self._finding([match], ceremony) if match else None
        matches = self.matcher.matches(question, among)
        if not matches:
            return self._derived(question, ceremony)
        if extreme := self.sequencer.pick_extreme(question, matches):
            return self._finding([extreme], ceremony)
        if asks_for_several(question):
            return self._several(question, matches, ceremony)
        return self._finding(matches, ceremony)

    def _derived(self, question: Question, ceremony: str) -> Finding | None:
        """What no fact says outright and several say together: how many are listed, what came before or after."""
        among = self.index.of_ceremony[ceremony]
        if question.asks == "count" and question.head and question.head.kinds:
            return self._counted(question, ceremony)
        if question.asks in {"any", "what"} and (order := self.sequencer.order_asked(question)):
            match = self.sequencer.answer(order, among)
            return self._finding([match], ceremony) if match else None
        return None

    def _counted(self, question: Question, ceremony: str) -> Finding | None:
        """How many of a kind one complete list names."""
        head = question.head
        if head is None or question.intent is None or question.intent.precision:
            return None
        listing = replace(question, intent=Intent(id=question.intent.id, asks="list"), kinds=head.kinds)
        matches = [
            match
            for match in self.matcher.matches(listing, self.index.of_ceremony[ceremony])
            if len(match.filled.values) > 1 and not match.fact.is_open and not match.terms.is_digest
        ]
        if not matches:
            return None
        found = self._finding(matches, ceremony)
        return found._replace(values=(f"{len(found.values)} ({', '.join(found.values)})",))

    def _several(self, question: Question, matches: Sequence[Match], ceremony: str) -> Finding:
        """All values that fit: from the one fact that lists them, else collected from those that name one each."""
        best = matches[0]
        near = [
            match
            for match in matches
            if match.filled.values
            and match.score >= best.score - _NEAR
            and match.filled.fit >= best.filled.fit - _NEAR_FIT
        ]
        if not near:
            return self._finding(matches, ceremony)
        every = tuple(dict.fromkeys(value for match in near for value in match.filled.values))
        fullest = max(near, key=lambda match: (len(match.filled.values), match.score))
        may_collect = bool(question.kinds) or question.asks == "who"
        if (
            not may_collect
            or len(fullest.filled.values) >= len(every)
            or len(every) > _COLLECT_MAX
            or len(fullest.filled.values) > 2
        ):
            return self._finding([fullest, *(match for match in matches if match is not fullest)], ceremony)
        return self._finding(near, ceremony)._replace(values=every, is_collected=True)

    def _finding(self, matches: Sequence[Match], ceremony: str) -> Finding:
        best = matches[0]
        return Finding(
            ceremony=ceremony,
            facts=(best.fact, *self.base.other_versions_of(best.fact)),
            values=best.filled.values,
            score=best.score,
            trace=tuple((match.fact, match.score) for match in matches[:5]),
        )

    def _ruled(self, ruling: Ruling, ceremony: str) -> Finding:
        """A yes, or a no that says what is right; where only the parts seem swapped, the fact speaks for itself."""
        found = self._finding([ruling.match], ceremony)
        verdict = ruling.is_true if ruling.is_true or ruling.right else None
        return found._replace(verdict=verdict, values=(), correction=ruling.right)

    def _same(self, question: Question, scope: Sequence[str]) -> Answer | None:
        """ "Were both directed by the same person?": what each says, and whether it is the same."""
        if "same" not in question.tokens or len(scope) < 2:
            return None
        for asks in ("who", "where", "what", "count", "when"):
            items = tuple(item for item in question.items if item.surface != "same")
            probe = replace(question, intent=Intent(id=asks, asks=asks), items=items)
            findings = [found for ceremony in scope if (found := self._find(probe, ceremony)) and found.values]
            if len(findings) == len(scope):
                is_same = len({finding.values for finding in findings}) == 1
                return Answer(
                    findings=tuple(findings), confidence=0.8, lead="Yes, the same." if is_same else "No, not the same."
                )
        return None

    def _compare(self, question: Question, scope: Sequence[str]) -> Answer | None:
        if len(scope) < 2 and question.ceremonies:
            return None  # of one ceremony alone there is nothing to compare
        ceremonies = scope if len(scope) > 1 else tuple(self.base.ceremonies)
        result = compare(question, ceremonies, self.matcher)
        if result is None:
            return None
        findings = tuple(self._finding([match], ceremony) for ceremony, match in result.matches)
        lead = f"{self.base.ceremonies[result.winner].short}." if result.winner else "Both the same."
        return Answer(findings=findings, confidence=0.9, lead=lead)

    def _of_several(self, question: Question, findings: Sequence[Finding]) -> Answer | Clarify:
        """Answers of several ceremonies to a question that named none: together when short, else asked back."""
        if question.asks == "claim":
            true = [finding for finding in findings if finding.verdict]
            return Answer(findings=tuple(true or findings), confidence=0.8)
        if sum(len(finding.facts[0].say.split()) for finding in findings) <= _TOGETHER_MAX_WORDS:
            return Answer(findings=tuple(findings), confidence=0.8)
        labels = [self.base.ceremonies[finding.ceremony].short for finding in findings]
        return Clarify(choices=tuple((label, label) for label in labels), prompt="Which ceremony do you mean?")

    @staticmethod
    def _confidence(question: Question, findings: Sequence[Finding]) -> float:
        sure = 1.0 - 0.05 * min(len(question.repairs), 6)
        return round(sure if all(finding.correction == "" for finding in findings) else sure - 0.1, 2)
