"""The command line as a whole: help, versions, settings, and what happens to bad input."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot import __version__
from bot.cli import main

from .conftest import Cli, environment


def test_help_names_every_command_and_gives_examples(cli: Cli) -> None:
    """``--help`` is enough to get going."""
    done = cli("--help")

    assert done.returncode == 0
    for command in ("chat", "ask", "explain", "check"):
        assert f"\n    {command} " in done.stdout
    assert 'ceremony-bot ask "who sang the anthem?"' in done.stdout


def test_version_is_that_of_the_package(cli: Cli) -> None:
    """``--version`` prints name and version."""
    assert cli("--version").stdout == f"ceremony-bot {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "COMMAND"),
        (("sing",), "invalid choice: 'sing'"),
        (("ask",), "what is the question?"),
        (("ask", "  "), "what is the question?"),
        (("ask", "--json", "--jsonl"), "not allowed with"),
        (("ask", "--jsonl", "who?"), "leave TEXT away"),
        (("explain",), "what is the question?"),
        (("ask", "--frobnicate", "who?"), "--frobnicate"),
    ],
)
def test_wrong_usage_gets_one_message_and_status_2(cli: Cli, arguments: tuple[str, ...], says: str) -> None:
    """What was typed wrongly is named on standard error, and nothing is answered."""
    done = cli(*arguments)

    assert done.returncode == 2
    assert says in done.stderr
    assert done.stdout == ""


def test_all_wrong_settings_are_reported_at_once(cli: Cli, tmp_path: Path) -> None:
    """Whoever repairs settings sees everything that is wrong with them in one go."""
    env = {
        "CEREMONY_BOT_CONFIG": str(tmp_path / "no-config"),
        "CEREMONY_BOT_KNOWLEDGE": str(tmp_path / "no-knowledge"),
        "CEREMONY_BOT_LOG_LEVEL": "loud",
        "DATABASE_URL": "oracle://scott:tiger@host/db",
    }

    done = cli("ask", "who?", env=env)

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 4
    for part in ("no-config", "no-knowledge", "'loud'", "DATABASE_URL"):
        assert part in done.stderr
    assert "tiger" not in done.stderr


def test_broken_knowledge_is_reported_with_file_and_line(cli: Cli, tmp_path: Path, lake_games: Path) -> None:
    """Knowledge that cannot be used ends the command with its problems and status 1."""
    folder = tmp_path / "mine"
    shutil.copytree(lake_games, folder)
    facts = folder / "ceremonies" / "veldhaven-1988" / "opening.yaml"
    facts.write_text(facts.read_text().replace("what: Boat Song", "waht: Boat Song"))

    done = cli("ask", "--knowledge", str(folder), "who sang?")

    assert done.returncode == 1
    assert f"{facts}:10: " in done.stderr
    assert "'waht'" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("before", [True, False])
def test_knowledge_of_ones_own_is_used_besides_what_ships(cli: Cli, lake_games: Path, before: bool) -> None:
    """``--knowledge`` may stand before or after the command."""
    option = ("--knowledge", str(lake_games))
    question = "who sang the boat song in veldhaven?"

    done = cli(*option, "ask", question) if before else cli("ask", question, *option)

    assert "Greet Jansma" in done.stdout


def test_config_of_ones_own_replaces_files_of_the_same_name(cli: Cli, tmp_path: Path, repository: Path) -> None:
    """A file in CEREMONY_BOT_CONFIG takes the place of its namesake; the others stay as they ship."""
    intents = (repository / "config" / "intents.yaml").read_text(encoding="utf-8")
    own = intents.replace(
        "intents:\n", "intents:\n  greeting_of_ours: {asks: smalltalk, keywords: [ahoy], replies: [Ahoy!]}\n", 1
    )
    (tmp_path / "intents.yaml").write_text(own, encoding="utf-8")

    assert cli("ask", "ahoy", env={"CEREMONY_BOT_CONFIG": str(tmp_path)}).stdout == "Ahoy!\n"


def test_output_is_utf8_whatever_the_locale(cli: Cli) -> None:
    """Typography and accents survive a locale that knows ASCII only."""
    done = cli("ask", "what did zzyzx do?", env={"LC_ALL": "C"})

    assert "“zzyzx”" in done.stdout


def test_a_reader_that_leaves_early_causes_no_noise(tmp_path: Path) -> None:
    """A closed pipe ends a batch quietly."""
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=environment(),
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(b'{"text": "hello"}\n')
        process.stdin.flush()
        process.stdout.readline()
        process.stdout.close()
        process.stdin.write(b'{"text": "hello"}\n' * 5)
        process.stdin.close()
        errors = process.stderr.read()

    assert process.returncode in {0, 141}
    assert errors == b""


@pytest.mark.skipif(os.name != "posix", reason="arguments are bytes on POSIX only")
def test_a_question_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """Bytes that are no UTF-8 get a message, not a traceback."""
    command = [os.fsencode(sys.executable), b"-m", b"bot", b"ask", b"who \xff\xfe sang?"]

    done = subprocess.run(command, capture_output=True, cwd=tmp_path, env=environment(), check=False)

    assert done.returncode == 2
    assert b"not UTF-8" in done.stderr
    assert b"Traceback" not in done.stderr


def test_main_can_be_called_from_python(capsys: pytest.CaptureFixture[str]) -> None:
    """`main` takes arguments and returns the exit status, so that programs can use it."""
    assert main(["ask", "hello"]) == 0
    assert capsys.readouterr().out.strip()
