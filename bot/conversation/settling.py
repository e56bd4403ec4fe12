"""What a question means in its conversation, and the outcome that it gets there.

A whole question stands alone; one that leans on what was said before is read with what it lacks put in, and the first
reading whose answer speaks of it is what was meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from bot.answering import UNRULED, Answer, Answerer, Outcome, is_ruling, together
from bot.conversation.bare import as_one_question
from bot.conversation.clauses import clauses
from bot.conversation.followups import FollowUps
from bot.conversation.guesses import without_guess
from bot.conversation.memory import Turn, turn_after
from bot.conversation.remarks import apart_from_remarks
from bot.understanding import Question, Reader, Weight

_DUMMY_VERBS = frozenset({"do", "did", "does", "doing", "done"})
_FEW = 2  # binding words of a fragment
_SUBJECT = 2  # place of the subject of a claim: after its verb and perhaps an article
_MAX_REWRITES = 20  # readings of a follow-up that are tried; the likely ones come first
_CERTAIN = 0.9  # confidence from which no other ceremony is looked at
_CERTAIN_ALONE = 0.95  # confidence from which a fragment is taken as it stands
_TOGETHER = 0.8  # confidence from which a remark is part of the question
_NO_IT = 0.8  # confidence from which "it" need not be what was spoken of
_LIKELY = 0.3  # confidence from which a reading of a follow-up is taken
_WITHOUT = 0.5  # confidence that a question must be answered with that lacks its last words
_PART = 0.6  # confidence that each of two questions in one must be answered with
_FAR_BETTER = 0.2  # by which another ceremony's answer must be surer than that of the one spoken of
_ROLES = frozenset({"who", "when", "where", "why", "how", "count"})
_PICKING = frozenset({"one", "ones"})  # after a list these point into it: "which one ...?"


class Settler:
    """Settles what questions mean after the turn before."""

    def __init__(self, reader: Reader, answerer: Answerer) -> None:
        self._reader = reader
        self._answerer = answerer
        self._followups = FollowUps(answerer.base, reader.lexicon)

    def settle(self, question: Question, last: Turn | None) -> tuple[Question, Outcome]:
        """What a question means after the turn before, and what it gets.

        Returns:
            The question with what it lacked put in, and the outcome.
        """
        found = self._by_somebody_else(question) or self._settled(question, last)
        if isinstance(found[1], Answer) and found[1].confidence >= _TOGETHER:
            return found
        if parts := apart_from_remarks(question.text):
            found = self._beside_remarks(question, found, *parts, last)
        if not isinstance(found[1], Answer):
            found = self._without_guess(question, found, last)
        if not isinstance(found[1], Answer):
            found = self._as_one(question, found, last)
        return found

    def _by_somebody_else(self, question: Question) -> tuple[Question, Outcome] | None:
        """Who did it, where a claim says it of somebody unknown and one alone did ("did a tiger blow it out?")."""
        stranger = next((item for item in question.hard_items if item.is_foreign), None)
        if question.asks != "claim" or stranger is None or stranger.position > _SUBJECT:
            return None
        rest = question.tokens[stranger.position + stranger.width :]
        asked = self._reader.read(f"who {' '.join(rest)}")
        outcome = self._answerer.answer(asked) if asked.hard_items else None
        if not isinstance(outcome, Answer) or outcome.confidence < _CERTAIN:
            return None
        return (asked, outcome) if [len(one.values) for one in outcome.findings] == [1] else None

    def _without_guess(
        self, question: Question, found: tuple[Question, Outcome], last: Turn | None
    ) -> tuple[Question, Outcome]:
        """What a question gets without the guess at its end, where with it there is no answer."""
        asked = without_guess(question, self._reader)
        alone = self._settled(asked, last) if asked else found
        is_answered = isinstance(alone[1], Answer) and alone[1].confidence >= _WITHOUT
        return alone if is_answered and not is_ruling(alone[1]) else found

    def _as_one(
        self, question: Question, found: tuple[Question, Outcome], last: Turn | None
    ) -> tuple[Question, Outcome]:
        """What a statement and the bare question beside it get as one question."""
        text = as_one_question(question.text, self._reader)
        whole = self._settled(self._reader.read(text), last) if text else found
        is_answered = isinstance(whole[1], Answer) and whole[1].confidence >= _WITHOUT
        return whole if is_answered and not is_ruling(whole[1]) else found

    def _beside_remarks(
        self, question: Question, found: tuple[Question, Outcome], asked: str, remarks: str, last: Turn | None
    ) -> tuple[Question, Outcome]:
        """The sentence that asks, alone; what it leaves open is what the others speak of."""
        alone = self._reader.read(asked)
        alone = replace(alone, ceremonies=alone.ceremonies or question.ceremonies)
        if alone.intent is None and question.intent is not None:  # "who was it ... somebody no?"
            return found
        if alone.hard_items and not alone.pronouns:
            return self._settled(alone, last)
        told = self._reader.read(remarks)
        told = replace(told, items=tuple(item for item in told.items if not item.is_foreign))
        outcome = self._answerer.answer(told)
        is_told = isinstance(outcome, Answer) and outcome.confidence >= _PART
        if last and not is_told:  # "nice voice! who was she?"
            return self._settled(alone, last)
        return self._settled(alone, turn_after(told, outcome, None))

    def _settled(self, question: Question, last: Turn | None) -> tuple[Question, Outcome]:
        inherited = last.ceremonies if last and len(last.ceremonies) == 1 else ()
        if last is None:
            return question, self._whole(question, ())
        if last.facts and (order := self._followups.onward(question, last)):
            found = self._onward(order, last)
            return (order, found) if found else (question, self._whole(question, inherited))
        if self._is_bare(question) and (more := self._answerer.more_of(last.facts, question)):
            return question, more
        is_fragment = question.intent is None and len(question.hard_items) <= _FEW
        points = bool(_PICKING & set(question.tokens)) or (question.intent is None and bool(question.pick))
        picks = len(last.values) > 1 and points
        leans = bool(question.pronouns) or picks or is_fragment or self._followups.asks_of_a_kind(question)
        leans = leans or (question.is_continuation and not self._says_what_it_asks(question))
        is_whole = bool(question.hard_items) and not leans
        alone = self._whole(question, inherited) if is_whole else self._answerer.answer(question, inherited)
        continues = question.is_continuation and question.intent is None and last.question.intent is not None
        continues = continues and len(question.hard_items) <= _FEW
        may_stand = is_whole or not (continues or (picks and question.pick))
        if isinstance(alone, Answer) and may_stand and (is_whole or self._needs_no_other(question, alone)):
            return question, alone
        likeliest: tuple[Question, Outcome] | None = None
        for reading in islice(self._followups.rewrites(question, last), _MAX_REWRITES):
            outcome = self._answerer.answer(reading, self._scope(reading, last, inherited))
            if is_ruling(outcome) and not question.hard_items:
                outcome = UNRULED  # it claims nothing of the one put in
            if not isinstance(outcome, Answer):
                likeliest = likeliest or (reading, outcome)
            elif (
                outcome.confidence >= _LIKELY
                and self._speaks_of(outcome, question, reading)
                and self._keeps_to(outcome, reading, question)
            ):
                return reading, outcome
        if question.asks == "claim" and "person" in question.pronouns and is_ruling(alone):
            alone = UNRULED  # of nobody in particular
        if "thing" in question.pronouns and likeliest and isinstance(alone, Answer) and alone.confidence < _NO_IT:
            return likeliest
        if elsewhere := self._elsewhere(question, inherited):
            return question, elsewhere
        if self._is_of_nobody(question, alone) and not likeliest:
            return question, self._answerer.refuser.refuse(question, inherited or tuple(self._answerer.base.ceremonies))
        return likeliest if likeliest and self._leans(question) else (question, alone)

    def _elsewhere(self, question: Question, inherited: Sequence[str]) -> Answer | None:
        """What another ceremony than the one spoken of surely says, where a question names something of its own."""
        if not inherited or question.ceremonies or not question.hard_items or question.intent is None:
            return None
        found = self._answerer.answer(question)
        if not isinstance(found, Answer) or found.confidence < _CERTAIN:
            return None
        return found if self._speaks_of(found, question, question) else None

    def _onward(self, order: Question, last: Turn) -> Answer | None:
        """What comes before or after what was told, and was not told itself."""
        found = (self._answerer.beside(told, order) for told in last.facts)
        return next((one for one in found if one and one.findings[0].facts[0].id not in last.facts), None)

    @staticmethod
    def _is_of_nobody(question: Question, alone: Outcome) -> bool:
        """Whether a pronoun is all that a question says ("how many of them?"), and nobody surely is meant."""
        is_sure = isinstance(alone, Answer) and alone.confidence >= _CERTAIN and question.precision != "named"
        return "person" in question.pronouns and not question.hard_items and not is_sure

    @staticmethod
    def _is_bare(question: Question) -> bool:
        """Whether a question says nothing but what sort of thing it asks for ("when was that?")."""
        says = any(item.surface not in _DUMMY_VERBS for item in question.items)
        is_open = not question.ceremonies and not question.asks_both and "person" not in question.pronouns
        return question.asks in _ROLES and is_open and not says

    def _needs_no_other(self, question: Question, alone: Answer) -> bool:
        """Whether a fragment is answered so surely by itself that nothing said before can be meant."""
        least = _CERTAIN if len(question.hard_items) > _FEW else _CERTAIN_ALONE
        is_sure = alone.confidence >= least and bool(question.hard_items) and not question.pronouns
        return is_sure or self._is_about_the_ceremony(question) or self._means_the_ceremony(question, alone)

    @staticmethod
    def _means_the_ceremony(question: Question, alone: Answer) -> bool:
        """Whether "it" is the ceremony: what is asked of it is told of each one ("when did it start?")."""
        facts = [finding.facts[0] for finding in alone.findings]
        is_general = all(fact.topic and not fact.part for fact in facts)
        says_something = "thing" in question.pronouns and bool(question.hard_items)
        return says_something and alone.confidence >= _CERTAIN and is_general

    def _speaks_of(self, answer: Answer, question: Question, reading: Question) -> bool:
        """Whether an answer speaks of what a follow-up says itself, not only of what was put in; if sure, of half.

        What its reading has put something in place of ("the second one") need not be said.
        """
        index = self._answerer.index
        told = [index.of_fact[fact.id].bit for finding in answer.findings for fact in finding.facts]
        kept = {item.senses for item in reading.items}
        said = [item for item in question.hard_items if item.senses in kept]
        met = [any(index.explaining(item, core_only=True) & one for one in told) for item in said]
        if "person" in question.pronouns and answer.confidence >= _CERTAIN:
            return True  # of the one put in, in other words
        return all(met) or (answer.confidence >= _PART and 2 * sum(met) >= len(met))

    def _keeps_to(self, answer: Answer, reading: Question, question: Question) -> bool:
        """Whether what is told first is about the one that a pronoun was taken for."""
        index = self._answerer.index
        told = index.of_fact[answer.findings[0].facts[0].id].bit
        put_in = (item for item in reading.items if item not in question.items)
        return all(index.explaining(item) & told for item in put_in if item.is_name and len(item.senses) == 1)

    def _whole(self, question: Question, inherited: Sequence[str]) -> Outcome:
        """What a question gets that leans on nothing said before; two questions in one get an answer each."""
        for first, second in clauses(question, self._reader):
            one = self._alone(first, inherited)
            if isinstance(one, Answer) and one.confidence >= _PART:
                _, other = self.settle(second, turn_after(first, one, None))
                if isinstance(other, Answer) and other.confidence >= _PART:
                    return together([one, other])
        return self._alone(question, inherited)

    def _alone(self, question: Question, inherited: Sequence[str]) -> Outcome:
        """What a whole question gets: an answer for the ceremony spoken of, unless another's suits it far better."""
        here = self._answerer.answer(question, inherited)
        if not inherited or question.ceremonies or question.asks_both:
            return here
        sure = here.confidence if isinstance(here, Answer) and self._speaks_of_the_named(here, question) else 0.0
        if sure >= _CERTAIN:
            return here
        anywhere = self._answerer.answer(question)
        is_better = isinstance(anywhere, Answer) and anywhere.confidence >= sure + _FAR_BETTER
        return anywhere if is_better else here

    @staticmethod
    def _speaks_of_the_named(answer: Answer, question: Question) -> bool:
        """Whether an answer is about one of those that the question names; true when it names none."""
        named = {entity for item in question.hard_items for entity in item.entities}
        facts = [fact for finding in answer.findings for fact in finding.facts]
        about = {filler.entity for fact in facts for filler in fact.fillers()} | {fact.defines for fact in facts}
        return not named or not named.isdisjoint(about)

    @staticmethod
    def _says_what_it_asks(question: Question) -> bool:
        """Whether "and ..." opens a question that could stand alone ("and who directed it all?")."""
        return (
            question.intent is not None
            and question.intent.id not in {"naming", "story"}
            and "one" not in question.tokens
        )

    @staticmethod
    def _is_about_the_ceremony(question: Question) -> bool:
        """ "Where was it held?" after anything at all asks about the ceremony."""
        said = any(item.weight is Weight.SOFT and item.surface not in _DUMMY_VERBS for item in question.items)
        return (
            "person" not in question.pronouns
            and not question.hard_items
            and said
            and bool(question.intent and question.intent.default)
        )

    @staticmethod
    def _leans(question: Question) -> bool:
        """Whether a question says so little that only the turn before makes it one."""
        is_fragment = question.is_continuation and question.intent is None
        return not question.hard_items or is_fragment or "person" in question.pronouns or bool(question.pick)

    @staticmethod
    def _scope(question: Question, last: Turn, inherited: Sequence[str]) -> Sequence[str]:
        return inherited or (last.ceremonies if not question.ceremonies or "other" in question.ceremonies else ())
