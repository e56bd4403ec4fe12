"""How long answers take: per question inside a running bot, and for one question as a process of its own.

    python -m benchmarks.answering [FILE...] [--knowledge FOLDER] [--starts N]

Files hold one JSON object per line: cases with ``turns``, or request lines with ``text``. Without files, the questions
of the tests are asked.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from bot.bootstrap import build_assistant
from bot.conversation import Assistant, Incoming
from bot.settings import read_settings

QUESTIONS = Path(__file__).parent.parent / "tests" / "questions"
BOTS = 3
"""So many bots are started one after the other and asked everything; of each question the fastest time counts, which
other programs disturbed least."""


class Rounds(NamedTuple):
    """Milliseconds per turn of one bot."""

    first: list[float]
    again: list[float]


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks.answering", description="Measure how long answers take.")
    parser.add_argument("files", metavar="FILE", nargs="*", type=Path, help="questions, one JSON object per line")
    parser.add_argument("--knowledge", metavar="FOLDER", action="append", default=[], type=Path)
    parser.add_argument("--starts", metavar="N", type=int, default=5, help="processes to start (default: 5)")
    arguments = parser.parse_args(argv)
    turns = list(read_turns(arguments.files or sorted(QUESTIONS.glob("*.jsonl"))))
    if not turns:
        parser.error(f"no questions; give a file, or put some into {QUESTIONS}")

    started = time.perf_counter()
    assistant = build_assistant(read_settings(knowledge=arguments.knowledge))
    print(f"build        {seconds_since(started) * 1000:8.1f} ms   {len(assistant.base.facts)} facts")
    del assistant
    cold_start(arguments.knowledge)  # keeps the engine for the others
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as processes:
        bots = list(processes.map(ask_all, [arguments.knowledge] * BOTS, [turns] * BOTS))
    report_bots("first asked", [bot.first for bot in bots])
    report_bots("asked again", [bot.again for bot in bots])
    report("cold start", [cold_start(arguments.knowledge) for _ in range(arguments.starts)])
    return 0


def read_turns(files: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """(conversation, text) of every turn, in order."""
    for path in files:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            found = json.loads(line)
            conversation = f"{path}:{found.get('conversation', number)}"
            for text in found.get("turns") or [found["text"]]:
                yield conversation, text


def ask_all(knowledge: Sequence[Path], turns: Sequence[tuple[str, str]]) -> Rounds:
    """How long each turn takes a bot that was just started, and how long when it is asked the same again."""
    assistant = build_assistant(read_settings(knowledge=knowledge), quick_start=True)
    gc.freeze()  # as every command does
    return Rounds(*([ask(assistant, conversation, text) for conversation, text in turns] for _ in Rounds._fields))


def ask(assistant: Assistant, conversation: str, text: str) -> float:
    """Milliseconds for one turn."""
    started = time.perf_counter()
    assistant.reply(Incoming(text=text, conversation=conversation))
    return seconds_since(started) * 1000


def cold_start(knowledge: Iterable[Path]) -> float:
    """Milliseconds for a process that answers one question."""
    folders = [argument for folder in knowledge for argument in ("--knowledge", str(folder))]
    command = [sys.executable, "-m", "bot", *folders, "ask", "who directed it?"]
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return seconds_since(started) * 1000


def report_bots(name: str, bots: Sequence[Sequence[float]]) -> None:
    """Print what `report` does of each turn's fastest time, and the median of each bot by itself."""
    each = ", ".join(f"{statistics.median(times):.2f}" for times in bots)
    report(name, [min(times) for times in zip(*bots, strict=True)], f"; median of each bot: {each}")


def report(name: str, times: Sequence[float], besides: str = "") -> None:
    """Print the median and the 99th percentile of some milliseconds."""
    ranked = sorted(times)
    p99 = ranked[min(len(ranked) - 1, int(len(ranked) * 0.99))]
    print(f"{name:12} {statistics.median(ranked):8.2f} ms median {p99:8.2f} ms p99   {len(ranked)} times{besides}")


def seconds_since(started: float) -> float:
    """Seconds since a reading of the clock."""
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
