"""What the README shows is what the bot does."""

from __future__ import annotations

import re

import pytest

from bot.conversation import Assistant, Incoming

from .conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def transcript() -> list[tuple[str, str]]:
    """(what is typed, what is replied) of the conversation that the README shows."""
    [block] = re.findall(r"```text\n(.*?)```", README, re.DOTALL)
    turns = [turn.partition("\n") for turn in re.split(r"^> ", block, flags=re.MULTILINE)[1:]]
    return [(typed, reply) for typed, _, reply in turns]


def test_the_conversation_shown_is_real(assistant: Assistant) -> None:
    """Asked the same, the bot replies the same, line breaks apart."""
    for typed, shown in transcript():
        reply = assistant.reply(Incoming(text=typed, conversation="readme"))
        assert reply.text.split() == shown.split()


def test_the_python_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """The lines of Python can be pasted as they are."""
    [example] = re.findall(r"```python\n(.*?)```", README, re.DOTALL)

    exec(compile(example, "README.md", "exec"), {})

    assert "source: " in capsys.readouterr().out


def test_links_lead_to_files() -> None:
    """Every relative link names a file or folder of the repository."""
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)

    assert links
    assert not [link for link in links if not (ROOT / link).exists()]
