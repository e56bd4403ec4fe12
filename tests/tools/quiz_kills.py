"""Games killed at random moments, compared with the same games left in peace.

    python -m tests.tools.quiz_kills [--kills N] [--seed N]

A moment is: before and after anything is written down, before and after a message is sent, and between an answer's
arrival and its handling. Prints how many kills there were, and fails where a single point, question or mark differs.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.bootstrap import build_assistant, build_quiz
from bot.quiz import Judge
from bot.settings import Settings
from tests.conversation.quiz_simulation import Outcome, play


@dataclass
class Tally:
    """What was found."""

    games: int = 0
    kills: int = 0
    differences: list[str] = field(default_factory=list)


async def kill_games(judge: Judge, kills: int, seed: int = 0) -> Tally:
    """Play pairs of games, one of each with kills, until there were so many."""
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)  # it reports each killed task
    tally = Tally()
    while tally.kills < kills:
        chance = random.Random(f"{seed}.{tally.games}")
        mode = chance.choice(["buttons", "typed"])
        game = chance.randrange(1000)
        whole = await play(judge, game, mode=mode)
        moments = sorted(chance.sample(range(1, whole.points), chance.choice([1, 2, 4, 8])))
        killed = await play(judge, game, mode=mode, kill_at=moments)
        tally.games += 1
        tally.kills += killed.kills
        tally.differences += [f"{mode} game {game}, killed at {moments}: {one}" for one in differences(whole, killed)]
    return tally


def differences(whole: Outcome, killed: Outcome) -> list[str]:
    """What a kill has changed, and should not have."""
    found = []
    for name in ("scores", "table", "marks", "questions", "reveals"):
        was, became = getattr(whole, name), getattr(killed, name)
        if was != became:
            found.append(f"{name}: {became} in place of {was}")
    return found


def main(argv: Sequence[str] | None = None) -> int:
    """Play, and print the figures."""
    parser = argparse.ArgumentParser(prog="tests.tools.quiz_kills", description="Kill games at random moments.")
    parser.add_argument("--kills", metavar="N", type=int, default=200)
    parser.add_argument("--seed", metavar="N", type=int, default=0)
    arguments = parser.parse_args(argv)
    settings = Settings()
    judge = build_quiz(settings, build_assistant(settings)).judge
    tally = asyncio.run(kill_games(judge, arguments.kills, arguments.seed))
    print(f"{tally.kills} kills in {tally.games} games, {len(tally.differences)} differences")
    print("\n".join(tally.differences))
    return 1 if tally.differences else 0


if __name__ == "__main__":
    raise SystemExit(main())
