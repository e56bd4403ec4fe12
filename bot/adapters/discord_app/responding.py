"""Responses to commands: private in a server, with a button to share them; open in a DM."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import discord

from bot.adapters.discord_app.conversations import conversation_of
from bot.adapters.discord_app.delivery import say, whisper
from bot.adapters.discord_app.logs import log_command
from bot.adapters.discord_app.manners import ask_again
from bot.adapters.discord_app.post import MESSAGE, Post, plain, quoted
from bot.adapters.discord_app.rendering import render_reply, render_verdict
from bot.adapters.discord_app.views import post_view

if TYPE_CHECKING:
    from bot.adapters.discord_app.client import CeremonyBot

    Command = discord.Interaction[CeremonyBot]
else:
    Command = discord.Interaction


def is_private(command: Command) -> bool:
    """Whether others are around who did not ask."""
    return not command.context.dm_channel


async def post(command: Command, content: Post) -> None:
    """Respond with a post and its buttons."""
    view = post_view(content, command.user.id, is_private=is_private(command))
    await say(command, content.content, view, is_private=is_private(command))


async def answer(command: Command, text: str, *, claim: str = "") -> None:
    """Respond with the answer to a question, below the question itself.

    Args:
        command: What to respond to.
        text: What the engine is asked.
        claim: What is quoted in place of the question, which asks whether it is so.
    """
    started = time.perf_counter()
    bot = command.client
    settings = await bot.settings_of(command.guild_id)
    seconds = bot.manners.wait(settings, channel=command.channel_id or 0, person=command.user.id)
    if seconds:
        await whisper(command, ask_again(seconds))
        return
    reply = (await bot.engine.ask(text, conversation_of(command.channel_id, command.user.id))).reply
    render = render_verdict if claim else render_reply
    found = render(reply, bot.engine.base, hours=settings.hours)
    await post(command, below(quoted(claim or text), found))
    log_command(command, reply, time.perf_counter() - started)


def below(question: str, found: Post) -> Post:
    """A post under the question it answers, where there is room for both."""
    content = f"{question}\n{found.content}"
    if len(content) > MESSAGE:
        return found
    return replace(found, content=content)


async def card(command: Command, kind: str, key: str, missing: str) -> None:
    """Respond with a card, or with why there is none."""
    started = time.perf_counter()
    found = await command.client.card_post(kind, key, 0, command.guild_id)
    if found is None:
        await whisper(command, plain(missing))
    else:
        await post(command, found)
    log_command(command, None, time.perf_counter() - started, status="answer" if found else "unknown")
