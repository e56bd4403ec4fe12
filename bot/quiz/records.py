"""What is kept of a game, so that it outlives whoever runs it: the game itself, and the ledger of who knew what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredGame:
    """A game as it stood after its last event."""

    game_id: str
    """Made by who starts it, up to 32 characters; custom ids of buttons and nonces of messages hold it too."""
    channel_id: int
    guild_id: int | None
    """None in a DM."""
    state: Mapping[str, Any]
    """As `Game.save` wrote it."""
    screen: Mapping[str, Any]
    """What the edge needs to find its messages again, as plain JSON values."""
    is_over: bool = False
    written_at: float
    """Seconds since 1970."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One player's part in one question of one game: all standings are sums of these."""

    game_id: str
    number: int
    """Of the question in its game, from 1."""
    player_id: int
    guild_id: int | None
    question_id: str
    fact_id: str
    """Empty for a question from a pack."""
    is_right: bool
    points: int
    answered_at: float
    """Seconds since 1970."""
