"""The assistant, kept off the event loop.

One worker thread answers one message after the other, so that the order of a conversation holds and the loop stays free
for heartbeats and buttons, however long a question takes.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Literal, TypeVar

from bot.adapters.discord_app.lookup import Lookup
from bot.adapters.discord_app.references import References
from bot.conversation import Assistant, Incoming, Reply
from bot.conversation.memory import Memory, Turn
from bot.facts import FactBase

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Exchange:
    """A message answered, and where its conversation stood before and after."""

    reply: Reply
    before: Turn | None
    after: Turn | None


class Engine:
    """Answers, and can be given other knowledge while it runs."""

    def __init__(self, assistant: Assistant) -> None:
        self.replace(assistant)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="engine")

    def replace(self, assistant: Assistant) -> None:
        """Answer from other knowledge from now on; questions in the works are finished with the old."""
        self.assistant = assistant
        self.references = References(assistant.base)
        self.lookup = Lookup(assistant.base)

    @property
    def base(self) -> FactBase:
        """What is known now."""
        return self.assistant.base

    async def run(self, work: Callable[[], T]) -> T:
        """Do some work where answering is done."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    async def ask(self, text: str, conversation: str, *, start: Turn | Literal["here"] | None = "here") -> Exchange:
        """Answer the next message of a conversation.

        Args:
            text: The message.
            conversation: Its name.
            start: The turn to go on from, None for a fresh start; by default from where the conversation stands.
        """
        assistant = self.assistant

        def answer() -> Exchange:
            if start != "here":
                _resume(assistant.memory, conversation, start)
            before = assistant.memory.last(conversation)
            reply = assistant.reply(Incoming(text=text, conversation=conversation))
            return Exchange(reply, before, assistant.memory.last(conversation))

        return await self.run(answer)

    def turn(self, conversation: str) -> Turn | None:
        """What was last said in a conversation."""
        return self.assistant.memory.last(conversation)

    async def resume(self, conversation: str, turn: Turn | None) -> None:
        """Let a conversation stand at a turn, or at nothing."""
        memory = self.assistant.memory
        await self.run(lambda: _resume(memory, conversation, turn))

    async def forget(self, marks: str) -> None:
        """Drop the conversations whose names end so."""
        memory = self.assistant.memory
        await self.run(lambda: memory.forget_all(lambda name: name.endswith(marks)))

    def close(self) -> None:
        """Answer nothing any more."""
        self._thread.shutdown(wait=False, cancel_futures=True)


def freeze_anew() -> None:
    """Spare a new engine the search for garbage, as the one of the start was, and let go of the old one.

    This one search takes a quarter of a second; without it any later one would take half of that, at any moment.
    """
    if gc.get_freeze_count():
        gc.unfreeze()
        gc.collect()
        gc.freeze()


def _resume(memory: Memory, conversation: str, turn: Turn | None) -> None:
    if turn is None:
        memory.forget(conversation)
    else:
        memory.remember(conversation, turn)
