"""``chat``: talking to the assistant, typed or from a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from bot.adapters.terminal.lines import piped_lines
from bot.conversation import Assistant, Choice, Incoming, Reply

if TYPE_CHECKING:
    from rich.console import Console

_CONVERSATION = "terminal"
_LEAVING = frozenset({"exit", "quit"})
_PROMPT = "> "
_STYLES = {"answer": "", "clarify": "cyan", "unknown": "yellow", "smalltalk": "green"}


def run(assistant: Assistant) -> None:
    """Reply to each line until the input ends or says ``exit``."""
    is_typed = sys.stdin.isatty() and sys.stdout.isatty()
    console = _console()
    if is_typed:
        console.print(_welcome(assistant), style="dim", markup=False, highlight=False)
    for reply in replies(assistant, _typed_lines() if is_typed else piped_lines()):
        _show(console, reply)
    if is_typed:
        console.print()  # the shell's prompt starts a line of its own


def replies(assistant: Assistant, lines: Iterable[str]) -> Iterator[Reply]:
    """The reply to each line that says something; a bare number picks one of the choices offered last."""
    choices: tuple[Choice, ...] = ()
    for line in lines:
        text = line.strip()
        if text.casefold() in _LEAVING:
            return
        if not text:
            continue
        reply = assistant.reply(Incoming(text=_picked(text, choices), conversation=_CONVERSATION))
        choices = reply.choices
        yield reply


def _picked(text: str, choices: tuple[Choice, ...]) -> str:
    is_number = text.isascii() and text.isdigit() and len(text) < 4
    return choices[int(text) - 1].text if is_number and 0 < int(text) <= len(choices) else text


def _welcome(assistant: Assistant) -> str:
    names = " and ".join(f"the {ceremony.name}" for ceremony in assistant.base.ceremonies.values())
    return f"Ask me about {names}. Ctrl-D leaves."


def _typed_lines() -> Iterator[str]:
    try:
        import readline  # noqa: F401 - importing it gives input() a history and editing keys
    except ImportError:
        pass  # Windows has none; typing works without
    while True:
        try:
            yield input(_PROMPT)
        except EOFError:
            return


def _console() -> Console:
    from rich.console import Console

    return Console(soft_wrap=not sys.stdout.isatty())  # whoever reads a pipe breaks lines himself


def _show(console: Console, reply: Reply) -> None:
    console.print(reply.text, style=_STYLES[reply.status], markup=False, highlight=False)
    for number, choice in enumerate(reply.choices, 1):
        if choice.label not in reply.text:
            console.print(f"{number}. {choice.label}", markup=False, highlight=False)
    console.print()
    console.file.flush()
