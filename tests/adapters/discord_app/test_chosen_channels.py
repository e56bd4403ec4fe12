"""Channels where the bot speaks up by itself: only when it is sure, and not in quiet hours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import discord
import pytest

from bot.adapters.discord_app import CeremonyBot
from bot.stores import GuildSettings

from .conftest import Clock, World

ITALIAN = "who sang the Italian anthem?"


@pytest.fixture
def simcord_bot(make_bot: Callable[..., CeremonyBot]) -> CeremonyBot:
    """With the privileged intent."""
    return make_bot(message_content=True)


@pytest.fixture
async def chosen(world: World) -> World:
    """The channel is chosen by an admin."""
    role = world.guild.create_role("Admins", permissions=discord.Permissions(manage_guild=True))
    admin = world.guild.add_member(world.env.create_user("admin"), roles=[role])
    world.admin = admin  # type: ignore[attr-defined]
    result = await admin.slash(world.channel, "settings channel", channel=world.channel, answering=True)
    assert "by myself" in result.response.content
    assert "intent" not in result.response.content
    return world


async def test_a_sure_answer_needs_no_mention(chosen: World) -> None:
    """A whole question with one answer is answered."""
    await chosen.alice.send(chosen.channel, ITALIAN)

    assert "Malika Ayane" in chosen.answer().content


@pytest.mark.parametrize(
    "talk",
    [
        "lol that's great",
        "what did Valery Gergiev wear?",
        "who directed?",
        "hello",
        "the Italian anthem was sung by Malika Ayane",
        "and the Beijing one?",
        "did you see her?",
        "what time do we meet?",
        "who sang the Italian anthem in Beijing and in Sochi?",
    ],
)
async def test_talk_and_doubt_are_left_alone(chosen: World, talk: str) -> None:
    """Neither talk, nor what it does not know, nor what has several answers."""
    await chosen.alice.send(chosen.channel, talk)

    assert chosen.answers() == []


async def test_people_who_talk_to_each_other_are_left_alone(chosen: World) -> None:
    """A message that mentions or replies to a person is for that person."""
    first = await chosen.bob.send(chosen.channel, "hm")
    await chosen.alice.send(chosen.channel, ITALIAN, reply_to=first)
    await chosen.alice.send(chosen.channel, f"{chosen.bob.mention} {ITALIAN}")

    assert chosen.answers() == []


async def test_other_channels_stay_quiet(chosen: World) -> None:
    """Only what was chosen counts."""
    other = chosen.guild.create_text_channel("other")
    await chosen.alice.send(other, ITALIAN)

    assert other.last_message.author.id == chosen.alice.id


async def test_in_quiet_hours_it_answers_only_when_addressed(chosen: World, clock: Clock) -> None:
    """22:00 to 7:00 goes over midnight."""
    await chosen.admin.slash(  # type: ignore[attr-defined]
        chosen.channel, "settings quiet", begin="22:00", end="7 am", timezone="Europe/Berlin"
    )
    clock.seconds = 86400 * 1000 + 22 * 3600  # 23:00 or 0:00 in Berlin
    await chosen.alice.send(chosen.channel, ITALIAN)
    assert chosen.answers() == []

    await chosen.ask(ITALIAN)
    assert len(chosen.answers()) == 1


async def test_a_channel_can_be_taken_out(chosen: World) -> None:
    """And is then as any other."""
    await chosen.admin.slash(  # type: ignore[attr-defined]
        chosen.channel, "settings channel", channel=chosen.channel, answering=False
    )
    await chosen.alice.send(chosen.channel, ITALIAN)

    assert chosen.answers() == []


async def test_chosen_channels_outlive_a_restart(chosen: World, make_bot: Callable[..., CeremonyBot]) -> None:
    """Settings lie in the database."""
    await chosen.env.restart_bot(make_bot(message_content=True))
    await chosen.alice.send(chosen.channel, ITALIAN)

    assert "Malika Ayane" in chosen.answer().content


async def test_threads_of_a_chosen_channel_are_included(chosen: World, simcord_env: Any) -> None:
    """A thread is where its channel is."""
    channel = simcord_env.bot.get_channel(chosen.channel.id)
    thread = await channel.create_thread(name="talk", type=discord.ChannelType.public_thread)
    await simcord_env.settle()
    handle = next(one for one in chosen.channel.threads if one.id == thread.id)
    await chosen.alice.send(handle, ITALIAN)

    assert "Malika Ayane" in handle.last_message.content


async def test_the_default_is_silence(world: World) -> None:
    """A guild that has set nothing has no chosen channels."""
    assert await world.env.bot.store.guild(world.guild.id) == GuildSettings()
