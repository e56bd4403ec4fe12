"""The store: everything that is kept, on one database."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from bot.stores import schema
from bot.stores.appeals import AppealStore
from bot.stores.daily import DailyStore, forgetting_guild
from bot.stores.database import Database
from bot.stores.games import GameStore
from bot.stores.guilds import GuildSettings
from bot.stores.practice import PracticeStore
from bot.stores.standings import StandingStore

_SET_FIELDS = frozenset({"channels"})  # JSON has lists only


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """Which message of the bot answers which question."""

    question_id: int
    answer_id: int
    channel_id: int
    user_id: int
    written_at: int
    """Seconds since 1970."""


class Store:
    """Every method may raise `StoreUnavailable`; none is called before `open` is done."""

    def __init__(self, url: str = "") -> None:
        """Where to keep things.

        Args:
            url: As ``DATABASE_URL``; the user's own SQLite file when empty. Nothing is opened yet.
        """
        self.database = Database(url)
        self.games = GameStore(self.database)
        self.standings = StandingStore(self.database)
        self.practice = PracticeStore(self.database)
        self.appeals = AppealStore(self.database)
        self.daily = DailyStore(self.database)
        self._guilds: dict[int, GuildSettings] = {}

    async def open(self) -> None:
        """Connect, and bring the tables up to date."""
        await self.database.open()

    async def close(self) -> None:
        """Finish what is being written, and give every connection back."""
        await self.database.close()

    # -- guilds --------------------------------------------------------------------------------------------------------

    async def guild(self, guild_id: int) -> GuildSettings:
        """The settings of a guild; kept in memory after the first time."""
        if guild_id not in self._guilds:
            rows = await self.database.run(sa.select(schema.guilds).where(schema.guilds.c.guild_id == guild_id))
            self._guilds[guild_id] = _settings(rows[0].settings) if rows else GuildSettings()
        return self._guilds[guild_id]

    async def save_guild(self, guild_id: int, settings: GuildSettings) -> None:
        """Keep the settings of a guild."""
        values = dataclasses.asdict(settings) | {name: sorted(getattr(settings, name)) for name in _SET_FIELDS}
        await self.database.put(schema.guilds, guild_id=guild_id, settings=values)
        self._guilds[guild_id] = settings

    async def forget_guild(self, guild_id: int) -> None:
        """Drop what a guild that the bot has left has set."""
        settings = sa.delete(schema.guilds).where(schema.guilds.c.guild_id == guild_id)
        await self.database.run(settings, *forgetting_guild(guild_id))
        self._guilds.pop(guild_id, None)

    # -- answers -------------------------------------------------------------------------------------------------------

    async def remember(self, record: AnswerRecord) -> None:
        """Keep which message answers which."""
        await self.database.put(schema.answers, **dataclasses.asdict(record))

    async def answer_to(self, question_id: int) -> AnswerRecord | None:
        """The answer to a question, or None."""
        rows = await self.database.run(sa.select(schema.answers).where(schema.answers.c.question_id == question_id))
        return AnswerRecord(**rows[0]._mapping) if rows else None

    async def forget_answer(self, answer_id: int) -> None:
        """Drop what is kept about an answer that is gone."""
        await self.database.run(sa.delete(schema.answers).where(schema.answers.c.answer_id == answer_id))

    async def forget_answers_before(self, moment: int) -> None:
        """Drop answers written before a moment, in seconds since 1970: nobody edits such old questions."""
        await self.database.run(sa.delete(schema.answers).where(schema.answers.c.written_at < moment))

    # -- people --------------------------------------------------------------------------------------------------------

    async def vote(self, *, answer_id: int, user_id: int, vote: int, facts: Sequence[str]) -> None:
        """Keep somebody's vote on an answer, 1 or -1, in place of an earlier one."""
        await self.database.put(schema.votes, answer_id=answer_id, user_id=user_id, vote=vote, facts=list(facts))

    async def kept_about(self, user_id: int) -> dict[str, int]:
        """How many rows of each sort there are about somebody, by the table's name."""
        counts = [
            sa.select(sa.literal(table.name).label("sort"), sa.func.count().label("rows"))
            .select_from(table)
            .where(column == user_id)
            for table, column in schema.ABOUT_PEOPLE
        ]
        return {row.sort: int(row.rows) for row in await self.database.run(sa.union_all(*counts))}

    async def forget_user(self, user_id: int) -> None:
        """Drop everything about somebody. Games that run keep their own scores till they end, and mark them no more."""
        await self.database.run(
            *self.games.forgetting(user_id),
            *(sa.delete(table).where(column == user_id) for table, column in schema.ABOUT_PEOPLE),
        )

    # -- commands ------------------------------------------------------------------------------------------------------

    async def registered(self, application_id: int) -> str | None:
        """Fingerprint of the commands that were last registered with Discord, or None."""
        table = schema.registrations
        rows = await self.database.run(sa.select(table.c.commands).where(table.c.application_id == application_id))
        return str(rows[0][0]) if rows else None

    async def save_registered(self, application_id: int, fingerprint: str) -> None:
        """Keep the fingerprint of the commands that Discord knows now."""
        await self.database.put(schema.registrations, application_id=application_id, commands=fingerprint)


def _settings(values: dict[str, Any]) -> GuildSettings:
    """Settings as they were saved; what an older or newer version called otherwise is left out."""
    known = {field.name for field in dataclasses.fields(GuildSettings)} & set(values)
    fields: dict[str, Any] = {name: values[name] for name in known}
    fields |= {name: frozenset(values[name]) for name in known & _SET_FIELDS}
    return GuildSettings(**fields)
