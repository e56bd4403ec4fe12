"""Appeals against the judging of a guess, and what keepers of facts can learn from those that were granted."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.keeping import Mark
from bot.stores.database import Database
from bot.stores.ledger import make_right
from bot.stores.schema import aliases, appeals


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """Somebody says that a guess of theirs was right."""

    game_id: str
    number: int
    """Of the question in its game."""
    player_id: int
    guild_id: int | None
    question_id: str
    fact_id: str
    answer: str
    """What the game told."""
    guess: str
    points: int
    """What a right guess would have got."""
    appealed_at: float
    """Seconds since 1970."""
    is_granted: bool | None = None
    """None until it is decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A guess that was accepted for a question, though the facts do not say so."""

    question_id: str
    fact_id: str
    answer: str
    guess: str


class AppealStore:
    """Every method may raise `StoreUnavailable`. The guess of an appeal is dropped with its game."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def open(self, appeal: Appeal) -> bool:
        """Keep an appeal; False where the player has appealed for this question before."""

        async def work(connection: AsyncConnection) -> bool:
            added = await connection.execute(self._database.adding(appeals).values(**dataclasses.asdict(appeal)))
            return bool(added.rowcount)

        return await self._database.transact(work)

    async def take_back(self, appeal: Appeal) -> None:
        """Drop an appeal that nobody could be told of."""
        await self._database.run(sa.delete(appeals).where(*_same(appeal.game_id, appeal.number, appeal.player_id)))

    async def find(self, game_id: str, number: int, player_id: int) -> Appeal | None:
        """An appeal, or None where its game is long over or the player has deleted their data."""
        rows = await self._database.run(sa.select(appeals).where(*_same(game_id, number, player_id)))
        return Appeal(**rows[0]._mapping) if rows else None

    async def decide(self, appeal: Appeal, is_granted: bool) -> bool:
        """Decide, once: the mark is corrected, and the guess noted as an alias. False where it is decided already."""

        async def work(connection: AsyncConnection) -> bool:
            same = _same(appeal.game_id, appeal.number, appeal.player_id)
            decided = sa.update(appeals).where(*same, appeals.c.is_granted.is_(None)).values(is_granted=is_granted)
            if not (await connection.execute(decided)).rowcount:
                return False
            if is_granted:
                await make_right(self._database, connection, _mark(appeal))
                alias = Alias(
                    question_id=appeal.question_id, fact_id=appeal.fact_id, answer=appeal.answer, guess=appeal.guess
                )
                await connection.execute(self._database.adding(aliases).values(**dataclasses.asdict(alias)))
            return True

        return await self._database.transact(work)

    async def aliases(self) -> Sequence[Alias]:
        """Every guess that was accepted, by question."""
        rows = await self._database.run(sa.select(aliases).order_by(aliases.c.question_id, aliases.c.guess))
        return [Alias(**row._mapping) for row in rows]

    async def forget_aliases(self) -> None:
        """Drop them, once the facts have what is right of them."""
        await self._database.run(sa.delete(aliases))


def _same(game_id: str, number: int, player_id: int) -> tuple[sa.ColumnElement[bool], ...]:
    return (appeals.c.game_id == game_id, appeals.c.number == number, appeals.c.player_id == player_id)


def _mark(appeal: Appeal) -> Mark:
    return Mark(
        game_id=appeal.game_id,
        number=appeal.number,
        player_id=appeal.player_id,
        guild_id=appeal.guild_id,
        question_id=appeal.question_id,
        fact_id=appeal.fact_id,
        is_right=True,
        points=appeal.points,
        answered_at=appeal.appealed_at,
    )
