"""What goes into the assistant and what comes out, whatever the edge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.answering import Outcome
from bot.facts import Source
from bot.understanding import Question

Status = Literal["answer", "clarify", "unknown", "smalltalk"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A message to the assistant."""

    text: str
    conversation: str
    """One person's turns in one channel share a conversation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One way on from a reply, as a button or a number."""

    label: str
    text: str
    """What choosing it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the assistant says."""

    status: Status
    text: str
    """The whole reply as plain text."""
    sources: tuple[Source, ...] = ()
    choices: tuple[Choice, ...] = ()
    confidence: float = 0.0
    """From 0 (a guess; never given as an answer) to 1."""
    question: Question | None = None
    """How the message was read, follow-ups filled in."""
    outcome: Outcome | None = None
