"""What the quiz does by itself, every minute."""

from __future__ import annotations

import logging
from collections.abc import Awaitable

from discord.ext import tasks

from bot.adapters.discord_app.client import CeremonyBot
from bot.adapters.discord_app.quiz.days import Days
from bot.adapters.discord_app.quiz.part import QuizPart
from bot.errors import BotError

logger = logging.getLogger(__name__)

_OVER = 3600
"""Seconds for which a game that is over is kept, with what was typed: so long somebody may say "I was right"."""


class Chores(QuizPart):
    """Questions of the day, and forgetting what is promised to be forgotten."""

    def __init__(self, bot: CeremonyBot) -> None:
        super().__init__(bot)
        self._days = Days(bot)

    async def cog_load(self) -> None:
        """Begin."""
        await super().cog_load()
        self.every_minute.start()

    async def cog_unload(self) -> None:
        """End."""
        self.every_minute.cancel()
        await super().cog_unload()

    @tasks.loop(minutes=1)
    async def every_minute(self) -> None:
        """Do what is due."""
        now = self.bot.hall.clock()
        await _try(self._days.look(now))
        await _try(self.bot.store.games.forget_over_before(now - _OVER))

    @every_minute.before_loop
    async def _connect(self) -> None:
        await self.bot.wait_until_ready()


async def _try(chore: Awaitable[None]) -> None:
    """What fails now is tried again in a minute."""
    try:
        await chore
    except BotError as error:
        logger.error("%s", error)
    except Exception:  # a defect: the other chores must be done all the same
        logger.exception("a chore of the quiz failed")
