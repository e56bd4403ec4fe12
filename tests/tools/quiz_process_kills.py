"""``ceremony-bot run`` killed with SIGKILL at random moments of a game, on the stand-in for Discord.

    python -m tests.tools.quiz_process_kills [--kills N] [--seed N]

People keep pressing meanwhile; whoever gets no response presses again. In the end each question stands in the channel
once, and what the answers told add up to the final scores and to the marks in the database.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import random
import re
import signal
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.adapters.discord_app.wire.stand_in import CHANNEL, StandIn
from tests.adapters.discord_app.wire.test_process import Process

_USERS = [str(6001 + number) for number in range(5)]


async def kill_processes(kills: int, seed: int, folder: Path) -> list[str]:
    """Play and kill; what is wrong in the end."""
    chance = random.Random(seed)
    discord = StandIn()
    await discord.start()
    process = Process(discord, folder)
    await process.start()
    await discord.command("quiz start", rounds=50, seconds=5)
    pressing = asyncio.create_task(_press(discord, chance))
    for number in range(kills):
        await asyncio.sleep(chance.uniform(0.2, 6))
        await process.end(signal.SIGKILL)
        await process.start()
        print(f"kill {number + 1} of {kills}", end="\r", flush=True)
    await asyncio.sleep(8)
    pressing.cancel()
    await discord.command("quiz stop")
    await discord.until(lambda: any("Final scores" in one["content"] for one in discord.answers()))
    await process.end()
    await discord.stop()
    return _faults([one["content"] for one in discord.answers()], folder / "bot.sqlite3")


async def _press(discord: StandIn, chance: random.Random) -> None:
    """Everybody presses something under the question that stands there, again and again."""
    while True:
        await asyncio.sleep(0.4)
        questions = [one for one in discord.answers() if one["content"].startswith("**Question")]
        if questions:
            choice = chance.choice(questions[-1]["components"][0]["components"])
            data = {"custom_id": choice["custom_id"], "component_type": 2}
            with contextlib.suppress(ConnectionError):  # nobody is there
                await discord.press_as(chance.choice(_USERS), questions[-1], data)


def _faults(said: list[str], database: Path) -> list[str]:
    asked = Counter(re.findall(r"^\*\*Question (\d+) of", "\n".join(said), re.MULTILINE))
    found = [f"question {number} stands there {count} times" for number, count in asked.items() if count != 1]
    told: Counter[str] = Counter()
    for line in (one for one in said if "The answer: **" in one):
        for player, points in re.findall(r"<@(\d+)> \+(\d+)", line):
            told[player] += int(points)
    final = {player: int(points) for player, points in re.findall(r"<@(\d+)>: (\d+) points?,", said[-1])}
    with contextlib.closing(sqlite3.connect(database)) as open_database:
        marks = dict(open_database.execute("SELECT player_id, sum(points) FROM marks GROUP BY player_id").fetchall())
    if {player: points for player, points in final.items() if points} != dict(told):
        found.append(f"final scores {final}, but told {dict(told)}")
    if {str(player): points for player, points in marks.items() if points} != dict(told):
        found.append(f"marks {marks}, but told {dict(told)}")
    print(f"{len(asked)} questions, {sum(told.values())} points in channel {CHANNEL}")
    return found


def main(argv: Sequence[str] | None = None) -> int:
    """Play, and print what is wrong."""
    parser = argparse.ArgumentParser(prog="tests.tools.quiz_process_kills", description="Kill a playing process.")
    parser.add_argument("--kills", metavar="N", type=int, default=20)
    parser.add_argument("--seed", metavar="N", type=int, default=0)
    arguments = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        faults = asyncio.run(kill_processes(arguments.kills, arguments.seed, Path(folder)))
    print(f"{arguments.kills} kills, {len(faults)} faults")
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
