"""How long the Discord bot's event loop is held up, and how fast interactions are responded to, under load.

    python -m benchmarks.discord_app [--interactions N]

The first part answers every question of the tests, writes every card and suggests for every first letters while a
heartbeat on the same loop measures how late it comes. The second starts ``ceremony-bot run`` against the stand-in of
the tests and sends it N commands and N suggestions at once.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from benchmarks.answering import QUESTIONS, read_turns
from bot.adapters.discord_app.cards import Cards
from bot.adapters.discord_app.engine import Engine
from bot.adapters.discord_app.rendering import render_reply
from bot.bootstrap import build_assistant
from bot.conversation.memory import PackedMemory
from tests.adapters.discord_app.wire.stand_in import StandIn
from tests.adapters.discord_app.wire.test_process import Process

HEARTBEAT = 0.001
"""Seconds between two heartbeats."""


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks.discord_app", description="Measure the Discord bot under load.")
    parser.add_argument("--interactions", metavar="N", type=int, default=200)
    arguments = parser.parse_args(argv)
    sys.setswitchinterval(0.001)  # as `ceremony-bot run` does
    asyncio.run(measure_loop())
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure_interactions(arguments.interactions, Path(folder)))
    return 0


async def measure_loop() -> None:
    """How late heartbeats come while the engine works; and the same for a loop with nothing to do."""
    engine = Engine(build_assistant(memory=PackedMemory()))
    gc.freeze()
    async with heartbeats("idle loop"):
        await asyncio.sleep(2)
    async with heartbeats("questions"):
        for conversation, text in read_turns(sorted(QUESTIONS.glob("*.jsonl"))):
            exchange = await engine.ask(text, conversation)
            render_reply(exchange.reply, engine.base)
    async with heartbeats("cards"):
        cards = Cards(engine.base, engine.references)
        for kind, ids in (("ceremony", engine.base.ceremonies), ("who", engine.base.entities)):
            for one in ids:
                await engine.run(lambda kind=kind, one=one: cards.post(kind, Cards.key(one)))  # type: ignore[misc]
    async with heartbeats("suggestions"):
        for thing in engine.lookup.people.things:
            for length in range(1, 8):
                typed = thing.label[:length]
                await engine.run(lambda typed=typed: engine.lookup.people.suggest(typed))  # type: ignore[misc]
    engine.close()


@asynccontextmanager
async def heartbeats(name: str) -> AsyncIterator[None]:
    """Report how many milliseconds late each heartbeat was."""
    late: list[float] = []

    async def beat() -> None:
        while True:
            due = time.perf_counter() + HEARTBEAT
            await asyncio.sleep(HEARTBEAT)
            late.append((time.perf_counter() - due) * 1000)

    task = asyncio.create_task(beat())
    yield
    task.cancel()
    report(name, late)


def report(name: str, samples: Sequence[float]) -> None:
    """Print the middle, the slowest of a hundred, and the slowest of all."""
    ordered = sorted(samples)
    p99 = ordered[len(ordered) * 99 // 100]
    print(f"{name:14} {ordered[len(ordered) // 2]:8.2f} ms median {p99:8.2f} ms p99 {ordered[-1]:8.2f} ms max")


async def measure_interactions(count: int, folder: Path) -> None:
    """Milliseconds from an interaction's dispatch to its response, all of them sent at once."""
    discord = StandIn()
    await discord.start()
    process = Process(discord, folder)
    await process.start()
    started = time.perf_counter()
    arrivals: list[float] = []

    class Timed(list[dict[str, object]]):
        def append(self, response: dict[str, object]) -> None:
            arrivals.append((time.perf_counter() - started) * 1000)
            super().append(response)

    discord.responses = Timed()
    for _ in range(count):
        await discord.dispatch_command("anthems", year="2022")
        await discord.dispatch_command("who", 4, name="tchaikovksy")
    await discord.until(lambda: len(arrivals) == 2 * count, 120)
    report(f"{2 * count} at once", arrivals)
    await process.end()
    await discord.stop()


if __name__ == "__main__":
    raise SystemExit(main())
