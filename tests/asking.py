"""Asking an assistant in a conversation of its own."""

from __future__ import annotations

from bot.conversation import Assistant, Incoming, Reply


def ask(assistant: Assistant, *turns: str, conversation: str = "asked") -> Reply:
    """The reply to the last of some turns, with nothing said before them."""
    assistant.memory.forget(conversation)
    return [assistant.reply(Incoming(text=turn, conversation=conversation)) for turn in turns][-1]
