"""Games and marks in few words."""

from __future__ import annotations

import dataclasses
from typing import Any

from bot.stores import Mark, StoredGame

GAME = StoredGame(
    game_id="g1", channel_id=3, guild_id=7, state={"number": 0}, screen={"message": 2**62}, written_at=1.5
)
_MARK = Mark(
    game_id="g1", number=1, player_id=4, guild_id=7, question_id="q1", fact_id="f1", is_right=True, points=80,
    answered_at=10.0,
)  # fmt: skip


def game(game_id: str = "g1", **changes: Any) -> StoredGame:
    """A game that differs from the sample in some fields."""
    return dataclasses.replace(GAME, game_id=game_id, **changes)


def mark(player_id: int = 4, points: int = 80, number: int = 1, **changes: Any) -> Mark:
    """A mark that differs from the sample in some fields; without points it is wrong."""
    question = f"q{number}"
    values = {"question_id": question, "is_right": points > 0} | changes
    return dataclasses.replace(_MARK, player_id=player_id, points=points, number=number, **values)
