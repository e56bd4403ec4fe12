"""What was last said in a conversation."""

from __future__ import annotations

import pytest

from bot.conversation import Assistant, Incoming
from bot.conversation.memory import Memory, PackedMemory


@pytest.mark.parametrize("memory", [Memory(limit=2), PackedMemory(limit=2)])
def test_a_turn_comes_back_as_it_was_kept(memory: Memory, assistant: Assistant) -> None:
    assistant.reply(Incoming(text="who was the bandleader?", conversation="a"))
    turn = assistant.memory.last("a")
    assert turn is not None
    memory.remember("b", turn)
    assert memory.last("b") == turn
    memory.forget("b")
    assert memory.last("b") is None


def test_a_packed_memory_forgets_the_oldest_conversation_first(assistant: Assistant) -> None:
    memory = PackedMemory(limit=2)
    for name in ("a", "b", "c"):
        memory.remember(name, assistant.turn_about([]))
    assert [name for name in "abc" if memory.last(name)] == ["b", "c"]
