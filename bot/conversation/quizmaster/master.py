"""All running games: one per channel, from their start or a restart to their end."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from uuid import uuid4

from bot.conversation.quizmaster.lines import Opened
from bot.conversation.quizmaster.means import Means
from bot.conversation.quizmaster.table import Table
from bot.quiz import Game, Judge

logger = logging.getLogger(__name__)


class Quizmaster:
    """Starts games, finds them, and brings them back."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._tables: dict[int, Table] = {}
        self._starting: set[int] = set()

    def table(self, channel_id: int | None) -> Table | None:
        """The game in a channel."""
        return self._tables.get(channel_id or 0)

    def game(self, game_id: str) -> Table | None:
        """The running game with an id."""
        return next((table for table in self._tables.values() if table.game_id == game_id), None)

    def tables(self) -> list[Table]:
        """Every running game."""
        return list(self._tables.values())

    def is_taken(self, channel_id: int) -> bool:
        """Whether a channel has a game, or is about to."""
        return channel_id in self._tables or channel_id in self._starting

    async def start(
        self,
        *,
        channel_id: int,
        guild_id: int | None,
        about: str,
        make: Callable[[list[str]], Awaitable[Game]],
    ) -> Table | None:
        """Start a game; None where the channel has one. The channel is taken before anything is waited for.

        Args:
            channel_id: Where it is played.
            guild_id: None in a DM.
            about: What is asked about, in words; empty for everything.
            make: Makes the game from the ids of the questions asked in the channel earlier, oldest first.

        Raises:
            StoreUnavailable: It cannot be written down.
        """
        if self.is_taken(channel_id):
            return None
        self._starting.add(channel_id)
        try:
            game = await make(await self._means.keeper.asked_in(channel_id))
            table = self._new_table(game, channel_id, guild_id)
            options = game.options
            table.open(Opened(game.starter, game.rounds, options.seconds, options.mode, about))
            if not await self._means.keeper.begin(table.stored()):
                return None
            self._tables[channel_id] = table
            table.go()
        finally:
            self._starting.discard(channel_id)
        return table

    def _new_table(self, game: Game, channel_id: int, guild_id: int | None) -> Table:
        return Table(
            game,
            self._means,
            game_id=uuid4().hex[:12],
            channel_id=channel_id,
            guild_id=guild_id,
            on_over=self._forget,
        )

    def _forget(self, table: Table) -> None:
        if self._tables.get(table.channel_id) is table:
            del self._tables[table.channel_id]

    async def load(self, judge: Callable[[], Awaitable[Judge]]) -> list[Table]:
        """The games that were running; they take events from now on, and do nothing before `Table.go_on`.

        Args:
            judge: Gives the judge; asked only where a game was running.

        Raises:
            StoreUnavailable: They cannot be read.
        """
        for stored in await self._means.keeper.running():
            if self.is_taken(stored.channel_id):
                continue
            try:
                table = Table.load(stored, await judge(), self._means, self._forget)
            except (LookupError, TypeError, ValueError, AttributeError):  # written by another version
                logger.exception("game %s cannot be read, and ends", stored.game_id)
                await self._means.keeper.step(replace(stored, is_over=True))
            else:
                self._tables[stored.channel_id] = table
        return self.tables()

    async def close(self, seconds: float) -> None:
        """Stop all games where they are; another process goes on with them."""
        await asyncio.gather(*(table.close(seconds) for table in self._tables.values()))
