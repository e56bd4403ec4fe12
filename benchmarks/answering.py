"""How long answers take: per question inside a running bot, and for one question as a process of its own.

    python -m benchmarks.answering [FILE...] [--knowledge FOLDER] [--starts N]

Files hold one JSON object per line: cases with ``turns``, or request lines with ``text``. Without files, the questions
of the tests are asked.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bot.bootstrap import build_assistant
from bot.conversation import Assistant, Incoming
from bot.settings import read_settings

QUESTIONS = Path(__file__).parent.parent / "tests" / "questions"
ROUNDS = 3
"""Questions are asked so often; each counts with its fastest round, which other programs disturbed least."""


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
    first, later = measure(assistant, turns)
    report("first asked", first)
    report("asked again", later)
    report("cold start", [cold_start() for _ in range(arguments.starts)])
    return 0


def read_turns(files: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """(conversation, text) of every turn, in order."""
    for path in files:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            found = json.loads(line)
            conversation = f"{path}:{found.get('conversation', number)}"
            for text in found.get("turns") or [found["text"]]:
                yield conversation, text


def measure(assistant: Assistant, turns: Sequence[tuple[str, str]]) -> tuple[list[float], list[float]]:
    """Milliseconds per turn: when asked for the first time, and the fastest of some later rounds."""
    rounds = [[ask(assistant, conversation, text) for conversation, text in turns] for _ in range(ROUNDS + 1)]
    return rounds[0], [min(times) for times in zip(*rounds[1:], strict=True)]


def ask(assistant: Assistant, conversation: str, text: str) -> float:
    """Milliseconds for one turn."""
    started = time.perf_counter()
    assistant.reply(Incoming(text=text, conversation=conversation))
    return seconds_since(started) * 1000


def cold_start() -> float:
    """Milliseconds for a process that answers one question."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "bot", "ask", "who directed it?"], check=True, stdout=subprocess.DEVNULL)
    return seconds_since(started) * 1000


def report(name: str, times: Sequence[float]) -> None:
    """Print the median and the 99th percentile of some milliseconds."""
    ranked = sorted(times)
    p99 = ranked[min(len(ranked) - 1, int(len(ranked) * 0.99))]
    print(f"{name:12} {statistics.median(ranked):8.2f} ms median {p99:8.2f} ms p99   {len(ranked)} times")


def seconds_since(started: float) -> float:
    """Seconds since a reading of the clock."""
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
