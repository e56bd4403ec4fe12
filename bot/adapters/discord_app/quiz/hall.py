"""Where games are played: the questions, the clock and the quizmaster of one bot."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable
from typing import TYPE_CHECKING

import discord

from bot.adapters.discord_app.quiz.clock import DiscordClock
from bot.adapters.discord_app.quiz.guessing import guess_in, is_addressed
from bot.adapters.discord_app.quiz.stage import DiscordStage
from bot.conversation import Assistant
from bot.conversation.quizmaster import Means, Quizmaster, Table, Timer
from bot.errors import DataError
from bot.quiz import Judge, Quiz
from bot.quiz.events import Guess

if TYPE_CHECKING:
    from bot.adapters.discord_app.client import CeremonyBot

logger = logging.getLogger(__name__)

_MISSED = 500
"""Messages read back at most after a restart."""


def call_later(seconds: float, call: Callable[[], object]) -> Timer:
    """A timer of the running event loop."""
    return asyncio.get_running_loop().call_later(seconds, call)


class Hall:
    """What all games of a bot share."""

    def __init__(
        self,
        bot: CeremonyBot,
        build: Callable[[Assistant], Quiz],
        wall_clock: Callable[[], float],
        chance: random.Random,
        later: Callable[[float, Callable[[], object]], Timer],
    ) -> None:
        """With no game yet.

        Args:
            bot: Whose games.
            build: Makes the questions from what is known; takes a second or two.
            wall_clock: Seconds since 1970.
            chance: Chooses questions and their order.
            later: Calls something after so many seconds.
        """
        self._bot = bot
        self._build = build
        self.chance = chance
        self.clock = DiscordClock(wall_clock)
        self.stage = DiscordStage(bot)
        means = Means(keeper=bot.store.games, stage=self.stage, now=self.clock, later=later)
        self.master = Quizmaster(means)
        self._loaded: list[Table] = []
        self._built_for: Assistant | None = None
        self._building: asyncio.Future[Quiz] | None = None

    async def quiz(self) -> Quiz:
        """The questions on what is known now; made once, off the event loop, when they are first wanted.

        Raises:
            DataError: They cannot be made.
        """
        assistant = self._bot.engine.assistant
        if self._building is None or self._built_for is not assistant:
            self._built_for = assistant
            self._building = asyncio.ensure_future(asyncio.to_thread(self._build, assistant))
        return await asyncio.shield(self._building)

    async def _judge(self) -> Judge:
        return (await self.quiz()).judge

    # -- restarts ------------------------------------------------------------------------------------------------------

    async def load(self) -> None:
        """Find the games that were running; they take events from now on.

        Raises:
            StoreUnavailable: They cannot be read.
        """
        try:
            self._loaded = await self.master.load(self._judge)
        except DataError as error:  # they wait in the store until the questions can be read again
            logger.error("running games cannot go on: %s", error)

    async def connected(self) -> None:
        """Go on with them once events come in; after a later connection, look for guesses that were missed."""
        loaded, self._loaded = self._loaded, []
        for table in loaded:
            table.go_on(await self._missed(table))
        for table in self.master.tables():
            if table not in loaded:
                for guess in await self._missed(table):
                    table.put(guess)

    async def _missed(self, table: Table) -> list[Guess]:
        """What was typed since the question stands there; a guess that is known already changes nothing."""
        question = table.screen.questions.get(table.game.number)
        if table.game.options.mode != "typed" or not table.game.is_asking or question is None:
            return []
        channel = self._bot.get_partial_messageable(table.channel_id, guild_id=table.guild_id)
        try:
            after = discord.Object(question)
            found = [message async for message in channel.history(limit=_MISSED, after=after, oldest_first=True)]
        except discord.HTTPException as error:
            logger.warning("game %s: what was typed meanwhile cannot be read: %s", table.game_id, error.status)
            return []
        return [guess for message in found if (guess := self.guess(message, table)) is not None]

    async def close(self, seconds: float) -> None:
        """Leave every game where it is."""
        await self.master.close(seconds)

    # -- guesses -------------------------------------------------------------------------------------------------------

    def guess(self, message: discord.Message, table: Table | None = None) -> Guess | None:
        """A message as a guess in its channel's game, or None where it is none."""
        table = table or self.master.table(message.channel.id)
        me = self._bot.user
        if table is None or me is None:
            return None
        text = guess_in(message, table, me, sees_all=self._bot.intents.message_content)
        if not text:
            return None
        is_meant = message.guild is None or is_addressed(message, table, me)
        return Guess(self.clock.see(message.id), str(message.author.id), message.id, text, is_meant)
