"""``quiz``: a game for one, typed at a terminal or read from a pipe."""

from __future__ import annotations

import os
import queue
import sys
import threading
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from bot.adapters.terminal.lines import piped_lines
from bot.quiz import Game, Options
from bot.quiz.events import (
    Asked,
    Effect,
    Event,
    Finished,
    Guess,
    HintAsked,
    Hinted,
    Press,
    Refused,
    Revealed,
    SkipAsked,
    StopAsked,
    Tick,
    Warned,
)

if TYPE_CHECKING:
    from rich.console import Console

PLAYER = "you"
_HELP = "Also: hint, skip, stop."
_COMMANDS: dict[str, Callable[[float, str], Event]] = {
    "hint": HintAsked,
    "skip": SkipAsked,
    "stop": StopAsked,
    "exit": StopAsked,
    "quit": StopAsked,
}
_LETTERS = "abcdefgh"
_REFUSALS = {
    "no more hints": "There is no hint for this question now.",
    "no such choice": "There is no such choice.",
    "too late": "Too late for this question.",
}


def run(start: Callable[[Options, float], Game], options: Options) -> None:
    """Play one game to its end, or to the end of the input."""
    from rich.console import Console

    is_typed = sys.stdin.isatty() and sys.stdout.isatty()
    console = Console(soft_wrap=not sys.stdout.isatty(), highlight=False)  # whoever reads a pipe breaks lines himself
    table = Table(console, options)
    if is_typed:
        play(start(options, time.monotonic()), table, time.monotonic, _typed())
    else:
        clock = PipeClock()
        play(start(options, clock()), table, clock, _piped())


class PipeClock:
    """A clock for input that is there already: it moves only when the game waits for something between questions."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """Now, in seconds since the game was set up."""
        return self.now


# -- input: a line, "" for the end of it, or None when the time given has passed --------------------------------------

Reader = Callable[[float], str | None]


def _typed() -> Reader:
    """Lines of a terminal, read aside so that the clock goes on."""
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_feed, args=(lines,), daemon=True).start()

    def read(seconds: float) -> str | None:
        try:
            return lines.get(timeout=max(0.0, seconds))
        except queue.Empty:
            return None

    return read


def _feed(lines: queue.SimpleQueue[str]) -> None:
    """Hand lines over until the input ends; past the buffer of `sys.stdin`, whose lock would be held at the exit."""
    rest = b""
    while data := _read():
        *whole, rest = (rest + data).split(b"\n")
        for line in whole:
            lines.put(line.decode(errors="replace") + "\n")
    lines.put("")


def _read() -> bytes:
    try:
        return os.read(sys.stdin.fileno(), 4096)
    except OSError:  # the terminal has gone
        return b""


def _piped() -> Reader:
    """Lines of a pipe; the time of a question never runs out there."""
    lines = piped_lines()

    def read(seconds: float) -> str | None:
        if seconds <= 0:
            return None
        return next(lines, "")

    return read


# -- the game ----------------------------------------------------------------------------------------------------------


def play(game: Game, table: Table, clock: Callable[[], float], read: Reader) -> None:
    """Feed a game with lines and time until it is over."""
    order = 0
    while (due := game.wake_at) is not None:
        if isinstance(clock, PipeClock) and not table.is_asking:
            clock.now = max(clock.now, due)
        line = read(due - clock())
        order += 1
        if line is None:
            table.show(game.handle(Tick(clock())))
        elif line == "":
            table.show(game.handle(StopAsked(clock(), PLAYER)))
        elif text := line.strip():
            table.take(game, text, clock(), order)


class Table:
    """What stands on the screen, and what a line means there."""

    def __init__(self, console: Console, options: Options) -> None:
        self._console = console
        self._options = options
        self._asked: Asked | None = None

    @property
    def is_asking(self) -> bool:
        """Whether a question waits for its answer."""
        return self._asked is not None

    def take(self, game: Game, text: str, at: float, order: int) -> None:
        """Hand a line to the game, and show what comes of it."""
        command = _COMMANDS.get(text.casefold())
        if command is not None:
            self.show(game.handle(command(at, PLAYER)))
        elif self._asked is None:
            self.show(game.handle(Tick(at)))
        elif not self._asked.choices:
            was = self._asked
            self.show(game.handle(Guess(at, PLAYER, order, text)))
            if self._asked is was:
                self._say("No.", "yellow")
        elif (choice := picked(text, self._asked.choices)) is None:
            self._say(f"Type 1 to {len(self._asked.choices)}. {_HELP}", "yellow")
        else:
            self.show(game.handle(Press(at, PLAYER, self._asked.number, choice)))

    def show(self, effects: Sequence[Effect]) -> None:
        """Carry out what the game wants to be seen."""
        for effect in effects:
            self._show(effect)
        self._console.file.flush()

    def _show(self, effect: Effect) -> None:
        match effect:
            case Asked():
                self._ask(effect)
            case Hinted():
                self._say(f"Not this one: {effect.text}" if effect.is_struck else f"Hint: {effect.text}", "cyan")
            case Warned():
                self._say(f"{effect.seconds:.0f} seconds left.", "yellow")
            case Refused():
                self._say(_REFUSALS.get(effect.reason, f"Not now: {effect.reason}."), "yellow")
            case Revealed():
                self._reveal(effect)
            case Finished():
                self._finish(effect)

    def _ask(self, asked: Asked) -> None:
        self._asked = asked
        self._say(f"Question {asked.number} of {asked.rounds}", "dim")
        self._say(asked.text, "bold")
        for number, choice in enumerate(asked.choices, 1):
            self._say(f"  {number}. {choice}")

    def _reveal(self, revealed: Revealed) -> None:
        self._asked = None
        points = dict(revealed.gained).get(PLAYER)
        if points is not None:
            self._say(f"Right (+{points}): {revealed.answer}", "green")
        elif revealed.missed:
            self._say(f"Wrong. The answer: {revealed.answer}", "red")
        else:
            opening = "Time is up. " if revealed.closing == "time" else ""
            self._say(f"{opening}The answer: {revealed.answer}", "red")
        source = f" (source: {revealed.source})" if revealed.source else ""
        if revealed.told or source:
            self._say(f"{revealed.told}{source}".strip(), "dim")
        self._say("")

    def _finish(self, finished: Finished) -> None:
        if finished.ending == "left alone":
            self._say("Nobody answers, so the game ends here.", "yellow")
        self._say("Final scores", "bold")
        for row in finished.table:
            tie = " (tie)" if row.is_tied else ""
            answers = "answer" if row.right == 1 else "answers"
            self._say(f"{row.place}. {row.player}: {row.points} points, {row.right} right {answers}{tie}")

    def _say(self, text: str, style: str = "") -> None:
        self._console.print(text, style=style, markup=False, highlight=False)


def picked(text: str, choices: Sequence[str]) -> int | None:
    """The place of a choice given by number, letter or in words; None when it is none of them."""
    said = text.casefold().strip().removesuffix(".").removesuffix(")")
    if said.isascii() and said.isdigit() and len(said) < 3:
        return int(said) - 1 if 0 < int(said) <= len(choices) else None
    if len(said) == 1 and said in _LETTERS[: len(choices)]:
        return _LETTERS.index(said)
    folded = [choice.casefold() for choice in choices]
    return folded.index(text.casefold()) if text.casefold() in folded else None
