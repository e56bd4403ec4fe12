"""When to hold back: too many questions, a message that came twice, an answer that was just given."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from discord import app_commands

from bot.conversation.recent import Recent
from bot.stores import GuildSettings

_LOOK_AGAIN = 0.02
"""Seconds between two looks at whether all work is done."""

_BURST = 10
"""Questions in a row that are always free."""


class Alone:
    """Work on one thing at a time: what comes meanwhile waits its turn."""

    def __init__(self) -> None:
        self._locks: dict[int, tuple[asyncio.Lock, int]] = {}

    async def idle(self) -> None:
        """Wait until nobody is at anything."""
        while self._locks:
            await asyncio.sleep(_LOOK_AGAIN)

    @asynccontextmanager
    async def __call__(self, key: int) -> AsyncIterator[None]:
        """Wait for a thing, and have it alone."""
        lock, users = self._locks.get(key, (asyncio.Lock(), 0))
        self._locks[key] = (lock, users + 1)
        try:
            async with lock:
                yield
        finally:
            lock, users = self._locks.pop(key)
            if users > 1:
                self._locks[key] = (lock, users - 1)


def ask_again(seconds: float) -> str:
    """What to say to somebody who asks too much."""
    return f"One moment, please: ask me again in {seconds:.0f} s."


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that a channel has."""

    answer_id: int
    at: float


class Manners:
    """Cooldowns of persons and channels, and what each channel was told lately."""

    def __init__(self, now: Callable[[], float]) -> None:
        """With nothing said yet.

        Args:
            now: A clock in seconds that never goes back.
        """
        self._now = now
        self._cooldowns: Recent[tuple[str, int, int], app_commands.Cooldown] = Recent(20_000)
        self._told: Recent[tuple[str, int, int], float] = Recent(20_000)
        self._given: Recent[tuple[int, str], Given] = Recent(5_000)
        self._dismissed: Recent[int, bool] = Recent(5_000)

    def wait(self, settings: GuildSettings, *, channel: int, person: int) -> float:
        """Seconds until this question may be asked; 0 counts it as asked."""
        now = self._now()
        for bucket in self._buckets(settings, channel, person):
            remaining = bucket.get_retry_after(now)
            if remaining > 0:
                return remaining
        for bucket in self._buckets(settings, channel, person):
            bucket.update_rate_limit(now)
        return 0.0

    def _buckets(self, settings: GuildSettings, channel: int, person: int) -> list[app_commands.Cooldown]:
        asked = [("person", person, settings.person_seconds, 1), ("channel", channel, settings.channel_seconds, 4)]
        return [self._bucket(sort, one, seconds, times) for sort, one, seconds, times in asked if seconds]

    def _bucket(self, sort: str, one: int, seconds: int, times: int) -> app_commands.Cooldown:
        key = (sort, one, seconds)
        bucket = self._cooldowns.get(key) or app_commands.Cooldown(_BURST * times, _BURST * times * seconds)
        self._cooldowns.put(key, bucket)
        return bucket

    def is_told_to_wait(self, *, channel: int, person: int, seconds: float) -> bool:
        """Whether a person has been asked to wait already; saying it once is enough until the wait is over."""
        key = ("told", channel, person)
        until = self._told.get(key)
        now = self._now()
        if until is not None and now < until:
            return True
        self._told.put(key, now + seconds)
        return False

    def given(self, settings: GuildSettings, channel: int, content: str) -> int | None:
        """The message in which a channel was given the same answer lately, or None."""
        found = self._given.get((channel, content))
        is_fresh = found is not None and self._now() - found.at < settings.repeat_minutes * 60
        return found.answer_id if found and is_fresh else None

    def give(self, settings: GuildSettings, channel: int, content: str, answer_id: int) -> None:
        """A channel has been given an answer; a link to an earlier one does not count."""
        if self.given(settings, channel, content) is None:
            self._given.put((channel, content), Given(answer_id, self._now()))

    def take_back(self, answer_id: int) -> None:
        """An answer is gone or says something else now."""
        self._given.drop(lambda _, given: given.answer_id == answer_id)

    def dismiss(self, question_id: int) -> None:
        """Somebody did not want the answer to a question."""
        self._dismissed.put(question_id, True)

    def is_dismissed(self, question_id: int) -> bool:
        """Whether a question is to stay without an answer."""
        return bool(self._dismissed.get(question_id))
