"""Games on a simulated Discord, with questions whose answers are their numbers."""

from __future__ import annotations

import contextvars
import heapq
import itertools
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import discord
import pytest

from bot.adapters.discord_app import CeremonyBot
from bot.adapters.discord_app.quiz.chores import Chores
from bot.conversation import Assistant
from bot.quiz import Answer, Judge, Pack, Pool, Quiz, QuizQuestion

from ..conftest import World


class SimulatedClock:
    """The time of the simulated Discord, which the ids of messages and interactions tell, too."""

    def __init__(self) -> None:
        self.env: Any = None

    def __call__(self) -> float:
        return self.env.now().timestamp() if self.env is not None else 0.0


class Alarm:
    """Something that will happen in a simulated moment."""

    def __init__(self, call: Callable[[], object]) -> None:
        self._call = call
        self._context = contextvars.copy_context()  # SimCord tells by it what belongs to the bot
        self._is_off = False

    def cancel(self) -> None:
        self._is_off = True

    def ring(self) -> None:
        if not self._is_off:
            self._context.run(self._call)


class Alarms:
    """Timers that ring when a test lets time pass, and never by themselves."""

    def __init__(self, clock: SimulatedClock) -> None:
        self._clock = clock
        self._count = itertools.count()
        self._waiting: list[tuple[float, int, Alarm]] = []

    def __call__(self, seconds: float, call: Callable[[], object]) -> Alarm:
        alarm = Alarm(call)
        heapq.heappush(self._waiting, (self._clock() + seconds, next(self._count), alarm))
        return alarm

    def forget(self) -> None:
        """Let none of them ring: whoever set them is dead."""
        self._waiting.clear()

    async def pass_time(self, seconds: float) -> None:
        """Let time pass, from alarm to alarm."""
        env = self._clock.env
        end = self._clock() + seconds
        while self._waiting and self._waiting[0][0] <= end + 0.001:
            when, _, alarm = heapq.heappop(self._waiting)
            await env.advance_time(max(0.0, when - self._clock()))
            alarm.ring()
            await env.settle()
        await env.advance_time(max(0.0, end - self._clock()))


@pytest.fixture(autouse=True)
def _seldom() -> Iterator[None]:
    """What is done every minute is done once, and when a test asks for it: a simulated day has too many of them."""
    Chores.every_minute.change_interval(hours=10_000)
    yield
    Chores.every_minute.change_interval(minutes=1)


@pytest.fixture
def clock() -> SimulatedClock:
    """What the bot takes for the time."""
    return SimulatedClock()


def number_question(number: int) -> QuizQuestion:
    """A question whose answer is its number; the wrong choices are a hundred and more."""
    return QuizQuestion(
        id=f"q{number}",
        text=f"Which number is this: {number}?",
        answer=Answer(text=str(number), sort="number", accepted=(str(number),)),
        wrong=(str(number + 100), str(number + 200), str(number + 300)),
        told=f"It is {number}.",
        source="Some article, some section",
        fact=f"f{number}",
        ceremony="",
    )


@pytest.fixture
def alarms(clock: SimulatedClock) -> Alarms:
    """What the bot's games set their timers with."""
    return Alarms(clock)


@pytest.fixture
def numbers(shipped: Assistant, shipped_quiz: Quiz) -> Quiz:
    """Sixty questions, and a pack of five."""
    judge: Judge = shipped_quiz.judge
    pack = Pack(name="fives", questions=tuple(number_question(500 + one) for one in range(5)))
    return Quiz(Pool(tuple(number_question(one) for one in range(1, 61)), {}), judge, {"fives": pack})


@pytest.fixture
def make_quiz_bot(make_bot: Callable[..., CeremonyBot], numbers: Quiz, alarms: Alarms) -> Callable[..., CeremonyBot]:
    """Builds the bot anew over the same database, with these questions."""
    given = {"quiz": lambda _: numbers, "chance": random.Random(7), "later": alarms}
    return lambda **options: make_bot(**given | options)


@pytest.fixture
def simcord_bot(make_quiz_bot: Callable[..., CeremonyBot]) -> CeremonyBot:
    """What SimCord runs."""
    return make_quiz_bot()


@dataclass
class Play:
    """A game in the channel of the world, as its members see it."""

    world: World
    alarms: Alarms
    channel: Any = None

    def __post_init__(self) -> None:
        self.channel = self.channel or self.world.channel

    async def start(self, who: Any = None, **options: Any) -> str:
        """Use ``/quiz start``; the private response."""
        return await self.command("start", who, **({"rounds": 5} | options))

    async def command(self, name: str, who: Any = None, **options: Any) -> str:
        """Use a command; the private response."""
        who = who or self.world.alice
        where = () if self.channel.id == getattr(getattr(who, "dm_channel", None), "id", 0) else (self.channel,)
        result = await who.slash(*where, f"quiz {name}", **options)
        assert result.ephemeral
        return str(result.response.content)

    async def begin(self, **options: Any) -> discord.Message:
        """Start a game, and wait for its first question."""
        await self.start(**options)
        await self.wait(3)
        return self.question()

    async def restart(self, bot: CeremonyBot) -> None:
        """Kill the bot, and start another."""
        self.alarms.forget()
        await self.world.env.restart_bot(bot)

    async def wait(self, seconds: float) -> None:
        """Let time pass."""
        await self.alarms.pass_time(seconds)

    def said(self) -> list[str]:
        """What the bot has said in the channel, oldest first."""
        me = self.world.env.bot.user.id
        return [one.content for one in self.channel.history() if one.author.id == me]

    def question(self) -> discord.Message:
        """The question asked last."""
        return [one for one in self.channel.history() if one.content.startswith("**Question")][-1]

    def number(self) -> int:
        """The answer to it."""
        found = re.search(r"this: (\d+)", self.question().content)
        assert found is not None
        return int(found[1])

    async def pick(self, who: Any, wrong: int = 0, message: discord.Message | None = None) -> str:
        """Press the right choice, or a wrong one by its hundreds; the private response."""
        label = str(self.number() + 100 * wrong)
        result = await who.click(message or self.question(), label=label)
        assert result.ephemeral
        return str(result.response.content)


@pytest.fixture
def play(world: World, clock: SimulatedClock, alarms: Alarms) -> Play:
    """Somewhere to play."""
    clock.env = world.env
    return Play(world, alarms)
