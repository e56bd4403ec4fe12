"""Writing marks: those of answers as they come, and the correction of one that was refused."""

from __future__ import annotations

import dataclasses

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.keeping import Mark
from bot.stores.database import Database
from bot.stores.schema import left_out, marks


async def make_right(database: Database, connection: AsyncConnection, mark: Mark) -> None:
    """Make an answer count that was refused, once; one that counts already stays as it is.

    Args:
        database: Which the connection belongs to.
        connection: In a transaction.
        mark: As it should have been: right, and with its points. Where there is none yet it is written, but for members
            who had their data deleted while the game runs.
    """
    gone = (left_out.c.game_id == mark.game_id, left_out.c.player_id == mark.player_id)
    if (await connection.execute(sa.select(left_out).where(*gone))).first() is not None:
        return
    key = (marks.c.game_id == mark.game_id, marks.c.number == mark.number, marks.c.player_id == mark.player_id)
    mended = await connection.execute(
        sa.update(marks).where(*key, sa.not_(marks.c.is_right)).values(is_right=True, points=mark.points)
    )
    if not mended.rowcount:
        await connection.execute(database.adding(marks).values(**dataclasses.asdict(mark)))
