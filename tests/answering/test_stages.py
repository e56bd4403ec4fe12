"""The stages of the running order."""

from __future__ import annotations

import pytest

from bot.answering.stages import Stages
from bot.conversation import Assistant


@pytest.mark.parametrize(
    ("ceremony", "words", "title"),
    [
        ("sochi-2014", "flag bearers parade", "Flag bearers and parade of the athletes"),
        ("sochi-2014", "handover of the Olympic flag", "Handover of the Olympic flag"),
        ("beijing-2022", "parade of flags", "Parade of flags and athletes"),
    ],
)
def test_stages_that_share_an_id_keep_their_own_titles(
    assistant: Assistant, ceremony: str, words: str, title: str
) -> None:
    stages = Stages(assistant.answerer.index)
    found = stages.called(ceremony, assistant.reader.read(words).hard_items)
    assert found is not None
    assert found.title == title
