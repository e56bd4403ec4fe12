"""Games while they run, the ledger of who knew what, and which questions a channel has had."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.keeping import Mark, StoredGame
from bot.stores.database import Database
from bot.stores.schema import appeals, games, left_out, marks
from bot.stores.schema import asked as asked_table


class GameStore:
    """Every method may raise `StoreUnavailable`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def begin(self, game: StoredGame) -> bool:
        """Keep a new game; False where its channel has another one running, and then nothing is written."""
        running = sa.select(games.c.game_id).where(games.c.channel_id == game.channel_id, sa.not_(games.c.is_over))
        rows = await self._database.run(self._database.adding(games).values(**dataclasses.asdict(game)), running)
        return [row.game_id for row in rows] == [game.game_id]

    async def step(self, game: StoredGame, marks: Sequence[Mark] = (), asked: str | None = None) -> None:
        """Keep how a game stands now, all of it or nothing.

        Args:
            game: In place of how it stood before.
            marks: New ones. One for the same game, question and player is kept once, the first, so that a step may be
                repeated. Members who had their data deleted while the game runs get none.
            asked: Id of the question that is asked now.
        """

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(self._database.replacing(games, dataclasses.asdict(game)))
            await self._mark(connection, game, marks)
            if asked is not None:
                row = {"channel_id": game.channel_id, "question_id": asked, "asked_at": game.written_at}
                await connection.execute(self._database.replacing(asked_table, row))

        await self._database.transact(work)

    async def _mark(self, connection: AsyncConnection, game: StoredGame, new: Sequence[Mark]) -> None:
        if new:
            rows = await connection.execute(sa.select(left_out.c.player_id).where(left_out.c.game_id == game.game_id))
            without = set(rows.scalars())
            kept = [dataclasses.asdict(mark) for mark in new if mark.player_id not in without]
            if kept:
                await connection.execute(self._database.adding(marks), kept)
        if game.is_over:
            await connection.execute(sa.delete(left_out).where(left_out.c.game_id == game.game_id))

    async def running(self) -> list[StoredGame]:
        """All games that are not over."""
        return await self._games(sa.not_(games.c.is_over))

    async def game(self, game_id: str) -> StoredGame | None:
        """A game, running or over, or None where it is not known or no longer."""
        found = await self._games(games.c.game_id == game_id)
        return found[0] if found else None

    async def last_in(self, channel_id: int) -> StoredGame | None:
        """The game that a channel has or had last, or None where that is not known or no longer."""
        found = await self._games(games.c.channel_id == channel_id)
        return max(found, key=lambda one: (not one.is_over, one.written_at), default=None)

    async def _games(self, condition: sa.ColumnElement[bool]) -> list[StoredGame]:
        rows = await self._database.run(sa.select(games).where(condition).order_by(games.c.written_at))
        return [StoredGame(**row._mapping) for row in rows]

    async def asked_in(self, channel_id: int) -> list[str]:
        """Ids of the questions that a channel has had, oldest first."""
        table = asked_table.c
        rows = await self._database.run(
            sa.select(table.question_id).where(table.channel_id == channel_id).order_by(table.asked_at)
        )
        return [row.question_id for row in rows]

    async def solved(self) -> Mapping[str, tuple[int, int]]:
        """By question, how many answers were right, and how many there were."""
        right = sa.func.sum(sa.cast(marks.c.is_right, sa.Integer)).label("right")
        answered = sa.func.count().label("answered")
        rows = await self._database.run(sa.select(marks.c.question_id, right, answered).group_by(marks.c.question_id))
        return {row.question_id: (int(row.right), int(row.answered)) for row in rows}

    async def forget_over_before(self, moment: float) -> None:
        """Drop games that ended before a moment, in seconds since 1970, with guesses and appeals. Their marks stay."""
        await self._database.run(
            sa.delete(games).where(games.c.is_over, games.c.written_at < moment),
            sa.delete(appeals).where(appeals.c.game_id.not_in(sa.select(games.c.game_id))),
        )

    def forgetting(self, player_id: int) -> Sequence[sa.Executable]:
        """Statements that drop the games that somebody has played, and keep them out of the marks of those running."""
        running = sa.select(games.c.game_id, sa.literal(player_id)).where(sa.not_(games.c.is_over))
        played = sa.select(marks.c.game_id).where(marks.c.player_id == player_id)
        return (
            self._database.adding(left_out).from_select(["game_id", "player_id"], running),
            sa.delete(games).where(games.c.is_over, games.c.game_id.in_(played)),
        )
