"""The command line as its users meet it: a process with arguments, input and an exit status."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent.parent

Cli = Callable[..., "subprocess.CompletedProcess[str]"]


def environment(extra: Mapping[str, str] = {}) -> dict[str, str]:
    """A plain environment: none of our own settings, and the locale that speaks ASCII only."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CEREMONY_BOT_", "LC_"))}
    return kept | {"PYTHONPATH": str(ROOT), "LANG": "C", "PYTHONUTF8": "0", "TERM": "dumb"} | dict(extra)


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    """Runs ``python -m bot`` in an empty folder; standard input is bytes or text."""

    def run(*arguments: str, stdin: bytes | str = b"", env: Mapping[str, str] = {}) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            cwd=tmp_path,
            env=environment(env),
            check=False,
        )
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
