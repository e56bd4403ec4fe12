"""A database that is locked or gone: one error of ours instead of waiting, and all goes on when it is back."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest

from bot.errors import StoreUnavailable
from bot.stores import Store, database

from .conftest import Server
from .samples import GAME, game, mark


@pytest.fixture(autouse=True)
def _short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """No longer than a busy machine may need for what works."""
    monkeypatch.setattr(database, "_LOCKED_SECONDS", 1)
    monkeypatch.setattr(database, "_SERVER_SECONDS", 2)


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Store]:
    """A store with a running game."""
    store = Store(url)
    await store.open()
    await store.games.begin(GAME)
    yield store
    await store.close()


@contextmanager
def locked(url: str) -> Iterator[None]:
    """Another process writes to the file and does not come to an end."""
    other = sqlite3.connect(Path(url.removeprefix("sqlite:///")), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


async def test_a_locked_file_is_said_and_nothing_of_the_step_is_kept(sqlite_url: str) -> None:
    """Once it is free, the same step works."""
    moved = game(state={"number": 1})
    async with opened(sqlite_url) as store:
        with locked(sqlite_url), pytest.raises(StoreUnavailable, match="locked"):
            await store.games.step(moved, [mark()], asked="q1")
        assert await store.games.running() == [GAME]

        await store.games.step(moved, [mark()], asked="q1")
        assert await store.games.running() == [moved]
        assert await store.games.solved() == {"q1": (1, 1)}


async def test_what_is_only_read_needs_no_lock(sqlite_url: str) -> None:
    """Somebody else's writing keeps nobody from reading."""
    async with opened(sqlite_url) as store:
        with locked(sqlite_url):
            assert await store.games.running() == [GAME]


async def test_nobody_waits_in_a_queue_before_a_locked_file(sqlite_url: str) -> None:
    """Many that write at once are all told, and all can write afterwards."""
    async with opened(sqlite_url) as store:
        steps = [game(f"g{number}", channel_id=number) for number in range(10, 30)]
        with locked(sqlite_url):
            told = await asyncio.gather(*map(store.games.step, steps), return_exceptions=True)
        assert all(isinstance(one, StoreUnavailable) for one in told)

        await asyncio.gather(*map(store.games.step, steps))
        assert len(await store.games.running()) == 21


async def test_a_stopped_server_is_said_and_used_again_when_it_is_back(postgresql: Server, postgresql_url: str) -> None:
    """The first transaction after it has been started works: connections of before are not used."""
    async with opened(postgresql_url) as store:
        postgresql.stop()
        try:
            for _ in range(2):
                with pytest.raises(StoreUnavailable):
                    await store.games.step(game(state={"number": 1}))
        finally:
            postgresql.start()

        assert await store.games.running() == [GAME]
        await store.games.step(game(state={"number": 1}))


async def test_a_database_that_is_not_there_is_said(postgresql: Server) -> None:
    """The server is, but it does not know the name."""
    store = Store(f"{postgresql.url}/nobody_made_it")
    with pytest.raises(StoreUnavailable, match="nobody_made_it"):
        await store.open()
    await store.close()


async def test_a_table_that_somebody_else_locks_is_said(postgresql_url: str) -> None:
    """A server that does not get on is as good as none; afterwards the same step works."""
    async with opened(postgresql_url) as store, opened(postgresql_url) as other:
        async with other.database.begin() as connection:
            await connection.exec_driver_sql("LOCK TABLE games")
            with pytest.raises(StoreUnavailable, match="in time"):
                await store.games.step(game(state={"number": 1}))

        await store.games.step(game(state={"number": 1}))
        assert await store.games.running() == [game(state={"number": 1})]
