"""What a player has missed and should be asked again, ever more seldom the better they know it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.stores.database import Database
from bot.stores.schema import marks, practice

_DAY = 24 * 3600.0
LADDER = (600.0, _DAY, 3 * _DAY, 7 * _DAY, 21 * _DAY)
"""Seconds until a missed question comes again, by how often in a row it was right since: the boxes of Leitner. Whoever
knows it after the last is not asked any more; a wrong answer leads back to the first."""


class PracticeStore:
    """Every method may raise `StoreUnavailable`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def missed(self, player_id: int, now: float, limit: int) -> list[str]:
        """Ids of questions to practise now, the longest due first: missed last time, or due by the ladder."""
        due, _ = await self._database.transact(lambda connection: _due(connection, player_id, now))
        return sorted(due, key=lambda one: (due[one], one))[:limit]

    async def next_at(self, player_id: int, now: float) -> float | None:
        """When the next question comes that is not due yet, in seconds since 1970; None where none waits."""
        rows = await self._database.run(
            sa.select(sa.func.min(practice.c.due_at).label("at")).where(
                practice.c.player_id == player_id, practice.c.due_at > now
            )
        )
        return None if rows[0].at is None else float(rows[0].at)

    async def practised(self, player_id: int, question_id: str, is_right: bool, now: float) -> bool:
        """Move a question up the ladder, or back to its foot.

        One that is not due stays where it is, so that no answer counts twice; then False.
        """

        async def work(connection: AsyncConnection) -> bool:
            due, steps = await _due(connection, player_id, now)
            if question_id not in due:
                return False
            step = steps.get(question_id, 0) + 1 if is_right else 0
            due_at = now + LADDER[step] if step < len(LADDER) else None
            row: dict[str, object] = {"player_id": player_id, "question_id": question_id}
            row |= {"step": step, "practised_at": now, "due_at": due_at}
            await connection.execute(self._database.replacing(practice, row))
            return True

        return await self._database.transact(work)


async def _due(connection: AsyncConnection, player_id: int, now: float) -> tuple[dict[str, float], Mapping[str, int]]:
    """Since when each question is due, and the steps on the ladder of those that were practised since missed."""
    wrong = await _missed_last_time(connection, player_id)
    rows = await connection.execute(sa.select(practice).where(practice.c.player_id == player_id))
    practised: dict[str, sa.Row[Any]] = {
        row.question_id: row for row in rows if wrong.get(row.question_id, 0.0) <= row.practised_at
    }
    due = {question_id: at for question_id, at in wrong.items() if question_id not in practised}
    due |= {one: row.due_at for one, row in practised.items() if row.due_at is not None and row.due_at <= now}
    return due, {question_id: row.step for question_id, row in practised.items()}


async def _missed_last_time(connection: AsyncConnection, player_id: int) -> Mapping[str, float]:
    """When each question was missed whose last answer in a game was wrong."""
    wrong = sa.func.max(sa.case((sa.not_(marks.c.is_right), marks.c.answered_at)))
    right = sa.func.max(sa.case((marks.c.is_right, marks.c.answered_at)))
    rows = await connection.execute(
        sa.select(marks.c.question_id, wrong.label("wrong"))
        .where(marks.c.player_id == player_id)
        .group_by(marks.c.question_id)
        .having(sa.and_(wrong.is_not(None), sa.or_(right.is_(None), right < wrong)))
    )
    return {row.question_id: float(row.wrong) for row in rows}
