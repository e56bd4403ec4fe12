"""``/settings``, cooldowns, and what stands in for a repeated answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import discord
import pytest
from discord import app_commands

from bot.adapters.discord_app import CeremonyBot
from bot.adapters.discord_app.administration import minute_of_day

from .conftest import Clock, World

ITALIAN = "who sang the Italian anthem?"


@pytest.fixture
def admin(world: World) -> Any:
    """Somebody who may manage the server."""
    role = world.guild.create_role("Admins", permissions=discord.Permissions(manage_guild=True))
    return world.guild.add_member(world.env.create_user("admin"), roles=[role])


async def test_without_the_intent_a_chosen_channel_is_said_to_be_unreadable(world: World, admin: Any) -> None:
    """The bot does not pretend, when the channel is chosen and whenever settings are shown."""
    result = await admin.slash(world.channel, "settings channel", channel=world.channel, answering=True)
    assert "message content intent is off" in result.response.content

    shown = await admin.slash(world.channel, "settings show")
    assert "message content intent is off" in shown.response.content
    assert f"<#{world.channel.id}>" in shown.response.content


async def test_a_chosen_channel_that_cannot_be_read_is_logged_once(
    world: World, admin: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """Whoever runs the bot is told too, when somebody writes there."""
    await admin.slash(world.channel, "settings channel", channel=world.channel, answering=True)
    await world.alice.send(world.channel, ITALIAN)
    await world.alice.send(world.channel, ITALIAN)

    assert world.answers() == []
    assert caplog.text.count("message content intent is off") == 1


async def test_a_channel_where_the_bot_may_not_write_is_said_to_be_one(world: World, admin: Any) -> None:
    """Choosing it works, and tells which permission is missing."""
    silent = {world.guild.default_role: discord.PermissionOverwrite(send_messages=False)}
    closed = world.guild.create_text_channel("closed", overwrites=silent)
    result = await admin.slash(world.channel, "settings channel", channel=closed, answering=True)

    assert f"I may not write in <#{closed.id}>. I need the permission Send Messages there." in result.response.content


async def test_settings_are_for_those_who_manage_the_server(world: World) -> None:
    """Also where a server has opened the command to everybody."""
    registered = await world.env.bot.tree.fetch_commands()
    command = next(one for one in registered if one.name == "settings")
    world.guild.set_command_permissions(command, {world.guild.default_role: True})
    result = await world.alice.slash(world.channel, "settings show")

    assert result.ephemeral
    assert "permission to manage server" in result.response.content
    assert [type(error) for error in world.env.errors] == [app_commands.MissingPermissions]


async def test_clock_times_are_written_as_the_server_likes(world: World, admin: Any) -> None:
    """21:50 is 9:50 pm."""
    await admin.slash(world.channel, "settings clock", hours=12)
    await world.ask("when did the 2022 ceremony end?")

    assert "9:50 pm" in world.answer().content
    assert "21:50" not in world.answer().content


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"begin": "22:00", "end": "7 am", "timezone": "Europe/Berlin"}, "22:00 to 07:00, Europe/Berlin"),
        ({"begin": "off"}, "no quiet hours"),
        ({"begin": "25:00", "end": "7:00"}, "“25:00” is no clock time"),
        ({"begin": "22:00", "end": "later"}, "“later” is no clock time"),
        ({"begin": "22:00"}, "when they end"),
        ({"begin": "22:00", "end": "10 pm"}, "cannot begin and end at the same time"),
        ({"begin": "22:00", "end": "7:00", "timezone": "Mars"}, "“Mars” is no timezone"),
    ],
)
async def test_quiet_hours_are_checked(world: World, admin: Any, options: dict[str, str], said: str) -> None:
    """What is no time or no timezone is said to be none."""
    result = await admin.slash(world.channel, "settings quiet", **options)

    assert said in result.response.content


@pytest.mark.parametrize(
    ("option", "typed", "first"),
    [("begin", "2", "20:00"), ("end", "7:30", "7:30"), ("timezone", "berln", "Europe/Berlin")],
)
async def test_times_and_timezones_are_suggested(world: World, admin: Any, option: str, typed: str, first: str) -> None:
    """Slips included."""
    given = {} if option == "begin" else {"begin": "22:00"}
    choices = await admin.autocomplete(world.channel, "settings quiet", option, typed, **given)

    assert choices[0]["value"] == first


@pytest.mark.parametrize(
    ("typed", "minute"),
    [("0:00", 0), ("7", 420), ("12 am", 0), ("12 pm", 720), ("10:30 PM", 1350), ("24:00", None), ("13 pm", None)],
)
def test_clock_times_are_read_as_people_write_them(typed: str, minute: int | None) -> None:
    """With 12 or 24 hours; what does not exist is refused."""
    assert minute_of_day(typed) == minute


async def test_settings_outlive_a_restart(world: World, admin: Any, make_bot: Callable[..., CeremonyBot]) -> None:
    """All of them."""
    await admin.slash(world.channel, "settings cooldowns", person=7, channel=0, repeat=9)
    await admin.slash(world.channel, "settings clock", hours=12)
    await world.env.restart_bot(make_bot())
    shown = await admin.slash(world.channel, "settings show")

    assert "7 s per person, 0 s per channel, 9 min" in shown.response.content
    assert "12 hours" in shown.response.content


# -- cooldowns ---------------------------------------------------------------------------------------------------------


async def test_a_person_who_asks_too_much_is_asked_to_wait_once(world: World, clock: Clock) -> None:
    """Ten in a row are free; then one sentence, then silence, then answers again."""
    for number in range(13):
        await world.ask(f"what is fact {number}?")
    contents = [answer.content for answer in world.answers()]
    assert len(contents) == 11
    assert contents[-1].startswith("One moment, please")

    await world.ask(ITALIAN, world.bob)
    assert len(world.answers()) == 12
    clock.seconds += 60
    await world.ask("who directed the Sochi ceremony?")
    assert "Finzi Pasca" in world.answer().content


async def test_a_cooldown_holds_for_commands_too(world: World) -> None:
    """The person is told privately how long to wait."""
    for _ in range(10):
        await world.alice.slash(world.channel, "ask", question=ITALIAN)
    result = await world.alice.slash(world.channel, "ask", question=ITALIAN)

    assert result.response.content.startswith("One moment, please")


async def test_an_answer_is_not_repeated_within_minutes(world: World, clock: Clock) -> None:
    """A link to it is given instead; later, or once it is gone, it is told again."""
    await world.ask(ITALIAN)
    first = world.answer()
    await world.ask("Who sang Italy's anthem?", world.bob)
    assert world.answer().content.endswith(f"/{world.guild.id}/{world.channel.id}/{first.id}")

    clock.seconds += 301
    await world.ask(ITALIAN)
    assert "Malika Ayane" in world.answer().content


async def test_an_answer_that_is_gone_is_told_again(world: World) -> None:
    """No link leads nowhere."""
    question = await world.ask(ITALIAN)
    await world.alice.delete(question)
    await world.ask(ITALIAN, world.bob)

    assert "Malika Ayane" in world.answer().content


async def test_a_server_may_want_repetitions(world: World, admin: Any) -> None:
    """0 minutes switch the link off."""
    await admin.slash(world.channel, "settings cooldowns", repeat=0)
    await world.ask(ITALIAN)
    await world.ask(ITALIAN)

    assert all("Malika Ayane" in answer.content for answer in world.answers())


async def test_leaving_a_server_drops_its_settings(world: World, admin: Any) -> None:
    """Nothing is kept of a guild that has thrown the bot out."""
    await admin.slash(world.channel, "settings clock", hours=12)
    bot = world.env.bot
    await bot.on_guild_remove(bot.get_guild(world.guild.id))

    assert (await bot.store.guild(world.guild.id)).hours == 24
