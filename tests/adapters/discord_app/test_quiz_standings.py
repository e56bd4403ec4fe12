"""Leaderboards, profiles and hiding, as members see them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from bot.adapters.discord_app import CeremonyBot
from bot.stores import Mark, StoredGame

from .conftest import Clock, World, custom_id, custom_ids

NOW = Clock().seconds
DAY = 24 * 3600


async def marked(world: World, player_id: int, points: int, number: int = 1, **changes: Any) -> None:
    """One answer of somebody in a game that is over."""
    values = {"game_id": "g", "guild_id": world.guild.id, "fact_id": "", "answered_at": NOW} | changes
    mark = Mark(
        player_id=player_id, points=points, number=number, is_right=points > 0, question_id=f"q{number}", **values
    )
    game = StoredGame(
        game_id=mark.game_id, channel_id=1, guild_id=1, state={}, screen={}, is_over=True, written_at=NOW
    )  # fmt: skip
    await world.env.bot.store.games.step(game, [mark])


async def crowd(world: World, size: int) -> None:
    """Members with more points each than the one before; Alice and Bob share the last place."""
    for who in (world.alice, world.bob):
        await marked(world, who.id, 5)
    for number in range(size):
        await marked(world, 10**17 + number, 10 + number)


async def test_the_leaderboard_is_private_and_shows_ties_as_ties(world: World) -> None:
    """Best first; equal points share a place."""
    await crowd(world, 1)
    result = await world.alice.slash(world.channel, "quiz leaderboard")

    assert result.ephemeral
    assert result.response.content.splitlines() == [
        "**Leaderboard** in this server, all time",
        f"**1.** <@{10**17}> · **10** points · 1 of 1 right",
        f"**2. (tied)** <@{world.alice.id}> · **5** points · 1 of 1 right",
        f"**2. (tied)** <@{world.bob.id}> · **5** points · 1 of 1 right",
    ]


async def test_ones_own_line_is_shown_on_every_page(world: World) -> None:
    """Below the others where it is not among them, and once where it is."""
    await crowd(world, 12)
    result = await world.bob.slash(world.channel, "quiz leaderboard")
    assert result.response.content.endswith(
        f"…\n**13. (tied)** <@{world.bob.id}> · **5** points · 1 of 1 right\n-# Page 1 of 2"
    )

    await world.bob.click(result.response.message, custom_id=custom_ids(result.response)[1])
    assert result.response.content.count(f"<@{world.bob.id}>") == 1
    assert result.response.content.endswith("-# Page 2 of 2")


async def test_pages_turn_after_a_restart(world: World, make_bot: Callable[..., CeremonyBot]) -> None:
    """What the button needs stands in it."""
    await crowd(world, 12)
    result = await world.bob.slash(world.channel, "quiz leaderboard", period="month")
    await world.env.restart_bot(make_bot())
    await world.bob.click(result.response.message, custom_id=custom_ids(result.response)[1])

    assert result.response.content.startswith("**Leaderboard** in this server, the last 30 days\n**11.**")


async def test_a_page_that_is_gone_shows_the_last_one(world: World) -> None:
    """Members may have deleted their data meanwhile."""
    await crowd(world, 12)
    result = await world.bob.slash(world.channel, "quiz leaderboard")
    for number in range(12):
        await world.env.bot.store.forget_user(10**17 + number)
    await world.bob.click(result.response.message, custom_id=custom_ids(result.response)[1])

    assert "**1. (tied)**" in result.response.content


@pytest.mark.parametrize(
    ("options", "points"),
    [({}, 70), ({"scope": "all"}, 100), ({"period": "month"}, 30), ({"period": "week"}, 10)],
)
async def test_a_leaderboard_is_of_a_place_and_a_period(world: World, options: dict[str, str], points: int) -> None:
    """This server or everywhere; 7 days, 30 days or all time."""
    for number, (won, ago) in enumerate([(10, 6), (20, 8), (40, 31)], 1):
        await marked(world, world.bob.id, won, number, answered_at=NOW - ago * DAY)
    await marked(world, world.bob.id, 30, 4, guild_id=None, answered_at=NOW - 99 * DAY)
    result = await world.alice.slash(world.channel, "quiz leaderboard", **options)

    assert f"**{points}** points" in result.response.content


async def test_an_empty_leaderboard_says_how_to_get_on_it(world: World) -> None:
    """Nobody has played yet."""
    result = await world.alice.slash(world.channel, "quiz leaderboard")

    assert "Nobody is on it yet. `/quiz start` begins a game." in result.response.content


async def test_a_leaderboard_can_be_shared(world: World) -> None:
    """As it is shown."""
    await crowd(world, 12)
    result = await world.bob.slash(world.channel, "quiz leaderboard")
    await world.bob.click(result.response.message, custom_id="share")

    assert world.answer().content == result.response.content


async def test_a_shared_leaderboard_keeps_its_pages(world: World) -> None:
    """Whoever shared it turns them for all; anybody else turns them for themselves, with their own line."""
    await crowd(world, 12)
    result = await world.bob.slash(world.channel, "quiz leaderboard")
    await world.bob.click(result.response.message, custom_id="share")
    more = custom_ids(world.answer())[1]
    first = world.answer().content

    own = await world.alice.click(world.answer(), custom_id=more)
    assert own.ephemeral
    assert own.response.content.endswith("-# Page 2 of 2")
    assert world.answer().content == first
    await world.bob.click(world.answer(), custom_id=more)
    assert world.answer().content.endswith("-# Page 2 of 2")
    assert "share" not in custom_ids(world.answer())
    await world.bob.click(world.answer(), custom_id=custom_id(world.answer(), "drop:"))
    assert world.answers() == []


async def test_in_a_dm_a_leaderboard_is_open_and_of_everywhere(world: World, simcord_env: Any) -> None:
    """There is no server to be of."""
    await marked(world, 10**17, 40)
    carol = simcord_env.create_user("carol")
    await carol.send_dm("hello")
    result = await carol.slash("quiz leaderboard")

    assert not result.ephemeral
    assert result.response.content.startswith("**Leaderboard** everywhere")
    assert "share" not in custom_ids(result.response)


async def test_hidden_members_are_on_no_leaderboard(world: World) -> None:
    """They are told why; showing themselves brings everything back."""
    await crowd(world, 0)
    await world.alice.slash(world.channel, "quiz hide", hidden=True)
    shown = await world.bob.slash(world.channel, "quiz leaderboard")
    assert f"<@{world.alice.id}>" not in shown.response.content
    own = await world.alice.slash(world.channel, "quiz leaderboard")
    assert "You are hidden" in own.response.content

    await world.alice.slash(world.channel, "quiz hide", hidden=False)
    shown = await world.bob.slash(world.channel, "quiz leaderboard")
    assert f"<@{world.alice.id}>" in shown.response.content


async def test_a_profile_sums_up_what_somebody_has_done(world: World) -> None:
    """Points, place, right answers, games, the longest run, and what they know best."""
    facts = [fact.id for fact in world.env.bot.engine.base.facts.values() if fact.topic == "anthem"]
    for number, points in enumerate([50, 60, 0, 70], 1):
        await marked(world, world.bob.id, points, number, fact_id=facts[0], answered_at=NOW + number)
    result = await world.alice.slash(world.channel, "quiz profile", member=world.bob)

    assert result.ephemeral
    assert result.response.content.splitlines() == [
        f"**Quiz profile** of <@{world.bob.id}> in this server",
        "**180** points · place 1",
        "3 of 4 answers right (75 %) in 1 game",
        "Longest run of right answers: 2",
        "Knows best: Anthems (3 of 4)",
    ]


async def test_ones_own_profile_is_the_default(world: World) -> None:
    """It may be shared; who has not played is told so."""
    await marked(world, world.alice.id, 50)
    own = await world.alice.slash(world.channel, "quiz profile")
    assert f"<@{world.alice.id}>" in own.response.content
    await world.alice.click(own.response.message, custom_id=custom_id(own.response, "share"))
    assert world.answer().content == own.response.content

    none = await world.bob.slash(world.channel, "quiz profile")
    assert none.response.content.startswith("You have not answered any quiz question yet.")
    none = await world.alice.slash(world.channel, "quiz profile", member=world.bob)
    assert none.response.content.startswith(f"<@{world.bob.id}> has not answered")


async def test_a_hidden_profile_is_for_its_owner_alone(world: World) -> None:
    """Others are told no figure."""
    await marked(world, world.alice.id, 50)
    await world.alice.slash(world.channel, "quiz hide", hidden=True)

    other = await world.bob.slash(world.channel, "quiz profile", member=world.alice)
    assert other.response.content == f"<@{world.alice.id}> keeps their results to themselves."
    own = await world.alice.slash(world.channel, "quiz profile")
    assert "**50** points" in own.response.content


async def test_deleting_ones_data_takes_the_quiz_along(world: World) -> None:
    """It is counted before, and gone after."""
    await crowd(world, 0)
    shown = await world.alice.slash(world.channel, "privacy show")
    assert "- 1 quiz answer (" in shown.response.content
    gone = await world.alice.slash(world.channel, "privacy delete")
    assert "1 quiz answer," in gone.response.content

    shown = await world.bob.slash(world.channel, "quiz leaderboard")
    assert f"<@{world.alice.id}>" not in shown.response.content


@pytest.mark.parametrize("command", ["leaderboard", "profile", "hide"])
async def test_without_the_database_people_are_told_to_come_back(without_tables: World, command: str) -> None:
    """No traceback, no silence."""
    options = {"hidden": True} if command == "hide" else {}
    result = await without_tables.alice.slash(without_tables.channel, f"quiz {command}", **options)
    without_tables.env.errors.clear()

    assert result.ephemeral
    assert "Please try again later" in result.response.content


async def test_a_page_without_the_database_is_told_too(world: World) -> None:
    """The leaderboard stays as it was."""
    await crowd(world, 12)
    result = await world.bob.slash(world.channel, "quiz leaderboard")
    await world.env.bot.store.database.run(sa.text("DROP TABLE marks"))
    pressed = await world.bob.click(result.response.message, custom_id=custom_ids(result.response)[1])

    assert "Please try again later" in pressed.response.content
