"""The assistant, kept off the event loop.

One worker thread answers one message after the other, so that the order of a conversation holds and the loop stays free
for heartbeats and buttons, however long a question takes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from bot.adapters.discord_app.lookup import Lookup
from bot.adapters.discord_app.references import References
from bot.conversation import Assistant, Incoming, Reply
from bot.conversation.memory import Turn
from bot.facts import FactBase

T = TypeVar("T")


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

    async def ask(self, text: str, conversation: str) -> Reply:
        """The reply to the next message of a conversation."""
        assistant = self.assistant
        return await self.run(lambda: assistant.reply(Incoming(text=text, conversation=conversation)))

    def turn(self, conversation: str) -> Turn | None:
        """What was last said in a conversation."""
        return self.assistant.memory.last(conversation)

    def resume(self, conversation: str, turn: Turn | None) -> None:
        """Go on from a turn, or from nothing."""
        if turn is None:
            self.assistant.memory.forget(conversation)
        else:
            self.assistant.memory.remember(conversation, turn)

    def forget(self, marks: str) -> None:
        """Drop the conversations whose names end so."""
        self.assistant.memory.forget_all(lambda name: name.endswith(marks))

    def close(self) -> None:
        """Answer nothing any more."""
        self._thread.shutdown(wait=False, cancel_futures=True)
