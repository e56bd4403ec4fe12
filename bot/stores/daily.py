"""The question of the day: where it is asked, what was asked, and who has answered."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.keeping import Mark
from bot.stores.database import Database
from bot.stores.schema import DAILY, asked, dailies, daily_answers, daily_questions, marks

Phase = Literal["open", "counted", "shown", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Daily:
    """Where and when a guild has its question of the day."""

    guild_id: int
    channel_id: int
    hour: int
    """Of the day in that timezone, 0 to 23."""
    timezone: str
    set_at: float
    """Seconds since 1970; the hour must come round after it."""

    def day_at(self, now: float) -> int | None:
        """The day whose question is due, counted from the year 1; None before the first and before today's hour."""
        due = self._due_on_day_of(now)
        return due.toordinal() if self.set_at <= due.timestamp() <= now else None

    def next_at(self, now: float) -> float:
        """When the next question is due, in seconds since 1970."""
        due = self._due_on_day_of(now)
        if due.timestamp() <= now:
            due += dt.timedelta(days=1)  # of the calendar: the hour stays where clocks are changed
        return due.timestamp()

    def _due_on_day_of(self, now: float) -> dt.datetime:
        local = dt.datetime.fromtimestamp(now, ZoneInfo(self.timezone))
        return local.replace(hour=self.hour, minute=0, second=0, microsecond=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyQuestion:
    """A question of one day."""

    guild_id: int
    day: int
    """Counted from the year 1."""
    channel_id: int
    message_id: int | None = None
    """None until it is known to have been posted."""
    asked: Mapping[str, Any]
    """As `Round.to_dict` wrote it."""
    asked_at: float
    """Seconds since 1970."""
    phase: Phase = "open"
    """``counted`` once the points are given, ``shown`` once everybody can see them."""

    @property
    def game_id(self) -> str:
        """Under which its marks are kept; their number is the day."""
        return game_id(self.guild_id)


def game_id(guild_id: int) -> str:
    """The questions of the day of a guild are one game that never ends."""
    return f"{DAILY}{guild_id}"


class DailyStore:
    """Every method may raise `StoreUnavailable`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # -- where and when ------------------------------------------------------------------------------------------------

    async def keep(self, daily: Daily) -> None:
        """Give a guild a question of the day, in place of what was set before."""
        await self._database.put(dailies, **dataclasses.asdict(daily))

    async def drop(self, guild_id: int) -> None:
        """Ask a guild no more."""
        await self._database.run(sa.delete(dailies).where(dailies.c.guild_id == guild_id))

    async def all(self) -> list[Daily]:
        """Every guild that has one."""
        rows = await self._database.run(sa.select(dailies).order_by(dailies.c.guild_id))
        return [Daily(**row._mapping) for row in rows]

    async def of(self, guild_id: int) -> Daily | None:
        """What a guild has set, or None."""
        rows = await self._database.run(sa.select(dailies).where(dailies.c.guild_id == guild_id))
        return Daily(**rows[0]._mapping) if rows else None

    # -- questions -----------------------------------------------------------------------------------------------------

    async def ask(self, question: DailyQuestion, question_id: str) -> bool:
        """Keep the question of a day before it is posted; False, and nothing kept, where the day has one."""

        async def work(connection: AsyncConnection) -> bool:
            new = self._database.adding(daily_questions).values(**dataclasses.asdict(question))
            if not (await connection.execute(new)).rowcount:
                return False
            row = {"channel_id": question.channel_id, "question_id": question_id, "asked_at": question.asked_at}
            await connection.execute(self._database.replacing(asked, row))
            return True

        return await self._database.transact(work)

    async def last_days(self) -> dict[int, int]:
        """By guild, the last day that has its question."""
        last = sa.func.max(daily_questions.c.day).label("last")
        rows = await self._database.run(
            sa.select(daily_questions.c.guild_id, last).group_by(daily_questions.c.guild_id)
        )
        return {row.guild_id: int(row.last) for row in rows}

    async def before(self, question: DailyQuestion) -> DailyQuestion | None:
        """The question of the same guild whose answer was shown last before this one, or None."""
        earlier = (daily_questions.c.guild_id == question.guild_id, daily_questions.c.day < question.day)
        found = await self._questions(*earlier, daily_questions.c.phase == "shown")
        return max(found, key=lambda one: one.day, default=None)

    async def question(self, guild_id: int, day: int) -> DailyQuestion | None:
        """The question of a day, or None."""
        found = await self._questions(daily_questions.c.guild_id == guild_id, daily_questions.c.day == day)
        return found[0] if found else None

    async def unfinished(self) -> list[DailyQuestion]:
        """Every question whose answer has not been shown, oldest first."""
        return await self._questions(daily_questions.c.phase.in_(["open", "counted"]))

    async def _questions(self, *conditions: sa.ColumnElement[bool]) -> list[DailyQuestion]:
        rows = await self._database.run(
            sa.select(daily_questions).where(*conditions).order_by(daily_questions.c.asked_at)
        )
        return [DailyQuestion(**row._mapping) for row in rows]

    async def posted(self, question: DailyQuestion, message_id: int) -> None:
        """Note the message of a question."""
        await self._change(question, message_id=message_id)

    async def finish(self, question: DailyQuestion, phase: Literal["shown", "failed"]) -> None:
        """Note that nothing is left to do about a question."""
        await self._change(question, phase=phase)

    async def _change(self, question: DailyQuestion, **values: object) -> None:
        await self._database.run(sa.update(daily_questions).where(*_same(question)).values(**values))

    # -- answers -------------------------------------------------------------------------------------------------------

    async def answer(self, question: DailyQuestion, player_id: int, choice: int, now: float) -> int | None:
        """Keep somebody's answer, the first one; the choice that counts, or None where the question is over."""

        async def work(connection: AsyncConnection) -> int | None:
            row: dict[str, object] = {"guild_id": question.guild_id, "day": question.day}
            row |= {"player_id": player_id, "choice": choice, "answered_at": now}
            open_now = sa.select(daily_questions.c.phase).where(*_same(question), daily_questions.c.phase == "open")
            if (await connection.execute(open_now.with_for_update())).first() is None:
                return None
            await connection.execute(self._database.adding(daily_answers).values(**row))
            own = daily_answers.c.player_id == player_id
            kept = sa.select(daily_answers.c.choice).where(*_same(question, daily_answers), own)
            return int((await connection.execute(kept)).scalar_one())

        return await self._database.transact(work)

    async def count(self, question: DailyQuestion, mark: Callable[[int, int, float], Mark]) -> None:
        """Turn the answers to a question into marks, once, and take no more.

        Args:
            question: Whose answers.
            mark: Makes one from player, choice and time.
        """

        async def work(connection: AsyncConnection) -> None:
            over = sa.update(daily_questions).where(*_same(question), daily_questions.c.phase == "open")
            if not (await connection.execute(over.values(phase="counted"))).rowcount:
                return
            same = _same(question, daily_answers)
            rows = (await connection.execute(sa.select(daily_answers).where(*same))).all()
            found = [dataclasses.asdict(mark(row.player_id, row.choice, row.answered_at)) for row in rows]
            if found:
                await connection.execute(self._database.adding(marks), found)
            await connection.execute(sa.delete(daily_answers).where(*same))

        await self._database.transact(work)

    async def outcome(self, question: DailyQuestion) -> dict[int, bool]:
        """Who had it right or wrong, in the order of their answers, once it is counted."""
        same = (marks.c.game_id == question.game_id, marks.c.number == question.day)
        rows = await self._database.run(
            sa.select(marks.c.player_id, marks.c.is_right).where(*same).order_by(marks.c.answered_at)
        )
        return {row.player_id: row.is_right for row in rows}

    async def streaks(self, guild_id: int, players: Sequence[int]) -> dict[int, int]:
        """How many questions in a row each player has answered up to the last one; one that is open breaks none."""
        table = daily_questions.c
        rows = await self._database.run(
            sa.select(table.day, table.phase)
            .where(table.guild_id == guild_id, table.phase != "failed")
            .order_by(table.day.desc())
        )
        answered = await self._days(guild_id, players)
        days = [(int(row.day), row.phase == "open") for row in rows]
        return {player: _streak(days, answered.get(player, set())) for player in players}

    async def _days(self, guild_id: int, players: Sequence[int]) -> dict[int, set[int]]:
        marked = sa.select(marks.c.player_id, marks.c.number.label("day")).where(
            marks.c.game_id == game_id(guild_id), marks.c.player_id.in_(players)
        )
        waiting = sa.select(daily_answers.c.player_id, daily_answers.c.day).where(
            daily_answers.c.guild_id == guild_id, daily_answers.c.player_id.in_(players)
        )
        found: dict[int, set[int]] = {}
        for row in await self._database.run(sa.union_all(marked, waiting)):
            found.setdefault(row.player_id, set()).add(row.day)
        return found


def forgetting_guild(guild_id: int) -> tuple[sa.Delete, ...]:
    """Statements that drop the question of the day of a guild; marks are its members' own."""
    return tuple(
        sa.delete(table).where(table.c.guild_id == guild_id) for table in (dailies, daily_questions, daily_answers)
    )


def _same(question: DailyQuestion, table: sa.Table = daily_questions) -> tuple[sa.ColumnElement[bool], ...]:
    return (table.c.guild_id == question.guild_id, table.c.day == question.day)


def _streak(days: Sequence[tuple[int, bool]], answered: set[int]) -> int:
    """Questions answered in a row.

    Args:
        days: Latest first, each with whether it can still be answered.
        answered: Those that were.
    """
    streak = 0
    for day, is_open in days:
        if day in answered:
            streak += 1
        elif not is_open:
            break
    return streak
