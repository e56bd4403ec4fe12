"""``/quiz practice``, as one member sees it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.adapters.discord_app import CeremonyBot
from bot.quiz import Pool, Quiz
from bot.stores import Mark, StoredGame
from bot.stores.practice import LADDER

from ..conftest import custom_ids
from .conftest import Play, SimulatedClock, number_question


class Sheet:
    """The private message of one who practises."""

    def __init__(self, play: Play) -> None:
        self._play = play
        self._who = play.world.alice
        self._result: Any = None

    @property
    def content(self) -> str:
        return str(self._result.response.content)

    @property
    def ids(self) -> list[str]:
        return custom_ids(self._result.response)

    async def open(self) -> None:
        self._result = await self._who.slash(self._play.channel, "quiz practice")
        assert self._result.ephemeral

    async def press(self, label: str) -> None:
        await self._who.click(self._result.response.message, label=label)


@pytest.fixture
def sheet(play: Play) -> Sheet:
    return Sheet(play)


async def miss(play: Play, *numbers: int) -> None:
    """Alice had these wrong, one after the other."""
    now = play.alarms._clock()
    game = StoredGame(game_id="g", channel_id=1, guild_id=1, state={}, screen={}, is_over=True, written_at=now)
    marks = [
        Mark(
            game_id="g", number=number, player_id=play.world.alice.id, guild_id=1, question_id=f"q{number}",
            fact_id=f"f{number}", is_right=False, points=0, answered_at=now - 60 + position,
        )
        for position, number in enumerate(numbers)
    ]  # fmt: skip
    await play.world.env.bot.store.games.step(game, marks)


async def test_what_was_missed_is_asked_again_with_its_source(play: Play, sheet: Sheet) -> None:
    """Question, verdict, answer and source; then the next one, till none is due."""
    await miss(play, 3, 5)
    await sheet.open()
    assert sheet.content == "**Practice** · 2 questions are due\nWhich number is this: 3?"

    await sheet.press("3")
    assert sheet.content.splitlines() == [
        "Which number is this: 3?",
        "✅ Right! The answer: **3**",
        "It is 3.",
        "-# source: Some article, some section",
    ]
    await sheet.press("Next")
    assert sheet.content == "**Practice** · the last question that is due\nWhich number is this: 5?"
    await sheet.press("105")
    assert "❌ Not quite; you picked 105. The answer: **5**" in sheet.content
    await sheet.press("Next")
    soon = int(play.alarms._clock() + LADDER[0])
    assert sheet.content == f"Nothing is due now. The next question comes <t:{soon}:R>."
    assert sheet.ids == []


async def test_it_comes_again_when_it_is_due(play: Play, sheet: Sheet) -> None:
    """A wrong answer soon, a right one after a day."""
    await miss(play, 3)
    for label, wait in (("103", LADDER[0]), ("3", LADDER[1])):
        await sheet.open()
        await sheet.press(label)
        await sheet.press("Next")
        assert "Nothing is due now" in sheet.content
        await play.wait(wait)
    await sheet.open()

    assert "Which number is this: 3?" in sheet.content


async def test_who_has_missed_nothing_is_told_so(sheet: Sheet) -> None:
    """And how to be asked more."""
    await sheet.open()

    assert sheet.content.startswith("There is nothing to practise")


async def test_practice_can_be_stopped(play: Play, sheet: Sheet) -> None:
    """Nothing is left to press, and the question stays due."""
    await miss(play, 3)
    await sheet.open()
    await sheet.press("Stop")
    assert sheet.content.startswith("That was it for now.")
    assert sheet.ids == []

    await sheet.open()
    assert "Which number is this: 3?" in sheet.content


async def test_the_buttons_work_after_a_restart(
    play: Play, sheet: Sheet, make_quiz_bot: Callable[..., CeremonyBot]
) -> None:
    """What they need stands in them."""
    await miss(play, 3, 5)
    await sheet.open()
    await play.world.env.restart_bot(make_quiz_bot())
    await sheet.press("3")
    assert "✅ Right!" in sheet.content

    await play.world.env.restart_bot(make_quiz_bot())
    await sheet.press("Next")
    assert "Which number is this: 5?" in sheet.content


async def test_a_question_that_was_edited_meanwhile_is_not_judged(
    play: Play, sheet: Sheet, make_quiz_bot: Callable[..., CeremonyBot], numbers: Quiz
) -> None:
    """A button must not stand for another answer than it shows."""
    await miss(play, 3)
    await sheet.open()
    edited = replace(number_question(3), wrong=("4", "5", "6"))
    await play.world.env.restart_bot(make_quiz_bot(quiz=lambda _: Quiz(Pool((edited,), {}), numbers.judge)))
    await sheet.press("3")
    assert sheet.content == "This question has changed since it was asked."

    await sheet.press("Next")
    assert "Which number is this: 3?" in sheet.content
    await sheet.press("3")
    assert "✅ Right!" in sheet.content


async def test_questions_that_are_gone_are_not_asked(play: Play, sheet: Sheet) -> None:
    """The files may have lost them since they were missed."""
    await miss(play, 777)
    await sheet.open()

    assert "nothing to practise" in sheet.content


async def test_long_choices_are_spelled_out(
    play: Play, sheet: Sheet, make_quiz_bot: Callable[..., CeremonyBot], numbers: Quiz
) -> None:
    """Their buttons are letters then."""
    long = replace(number_question(3), wrong=("a very long choice " * 3, "b", "c"))
    await play.world.env.restart_bot(make_quiz_bot(quiz=lambda _: Quiz(Pool((long,), {}), numbers.judge)))
    await miss(play, 3)
    await sheet.open()
    [line] = [line for line in sheet.content.splitlines() if line.endswith("** 3")]
    await sheet.press(line[2])

    assert "✅ Right!" in sheet.content


async def test_what_is_missed_in_a_game_can_be_practised(play: Play, sheet: Sheet, clock: SimulatedClock) -> None:
    """As soon as its answer has been told."""
    await play.begin()
    asked = play.number()
    await play.pick(play.world.alice, wrong=1)
    await play.wait(22)
    await sheet.open()

    assert f"Which number is this: {asked}?" in sheet.content
