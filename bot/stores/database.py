"""The store: a few tables in SQLite or PostgreSQL, through SQLAlchemy."""

from __future__ import annotations

import asyncio
import dataclasses
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from platformdirs import user_data_path
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import StoreUnavailable
from bot.stores import schema
from bot.stores.guilds import GuildSettings

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
_MIGRATIONS = Path(__file__).parent / "migrations"
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


def default_url() -> str:
    """A SQLite file in the user's data folder."""
    return f"sqlite+aiosqlite:///{user_data_path('ceremony-bot') / 'bot.sqlite3'}"


class Store:
    """Every method may raise `StoreUnavailable`; none is called before `open` is done."""

    def __init__(self, url: str = "") -> None:
        """Where to keep things.

        Args:
            url: As ``DATABASE_URL``; the user's own SQLite file when empty. Nothing is opened yet.
        """
        scheme, _, rest = (url or default_url()).partition("://")
        self._url = f"{_DRIVERS.get(scheme, scheme)}://{rest}"
        self._engine: AsyncEngine | None = None
        self._guilds: dict[int, GuildSettings] = {}
        self._working: set[asyncio.Task[Sequence[sa.Row[Any]]]] = set()

    async def open(self) -> None:
        """Connect, and bring the tables up to date."""
        file = re.fullmatch(r"sqlite\+aiosqlite:///(.+)", self._url)
        try:
            if file and file[1] != ":memory:":
                Path(file[1]).parent.mkdir(parents=True, exist_ok=True)
            self._engine = create_async_engine(self._url)
        except (OSError, ImportError, SQLAlchemyError) as error:
            raise StoreUnavailable(f"DATABASE_URL: the database cannot be opened: {error}") from error
        async with self._begin() as connection:
            await connection.run_sync(_migrate)

    async def close(self) -> None:
        """Finish what is being written, and give every connection back."""
        while self._working:
            await asyncio.wait(self._working)
        if self._engine is not None:
            await self._engine.dispose()

    async def _run(self, *statements: sa.Executable) -> Sequence[sa.Row[Any]]:
        """Execute statements in one transaction, and return the rows of the last one, if it has any.

        It is done to its end even where whoever waits for it is cancelled: a connection left in the middle of its work
        is never given back, and keeps the process from ending.
        """
        task = asyncio.create_task(self._transaction(statements))
        self._working.add(task)
        task.add_done_callback(self._working.discard)
        return await asyncio.shield(task)

    async def _transaction(self, statements: Sequence[sa.Executable]) -> Sequence[sa.Row[Any]]:
        rows: Sequence[sa.Row[Any]] = []
        async with self._begin() as connection:
            for statement in statements:
                result = await connection.execute(statement)
                rows = result.all() if result.returns_rows else []
        return rows

    @asynccontextmanager
    async def _begin(self) -> AsyncIterator[AsyncConnection]:
        assert self._engine is not None, "open() comes first"
        try:
            async with self._engine.begin() as connection:
                yield connection
        except (SQLAlchemyError, OSError) as error:
            raise StoreUnavailable(f"DATABASE_URL: the database does not do its work: {error}") from error

    async def _put(self, table: sa.Table, **values: object) -> None:
        """Write a row in place of the one with the same key, if there is one."""
        same = [column == values[column.name] for column in table.primary_key]
        await self._run(sa.delete(table).where(*same), sa.insert(table).values(**values))

    # -- guilds --------------------------------------------------------------------------------------------------------

    async def guild(self, guild_id: int) -> GuildSettings:
        """The settings of a guild; kept in memory after the first time."""
        if guild_id not in self._guilds:
            rows = await self._run(sa.select(schema.guilds).where(schema.guilds.c.guild_id == guild_id))
            self._guilds[guild_id] = _settings(rows[0].settings) if rows else GuildSettings()
        return self._guilds[guild_id]

    async def save_guild(self, guild_id: int, settings: GuildSettings) -> None:
        """Keep the settings of a guild."""
        values = dataclasses.asdict(settings) | {name: sorted(getattr(settings, name)) for name in _SET_FIELDS}
        await self._put(schema.guilds, guild_id=guild_id, settings=values)
        self._guilds[guild_id] = settings

    async def forget_guild(self, guild_id: int) -> None:
        """Drop the settings of a guild that the bot has left."""
        await self._run(sa.delete(schema.guilds).where(schema.guilds.c.guild_id == guild_id))
        self._guilds.pop(guild_id, None)

    # -- answers -------------------------------------------------------------------------------------------------------

    async def remember(self, record: AnswerRecord) -> None:
        """Keep which message answers which."""
        await self._put(schema.answers, **dataclasses.asdict(record))

    async def answer_to(self, question_id: int) -> AnswerRecord | None:
        """The answer to a question, or None."""
        rows = await self._run(sa.select(schema.answers).where(schema.answers.c.question_id == question_id))
        return AnswerRecord(**rows[0]._mapping) if rows else None

    async def forget_answer(self, answer_id: int) -> None:
        """Drop what is kept about an answer that is gone."""
        await self._run(sa.delete(schema.answers).where(schema.answers.c.answer_id == answer_id))

    async def forget_answers_before(self, moment: int) -> None:
        """Drop answers written before a moment, in seconds since 1970: nobody edits such old questions."""
        await self._run(sa.delete(schema.answers).where(schema.answers.c.written_at < moment))

    # -- people --------------------------------------------------------------------------------------------------------

    async def vote(self, *, answer_id: int, user_id: int, vote: int, facts: Sequence[str]) -> None:
        """Keep somebody's vote on an answer, 1 or -1, in place of an earlier one."""
        await self._put(schema.votes, answer_id=answer_id, user_id=user_id, vote=vote, facts=list(facts))

    async def kept_about(self, user_id: int) -> dict[str, int]:
        """How many rows of each sort there are about somebody."""
        counts = {}
        for table in (schema.answers, schema.votes):
            rows = await self._run(sa.select(sa.func.count()).select_from(table).where(table.c.user_id == user_id))
            counts[table.name] = int(rows[0][0])
        return counts

    async def forget_user(self, user_id: int) -> None:
        """Drop everything about somebody."""
        await self._run(
            *(sa.delete(table).where(table.c.user_id == user_id) for table in (schema.answers, schema.votes))
        )

    # -- commands ------------------------------------------------------------------------------------------------------

    async def registered(self, application_id: int) -> str | None:
        """Fingerprint of the commands that were last registered with Discord, or None."""
        table = schema.registrations
        rows = await self._run(sa.select(table.c.commands).where(table.c.application_id == application_id))
        return str(rows[0][0]) if rows else None

    async def save_registered(self, application_id: int, fingerprint: str) -> None:
        """Keep the fingerprint of the commands that Discord knows now."""
        await self._put(schema.registrations, application_id=application_id, commands=fingerprint)


def _settings(values: dict[str, Any]) -> GuildSettings:
    """Settings as they were saved; what an older or newer version called otherwise is left out."""
    known = {field.name for field in dataclasses.fields(GuildSettings)} & set(values)
    fields: dict[str, Any] = {name: values[name] for name in known}
    fields |= {name: frozenset(values[name]) for name in known & _SET_FIELDS}
    return GuildSettings(**fields)


def _migrate(connection: sa.Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
