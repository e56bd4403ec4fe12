"""What a game is run with; the edges provide it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot.conversation.keeping import GameKeeper
from bot.conversation.quizmaster.lines import Line

if TYPE_CHECKING:
    from bot.conversation.quizmaster.table import Table

__all__ = ["GameKeeper", "Means", "Posted", "Stage", "Timer", "Unshowable"]


class Unshowable(Exception):
    """Nothing can be said in the channel any more: it is gone, or the bot may not write there."""


@dataclass(frozen=True, slots=True)
class Posted:
    """A message that stands in a channel."""

    id: int
    at: float
    """When it appeared."""


class Stage(Protocol):
    """Says things in a game's channel."""

    async def show(self, table: Table, line: Line) -> Posted | None:
        """Say a line, once, however often it is called with it; None where that cannot be done just now.

        Raises:
            Unshowable: It can never be done.
        """
        ...

    async def tell_hold(self, table: Table) -> None:
        """Say that the game waits until something can be written down again; it is no matter if this fails."""
        ...


class Timer(Protocol):
    """Something that will happen."""

    def cancel(self) -> None:
        """Let it not happen."""
        ...


@dataclass(frozen=True, slots=True)
class Means:
    """What all games share."""

    keeper: GameKeeper
    stage: Stage
    now: Callable[[], float]
    """Seconds since 1970 by the clock that events are dated with."""
    later: Callable[[float, Callable[[], object]], Timer]
    """Calls something after so many seconds."""
