"""A question while it is being read."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.understanding.intents import Intent
from bot.understanding.words import Token


@dataclass(slots=True)
class Draft:
    """What the stages have found so far."""

    text: str
    tokens: list[Token]
    alternatives: dict[str, tuple[str, ...]]
    repairs: list[tuple[str, str]]
    words: list[str] = field(default_factory=list)
    stems: list[str] = field(default_factory=list)
    present: frozenset[str] = frozenset()
    """The stems, for a quick look whether one occurs at all."""
    start: int = 0
    """Index of the first token after openers."""
    is_continuation: bool = False
    intent: Intent | None = None
    intent_positions: tuple[int, ...] = ()
