"""A simulated world for games: a clock, a channel that drops second copies, players, processes that can be killed.

Nothing here waits in real time. What a killed process was doing stays undone for ever; what it stored or sent stays.
"""

from __future__ import annotations

import asyncio
import contextlib
import heapq
import itertools
import json
import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.conversation.keeping import GameKeeper, Mark, StoredGame
from bot.conversation.quizmaster import Line, Means, Posted, Quizmaster, Table
from bot.errors import StoreUnavailable
from bot.quiz import Answer, Game, Judge, Options, QuizQuestion, choose_rounds
from bot.quiz.events import Asked, Effect, Event, Finished, Guess, Press

CHANNEL = 7
_IDLE_TURNS = 30
"""Turns of the event loop after which nothing more happens by itself: the longest chain of awaits has two dozen."""

_DISK_TURNS = 3
"""Turns that writing takes, before and after: time enough for an answer given too early to reach its player."""


def question(number: int) -> QuizQuestion:
    """A question whose answer is its number."""
    answer = Answer(text=str(number), sort="number", accepted=(str(number),))
    wrong = tuple(str(number + 100 * one) for one in (1, 2, 3))
    return QuizQuestion(id=f"q{number}", text=f"{number}?", answer=answer, wrong=wrong, fact=f"f{number}")


class MemoryKeeper:
    """Keeps games as a database would: as JSON, one step at once or not at all."""

    def __init__(self) -> None:
        self.games: dict[str, str] = {}
        self.marks: dict[tuple[str, int, int], Mark] = {}
        self.asked: dict[int, list[str]] = defaultdict(list)
        self.is_away = False

    async def begin(self, game: StoredGame) -> bool:
        """Keep a new game."""
        if any(one.channel_id == game.channel_id for one in await self.running()):
            return False
        await self.step(game)
        return True

    async def step(self, game: StoredGame, marks: Sequence[Mark] = (), asked: str | None = None) -> None:
        """Keep a step."""
        if self.is_away:
            raise StoreUnavailable("away")
        self.games[game.game_id] = json.dumps({name: getattr(game, name) for name in StoredGame.__slots__})
        for mark in marks:
            self.marks.setdefault((mark.game_id, mark.number, mark.player_id), mark)
        if asked is not None:
            self.asked[game.channel_id].append(asked)

    async def running(self) -> list[StoredGame]:
        """The games that are not over."""
        found = [StoredGame(**json.loads(text)) for text in self.games.values()]
        return [one for one in found if not one.is_over]

    async def game(self, game_id: str) -> StoredGame | None:
        """A game."""
        return StoredGame(**json.loads(self.games[game_id])) if game_id in self.games else None

    async def asked_in(self, channel_id: int) -> list[str]:
        """What was asked in a channel."""
        return self.asked[channel_id]


@dataclass
class Message:
    """Something that stands in a channel."""

    id: int
    at: float
    line: Line | None = None
    guess: Guess | None = None


class World:
    """Everything outside of the process."""

    def __init__(self, judge: Judge, seed: int, keeper: GameKeeper | None = None) -> None:
        self.judge = judge
        self.chance = random.Random(seed)
        self.keeper = keeper or MemoryKeeper()
        self.now = 1000.0
        self.latency = 0.0
        """Seconds that Discord takes for a message, before it stands and again until the process knows."""
        self.messages: dict[int, list[Message]] = defaultdict(list)
        self.on_message: list[Callable[[int, Message], None]] = []
        self.points = 0
        """Moments so far at which a process could have been killed."""
        self.kill_at: list[int] = []
        self.kills = 0
        self.busy = 0
        self._ids = itertools.count(1)
        self._order = itertools.count()
        self._timers: list[tuple[float, int, Callable[[], object]]] = []
        self.process = Process(self)

    # -- time ----------------------------------------------------------------------------------------------------------

    def later(self, seconds: float, call: Callable[[], object]) -> None:
        """Let something happen."""
        heapq.heappush(self._timers, (self.now + seconds, next(self._order), call))

    async def sleep(self, seconds: float) -> None:
        """Wait in simulated time."""
        if seconds:
            done = asyncio.get_running_loop().create_future()
            self.later(seconds, lambda: done.done() or done.set_result(None))
            await done

    async def run(self, seconds: float = 1e9) -> None:
        """Let time pass until nothing is to happen any more, or so many seconds."""
        end = self.now + seconds
        await self.settle()
        while self._timers and self._timers[0][0] <= end:
            self.now, _, call = heapq.heappop(self._timers)
            call()
            await self.settle()
        self.now = max(self.now, min(end, 1e8))

    async def settle(self) -> None:
        """Until nothing happens by itself; a process killed meanwhile is started again."""
        turns = 0
        while turns < _IDLE_TURNS:
            await asyncio.sleep(0 if not self.busy else 0.0005)
            turns = 0 if self.busy else turns + 1
            if self.process.is_dead:
                self.busy = 0
                for _, press_again in self.process.waiting.values():  # Discord says that it has failed
                    press_again()
                self.process = Process(self)
                turns = 0
                with contextlib.suppress(Killed):  # again
                    await self.process.go_on()

    # -- the channel ---------------------------------------------------------------------------------------------------

    def post(self, channel: int, nonce: str, line: Line) -> Message:
        """A message of the bot; a second copy is dropped."""
        for message in self.messages[channel]:
            if message.line is not None and nonce == str(message.line.id):
                assert message.line == line, "two messages have the same nonce"
                return message
        return self._add(channel, Message(next(self._ids), self.now, line=line))

    def type(self, channel: int, player: str, text: str) -> Guess:
        """A player types something; returns it as a guess."""
        number = next(self._ids)
        guess = Guess(self.now, player, number, text)
        self._add(channel, Message(number, self.now, guess=guess))
        return guess

    def _add(self, channel: int, message: Message) -> Message:
        self.messages[channel].append(message)
        for call in self.on_message:
            call(channel, message)
        return message

    def lines(self, channel: int = CHANNEL) -> list[Any]:
        """What the bot has said."""
        return [one.line.said for one in self.messages[channel] if one.line is not None]


class Killed(BaseException):
    """The process is no more."""


class Process:
    """A bot; dead ones do nothing any more."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.is_dead = False
        self.waiting: dict[tuple[int, int, str], tuple[Any, Callable[[], None]]] = {}
        """Presses that have not been responded to."""
        self.master = Quizmaster(
            Means(keeper=Kept(self), stage=Staged(self), now=lambda: world.now, later=self._later)  # type: ignore[arg-type]
        )

    def point(self) -> None:
        """A moment at which the process may be killed.

        Raises:
            Killed: It is.
        """
        world = self.world
        if self.is_dead:
            raise Killed
        world.points += 1
        if world.points in world.kill_at:
            world.kills += 1
            self.is_dead = True
            raise Killed

    def _later(self, seconds: float, call: Callable[[], object]) -> Timer:
        timer = Timer()
        self.world.later(seconds, lambda: self.is_dead or timer.is_off or call())
        return timer

    async def go_on(self) -> None:
        """Start after a kill, with what was typed meanwhile."""

        async def judge() -> Judge:
            return self.world.judge

        for table in await self.master.load(judge):
            since = table.screen.questions.get(table.game.number, 10**9)
            typed = [one.guess for one in self.world.messages[table.channel_id] if one.guess and one.id > since]
            table.go_on(typed)

    def put(self, channel: int, event: Event) -> asyncio.Future[list[Effect]] | None:
        """An event arrives; None where the process dies of it or has no game there."""
        table = self.master.table(channel)
        if table is None:
            return None
        try:
            self.point()
            return table.put(event)
        except Killed:
            return None


class Timer:
    """Something that may be called off."""

    is_off = False

    def cancel(self) -> None:
        self.is_off = True


class Kept:
    """The keeper as one process has it."""

    def __init__(self, process: Process) -> None:
        self._process = process

    def __getattr__(self, name: str) -> Any:
        async def call(*args: Any) -> Any:
            process, world = self._process, self._process.world
            process.point()
            for _ in range(_DISK_TURNS):
                await asyncio.sleep(0)
            process.point()
            world.busy += 1
            try:
                found = await getattr(world.keeper, name)(*args)
            finally:
                world.busy -= not process.is_dead
            process.point()
            for _ in range(_DISK_TURNS):
                await asyncio.sleep(0)
            process.point()
            return found

        return call


class Staged:
    """The channel as one process has it."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self.holds = 0

    async def show(self, table: Table, line: Line) -> Posted | None:
        """Say a line, which takes some time."""
        process, world = self._process, self._process.world
        process.point()
        await world.sleep(world.latency)
        process.point()
        message = world.post(table.channel_id, str(line.id), line)
        await world.sleep(world.latency)
        process.point()
        return Posted(message.id, message.at)

    async def tell_hold(self, table: Table) -> None:
        """Count it."""
        self.holds += 1


# -- players -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Plan:
    """What a player does about a question: after so many seconds, a choice or a guess that is right or wrong."""

    player: str
    after: float
    is_right: bool


@dataclass
class Players:
    """Play a game by plans made before; whoever is told that a press has failed presses again."""

    world: World
    mode: str
    plans: dict[int, list[Plan]]
    channel: int = CHANNEL
    answered: dict[tuple[int, str], list[Effect]] = field(default_factory=dict)
    """By question's number and player, what they were told."""
    seen: set[int] = field(default_factory=set)
    delay: Callable[[], float] = lambda: 0.0
    """Seconds that an answer is on its way to the process."""

    def __post_init__(self) -> None:
        self.world.on_message.append(self._look)

    def _look(self, channel: int, message: Message) -> None:
        said = message.line.said if message.line is not None else None
        if channel != self.channel or not isinstance(said, Asked):
            return
        assert said.number not in self.seen, "a question stands there twice"
        self.seen.add(said.number)
        for plan in self.plans.get(said.number, []):
            self.world.later(plan.after, lambda plan=plan: self._act(said, plan))  # type: ignore[misc]

    def _act(self, asked: Asked, plan: Plan) -> None:
        right = asked.id.removeprefix("q")
        if self.mode == "typed":
            guess = self.world.type(self.channel, plan.player, right if plan.is_right else "9999")
            self.world.later(self.delay(), lambda: self.world.process.put(self.channel, guess))
            return
        wanted = [number for number, choice in enumerate(asked.choices) if (choice == right) == plan.is_right]
        press = Press(self.world.now, plan.player, asked.number, wanted[0])
        self.world.later(self.delay(), lambda: self._press(press))

    def _press(self, press: Press) -> None:
        process = self.world.process
        future = process.put(self.channel, press)
        if future is not None:
            process.waiting[self.channel, press.number, press.player] = (future, lambda: self._press_again(press))
            future.add_done_callback(lambda done: self._told(process, press, done.result()))
        elif process.is_dead:  # Discord says that it has failed
            self._press_again(press)

    def _press_again(self, press: Press) -> None:
        self.world.later(0, lambda: self._press(replace(press, at=self.world.now)))

    def _told(self, process: Process, press: Press, effects: list[Effect]) -> None:
        if not process.is_dead:
            del process.waiting[self.channel, press.number, press.player]
            self.answered[press.number, press.player] = effects


def make_plans(chance: random.Random, players: int, rounds: int, seconds: float) -> dict[int, list[Plan]]:
    """Who answers what, and when; a few never do, and some questions stay without an answer."""
    plans = {}
    for number in range(1, rounds + 1):
        willing = [f"{10 + one}" for one in range(players) if chance.random() < 0.8]
        plans[number] = [
            Plan(player, round(chance.uniform(0.3, seconds - 0.3), 2), chance.random() < 0.5) for player in willing
        ]
    return plans


async def begin(world: World, options: Options, chance: random.Random, channel: int = CHANNEL) -> Table | None:
    """Start a game."""

    async def make(asked: list[str]) -> Game:
        rounds = choose_rounds(
            [question(one) for one in range(1, 61)], options.rounds, chance, mode=options.mode, asked=asked
        )
        return Game.start(rounds, options, world.judge, starter="10", at=world.now + 3)

    return await world.process.master.start(channel_id=channel, guild_id=1, about="", make=make)


@dataclass
class Outcome:
    """How a game ended."""

    scores: dict[str, int]
    table: Any
    questions: list[str]
    reveals: list[Any]
    marks: dict[str, int]
    points: int
    kills: int


async def play(
    judge: Judge,
    seed: int,
    *,
    mode: str = "buttons",
    kill_at: Sequence[int] = (),
    rounds: int = 6,
    latency: float = 0.25,
) -> Outcome:
    """Play a whole game, killing the process at some moments."""
    world = World(judge, seed)
    world.kill_at, world.latency = list(kill_at), latency
    chance = random.Random(seed)
    options = Options(rounds=rounds, mode=mode, seconds=20)  # type: ignore[arg-type] # one of two
    Players(world, mode, make_plans(chance, 5, rounds, 20))
    while not await world.keeper.running():
        try:
            await begin(world, options, random.Random(seed))
        except Killed:  # whoever started it is told that it has failed, or sees it begin
            await world.settle()
    await world.run()
    return outcome(world)


def outcome(world: World, channel: int = CHANNEL) -> Outcome:
    """How the game in a channel ended."""
    lines = world.lines(channel)
    ends = [one for one in lines if isinstance(one, Finished)]
    assert len(ends) == 1, f"{len(ends)} ends"
    scores = {row.player: row.points for row in ends[0].table}
    marks: dict[str, int] = defaultdict(int)
    assert isinstance(world.keeper, MemoryKeeper)
    for mark in world.keeper.marks.values():
        marks[str(mark.player_id)] += mark.points
    return Outcome(
        scores=scores,
        table=ends[0],
        questions=[one.id for one in lines if isinstance(one, Asked)],
        reveals=[one for one in lines if type(one).__name__ == "Revealed"],
        marks={player: points for player, points in marks.items() if points},
        points=world.points,
        kills=world.kills,
    )
