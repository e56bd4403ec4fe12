"""What is summed up from the marks of players: leaderboards and profiles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from bot.stores.database import Database
from bot.stores.schema import DAILY, hidden, marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A line of a leaderboard."""

    place: int
    """From 1; those with equal points share it, and the next place is as much further down."""
    player_id: int
    points: int
    right: int
    answered: int
    is_tied: bool


@dataclass(frozen=True, slots=True)
class Leaderboard:
    """Some lines of a leaderboard."""

    rows: Sequence[Standing]
    own: Standing | None
    """Of the player whose line was wanted; None where they are not on it."""
    total: int
    """All lines that there are."""
    offset: int
    """Lines before the first one given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What one player has done."""

    player_id: int
    points: int = 0
    right: int = 0
    answered: int = 0
    games: int = 0
    best_run: int = 0
    """Most right answers in a row."""
    place: int | None = None
    """On the leaderboard of all time; None for who is not on it."""
    by_fact: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """By the fact that was asked about, right answers and answers."""


class StandingStore:
    """Every method may raise `StoreUnavailable`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # -- leaderboards --------------------------------------------------------------------------------------------------

    async def leaderboard(
        self, *, guild_id: int | None, since: float | None, limit: int = 10, offset: int = 0, player_id: int = 0
    ) -> Leaderboard:
        """The best, those with most points first, and one player wherever they are. Hidden members take no place.

        Args:
            guild_id: Count what was played in this guild; None for everywhere.
            since: Count what was answered then or later, in seconds since 1970; None for all time.
            limit: Lines wanted.
            offset: Lines to leave out before; where there are not so many, the last ones are given.
            player_id: Whose line is wanted besides; nobody's by default.
        """
        table = _ranked(guild_id, since).cte()
        last = sa.select(sa.func.max(table.c.line) - 1).scalar_subquery()
        first = sa.case((last < offset, last - last % limit), else_=offset)
        is_wanted = sa.and_(table.c.line > first, table.c.line <= first + limit)
        rows = await self._database.run(
            sa.select(table, (last + 1).label("total"), is_wanted.label("is_wanted"))
            .where(sa.or_(is_wanted, table.c.player_id == player_id))
            .order_by(table.c.line)
        )
        found = [_standing(row) for row in rows if row.is_wanted]
        own = next((_standing(row) for row in rows if row.player_id == player_id), None)
        return Leaderboard(found, own, int(rows[0].total) if rows else 0, _offset(rows))

    async def profile(self, player_id: int, guild_id: int | None) -> Profile:
        """What a player has done in a guild, or everywhere; hidden or not."""
        own = [marks.c.player_id == player_id, *_within(guild_id, None)]
        rows = await self._database.run(
            sa.select(marks.c.game_id, marks.c.is_right, marks.c.points, marks.c.fact_id)
            .where(*own)
            .order_by(marks.c.answered_at, marks.c.game_id, marks.c.number)
        )
        if not rows:
            return Profile(player_id=player_id)
        standing = (await self.leaderboard(guild_id=guild_id, since=None, limit=1, player_id=player_id)).own
        return Profile(
            player_id=player_id,
            points=sum(row.points for row in rows),
            right=sum(row.is_right for row in rows),
            answered=len(rows),
            games=len({row.game_id for row in rows if not row.game_id.startswith(DAILY)}),
            best_run=_longest_run([row.is_right for row in rows]),
            place=standing.place if standing else None,
            by_fact=_by_fact(rows),
        )

    # -- hiding ---------------------------------------------------------------------------------------------------

    async def hide(self, player_id: int, is_hidden: bool) -> None:
        """Keep somebody off every leaderboard, or show them again."""
        if is_hidden:
            await self._database.run(self._database.adding(hidden).values(player_id=player_id))
        else:
            await self._database.run(sa.delete(hidden).where(hidden.c.player_id == player_id))

    async def is_hidden(self, player_id: int) -> bool:
        """Whether somebody wants to be on no leaderboard."""
        return bool(await self._database.run(sa.select(hidden).where(hidden.c.player_id == player_id)))

    async def hidden_among(self, players: Sequence[int]) -> set[int]:
        """Those of some players who want to be on no leaderboard."""
        rows = await self._database.run(sa.select(hidden.c.player_id).where(hidden.c.player_id.in_(players)))
        return {row.player_id for row in rows}


def _within(guild_id: int | None, since: float | None) -> list[sa.ColumnElement[bool]]:
    conditions = [] if guild_id is None else [marks.c.guild_id == guild_id]
    return conditions if since is None else [*conditions, marks.c.answered_at >= since]


def _ranked(guild_id: int | None, since: float | None) -> sa.Select[Any]:
    """Every player that is not hidden, with sums, place and line."""
    sums = (
        sa.select(
            marks.c.player_id,
            sa.func.sum(marks.c.points).label("points"),
            sa.func.sum(sa.cast(marks.c.is_right, sa.Integer)).label("right"),
            sa.func.count().label("answered"),
        )
        .where(*_within(guild_id, since), marks.c.player_id.not_in(sa.select(hidden.c.player_id)))
        .group_by(marks.c.player_id)
        .subquery()
    )
    best_first = (sums.c.points.desc(), sums.c.right.desc(), sums.c.player_id)
    return sa.select(
        sums,
        sa.func.row_number().over(order_by=best_first).label("line"),
        sa.func.rank().over(order_by=sums.c.points.desc()).label("place"),
        sa.func.count().over(partition_by=sums.c.points).label("sharing"),
    )


def _offset(rows: Sequence[sa.Row[Any]]) -> int:
    return next((int(row.line) - 1 for row in rows if row.is_wanted), 0)


def _standing(row: sa.Row[Any]) -> Standing:
    return Standing(
        place=int(row.place),
        player_id=int(row.player_id),
        points=int(row.points),
        right=int(row.right),
        answered=int(row.answered),
        is_tied=row.sharing > 1,
    )


def _by_fact(rows: Sequence[sa.Row[Any]]) -> Mapping[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for row in rows:
        right, answered = found.get(row.fact_id, (0, 0))
        found[row.fact_id] = (right + row.is_right, answered + 1)
    return found


def _longest_run(outcomes: Sequence[bool]) -> int:
    longest = run = 0
    for is_right in outcomes:
        run = run + 1 if is_right else 0
        longest = max(longest, run)
    return longest
