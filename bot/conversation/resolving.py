"""What a question means after the turn before.

A whole question stands alone; one that leans on what was said before is read with what it lacks put in, and the first
reading whose answer speaks of it is what was meant.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice

from bot.answering import UNRULED, Answer, Answerer, Outcome, is_ruling
from bot.conversation.followups import FollowUps
from bot.conversation.leaning import (
    CERTAIN,
    goes_on_with,
    is_bare,
    is_of_nobody,
    is_whole,
    leans,
    needs_no_other,
)
from bot.conversation.memory import Turn
from bot.understanding import Lexicon, Question

Resolved = tuple[Question, Outcome]
"""The question with what it lacked put in, and what it gets."""

_MAX_REWRITES = 20  # readings of a follow-up that are tried; the likely ones come first
_NO_IT = 0.8  # confidence from which "it" need not be what was spoken of
_LIKELY = 0.3  # confidence from which a reading of a follow-up is taken
_RECOGNISED = 0.55  # the same where the rules find nothing
_RATHER = 0.6  # confidence from which half of what a follow-up says is enough
_WHOEVER = 0.7  # confidence from which what is told need not name the one that a pronoun was taken for
_FAR_BETTER = 0.2  # by which another ceremony's answer must be surer than that of the one spoken of


class Resolver:
    """Resolves questions against the turn before them."""

    def __init__(
        self, answerer: Answerer, lexicon: Lexicon, whole: Callable[[Question, Sequence[str]], Outcome]
    ) -> None:
        """Prepare.

        Args:
            answerer: Answers readings.
            lexicon: Knows what words mean.
            whole: What a question gets that leans on nothing, with the ceremonies spoken of.
        """
        self._answerer = answerer
        self._followups = FollowUps(answerer.base, lexicon)
        self._whole = whole

    def resolve(self, question: Question, last: Turn | None) -> Resolved:
        """What a question means after a turn, and what it gets."""
        if last is None:
            return question, self._whole(question, ())
        inherited = last.ceremonies if len(last.ceremonies) == 1 else ()
        if last.facts and (order := self._followups.onward(question, last)):
            found = self._onward(order, last)
            return (order, found) if found else (question, self._whole(question, inherited))
        if is_bare(question) and (more := self._answerer.more_of(last.facts, question)):
            return question, more
        if is_whole(question, last) and not self._followups.asks_of_a_kind(question):
            alone = self._whole(question, inherited)
            if isinstance(alone, Answer):
                return question, alone
        else:
            alone = self._answerer.answer(question, inherited)
            if isinstance(alone, Answer) and not goes_on_with(question, last) and needs_no_other(question, alone):
                return question, alone
        return self._rewritten(question, alone, last, inherited)

    def _rewritten(self, question: Question, alone: Outcome, last: Turn, inherited: Sequence[str]) -> Resolved:
        """The first reading of a follow-up whose answer speaks of it; else what it gets alone, or nothing."""
        likeliest: Resolved | None = None
        for reading in islice(self._followups.rewrites(question, last), _MAX_REWRITES):
            outcome = self._answerer.answer(reading, _scope(reading, last, inherited))
            if is_ruling(outcome) and not question.hard_items:
                outcome = UNRULED  # it claims nothing of the one put in
            if not isinstance(outcome, Answer):
                likeliest = likeliest or (reading, outcome)
            elif self._is_meant(outcome, question, reading):
                return reading, outcome
        if self._followups.asks_of_a_kind(question) and (more := self._answerer.more_of(last.facts, question)):
            return question, more
        if question.asks == "claim" and "person" in question.pronouns and is_ruling(alone):
            alone = UNRULED  # of nobody in particular
        if "thing" in question.pronouns and likeliest and isinstance(alone, Answer) and alone.confidence < _NO_IT:
            return likeliest
        if elsewhere := self._elsewhere(question, inherited):
            return question, elsewhere
        if is_of_nobody(question, alone) and not likeliest:
            return question, self._answerer.refuser.refuse(question, inherited or tuple(self._answerer.base.ceremonies))
        return likeliest if likeliest and leans(question) else (question, alone)

    def alone(self, question: Question, inherited: Sequence[str]) -> Outcome:
        """What a whole question gets: an answer for the ceremony spoken of, unless another's suits it far better."""
        here = self._answerer.answer(question, inherited)
        if not inherited or question.ceremonies or question.asks_both:
            return here
        sure = here.confidence if isinstance(here, Answer) and _speaks_of_the_named(here, question) else 0.0
        if sure >= CERTAIN:
            return here
        anywhere = self._answerer.answer(question)
        is_better = isinstance(anywhere, Answer) and anywhere.confidence >= sure + _FAR_BETTER
        return anywhere if is_better else here

    def _onward(self, order: Question, last: Turn) -> Answer | None:
        """What comes before or after what was told, and was not told itself."""
        found = (self._answerer.beside(told, order) for told in last.facts)
        return next((one for one in found if one and one.findings[0].facts[0].id not in last.facts), None)

    def _elsewhere(self, question: Question, inherited: Sequence[str]) -> Answer | None:
        """What another ceremony than the one spoken of surely says, where a question names something of its own."""
        if not inherited or question.ceremonies or not question.hard_items or question.intent is None:
            return None
        found = self._answerer.answer(question)
        if not isinstance(found, Answer) or found.confidence < CERTAIN:
            return None
        return found if self._speaks_of(found, question, question) else None

    def _is_meant(self, answer: Answer, question: Question, reading: Question) -> bool:
        is_about = answer.confidence >= _WHOEVER or self._keeps_to(answer, question, reading)
        least = _RECOGNISED if answer.findings[0].is_recognised else _LIKELY
        return answer.confidence >= least and is_about and self._speaks_of(answer, question, reading)

    def _keeps_to(self, answer: Answer, question: Question, reading: Question) -> bool:
        """Whether what is told first is about the one that a pronoun was taken for."""
        index = self._answerer.index
        told = index.of_fact[answer.findings[0].facts[0].id].bit
        put_in = (item for item in reading.items if item not in question.items and self._followups.is_put_in(item))
        named = (item._replace(senses=frozenset(f"@{one}" for one in item.entities)) for item in put_in)
        return all(index.explaining(item) & told for item in named)

    def _speaks_of(self, answer: Answer, question: Question, reading: Question) -> bool:
        """Whether an answer speaks of what a follow-up says itself, not only of what was put in; if sure, of half.

        What its reading has put something in place of ("the second one") need not be said.
        """
        index = self._answerer.index
        told = [index.of_fact[fact.id].bit for finding in answer.findings for fact in finding.facts]
        kept = {item.senses for item in reading.items}
        said = [item for item in question.hard_items if item.senses in kept]
        met = [any(index.explaining(item, core_only=True) & one for one in told) for item in said]
        if "person" in question.pronouns and answer.confidence >= CERTAIN:
            return True  # of the one put in, in other words
        return all(met) or (answer.confidence >= _RATHER and 2 * sum(met) >= len(met))


def _speaks_of_the_named(answer: Answer, question: Question) -> bool:
    """Whether an answer is about one of those that the question names; true when it names none."""
    named = {entity for item in question.hard_items for entity in item.entities}
    facts = [fact for finding in answer.findings for fact in finding.facts]
    about = {filler.entity for fact in facts for filler in fact.fillers()} | {fact.defines for fact in facts}
    return not named or not named.isdisjoint(about)


def _scope(question: Question, last: Turn, inherited: Sequence[str]) -> Sequence[str]:
    return inherited or (last.ceremonies if not question.ceremonies or "other" in question.ceremonies else ())
