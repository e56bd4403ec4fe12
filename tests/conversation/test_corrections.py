"""What is said not to be meant."""

from __future__ import annotations

import pytest

from bot.conversation import Assistant
from bot.conversation.corrections import meant_instead
from tests.asking import ask


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("no, not the song, the dance i mean", "the dance i mean"),
        ("sorry not the song. the dance", "the dance"),
        ("the dance, not the song", "the dance"),
        ("who danced (not sang)?", "who danced"),
    ],
)
def test_what_is_meant_is_left(text: str, meant: str) -> None:
    assert meant_instead(text) == meant


@pytest.mark.parametrize(
    "text", ["why not the song?", "not bad", "not that I would know much about any of it, who sang?", "who sang?"]
)
def test_a_message_that_corrects_nothing_stays_whole(text: str) -> None:
    assert meant_instead(text) is None


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("when does the sochi one begin", "not the beginning, the END i mean"), "22:25"),
        (("who was the director of sochi? not the creative one",), "Finzi Pasca"),
        (("what time did the beijing ceremony start", "no wait i meant sochi"), "20:14"),
    ],
)
def test_what_is_meant_instead_is_answered(assistant: Assistant, turns: tuple[str, ...], told: str) -> None:
    assert told in ask(assistant, *turns).text
