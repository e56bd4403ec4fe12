"""Games between a store and a channel: nothing lost, nothing twice, whatever fails or is killed."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from bot.conversation.quizmaster import Back, Opened, Table, Unshowable
from bot.conversation.quizmaster.lines import Line
from bot.quiz import Judge, Options, Quiz
from bot.quiz.events import (
    Asked,
    Confirmed,
    Finished,
    Hinted,
    Press,
    Refused,
    Revealed,
    Row,
    StopAsked,
    Voted,
    Warned,
)
from bot.stores import Store
from tests.conversation.quiz_crowd import gather
from tests.conversation.quiz_simulation import CHANNEL, MemoryKeeper, Plan, Players, World, begin, outcome, play
from tests.tools.quiz_kills import differences, kill_games

BUTTONS = Options(rounds=3, seconds=20)
TYPED = Options(rounds=3, seconds=20, mode="typed")


@pytest.fixture
def judge(shipped_quiz: Quiz) -> Judge:
    """What judges guesses."""
    return shipped_quiz.judge


@pytest.fixture
def world(judge: Judge) -> World:
    """A channel, a store and a process."""
    return World(judge, 1)


async def start(world: World, options: Options = BUTTONS) -> Table:
    """A game whose first question stands there."""
    table = await begin(world, options, random.Random(1))
    assert table is not None
    await world.run(4)
    assert table.game.number == 1
    return table


def right(table: Table) -> int:
    """The number of the right choice."""
    question = table.game.question
    assert question is not None
    asked = [one for one in table._means.stage._process.world.lines() if isinstance(one, Asked)][-1]  # type: ignore[attr-defined]
    return int(asked.choices.index(question.answer.text))


# -- kills -------------------------------------------------------------------------------------------------------------


async def test_two_hundred_kills_change_nothing(judge: Judge) -> None:
    """The same scores, marks, questions and answers told as in the same games without kills."""
    tally = await kill_games(judge, 200)

    assert tally.differences == []
    assert tally.kills >= 200


async def test_the_comparison_would_find_a_difference(judge: Judge) -> None:
    """The test above can fail."""
    one, other = await play(judge, 1), await play(judge, 2)

    assert len(differences(one, other)) == 5
    assert differences(one, await play(judge, 1)) == []


async def test_a_question_gets_back_its_time_after_a_long_absence(world: World) -> None:
    """What was left when the process was killed; nobody is told that they were too late."""
    table = await start(world)
    await asyncio.gather(table.put(Press(world.now, "11", 1, right(table))))
    await world.run(5)

    await die(world, 600)
    table = world.process.master.table(CHANNEL) or table
    answer = table.put(Press(world.now + 1, "12", 1, right(table)))
    await world.run(1)

    assert [type(one) for one in await answer] == [Confirmed]
    assert any(isinstance(one, Back) and one.seconds > 5 for one in world.lines())
    await world.run()
    assert set(outcome(world).scores) == {"10", "11", "12"}


async def test_what_was_typed_meanwhile_counts(world: World) -> None:
    """The first right message wins, though it was typed when nobody was there to read it, and long after the time."""
    table = await start(world, TYPED)
    answer = str(table.game.question and table.game.question.answer.text)

    world.process.is_dead = True
    world.now += 300
    world.type(CHANNEL, "12", "7777")
    world.type(CHANNEL, "11", answer)
    world.type(CHANNEL, "12", answer)
    await world.run(10)

    [revealed] = [one for one in world.lines() if isinstance(one, Revealed)]
    assert revealed.gained == (("11", 100),)


async def test_a_game_that_cannot_be_read_ends_and_holds_nothing_up(world: World) -> None:
    """What another version has written keeps neither the process from starting nor the channel from playing."""
    table = await start(world)
    assert isinstance(world.keeper, MemoryKeeper)
    await world.keeper.step(replace(table.stored(), state={"phase": "asking"}))
    await die(world, 0)

    assert world.process.master.tables() == []
    assert await begin(world, BUTTONS, random.Random(1)) is not None


async def die(world: World, seconds: float) -> None:
    """Kill the process, and start it again so much later."""
    world.process.is_dead = True
    world.now += seconds
    await world.settle()


# -- many at once ------------------------------------------------------------------------------------------------------


async def test_a_hundred_players_in_fifty_channels_lose_nothing(judge: Judge) -> None:
    """Every answer in time is judged once and in its order, however slow Discord is; every late one is refused."""
    crowd = await gather(judge, rounds=1)

    assert crowd.faults == []
    assert crowd.confirmed == crowd.in_time > 1500
    assert crowd.refused == crowd.late > 300
    assert crowd.guesses > 1500


async def test_a_press_is_confirmed_only_when_it_is_written_down(world: World) -> None:
    """Until then nobody is told that their choice counts."""
    table = await start(world)
    written = asyncio.Event()
    keeper = world.keeper
    assert isinstance(keeper, MemoryKeeper)
    step = keeper.step

    async def slow(*args: object) -> None:
        await written.wait()
        await step(*args)  # type: ignore[arg-type] # as they came

    keeper.step = slow  # type: ignore[method-assign] # a slow disk
    answer = table.put(Press(world.now, "11", 1, 0))
    for _ in range(50):
        await asyncio.sleep(0)
    assert not answer.done()

    written.set()
    assert [type(one) for one in await answer] == [Confirmed]


# -- starting ----------------------------------------------------------------------------------------------------------


async def test_one_game_per_channel_also_when_two_start_at_once(world: World) -> None:
    """The channel is taken before anything is waited for."""
    found = await asyncio.gather(*(begin(world, BUTTONS, random.Random(1)) for _ in range(3)))

    assert sum(one is not None for one in found) == 1
    assert await begin(world, BUTTONS, random.Random(1)) is None


async def test_a_game_of_another_process_is_not_disturbed(world: World) -> None:
    """The store knows of it, though this process does not."""
    await start(world)
    world.process.master._tables.clear()

    assert await begin(world, BUTTONS, random.Random(1)) is None


async def test_a_channel_is_free_after_a_start_that_failed(world: World) -> None:
    """A database away for a moment blocks nothing for good."""
    keeper = world.keeper
    assert isinstance(keeper, MemoryKeeper)
    keeper.is_away = True
    with pytest.raises(Exception, match="away"):
        await begin(world, BUTTONS, random.Random(1))
    keeper.is_away = False

    assert await begin(world, BUTTONS, random.Random(1)) is not None


# -- holds -------------------------------------------------------------------------------------------------------------


async def test_a_game_waits_while_nothing_can_be_written_down(world: World) -> None:
    """It says so once, loses nothing that came before, refuses what comes meanwhile, and goes on by itself."""
    table = await start(world)
    keeper, choice = world.keeper, right(table)
    assert isinstance(keeper, MemoryKeeper)
    keeper.is_away = True
    early = table.put(Press(world.now, "11", 1, choice))
    await world.run(2)
    late = table.put(Press(world.now, "12", 1, choice))
    await world.run(100)

    assert table.is_on_hold
    assert table._means.stage.holds == 1  # type: ignore[attr-defined] # the simulated stage counts
    assert await late == [Refused("12", "on hold")]
    assert not early.done()

    keeper.is_away = False
    await world.run(16)
    assert [type(one) for one in await early] == [Confirmed]
    [back] = [one for one in world.lines() if isinstance(one, Back)]
    assert 15 < back.seconds <= 20
    await world.run()
    assert outcome(world).marks == {"11": outcome(world).scores["11"]} != {"11": 0}


async def test_a_game_can_be_stopped_while_it_waits(world: World) -> None:
    """The end is told when it is written down."""
    table = await start(world)
    keeper = world.keeper
    assert isinstance(keeper, MemoryKeeper)
    keeper.is_away = True
    table.put(Press(world.now, "11", 1, right(table)))
    await world.run(5)
    stop = table.put(StopAsked(world.now, "10"))
    await world.run(5)
    assert not stop.done()

    keeper.is_away = False
    await world.run()
    assert [type(one) for one in await stop] == [Revealed, Finished]
    assert outcome(world).scores["11"] > 90


@pytest_asyncio.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """A real one, in a SQLite file."""
    found = Store(f"sqlite:///{tmp_path / 'bot.sqlite3'}")
    await found.open()
    yield found
    await found.close()


async def test_a_locked_file_holds_the_game_and_loses_nothing(
    judge: Judge, store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Another program has the database for itself, and gives it back; the log tells nothing that was typed."""
    world = World(judge, 1, store.games)
    table = await start(world)
    with contextlib.closing(sqlite3.connect(tmp_path / "bot.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = table.put(Press(world.now, "11", 1, right(table)))
        await world.run(0.5)
        assert table.is_on_hold
        assert not answer.done()
        other.execute("ROLLBACK")
    assert "locked" in caplog.text
    assert "rounds" not in caplog.text
    await world.run(5)

    assert [type(one) for one in await answer] == [Confirmed]
    assert not table.is_on_hold
    await world.run()
    [finished] = [one for one in world.lines() if isinstance(one, Finished)]
    [standing] = (await store.standings.leaderboard(guild_id=1, since=None)).rows
    assert {row.player: row.points for row in finished.table if row.points} == {"11": standing.points}


# -- the channel -------------------------------------------------------------------------------------------------------


async def test_while_nothing_can_be_said_no_time_is_lost(world: World) -> None:
    """A question that cannot be shown for a minute has its full time when it stands there."""
    table = await begin(world, BUTTONS, random.Random(1))
    assert table is not None
    await world.run(1)
    stage, show = table._means.stage, table._means.stage.show
    back_at = world.now + 60

    async def out_of_order(table: Table, line: Line) -> object:
        return None if world.now < back_at else await show(table, line)

    stage.show = out_of_order  # type: ignore[method-assign, assignment] # Discord is down
    await world.run(70)

    answer = table.put(Press(world.now, "11", 1, right(table)))
    await world.run()
    assert [type(one) for one in await answer] == [Confirmed]
    assert outcome(world).scores["11"] > 70


async def test_a_game_in_a_channel_that_is_gone_ends(world: World) -> None:
    """It keeps its points, and its channel is free."""
    table = await start(world)
    table.put(Press(world.now, "11", 1, right(table)))

    async def gone(table: Table, line: Line) -> object:
        raise Unshowable("unknown channel")

    table._means.stage.show = gone  # type: ignore[method-assign, assignment] # somebody has deleted it
    await world.run()

    assert not world.process.master.is_taken(CHANNEL)
    assert await world.keeper.running() == []
    assert isinstance(world.keeper, MemoryKeeper)
    assert [mark.is_right for mark in world.keeper.marks.values()] == [True]


async def test_closing_leaves_the_game_for_another_process(world: World) -> None:
    """Nothing is said after it, and everything goes on."""
    await start(world)
    await world.process.master.close(1)
    said = len(world.lines())
    await world.run(100)
    assert len(world.lines()) == said

    Players(world, "buttons", {2: [Plan("11", 1, True)], 3: [Plan("11", 1, True)]})
    await die(world, 0)
    await world.run()
    assert outcome(world).scores["11"] > 150


@pytest.mark.parametrize(
    "said",
    [
        Opened("1", 5, 20.0, "typed", "something"),
        Back(2, 3.5),
        Asked("q", 1, 5, "?", ("a", "b"), 20.0),
        Hinted("b", True),
        Voted(1, 2),
        Warned(5.0),
        Revealed(1, "a", "told", "source", "time", (("1", 100),), (("2", "b"),)),
        Finished("played", (Row(1, "1", 100, 1, False), Row(2, "2", 0, 0, False))),
    ],
)
def test_a_line_is_the_same_after_a_restart(said: object) -> None:
    """Written as JSON and read again."""
    line = Line(3, 1, said)  # type: ignore[arg-type] # one of those above

    assert Line.from_dict(json.loads(json.dumps(line.to_dict()))) == line
