"""What a running game needs kept, so that it outlives the process: said here, done in ``bot/stores``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredGame:
    """A game between two steps."""

    game_id: str
    """Made by who starts it; also part of custom ids and nonces."""
    channel_id: int
    guild_id: int | None
    state: Mapping[str, Any]
    """What `Game.save` wrote."""
    screen: Mapping[str, Any] = field(default_factory=dict)
    """What it takes to find its messages again, and what has yet to be shown."""
    is_over: bool = False
    written_at: float
    """Seconds since 1970."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One player's part in one question of one game. All standings are sums of marks."""

    game_id: str
    number: int
    player_id: int
    guild_id: int | None
    question_id: str
    fact_id: str
    is_right: bool
    points: int
    answered_at: float
    """Seconds since 1970."""


class GameKeeper(Protocol):
    """Keeps games. Every method may raise `StoreUnavailable`."""

    async def begin(self, game: StoredGame) -> bool:
        """Keep a new game; False, and nothing kept, where its channel has a running one."""
        ...

    async def step(self, game: StoredGame, marks: Sequence[Mark] = (), asked: str | None = None) -> None:
        """Keep a step at once or not at all: state, marks (each once), the question that is asked now."""
        ...

    async def running(self) -> list[StoredGame]:
        """The games that are not over."""
        ...

    async def game(self, game_id: str) -> StoredGame | None:
        """A game, over or not."""
        ...

    async def asked_in(self, channel_id: int) -> list[str]:
        """Ids of the questions asked in a channel, oldest first."""
        ...
