"""What has happened to a game and has not been played yet."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.quiz.events import Effect, Event, Guess, Shown

Answer = asyncio.Future[list[Effect]]


class Inbox:
    """Events in the order of their time, whatever the order in which they come."""

    def __init__(self) -> None:
        self._events: list[tuple[Event, Answer | None]] = []

    def __bool__(self) -> bool:
        return bool(self._events)

    def put(self, event: Event) -> Answer:
        """Add an event that somebody waits for the effects of."""
        answer: Answer = asyncio.get_running_loop().create_future()
        self._events.append((event, answer))
        return answer

    def add(self, event: Event) -> None:
        """Add an event that nobody waits for."""
        self._events.append((event, None))

    def pop(self) -> tuple[Event, Answer | None]:
        """Take the first event out."""
        first = min(range(len(self._events)), key=lambda number: _order(self._events[number][0]))
        return self._events.pop(first)

    def date_guesses_back(self, deadline: float) -> None:
        """Let guesses that came later count as if they had come at a moment."""
        self._events = [
            (replace(event, at=min(event.at, deadline)) if isinstance(event, Guess) else event, answer)
            for event, answer in self._events
        ]


def _order(event: Event) -> tuple[bool, float, int]:
    """That a question is shown comes before all that could be done about it; then time, then order of messages."""
    return (not isinstance(event, Shown), event.at, event.order if isinstance(event, Guess) else 0)


def resolve(answer: Answer | None, effects: list[Effect], error: Exception | None = None) -> None:
    """Tell whoever waits, if anybody does still."""
    if answer is None or answer.done():
        return
    if error is None:
        answer.set_result(effects)
    else:
        answer.set_exception(error)
