"""The question of the day, on every database."""

from __future__ import annotations

import asyncio
import dataclasses
import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from bot.stores import Daily, DailyQuestion, Mark, Store

from .samples import mark

BERLIN = Daily(guild_id=7, channel_id=3, hour=18, timezone="Europe/Berlin", set_at=0.0)
FIRST = DailyQuestion(guild_id=7, day=700_000, channel_id=3, asked={"question": "?"}, asked_at=10.0)


def day(number: int) -> DailyQuestion:
    return dataclasses.replace(FIRST, day=FIRST.day + number, asked_at=10.0 + number)


def marked(question: DailyQuestion, player_id: int, choice: int, at: float) -> Mark:
    """The first choice is right."""
    return mark(player_id, 100 if choice == 0 else 0, game_id=question.game_id, number=question.day, answered_at=at)


async def count(store: Store, question: DailyQuestion) -> None:
    await store.daily.count(question, lambda *answer: marked(question, *answer))


@pytest.mark.parametrize(
    ("hour", "minute", "is_due"), [(17, 59, False), (18, 0, True), (18, 1, True), (23, 59, True), (0, 0, False)]
)
def test_a_day_is_due_from_its_hour_to_its_end(hour: int, minute: int, is_due: bool) -> None:
    """By the clock of the server, summer time included."""
    moment = dt.datetime(2021, 7, 5, hour, minute, tzinfo=ZoneInfo("Europe/Berlin"))

    assert BERLIN.day_at(moment.timestamp()) == (moment.toordinal() if is_due else None)


def test_what_is_set_after_the_hour_begins_on_the_next_day() -> None:
    """Nobody is asked at midnight because somebody chose six in the evening."""
    late = dt.datetime(2021, 7, 5, 20, 0, tzinfo=ZoneInfo("Europe/Berlin"))
    daily = dataclasses.replace(BERLIN, set_at=late.timestamp())

    assert daily.day_at(late.timestamp() + 60) is None
    assert daily.day_at(late.timestamp() + 22 * 3600) == late.toordinal() + 1


@pytest.mark.parametrize(("hour", "days"), [(17, 0), (18, 1), (23, 1)])
def test_the_next_time_is_known(hour: int, days: int) -> None:
    """Today or tomorrow, at the same hour on the day when clocks are changed."""
    moment = dt.datetime(2021, 3, 27, hour, 0, tzinfo=ZoneInfo("Europe/Berlin"))
    due = dt.datetime(2021, 3, 27 + days, 18, 0, tzinfo=ZoneInfo("Europe/Berlin"))

    assert BERLIN.next_at(moment.timestamp()) == due.timestamp()


async def test_a_server_has_one_place_and_hour(store: Store) -> None:
    """The last that was set, until it is dropped or the bot is thrown out."""
    await store.daily.keep(dataclasses.replace(BERLIN, hour=9))
    await store.daily.keep(BERLIN)
    assert await store.daily.all() == [BERLIN]
    await store.daily.drop(7)
    assert await store.daily.of(7) is None

    await store.daily.keep(BERLIN)
    await store.daily.ask(FIRST, "q1")
    await store.forget_guild(7)
    assert await store.daily.all() == []
    assert await store.daily.unfinished() == []


async def test_a_day_has_one_question(store: Store) -> None:
    """Of many that ask at once one does; games in the channel know that it was asked."""
    asked = await asyncio.gather(*(store.daily.ask(FIRST, f"q{number}") for number in range(10)))

    assert sum(asked) == 1
    assert await store.daily.unfinished() == [FIRST]
    assert len(await store.games.asked_in(3)) == 1
    assert await store.daily.last_days() == {7: FIRST.day}


async def test_everybody_answers_once(store: Store) -> None:
    """The first choice counts."""
    await store.daily.ask(FIRST, "q1")

    assert await store.daily.answer(FIRST, 4, 2, 20.0) == 2
    assert await store.daily.answer(FIRST, 4, 0, 21.0) == 2
    assert (await store.kept_about(4))["daily_answers"] == 1


async def test_answers_are_counted_once(store: Store) -> None:
    """They become marks; after that nobody can answer."""
    await store.daily.ask(FIRST, "q1")
    await store.daily.answer(FIRST, 4, 0, 20.0)
    await store.daily.answer(FIRST, 5, 1, 21.0)
    for _ in range(2):
        await count(store, FIRST)

    assert await store.daily.outcome(FIRST) == {4: True, 5: False}
    assert await store.daily.answer(FIRST, 6, 0, 22.0) is None
    assert (await store.standings.profile(4, 7)).points == 100
    assert (await store.standings.profile(4, 7)).games == 0
    assert (await store.kept_about(4))["daily_answers"] == 0


async def test_a_question_is_unfinished_until_its_answer_is_shown(store: Store) -> None:
    """Also while it is counted, so that a restart in between shows it."""
    for question in (day(0), day(1)):
        await store.daily.ask(question, f"q{question.day}")
    await store.daily.posted(day(0), 99)
    await count(store, day(0))
    counted = dataclasses.replace(day(0), message_id=99, phase="counted")
    assert await store.daily.unfinished() == [counted, day(1)]

    assert await store.daily.before(day(1)) is None
    await store.daily.finish(day(0), "shown")
    assert await store.daily.unfinished() == [day(1)]
    assert await store.daily.before(day(1)) == dataclasses.replace(counted, phase="shown")


async def test_a_streak_is_the_questions_answered_in_a_row(store: Store) -> None:
    """Right or wrong; the open one breaks none, one that could not be asked neither, a missed one does."""
    for number in range(6):
        await store.daily.ask(day(number), f"q{number}")
        if number == 3:
            await store.daily.finish(day(number), "failed")
            continue
        for player, answered in {4: {0, 1, 2, 4}, 5: {0, 1, 4, 5}, 6: {0}}.items():
            if number in answered:
                await store.daily.answer(day(number), player, player % 2, 20.0 + number)
        if number < 5:
            await count(store, day(number))

    assert await store.daily.streaks(7, [4, 5, 6, 9]) == {4: 4, 5: 2, 6: 0, 9: 0}


async def test_a_deleted_member_is_not_counted(store: Store) -> None:
    """What was answered before is gone, also from the question that is open."""
    await store.daily.ask(FIRST, "q1")
    await store.daily.answer(FIRST, 4, 0, 20.0)
    await store.forget_user(4)
    await count(store, FIRST)

    assert await store.daily.outcome(FIRST) == {}
    assert await store.daily.streaks(7, [4]) == {4: 0}
