"""What the tests share: the whole bot as it ships, and the documents where they are at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.bootstrap import build_assistant, build_quiz
from bot.conversation import Assistant
from bot.facts import FactBase
from bot.quiz import Quiz
from bot.settings import Settings

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shipped() -> Assistant:
    """The bot as it ships, built once; it remembers conversations, so tests that talk to it take `assistant`."""
    return build_assistant(Settings())


@pytest.fixture(scope="session")
def shipped_quiz(shipped: Assistant) -> Quiz:
    """The questions on what ships, made once."""
    return build_quiz(Settings(), shipped)


@pytest.fixture
def assistant(shipped: Assistant) -> Assistant:
    """The bot as it ships, with nothing said to it yet."""
    return Assistant(shipped.reader, shipped.answerer)


@pytest.fixture(scope="session")
def base(shipped: Assistant) -> FactBase:
    """The facts that ship; they are immutable."""
    return shipped.base


@pytest.fixture(scope="session")
def sources() -> Path:
    """The folder with the documents that the facts cite."""
    folder = os.environ.get("CEREMONY_SOURCES", "")
    if not folder:
        pytest.skip("CEREMONY_SOURCES names no folder with the documents that the facts cite")
    return Path(folder)


@pytest.fixture
def repository() -> Path:
    """The top folder of the checkout."""
    return ROOT


@pytest.fixture
def lake_games() -> Path:
    """A knowledge folder with one small, invented ceremony."""
    return ROOT / "tests" / "data" / "lake_games"
