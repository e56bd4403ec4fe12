"""One database, SQLite or PostgreSQL, through SQLAlchemy: whole transactions, and one error for all that can fail."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from platformdirs import user_data_path
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import StoreUnavailable

T = TypeVar("T")
Work = Callable[[AsyncConnection], Awaitable[T]]
Rows = Sequence[sa.Row[Any]]
Insert = sqlite.Insert | postgresql.Insert

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
_MIGRATIONS = Path(__file__).parent / "migrations"

_LOCKED_SECONDS = 2
"""How long another process may lock a SQLite file: people wait for the answer, so a game is rather put on hold."""
_SERVER_SECONDS = 3
"""The same for a server that takes no connection or does not reply."""


def default_url() -> str:
    """A SQLite file in the user's data folder."""
    return f"sqlite+aiosqlite:///{user_data_path('ceremony-bot') / 'bot.sqlite3'}"


class Database:
    """Every method may raise `StoreUnavailable`, within seconds; none is called before `open` is done."""

    def __init__(self, url: str = "") -> None:
        """Where to keep things.

        Args:
            url: As ``DATABASE_URL``; the user's own SQLite file when empty. Nothing is opened yet.
        """
        scheme, _, rest = (url or default_url()).partition("://")
        self._url = f"{_DRIVERS.get(scheme, scheme)}://{rest}"
        self._engine: AsyncEngine | None = None
        self._working: set[asyncio.Task[Any]] = set()
        self._turn = asyncio.Lock()

    @property
    def _is_sqlite(self) -> bool:
        return self._url.startswith("sqlite")

    async def open(self) -> None:
        """Connect, and bring the tables up to date."""
        file = re.fullmatch(r"sqlite\+aiosqlite:///(.+)", self._url)
        try:
            if file and file[1] != ":memory:":
                Path(file[1]).parent.mkdir(parents=True, exist_ok=True)
            self._engine = self._make_engine()
        except (OSError, ImportError, SQLAlchemyError) as error:
            raise StoreUnavailable(f"DATABASE_URL: the database cannot be opened: {error}") from error
        async with self.begin() as connection:
            await connection.run_sync(_migrate)

    def _make_engine(self) -> AsyncEngine:
        if not self._is_sqlite:
            patience = {"timeout": _SERVER_SECONDS, "command_timeout": _SERVER_SECONDS}
            # A server that was started anew has closed the connections of the pool: each is tried before it is used.
            return create_async_engine(
                self._url,
                connect_args=patience,
                pool_timeout=_SERVER_SECONDS,
                pool_pre_ping=True,
                hide_parameters=True,  # what is written may be what people typed, and errors go to the log
            )
        engine = create_async_engine(self._url, connect_args={"timeout": _LOCKED_SECONDS}, hide_parameters=True)
        sa.event.listen(engine.sync_engine, "connect", _use_wal)
        return engine

    async def close(self) -> None:
        """Finish what is being written, and give every connection back."""
        while self._working:
            await asyncio.wait(self._working)
        if self._engine is not None:
            await self._engine.dispose()

    async def transact(self, work: Work[T]) -> T:
        """Do some work in one transaction: all of it happens, or nothing.

        It is done to its end even where whoever waits for it is cancelled: a connection left in the middle of its work
        is never given back, and keeps the process from ending.
        """
        task = asyncio.ensure_future(self._transaction(work))
        self._working.add(task)
        task.add_done_callback(self._working.discard)
        return await asyncio.shield(task)

    async def _transaction(self, work: Work[T]) -> T:
        async with self.begin() as connection:
            return await work(connection)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncConnection]:
        """A connection whose work is kept when the block ends, and dropped when it fails."""
        assert self._engine is not None, "open() comes first"
        try:
            async with self._taking_turns(), self._engine.begin() as connection:
                yield connection
        except (SQLAlchemyError, OSError) as error:
            what = str(error) or "it does not reply in time"
            raise StoreUnavailable(f"DATABASE_URL: the database does not do its work: {what}") from error

    @asynccontextmanager
    async def _taking_turns(self) -> AsyncIterator[None]:
        """SQLite has one writer, and one connection in memory: its transactions go one after the other."""
        if not self._is_sqlite:
            yield
            return
        await asyncio.wait_for(self._turn.acquire(), 2 * _LOCKED_SECONDS)
        try:
            yield
        finally:
            self._turn.release()

    async def run(self, *statements: sa.Executable) -> Rows:
        """Execute statements in one transaction, and return the rows of the last one, if it has any."""

        async def work(connection: AsyncConnection) -> Rows:
            rows: Rows = []
            for statement in statements:
                result = await connection.execute(statement)
                rows = result.all() if result.returns_rows else []
            return rows

        return await self.transact(work)

    async def put(self, table: sa.Table, **values: object) -> None:
        """Write a row in place of the one with the same key, if there is one."""
        await self.run(self.replacing(table, values))

    def replacing(self, table: sa.Table, values: Mapping[str, object]) -> Insert:
        """A statement that writes a row in place of the one with the same key."""
        keys = [column.name for column in table.primary_key]
        new = self._insert(table).values(**values)
        return new.on_conflict_do_update(
            index_elements=keys, set_={name: new.excluded[name] for name in values if name not in keys}
        )

    def adding(self, table: sa.Table) -> Insert:
        """An insertion that leaves a row with the same key as it is."""
        return self._insert(table).on_conflict_do_nothing()

    def _insert(self, table: sa.Table) -> Insert:
        return sqlite.insert(table) if self._is_sqlite else postgresql.insert(table)


def _use_wal(connection: Any, record: object) -> None:
    """Readers and the writer do not wait for each other, and what is written outlives the process at once."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.close()


def _migrate(connection: sa.Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
