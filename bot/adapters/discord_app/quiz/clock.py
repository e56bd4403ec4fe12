"""Discord's clock, as far as it shows: messages and interactions carry the moment at which they arrived there."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

import discord

_SAMPLES = 20
"""Of the last so many looks at Discord's clock the latest one counts: the others were longer on their way."""


def moment(snowflake: int) -> float:
    """When something with this id came into being, in seconds since 1970."""
    return discord.utils.snowflake_time(snowflake).timestamp()


class DiscordClock:
    """This machine's clock, set by Discord's: answers are dated by Discord, so deadlines must be, too."""

    def __init__(self, wall_clock: Callable[[], float]) -> None:
        self._wall_clock = wall_clock
        self._ahead: deque[float] = deque(maxlen=_SAMPLES)

    def follow(self, wall_clock: Callable[[], float]) -> None:
        """Go by another clock from now on."""
        self._wall_clock = wall_clock
        self._ahead.clear()

    def see(self, snowflake: int) -> float:
        """Take note of something that has just come from Discord; its moment."""
        found = moment(snowflake)
        self._ahead.append(found - self._wall_clock())
        return found

    def __call__(self) -> float:
        """Now, in seconds since 1970."""
        return self._wall_clock() + (max(self._ahead) if self._ahead else 0.0)
