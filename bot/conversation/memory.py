"""What was last said in each conversation, so that a follow-up can lean on it."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import dataclass

from bot.answering import Answer, Clarify, Outcome
from bot.conversation.recent import Recent
from bot.understanding import Question

_MAX_CONVERSATIONS = 10_000  # the oldest are forgotten first; a turn is a few kilobytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One question with what was answered."""

    question: Question
    """With follow-ups filled in."""
    ceremonies: tuple[str, ...] = ()
    """Ceremonies that the conversation is about, as far as it is clear."""
    entities: tuple[str, ...] = ()
    """Entities that the answer named, the value first, then those of its facts."""
    facts: tuple[str, ...] = ()
    """Ids of the facts answered with."""
    choices: tuple[str, ...] = ()
    """What was offered to choose from; each is the text that choosing it says."""
    values: tuple[str, ...] = ()
    """What the answer listed, in its order."""


def turn_after(question: Question, outcome: Outcome, last: Turn | None) -> Turn:
    """What is remembered of a question and its outcome.

    Args:
        question: With follow-ups filled in.
        outcome: What it got.
        last: The turn before; what was spoken of then still is, where this one was not answered.
    """
    if isinstance(outcome, Answer):
        facts = [finding.facts[0] for finding in outcome.findings]
        values = [value for finding in outcome.findings for value in finding.values]
        named = [filler for fact in facts for filler in fact.fillers() if filler.entity]
        named.sort(key=lambda filler: filler.text not in values)
        defined = [fact.defines for fact in facts if fact.defines]
        return Turn(
            question=question,
            ceremonies=tuple(dict.fromkeys(finding.ceremony for finding in outcome.findings)),
            entities=tuple(dict.fromkeys([*defined, *(filler.entity or "" for filler in named)])),
            facts=tuple(fact.id for fact in facts),
            values=tuple(values),
        )
    inherited = question.named_ceremonies or (last.ceremonies if last else ())
    choices = tuple(text for _, text in outcome.choices) if isinstance(outcome, Clarify) else ()
    return Turn(question=question, ceremonies=inherited, entities=last.entities if last else (), choices=choices)


class Memory:
    """The last turn of each conversation."""

    def __init__(self, limit: int = _MAX_CONVERSATIONS) -> None:
        self._turns: Recent[str, Turn | bytes] = Recent(limit)

    def last(self, conversation: str) -> Turn | None:
        """The last turn of a conversation, or None."""
        kept = self._turns.get(conversation)
        return _unpacked(kept) if isinstance(kept, bytes) else kept

    def remember(self, conversation: str, turn: Turn) -> None:
        """Keep a turn in place of the one before."""
        self._turns.put(conversation, turn)

    def forget(self, conversation: str) -> None:
        """Drop what was said in a conversation."""
        self._turns.pop(conversation)

    def forget_all(self, is_meant: Callable[[str], bool]) -> None:
        """Drop what was said in every conversation of a sort."""
        self._turns.drop(lambda conversation, _: is_meant(conversation))


class PackedMemory(Memory):
    """The same for a process that must not pause.

    A turn is kept pickled: one value in place of some thirty objects, which every full collection of garbage would walk
    through while everybody waits (40 ms for 2,000 turns). Packing one takes some 50 µs.
    """

    def remember(self, conversation: str, turn: Turn) -> None:
        """Keep a turn in place of the one before."""
        self._turns.put(conversation, pickle.dumps(turn, pickle.HIGHEST_PROTOCOL))


def _unpacked(packed: bytes) -> Turn:
    turn: Turn = pickle.loads(packed)
    return turn
