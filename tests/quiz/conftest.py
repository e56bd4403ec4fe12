"""The quiz as it ships, built once."""

from __future__ import annotations

import pytest

from bot.conversation import Assistant
from bot.facts.documents import Report
from bot.quiz import Pool, Wording, build_pool, read_wording
from bot.settings import Settings


@pytest.fixture(scope="session")
def wording() -> Wording:
    report = Report()
    found = read_wording(Settings().config, report)
    assert not report.problems
    return found


@pytest.fixture(scope="session")
def pool(shipped: Assistant, wording: Wording) -> Pool:
    return build_pool(shipped.base, shipped.reader.lexicon, wording)
