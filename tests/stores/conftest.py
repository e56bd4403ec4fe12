"""Real databases: SQLite in memory or a file for each test, and a PostgreSQL server with a fresh database for each."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.stores import Store

_NO_SERVER = "PostgreSQL is not installed: no initdb in PATH or /usr/lib/postgresql"
_ROOT = 0


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of our own, without a database name; it ends with the tests."""
    folder = _programs()
    home = tmp_path_factory.mktemp("postgresql")
    port = _free_port()
    data = home / "data"
    _give_to_server(home)
    _run(folder / "initdb", "-D", data, "-U", "bot", "-A", "trust", "--no-sync")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={home} -c fsync=off"
    _run(folder / "pg_ctl", "-D", data, "-o", options, "-l", home / "log", "-w", "start")
    yield f"postgresql://bot@127.0.0.1:{port}"
    _run(folder / "pg_ctl", "-D", data, "-m", "immediate", "stop")


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
def postgresql_url(postgresql: str) -> str:
    """A database nobody has used."""
    name = f"t{uuid.uuid4().hex}"
    _run(_programs() / "psql", f"{postgresql}/postgres", "-q", "-c", f"CREATE DATABASE {name}")
    return f"{postgresql}/{name}"


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
    for folder in home.parents:
        if folder.owner() == "root" and folder.is_relative_to(Path(os.environ.get("TMPDIR", "/tmp"))):
            folder.chmod(folder.stat().st_mode | 0o011)  # let the server pass through


def _run(*command: object) -> None:
    words = [str(word) for word in command]
    if _is_root():
        words = ["runuser", "-u", "postgres", "--", *words]
    subprocess.run(words, check=True, capture_output=True, timeout=60)
