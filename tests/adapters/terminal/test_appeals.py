"""``ceremony-bot appeals``."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
import yaml

from bot.cli import main
from bot.stores import Appeal, Store


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty database, which the command uses."""
    found = f"sqlite:///{tmp_path / 'bot.sqlite3'}"
    monkeypatch.setenv("DATABASE_URL", found)
    return found


async def granted(url: str, *guesses: str) -> None:
    store = Store(url)
    await store.open()
    for number, guess in enumerate(guesses, 1):
        appeal = Appeal(
            game_id="g", number=number, player_id=4, guild_id=7, question_id="a/b/person", fact_id="a/b",
            answer="Äther: der Chor", guess=guess, points=100, appealed_at=1.0,
        )  # fmt: skip
        await store.appeals.open(appeal)
        await store.appeals.decide(appeal, True)
    await store.close()


def test_accepted_guesses_are_printed_as_yaml(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    """By question, and nothing about who guessed; they stay until they are cleared."""
    asyncio.run(granted(url, "the choir", "chœur: grand"))
    assert main(["appeals"]) == 0
    printed = capsys.readouterr().out

    assert yaml.safe_load(printed) == [
        {
            "question": "a/b/person",
            "fact": "a/b",
            "answer": "Äther: der Chor",
            "accepted": ["chœur: grand", "the choir"],
        }
    ]
    assert main(["appeals", "--clear"]) == 0
    assert capsys.readouterr().out == printed
    assert main(["appeals"]) == 0
    assert capsys.readouterr().out == "# No guess has been accepted on appeal.\n"


def test_a_database_that_cannot_be_read_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence and exit status 1."""
    monkeypatch.setenv("DATABASE_URL", "sqlite:////proc/nowhere/bot.sqlite3")

    assert main(["appeals"]) == 1
    assert "DATABASE_URL" in capsys.readouterr().err
