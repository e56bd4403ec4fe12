"""What a message means in its conversation, and the outcome that it gets there.

A message may hold more than its question: a second one, a guess, remarks, a statement beside a bare question. Where it
gets no answer as it stands, it is tried without these.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answering import Answer, Answerer, Outcome, is_ruling, together
from bot.conversation.bare import as_one_question
from bot.conversation.clauses import clauses
from bot.conversation.guesses import without_guess
from bot.conversation.leaning import CERTAIN
from bot.conversation.memory import Turn, turn_after
from bot.conversation.remarks import apart_from_remarks
from bot.conversation.resolving import Resolved, Resolver
from bot.understanding import Question, Reader

_SUBJECT = 2  # place of the subject of a claim: after its verb and perhaps an article
_TOGETHER = 0.8  # confidence from which a remark is part of the question
_WITHOUT = 0.5  # confidence that a question must be answered with that lacks some of its words
_PART = 0.6  # confidence that each of two questions in one must be answered with, and a remark


class Settler:
    """Settles what messages mean after the turn before."""

    def __init__(self, reader: Reader, answerer: Answerer) -> None:
        self._reader = reader
        self._answerer = answerer
        self._resolver = Resolver(answerer, reader.lexicon, self._whole)

    def settle(self, question: Question, last: Turn | None) -> Resolved:
        """What a question means after the turn before, and what it gets.

        Returns:
            The question with what it lacked put in, and the outcome.
        """
        found = self._by_somebody_else(question) or self._resolver.resolve(question, last)
        if isinstance(found[1], Answer) and found[1].confidence >= _TOGETHER:
            return found
        if parts := apart_from_remarks(question.text):
            found = self._beside_remarks(question, found, *parts, last)
        if not isinstance(found[1], Answer):
            found = self._instead(found, without_guess(question, self._reader), last)
        if not isinstance(found[1], Answer):
            whole = as_one_question(question.text, self._reader)
            found = self._instead(found, self._reader.read(whole) if whole else None, last)
        return found

    def _by_somebody_else(self, question: Question) -> Resolved | None:
        """Who did it, where a claim says it of somebody unknown and one alone did ("did a tiger blow it out?")."""
        stranger = next((item for item in question.hard_items if item.is_foreign), None)
        if question.asks != "claim" or stranger is None or stranger.position > _SUBJECT:
            return None
        rest = question.tokens[stranger.position + stranger.width :]
        asked = self._reader.read(f"who {' '.join(rest)}")
        outcome = self._answerer.answer(asked) if asked.hard_items else None
        if not isinstance(outcome, Answer) or outcome.confidence < CERTAIN:
            return None
        return (asked, outcome) if [len(one.values) for one in outcome.findings] == [1] else None

    def _instead(self, found: Resolved, other: Question | None, last: Turn | None) -> Resolved:
        """What another reading of a message gets where it is answered, and is no ruling on what it lacks."""
        if other is None:
            return found
        instead = self._resolver.resolve(other, last)
        is_answered = isinstance(instead[1], Answer) and instead[1].confidence >= _WITHOUT
        return instead if is_answered and not is_ruling(instead[1]) else found

    def _beside_remarks(
        self, question: Question, found: Resolved, asked: str, remarks: str, last: Turn | None
    ) -> Resolved:
        """The sentence that asks, alone; what it leaves open is what the others speak of."""
        alone = self._reader.read(asked)
        alone = replace(alone, ceremonies=alone.ceremonies or question.ceremonies)
        if alone.intent is None and question.intent is not None:  # "who was it ... somebody no?"
            return found
        if alone.hard_items and not alone.pronouns:
            return self._resolver.resolve(alone, last)
        told = self._reader.read(remarks)
        told = replace(told, items=tuple(item for item in told.items if not item.is_foreign))
        outcome = self._answerer.answer(told)
        is_told = isinstance(outcome, Answer) and outcome.confidence >= _PART
        if last and not is_told:  # "nice voice! who was she?"
            return self._resolver.resolve(alone, last)
        return self._resolver.resolve(alone, turn_after(told, outcome, None))

    def _whole(self, question: Question, inherited: Sequence[str]) -> Outcome:
        """What a question gets that leans on nothing said before; two questions in one get an answer each."""
        for first, second in clauses(question, self._reader):
            one = self._resolver.alone(first, inherited)
            if isinstance(one, Answer) and one.confidence >= _PART:
                _, other = self.settle(second, turn_after(first, one, None))
                if isinstance(other, Answer) and other.confidence >= _PART:
                    return together([one, other])
        return self._resolver.alone(question, inherited)
