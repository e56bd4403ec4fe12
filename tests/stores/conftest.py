"""Real databases: SQLite in memory or a file for each test, and a PostgreSQL server with a fresh database for each."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from bot.stores import Store

_NO_SERVER = "PostgreSQL is not installed: no initdb in PATH or /usr/lib/postgresql"
_ROOT = 0


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server of our own."""

    home: Path
    port: int

    @property
    def url(self) -> str:
        """Its address, without a database name."""
        return f"postgresql://bot@127.0.0.1:{self.port}"

    def start(self) -> None:
        """Return when it takes connections."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.home} -c fsync=off"
        self._control("-o", options, "-l", self.home / "log", "-w", "start")

    def stop(self) -> None:
        """End it like a power cut."""
        self._control("-m", "immediate", "-w", "stop")

    def _control(self, *options: object) -> None:
        _run(_programs() / "pg_ctl", "-D", self.home / "data", *options)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """It ends with the tests. pytest's own folders are closed to the server's user where tests are run as root."""
    folder = _programs()
    with tempfile.TemporaryDirectory(prefix="postgresql-") as name:
        home = Path(name)
        _give_to_server(home)
        _run(folder / "initdb", "-D", home / "data", "-U", "bot", "-A", "trust", "--no-sync")
        server = Server(home, _free_port())
        server.start()
        yield server
        server.stop()


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def any_url(request: pytest.FixtureRequest) -> str:
    """Where an empty store may be, memory included; what lies there is gone when the store is closed."""
    if request.param == "memory":
        return "sqlite:///:memory:"
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest_asyncio.fixture
async def store(any_url: str) -> AsyncIterator[Store]:
    """Open, and empty."""
    found = Store(any_url)
    await found.open()
    yield found
    await found.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """Where an empty store may be that others can open as well."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A file in a folder that does not exist yet."""
    return f"sqlite:///{tmp_path / 'new' / 'bot.sqlite3'}"


@pytest.fixture
def postgresql_url(postgresql: Server) -> str:
    """A database nobody has used."""
    name = f"t{uuid.uuid4().hex}"
    _run(_programs() / "psql", f"{postgresql.url}/postgres", "-q", "-c", f"CREATE DATABASE {name}")
    return f"{postgresql.url}/{name}"


def _programs() -> Path:
    """Where the server's programs are; the test is skipped where there are none."""
    found = shutil.which("initdb")
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found and not folders:
        pytest.skip(_NO_SERVER)
    return Path(found).resolve().parent if found else folders[-1].parent


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _is_root() -> bool:
    return hasattr(os, "getuid") and os.getuid() == _ROOT


def _give_to_server(home: Path) -> None:
    """PostgreSQL refuses to run as root: its files then belong to the user that its package made."""
    if not _is_root():
        return
    try:
        shutil.chown(home, "postgres", "postgres")
    except LookupError:
        pytest.skip("PostgreSQL does not run as root, and there is no user 'postgres'")


def _run(*command: object) -> None:
    words = [str(word) for word in command]
    if _is_root():
        words = ["runuser", "-u", "postgres", "--", *words]
    done = subprocess.run(words, check=False, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
