"""Everything that a running game knows, as plain values that JSON can hold."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from bot.quiz.model import QuizQuestion

Mode = Literal["buttons", "typed"]
Phase = Literal["asking", "pause", "over"]

ROUNDS = (5, 50)
"""Fewest and most questions of a game."""
SECONDS = (5, 60)
"""Shortest and longest time for a question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a game is played. All times are in seconds."""

    rounds: int = 10
    mode: Mode = "buttons"
    seconds: float = 20
    pause: float = 4
    """Between an answer and the next question."""
    warning: float = 5
    """Before the end of a question, when time is said to run out; not for questions that take less than double."""
    grace: float = 1
    """How long answers given in time may be on their way."""
    players: int = 0
    """When so many have answered with a button, nobody is waited for; 0 where their number is not known."""

    def __post_init__(self) -> None:
        if not 1 <= self.rounds <= ROUNDS[1]:
            raise ValueError(f"rounds must be 1 to {ROUNDS[1]}, not {self.rounds}")
        if not 0 < self.seconds <= SECONDS[1]:
            raise ValueError(f"seconds must be at most {SECONDS[1]}, not {self.seconds}")
        if min(self.pause, self.warning, self.grace, self.players) < 0:
            raise ValueError("pause, warning, grace and players must not be negative")


@dataclass(frozen=True, slots=True)
class Round:
    """A question as it is asked in one game."""

    question: QuizQuestion
    choices: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The round as plain JSON values."""
        return {"question": self.question.to_dict(), "choices": list(self.choices)}

    @classmethod
    def from_dict(cls, found: Mapping[str, Any]) -> Round:
        """The round that `to_dict` wrote."""
        return cls(QuizQuestion.from_dict(found["question"]), tuple(found["choices"]))


@dataclass(slots=True, kw_only=True)
class State:
    """A game between two events."""

    options: Options
    rounds: list[Round]
    starter: str
    last_at: float
    """When the last event arrived; time does not go back."""
    phase: Phase = "pause"
    until: float = 0
    """When the pause ends."""
    number: int = 0
    """Of the question asked now or last, from 1."""
    asked_at: float = 0
    held_at: float | None = None
    warned: bool = False
    hinted_at: float | None = None
    attempts: int = 0
    """Guesses and choices for this question."""
    picks: dict[str, list[float]] = field(default_factory=dict)
    """By player, the choice and when it was made."""
    winner: list[Any] | None = None
    """The first right guess: player, order, time."""
    votes: list[str] = field(default_factory=list)
    active: list[str] = field(default_factory=list)
    """The starter and everybody who has taken part."""
    unanswered: int = 0
    """Questions in a row to which nobody said anything."""
    points: dict[str, int] = field(default_factory=dict)
    right: dict[str, int] = field(default_factory=dict)
    gained: list[list[Any]] = field(default_factory=list)
    """Player and points of the question revealed last."""
    missed: list[list[Any]] = field(default_factory=list)
    refused: list[list[Any]] = field(default_factory=list)
    """Wrong guesses of the last questions: number, player, text, and the points that it would have got."""
    awarded: list[list[Any]] = field(default_factory=list)
    """Number and player of every answer that got points."""
    closing: str = ""
    ending: str = ""

    @property
    def round(self) -> Round:
        """The question asked now or last.

        Raises:
            IndexError: None has been asked yet.
        """
        if not self.number:
            raise IndexError("no question has been asked yet")
        return self.rounds[self.number - 1]

    def join(self, player: str) -> None:
        """Count somebody among those who take part."""
        if player not in self.active:
            self.active.append(player)

    def has_hint(self, at: float) -> bool:
        """Whether an answer given at a moment was given after a hint."""
        return self.hinted_at is not None and at >= self.hinted_at

    def award(self, player: str, number: int, points: int) -> None:
        """Give the points for a right answer to a question."""
        self.awarded.append([number, player])
        self.points[player] = self.points.get(player, 0) + points
        self.right[player] = self.right.get(player, 0) + 1

    def to_dict(self) -> dict[str, Any]:
        """The state as plain JSON values, none of which is shared with the running game."""
        found = asdict(self)
        return found | {"rounds": [one.to_dict() for one in self.rounds]}

    @classmethod
    def from_dict(cls, found: Mapping[str, Any]) -> State:
        """The state that `to_dict` wrote."""
        values = deepcopy(dict(found))
        values["options"] = Options(**values["options"])
        values["rounds"] = [Round.from_dict(one) for one in values["rounds"]]
        return cls(**values)
