"""What the quiz bears: kills, and a hundred players answering at once in fifty channels.

    python -m benchmarks.quiz [--kills N] [--channels N] [--players N] [--rounds N] [--database URL]

Games run in simulated time with everything else real: the quizmaster, the judge and, for the crowd, a database (a
SQLite file unless another is named). Discord is slow: four seconds until a message stands, four more until it is known.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bot.bootstrap import build_assistant, build_quiz
from bot.quiz import Judge
from bot.settings import Settings
from bot.stores import Store
from tests.conversation.quiz_crowd import gather
from tests.tools.quiz_kills import kill_games


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print; 1 where anything was lost."""
    parser = argparse.ArgumentParser(prog="benchmarks.quiz", description="Kill games, and crowd them.")
    parser.add_argument("--kills", metavar="N", type=int, default=200)
    parser.add_argument("--channels", metavar="N", type=int, default=50)
    parser.add_argument("--players", metavar="N", type=int, default=100)
    parser.add_argument("--rounds", metavar="N", type=int, default=2)
    parser.add_argument("--database", metavar="URL", default="")
    arguments = parser.parse_args(argv)
    settings = Settings()
    judge = build_quiz(settings, build_assistant(settings)).judge
    tally = asyncio.run(kill_games(judge, arguments.kills))
    print(f"{tally.kills} kills in {tally.games} games: {len(tally.differences)} differences")
    with tempfile.TemporaryDirectory() as folder:
        url = arguments.database or f"sqlite:///{Path(folder) / 'quiz.sqlite3'}"
        faults = asyncio.run(crowd(judge, url, arguments))
    return 1 if tally.differences or faults else 0


async def crowd(judge: Judge, url: str, arguments: argparse.Namespace) -> int:
    """Let a crowd play on a real database."""
    store = Store(url)
    await store.open()
    started = time.perf_counter()
    found = await gather(
        judge,
        channels=arguments.channels,
        players=arguments.players,
        rounds=arguments.rounds,
        keeper=store.games,
    )
    seconds = time.perf_counter() - started
    await store.close()
    print(f"{found.players} players in {found.channels} channels, {arguments.rounds} questions each:")
    told = f"{found.confirmed} confirmed; {found.late} late, {found.refused} refused"
    print(f"  buttons: {found.in_time} answers in time, {told}")
    print(f"  typed:   {found.guesses} guesses in time; the first right one won everywhere: {not found.faults}")
    print(f"  {len(found.faults)} faults, {seconds:.0f} s of work for all of it, database included")
    print("\n".join(found.faults[:20]))
    return len(found.faults)


if __name__ == "__main__":
    raise SystemExit(main())
