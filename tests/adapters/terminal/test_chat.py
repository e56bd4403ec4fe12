"""``chat``: typed at a terminal or read from a pipe."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.adapters.terminal.chat import replies
from bot.conversation import Assistant, Choice, Incoming, Reply

from .conftest import Cli, environment


class Offering:
    """An assistant that offers the same two choices whatever is said, and remembers what was said."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def reply(self, incoming: Incoming) -> Reply:
        self.heard.append(incoming.text)
        choices = (Choice(label="One", text="the first"), Choice(label="Two", text="the second"))
        return Reply(status="clarify", text="Which?", choices=choices)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("1", "the first"), (" 2 ", "the second"), ("3", "3"), ("0", "0"), ("-1", "-1"), ("²", "²"), ("two", "two")],
)
def test_a_bare_number_picks_one_of_the_choices(typed: str, said: str) -> None:
    """Only a number that stands before a choice means it."""
    assistant = Offering()

    list(replies(assistant, ["which?", typed]))  # type: ignore[arg-type]

    assert assistant.heard[1] == said


def test_a_number_before_any_choice_is_a_message() -> None:
    """Nothing has been offered yet, so there is nothing to pick."""
    assistant = Offering()

    list(replies(assistant, ["1"]))  # type: ignore[arg-type]

    assert assistant.heard == ["1"]


def test_lines_that_say_nothing_get_no_reply(assistant: Assistant) -> None:
    """Enter alone is no question."""
    assert list(replies(assistant, ["", "  \n", "\t"])) == []


def test_exit_ends_the_chat(assistant: Assistant) -> None:
    """What comes after ``exit`` is not read."""
    assert len(list(replies(assistant, ["hello", "exit", "hello"]))) == 1


def test_follow_ups_lean_on_the_line_before(assistant: Assistant) -> None:
    """A chat is one conversation."""
    first, second = (ceremony.year for ceremony in list(assistant.base.ceremonies.values())[:2])
    lines = [f"who directed the {first} ceremony?", f"and in {second}?", f"who directed the {second} ceremony?"]

    _, followed, asked = replies(assistant, lines)

    assert followed.text == asked.text


def test_a_piped_chat_prints_replies_and_nothing_else(cli: Cli) -> None:
    """From a pipe there is no prompt and no welcome, and the end of the input ends the chat."""
    done = cli("chat", stdin="hello\nthanks\n")

    assert done.returncode == 0
    assert done.stderr == ""
    assert len(done.stdout.strip().split("\n\n")) == 2
    assert ">" not in done.stdout
    assert "\x1b" not in done.stdout


def test_an_empty_pipe_ends_the_chat_at_once(cli: Cli) -> None:
    """No line, no reply."""
    done = cli("chat")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_bytes_that_are_no_text_do_not_end_the_chat(cli: Cli) -> None:
    """A stray byte is read as an unknown character."""
    done = cli("chat", stdin=b"\xff\xfe\nhello\n")

    assert done.returncode == 0
    assert len(done.stdout.strip().split("\n\n")) == 2


def test_long_replies_are_not_broken_in_a_pipe(cli: Cli) -> None:
    """Whoever reads the pipe decides where lines end."""
    asked = cli("ask", "who directed the ceremony?")

    assert cli("chat", stdin="who directed the ceremony?\n").stdout.strip() == asked.stdout.strip()


class Terminal:
    """A process at a real (pseudo) terminal."""

    def __init__(self, folder: Path, command: str = "chat", **env: str) -> None:
        self._screen, ours = os.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", command],
            stdin=ours,
            stdout=ours,
            stderr=ours,
            cwd=folder,
            env=environment({"TERM": "xterm", **env}),
            start_new_session=True,
        )
        os.close(ours)
        self.shown = b""

    def wait_for(self, text: bytes) -> None:
        """Read the screen until a text stands on it; fails when the process ends before."""
        while text not in self.shown:
            read = self._read()
            assert read, self.shown.decode()
            self.shown += read

    def type(self, keys: bytes) -> None:
        os.write(self._screen, keys)

    def interrupt(self) -> None:
        """Press Ctrl-C until it takes effect: one that comes while input() is just starting to wait is lost."""
        while self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(2)

    def end(self) -> int:
        """Wait for the end of the process and return its status."""
        while read := self._read():
            self.shown += read
        os.close(self._screen)
        return self.process.wait()

    def _read(self) -> bytes:
        try:
            return os.read(self._screen, 65536)
        except OSError:  # Linux's way of saying that the other side has gone
            return b""


pseudo_terminal = pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no pseudo terminals")


@pseudo_terminal
def test_control_d_leaves_a_typed_chat(tmp_path: Path) -> None:
    """The customary key for the end of input ends the chat, with status 0."""
    terminal = Terminal(tmp_path)
    terminal.wait_for(b"> ")
    terminal.type(b"hello\n")
    terminal.wait_for(b"\n> ")
    terminal.type(b"\x04")

    assert terminal.end() == 0
    assert b"Traceback" not in terminal.shown


@pseudo_terminal
def test_control_c_leaves_a_typed_chat(tmp_path: Path) -> None:
    """So does the key that interrupts."""
    terminal = Terminal(tmp_path)
    terminal.wait_for(b"> ")
    terminal.interrupt()

    assert terminal.end() == 0
    assert b"Traceback" not in terminal.shown


@pseudo_terminal
def test_no_color_is_respected(tmp_path: Path) -> None:
    """With NO_COLOR a terminal gets no colours."""
    terminal = Terminal(tmp_path, NO_COLOR="1")
    terminal.wait_for(b"> ")
    terminal.type(b"what did zzyzx do?\n")
    terminal.wait_for(b"\n> ")
    terminal.type(b"\x04")

    assert terminal.end() == 0
    assert b"\x1b[3" not in terminal.shown
