"""A question while it is being read."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.understanding.intents import Intent
from bot.understanding.words import Token, stem


@dataclass(slots=True)
class Draft:
    """What the stages have found so far."""

    text: str
    tokens: list[Token]
    alternatives: dict[str, tuple[str, ...]]
    repairs: list[tuple[str, str]]
    is_tagged: bool = False
    """Whether a tag stood at its end ("..., right?")."""
    words: list[str] = field(init=False)
    stems: list[str] = field(init=False)
    present: frozenset[str] = field(init=False)
    """The stems, for a quick look whether one occurs at all."""
    keywords: dict[int, list[tuple[tuple[int, ...], Intent]]] = field(default_factory=dict)
    """By position, what `IntentFinder.matches_at` found there."""
    apart: frozenset[int] = frozenset()
    """Positions of words that tell how many years lie between ceremonies; they ask nothing."""
    start: int = 0
    """Index of the first token after openers."""
    is_continuation: bool = False
    intent: Intent | None = None
    intent_positions: tuple[int, ...] = ()
    bounds: dict[int, tuple[range, str]] = field(default_factory=dict)
    """By position of a number, where the words stand that make a bound of it ("*more than* 50"), and which."""

    def __post_init__(self) -> None:
        self.words = [token.text for token in self.tokens]
        self.stems = list(map(stem, self.words))
        self.present = frozenset(self.stems)
