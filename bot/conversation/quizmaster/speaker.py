"""Says what a game has to say, line by line, once it is written down."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.conversation.quizmaster.lines import Line
from bot.conversation.quizmaster.means import Means, Posted, Timer, Unshowable

if TYPE_CHECKING:
    from bot.conversation.quizmaster.table import Table

logger = logging.getLogger(__name__)

_AGAIN = 5.0
"""Seconds until something that could not be said is tried again."""


class Speaker:
    """The voice of one game."""

    def __init__(
        self,
        table: Table,
        means: Means,
        *,
        said: Callable[[Line, Posted], None],
        gone: Callable[[Unshowable], None],
    ) -> None:
        """A speaker that may say what is on the screen already.

        Args:
            table: The game.
            means: Where it speaks.
            said: Told of every line that stands in the channel.
            gone: Told that nothing can be said there any more.
        """
        self._table = table
        self._means = means
        self._said = said
        self._gone = gone
        self._task: asyncio.Task[None] | None = None
        self._timer: Timer | None = None
        self._is_open = True
        self.may_say_all()

    def may_say_all(self) -> None:
        """All that is on the screen now is written down."""
        self._kept_id = self._table.screen.next_id - 1

    def wake(self) -> None:
        """Speak, if there is something to be said."""
        if self._is_open and self._task is None and self._next() is not None:
            self._task = asyncio.create_task(self._speak())

    async def close(self, seconds: float) -> None:
        """Fall silent; what is being said is given some seconds."""
        self._is_open = False
        if self._timer is not None:
            self._timer.cancel()
        if self._task is not None:
            task = self._task
            await asyncio.wait({task}, timeout=seconds)
            task.cancel()

    def _next(self) -> Line | None:
        unsaid = self._table.screen.unsaid
        return unsaid[0] if unsaid and unsaid[0].id <= self._kept_id else None

    async def _speak(self) -> None:
        try:
            while (line := self._next()) is not None and await self._say(line):
                pass
        except Unshowable as error:
            self._gone(error)
        finally:
            self._task = None

    async def _say(self, line: Line) -> bool:
        """Say a line; False where it has to be tried again later."""
        try:
            posted = await self._means.stage.show(self._table, line)
        except Unshowable:
            raise
        except Exception:  # a defect: it must not take the game along
            logger.exception("game %s: line %s cannot be said", self._table.game_id, line.id)
            posted = None
        if posted is None:
            self._timer = self._means.later(_AGAIN, self.wake)
            return False
        self._said(line, posted)
        return self._is_open
