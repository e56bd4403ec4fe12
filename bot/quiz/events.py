"""What happens to a game, and what is to be done about it. ``at`` is in seconds since any fixed moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Ending = Literal["played", "stopped", "left alone"]
Closing = Literal["answered", "time", "skipped", "stopped"]
Refusal = Literal["answered already", "too late", "no such choice", "no more hints", "not yours to stop", "on hold"]

# -- in ----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has passed; due at `Game.wake_at` at the latest."""

    at: float


@dataclass(frozen=True, slots=True)
class Guess:
    """Somebody typed something."""

    at: float
    """When it arrived where it was typed, not when it is handled."""
    player: str
    order: int
    """Grows from message to message: of two right guesses the lower one was first, whichever is handled first."""
    text: str
    is_meant: bool = True
    """Addressed to the quiz. What is only said in the same place may be talk: it can win, but is no wrong answer."""


@dataclass(frozen=True, slots=True)
class Press:
    """Somebody picked a choice."""

    at: float
    player: str
    number: int
    """Of the question that the button belongs to, from 1: old messages keep their buttons."""
    choice: int
    """From 0."""


@dataclass(frozen=True, slots=True)
class HintAsked:
    """Somebody wants a hint."""

    at: float
    player: str


@dataclass(frozen=True, slots=True)
class SkipAsked:
    """Somebody wants the next question."""

    at: float
    player: str


@dataclass(frozen=True, slots=True)
class StopAsked:
    """Somebody wants the game to end."""

    at: float
    player: str
    is_moderator: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A question stands where it can be seen; its time begins. Needed only where showing it takes time."""

    at: float
    number: int
    """Of the question."""


@dataclass(frozen=True, slots=True)
class Granted:
    """A guess that was refused was right after all; the points are given at any time, once."""

    at: float
    player: str
    number: int
    """Of the question, which has been told."""
    points: int


@dataclass(frozen=True, slots=True)
class Hold:
    """The game cannot go on for now, for instance because nothing can be stored; its time stands still."""

    at: float


@dataclass(frozen=True, slots=True)
class Resume:
    """The game goes on after a hold or a restart; what is to be seen is shown again."""

    at: float


Event = Tick | Shown | Guess | Press | HintAsked | SkipAsked | StopAsked | Granted | Hold | Resume

# -- out ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """Show a question."""

    id: str
    """To be remembered, so that it does not come again soon."""
    number: int
    rounds: int
    text: str
    choices: tuple[str, ...]
    """Empty where the answer is typed."""
    seconds: float
    """Left for it."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Tell one player alone that their choice counts."""

    player: str
    choice: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Tell one player alone why what they did changes nothing."""

    player: str
    reason: Refusal


@dataclass(frozen=True, slots=True)
class Hinted:
    """Show a hint: the answer's shape, or a choice that is wrong."""

    text: str
    is_struck: bool
    """Whether the text is a wrong choice."""


@dataclass(frozen=True, slots=True)
class Voted:
    """Show how many want to skip."""

    votes: int
    needed: int


@dataclass(frozen=True, slots=True)
class Warned:
    """Say that time is running out."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Revealed:
    """Show the answer, and who knew it."""

    number: int
    answer: str
    told: str
    source: str
    closing: Closing
    gained: tuple[tuple[str, int], ...]
    """Points by player, first come first."""
    missed: tuple[tuple[str, str], ...]
    """By player, the wrong choice; typed guesses are not repeated."""


@dataclass(frozen=True, slots=True)
class Held:
    """Say that the game waits."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the final table."""

    place: int
    """From 1; those with equal points share it, and the next place is as much further down."""
    player: str
    points: int
    right: int
    """Questions answered."""
    is_tied: bool


@dataclass(frozen=True, slots=True)
class Finished:
    """Show the final scores; the game is over."""

    ending: Ending
    table: tuple[Row, ...]


Effect = Asked | Confirmed | Refused | Hinted | Voted | Warned | Revealed | Held | Finished
