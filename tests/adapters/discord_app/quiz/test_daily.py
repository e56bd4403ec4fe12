"""The question of the day, on a simulated Discord."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import discord
import pytest
import sqlalchemy as sa

from bot.adapters.discord_app import CeremonyBot
from bot.adapters.discord_app.quiz.chores import Chores

from ..conftest import custom_ids
from .conftest import Play

HOUR = 3600
DAY = 24 * HOUR


class Calendar:
    """A server with a question of the day at noon, before noon."""

    def __init__(self, play: Play, admin: Any) -> None:
        self.play = play
        self.world = play.world
        self.admin = admin

    async def set(self, who: Any = None, **options: Any) -> str:
        result = await (who or self.admin).slash(self.play.channel, "quiz daily", **options)
        assert result.ephemeral
        return str(result.response.content)

    async def until(self, hour: int, days: int = 0) -> None:
        """Let time pass, to an hour of this day or a later one, and let the bot look."""
        now = self.world.env.now()
        then = now.replace(hour=hour, minute=0, second=0, microsecond=0) + dt.timedelta(days=days)
        await self.world.env.advance_time((then - now).total_seconds() + 1)
        await self.look()

    async def look(self) -> None:
        """As it does every minute."""
        chores = self.world.env.bot.get_cog("QuizGroup")
        assert isinstance(chores, Chores)
        await chores.every_minute()
        await self.world.env.settle()

    def questions(self) -> list[discord.Message]:
        me = self.world.env.bot.user.id
        return [one for one in self.play.channel.history() if one.author.id == me and one.content.startswith("📅")]

    def number(self) -> str:
        """The answer to the last one."""
        return next(line for line in self.questions()[-1].content.splitlines() if line.endswith("?")).split()[-1][:-1]

    async def pick(self, who: Any, *, is_right: bool = True, message: discord.Message | None = None) -> str:
        label = self.number() if is_right else str(int(self.number()) + 100)
        result = await who.click(message or self.questions()[-1], label=label)
        assert result.ephemeral
        return str(result.response.content)


@pytest.fixture
async def calendar(play: Play) -> Calendar:
    """Set at ten in the morning."""
    world = play.world
    role = world.guild.create_role("Admins", permissions=discord.Permissions(manage_guild=True))
    found = Calendar(play, world.guild.add_member(world.env.create_user("admin"), roles=[role]))
    now = world.env.now()
    ten = now.replace(hour=10, minute=0, second=0, microsecond=0)
    await world.env.advance_time((ten - now).total_seconds() % DAY)
    await found.set(channel=play.channel, hour=12)
    return found


async def test_the_question_comes_at_its_hour_once_a_day(calendar: Calendar) -> None:
    """However often the bot looks."""
    await calendar.until(11)
    assert calendar.questions() == []
    for hour in (12, 12, 13, 23):
        await calendar.until(hour)
        assert len(calendar.questions()) == 1

    await calendar.until(11, days=1)
    assert len(calendar.questions()) == 1
    await calendar.until(12)
    assert len(calendar.questions()) == 2


async def test_everybody_answers_once_and_alone(calendar: Calendar) -> None:
    """The first choice counts; the channel learns nothing before the answer."""
    await calendar.until(12)
    asked = calendar.questions()[-1].content

    taken = await calendar.pick(calendar.world.alice, is_right=False)
    assert taken == f"Taken: **{int(calendar.number()) + 100}**. The answer comes with the next question."
    again = await calendar.pick(calendar.world.alice)
    assert again == f"You have answered already: **{int(calendar.number()) + 100}**. The first choice counts."
    assert calendar.questions()[-1].content == asked


async def test_the_answer_comes_with_the_next_question(calendar: Calendar) -> None:
    """Who was right is named, the source too, and the points are on the leaderboard."""
    world = calendar.world
    await calendar.until(12)
    answer = calendar.number()
    await calendar.pick(world.alice)
    await calendar.pick(world.bob, is_right=False)
    await calendar.until(12, days=1)

    first, second = calendar.questions()
    assert first.content.splitlines()[1:] == [
        f"Which number is this: {answer}?",
        f"The answer: **{answer}**",
        f"It is {answer}.",
        "-# source: Some article, some section",
        f"✅ 1 of 2 were right: <@{world.alice.id}>",
    ]
    assert custom_ids(first) == []
    assert f"**{answer}**, 1 of 2 were right." in second.content
    board = await world.alice.slash(world.channel, "quiz leaderboard")
    assert f"<@{world.alice.id}> · **100** points · 1 of 1 right" in board.response.content


async def test_the_answer_comes_after_a_day_where_no_question_does(calendar: Calendar) -> None:
    """The last one is resolved though there are no more."""
    await calendar.until(12)
    await calendar.pick(calendar.world.alice)
    assert "no question of the day any more" in await calendar.set(off=True)
    await calendar.until(11, days=1)
    assert "The answer:" not in calendar.questions()[-1].content
    await calendar.until(12)

    assert "The answer:" in calendar.questions()[-1].content
    assert len(calendar.questions()) == 1


async def test_streaks_are_told(calendar: Calendar) -> None:
    """To whoever answers, with each answer, and in the channel from two on; one day without ends a streak."""
    world = calendar.world
    await calendar.until(12)
    await calendar.pick(world.alice)
    await calendar.pick(world.bob)
    await calendar.until(12, days=1)
    assert (await calendar.pick(world.alice, is_right=False)).endswith("That makes 2 in a row.")
    assert "You have answered 2 in a row." in await calendar.set(world.alice)
    profile = await world.bob.slash(world.channel, "quiz profile", member=world.alice)
    assert "Questions of the day answered in a row: 2" in profile.response.content
    await calendar.until(12, days=1)
    assert calendar.questions()[1].content.endswith(f"🔥 In a row: <@{world.alice.id}> 2")

    assert "in a row" not in await calendar.pick(world.bob)


async def test_hidden_members_are_counted_but_not_named(calendar: Calendar) -> None:
    """Neither as right nor with a streak."""
    world = calendar.world
    await world.alice.slash(world.channel, "quiz hide", hidden=True)
    for days in (0, 1):
        await calendar.until(12, days=days)
        await calendar.pick(world.alice)
    await calendar.until(12, days=1)

    assert calendar.questions()[1].content.endswith("✅ 1 of 1 were right")


async def test_after_the_answer_nobody_can_answer(calendar: Calendar) -> None:
    """Whoever still sees the buttons is told why."""
    await calendar.until(12)
    message = calendar.questions()[-1]
    question = await calendar.world.env.bot.store.daily.question(calendar.world.guild.id, message_day(message))
    assert question is not None
    await calendar.world.env.bot.store.daily.count(question, lambda *_: pytest.fail("nobody has answered"))

    assert await calendar.pick(calendar.world.alice, message=message) == "Too late: that question is over."


async def test_a_question_that_is_forgotten_is_said_to_be(calendar: Calendar) -> None:
    """As when the bot was thrown out of the server and came back."""
    await calendar.until(12)
    await calendar.world.env.bot.store.forget_guild(calendar.world.guild.id)

    assert await calendar.pick(calendar.world.alice) == "I do not know that question any more."


def message_day(message: discord.Message) -> int:
    return int(custom_ids(message)[0].split(":")[1])


# -- restarts and outages ----------------------------------------------------------------------------------------------


async def test_a_bot_that_was_down_at_the_hour_asks_late_the_same_day(
    calendar: Calendar, make_quiz_bot: Callable[..., CeremonyBot]
) -> None:
    """Once; and not at all when the day is over."""
    await calendar.world.env.restart_bot(make_quiz_bot())
    await calendar.until(22)
    assert len(calendar.questions()) == 1
    await calendar.world.env.restart_bot(make_quiz_bot())
    await calendar.until(23)
    assert len(calendar.questions()) == 1

    await calendar.until(1, days=2)
    assert len(calendar.questions()) == 1


async def test_answers_outlive_a_restart(calendar: Calendar, make_quiz_bot: Callable[..., CeremonyBot]) -> None:
    """Those given before and after it count, in the same question."""
    await calendar.until(12)
    await calendar.pick(calendar.world.alice)
    await calendar.world.env.restart_bot(make_quiz_bot())
    await calendar.pick(calendar.world.bob)
    await calendar.until(12, days=1)

    assert "✅ 2 of 2 were right" in calendar.questions()[0].content


@pytest.mark.parametrize("is_sent", [False, True], ids=["before it was sent", "after it was sent"])
async def test_a_kill_while_asking_makes_neither_two_questions_nor_none(
    calendar: Calendar, make_quiz_bot: Callable[..., CeremonyBot], monkeypatch: pytest.MonkeyPatch, is_sent: bool
) -> None:
    """The question is written down before it is sent; one that was sent is found again in the channel."""
    store = calendar.world.env.bot.store

    async def killed(*_: object, **__: object) -> None:
        raise RuntimeError("killed")

    monkeypatch.setattr(store.daily, "posted" if is_sent else "before", killed)
    await calendar.until(12)
    assert len(calendar.questions()) == is_sent
    await calendar.world.env.restart_bot(make_quiz_bot())
    await calendar.look()
    await calendar.look()

    assert len(calendar.questions()) == 1
    await calendar.until(12, days=1)
    assert "The answer:" in calendar.questions()[0].content


async def test_a_kill_while_resolving_counts_nobody_twice(
    calendar: Calendar, make_quiz_bot: Callable[..., CeremonyBot], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is counted but not shown is shown by the next process."""
    await calendar.until(12)
    await calendar.pick(calendar.world.alice)

    async def killed(*_: object, **__: object) -> None:
        raise RuntimeError("killed")

    monkeypatch.setattr(calendar.world.env.bot.store.daily, "outcome", killed)
    await calendar.until(12, days=1)
    assert "The answer:" not in calendar.questions()[0].content
    await calendar.world.env.restart_bot(make_quiz_bot())
    await calendar.look()

    assert "✅ 1 of 1 were right" in calendar.questions()[0].content
    assert len(calendar.questions()) == 2
    assert (await calendar.world.env.bot.store.standings.profile(calendar.world.alice.id, None)).points == 100


def closed_channel(calendar: Calendar) -> Any:
    silent = discord.PermissionOverwrite(send_messages=False)
    guild = calendar.world.guild
    return guild.create_text_channel("closed", overwrites={guild.default_role: silent})


async def test_a_channel_that_was_closed_gets_no_question(calendar: Calendar) -> None:
    """The bot tries once a day, and goes on in a channel where it may write."""
    store = calendar.world.env.bot.store.daily
    daily = await store.of(calendar.world.guild.id)
    await store.keep(replace(daily, channel_id=closed_channel(calendar).id))
    await calendar.until(12)
    await calendar.look()
    await calendar.set(channel=calendar.play.channel)
    await calendar.until(13)
    assert [one.phase for one in await failed(calendar)] == ["failed"]
    assert calendar.questions() == []

    await calendar.until(12, days=1)
    assert len(calendar.questions()) == 1


async def failed(calendar: Calendar) -> list[Any]:
    found = await calendar.world.env.bot.store.database.run(sa.text("SELECT phase FROM daily_questions"))
    return list(found)


async def test_a_server_in_which_it_fails_does_not_keep_others_waiting(
    calendar: Calendar, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever the reason; it is in the log."""
    env, store = calendar.world.env, calendar.world.env.bot.store.daily
    daily = await store.of(calendar.world.guild.id)
    await store.keep(replace(daily, guild_id=1))
    find = env.bot.get_partial_messageable

    def found(channel_id: int, *, guild_id: int) -> Any:
        return None if guild_id == 1 else find(channel_id, guild_id=guild_id)

    monkeypatch.setattr(env.bot, "get_partial_messageable", found)
    await calendar.until(12)

    assert len(calendar.questions()) == 1
    assert "the question of the day of guild 1 failed" in caplog.text


async def test_without_the_database_a_press_is_not_lost_silently(calendar: Calendar) -> None:
    """Whoever pressed is told to come back."""
    await calendar.until(12)
    await calendar.world.env.bot.store.database.run(sa.text("DROP TABLE daily_answers"))

    assert "Please try again later" in await calendar.pick(calendar.world.alice)


async def test_while_the_database_is_down_the_bot_waits(calendar: Calendar) -> None:
    """And asks when it is back, on the same day."""
    database = calendar.world.env.bot.store.database
    await database.run(sa.text("ALTER TABLE dailies RENAME TO away"))
    await calendar.until(12)
    assert calendar.questions() == []
    await database.run(sa.text("ALTER TABLE away RENAME TO dailies"))
    await calendar.until(13)

    assert len(calendar.questions()) == 1


# -- choosing channel and hour -----------------------------------------------------------------------------------------


async def test_the_hour_is_that_of_the_servers_timezone(calendar: Calendar) -> None:
    """As set with ``/settings``, or with an option."""
    await calendar.admin.slash(calendar.play.channel, "settings quiet", begin="1:00", end="2:00", timezone="Asia/Tokyo")
    await calendar.set(off=True)
    said = await calendar.set(channel=calendar.play.channel, hour=20)
    assert "at 20:00 (Asia/Tokyo)" in said
    await calendar.until(11)
    assert len(calendar.questions()) == 1

    assert "at 20:00 (Europe/Berlin)" in await calendar.set(timezone="Europe/Berlin")


async def test_a_new_hour_that_has_passed_begins_tomorrow(calendar: Calendar) -> None:
    """Nobody is asked in the middle of nowhere."""
    await calendar.set(hour=9)
    await calendar.until(11)
    assert calendar.questions() == []

    await calendar.until(9, days=1)
    assert len(calendar.questions()) == 1


async def test_moving_the_hour_makes_no_second_question(calendar: Calendar) -> None:
    """A day has had its question, whatever is set after it."""
    await calendar.until(12)
    await calendar.set(hour=18)
    await calendar.until(18)

    assert len(calendar.questions()) == 1


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"hour": 5}, "Please choose the channel, too."),
        ({"timezone": "Middle/Earth"}, "Please choose the channel, too."),
    ],
)
async def test_what_is_missing_is_asked_for(calendar: Calendar, options: dict[str, Any], said: str) -> None:
    """Where nothing is set yet both channel and hour are needed."""
    await calendar.set(off=True)

    assert await calendar.set(**options) == said


async def test_an_hour_is_asked_for_too(calendar: Calendar) -> None:
    """A channel alone is not enough."""
    await calendar.set(off=True)

    assert await calendar.set(channel=calendar.play.channel) == "Please choose the hour, too."


async def test_an_unknown_timezone_is_refused(calendar: Calendar) -> None:
    """What was set stays."""
    assert "no timezone I know" in await calendar.set(timezone="Middle/Earth")
    assert "(UTC)" in await calendar.set()


async def test_a_channel_where_the_bot_may_not_write_is_refused(calendar: Calendar) -> None:
    """At once, and not at noon."""
    assert "I may not write" in await calendar.set(channel=closed_channel(calendar))


async def test_only_those_who_manage_the_server_set_it(calendar: Calendar) -> None:
    """Everybody may look."""
    alice = calendar.world.alice
    assert "permission to manage server" in await calendar.set(alice, hour=5)
    calendar.world.env.errors.clear()

    assert f"in <#{calendar.play.channel.id}> at 12:00 (UTC), the next one <t:" in await calendar.set(alice)
    await calendar.set(off=True)
    assert "has no question of the day" in await calendar.set(alice)


async def test_in_a_dm_there_is_none(calendar: Calendar) -> None:
    """A sentence says so."""
    carol = calendar.world.env.create_user("carol")
    await carol.send_dm("hello")
    result = await carol.slash("quiz daily")
    calendar.world.env.errors.clear()

    assert result.response.content == "That works in servers only."


@pytest.mark.parametrize("typed", ["", "berlin", "zzz"])
async def test_timezones_are_suggested(calendar: Calendar, typed: str) -> None:
    """At most 25; nothing typed is UTC."""
    choices = await calendar.admin.autocomplete(calendar.play.channel, "quiz daily", "timezone", typed)

    assert 1 <= len(choices) <= 25
    if typed == "berlin":
        assert choices[0]["value"] == "Europe/Berlin"
