"""A game on ``ceremony-bot run``, as a process that is killed in the middle of it."""

from __future__ import annotations

import contextlib
import re
import signal
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest

from .stand_in import ALICE, EPHEMERAL, StandIn
from .test_process import Process, discord, idle, process  # noqa: F401 # fixtures

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of this kind are POSIX")


def said(discord: StandIn, opening: str) -> list[dict[str, Any]]:  # noqa: F811 # the fixture's value
    """The bot's messages that begin so."""
    return [one for one in discord.answers() if one["content"].startswith(opening)]


async def asked(discord: StandIn, number: int) -> dict[str, Any]:  # noqa: F811 # the fixture's value
    """A question, once it stands there."""
    await discord.until(lambda: said(discord, f"**Question {number} of 5**"))
    return said(discord, f"**Question {number} of 5**")[-1]


async def test_a_game_goes_on_after_kills(process: Process, discord: StandIn) -> None:  # noqa: F811 # fixtures
    """Each question stands there once, choices made before count, and the final scores add up."""
    started = await discord.command("quiz start", rounds=5, seconds=60)
    assert started["data"]["content"] == "The game begins."
    assert started["data"]["flags"] & EPHEMERAL
    first = await asked(discord, 1)
    assert (await discord.click(first, "quiz:"))["data"]["content"].startswith("Taken: ")

    await process.end(signal.SIGKILL)
    await process.start()
    await discord.until(lambda: said(discord, "▶️ The game goes on. Question 1 still stands"))
    assert "answered already" in (await discord.click(first, "quiz:"))["data"]["content"]
    discord.faults["send"] = ["lost"]  # it stands there, and the process does not hear of it
    await discord.command("quiz skip")
    await process.end(signal.SIGKILL)
    await process.start()

    second = await asked(discord, 2)
    await discord.click(second, "quiz:")
    assert (await discord.command("quiz stop"))["data"]["content"] == "The game ends."
    await discord.until(lambda: said(discord, "The game was stopped."))

    reveals = [one["content"] for one in discord.answers() if "The answer: **" in one["content"]]
    gained = sum(int(points) for one in reveals for points in re.findall(r"> \+(\d+)", one))
    assert len(reveals) == 2
    assert [len(said(discord, f"**Question {number}")) for number in (1, 2, 3)] == [1, 1, 0]
    [final] = said(discord, "The game was stopped.")
    assert re.findall(rf"<@{ALICE}>: (\d+) points", final["content"]) == [str(gained)]
    assert (await process.end())[0] == 0


async def test_a_hundred_at_once_are_all_counted(
    process: Process,  # noqa: F811 # fixtures, as below
    discord: StandIn,  # noqa: F811
    tmp_path: Path,
) -> None:
    """Also while the bot is still sending the question: everybody is told, and has one mark."""
    await discord.command("quiz start", rounds=5, seconds=60)
    discord.faults["send"] = ["slow"]
    question = await asked(discord, 1)
    users = [str(6001 + number) for number in range(100)]
    responses = await discord.click_all(question, "quiz:", users)
    assert all(one["data"]["content"].startswith("Taken: ") for one in responses)

    await discord.command("quiz skip")
    await discord.until(lambda: said(discord, "⏭️ Skipped."))
    assert said(discord, "⏭️ Skipped.")[0]["content"].endswith(" and 80 more")
    with contextlib.closing(sqlite3.connect(tmp_path / "bot.sqlite3")) as database:
        marks = database.execute("SELECT player_id, count(*) FROM marks WHERE number = 1 GROUP BY player_id").fetchall()
    assert sorted(marks) == [(int(one), 1) for one in users]


async def test_sigterm_leaves_the_game_for_the_next_process(process: Process, discord: StandIn) -> None:  # noqa: F811
    """Exit status 0, and the game goes on."""
    await discord.command("quiz start", rounds=5, seconds=60)
    await asked(discord, 1)
    status, log = await process.end()
    assert status == 0
    assert "Traceback" not in log

    await process.start()
    await discord.until(lambda: said(discord, "▶️ The game goes on. Question 1 still stands"))
