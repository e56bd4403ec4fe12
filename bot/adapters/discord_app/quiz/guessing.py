"""Which messages are guesses in a typed game."""

from __future__ import annotations

import re

import discord

from bot.adapters.discord_app.addressing import is_talk, spoken
from bot.conversation.quizmaster import Table


def guess_in(message: discord.Message, table: Table, me: discord.abc.User, *, sees_all: bool) -> str | None:
    """What a message guesses, or None when it is no guess.

    A reply to the question always is one. A mention is, unless it ends with a question mark: that is a question to the
    bot. Anything else in the channel is, where the bot can read it, apart from replies to its other messages. In a DM
    everything is.

    Args:
        message: As it came.
        table: The game in its channel.
        me: The bot.
        sees_all: Whether messages that are not addressed to the bot can be read.
    """
    if table.game.options.mode != "typed" or table.game.is_over or not is_talk(message, me):
        return None
    text = spoken(message, me)
    replied = message.reference.message_id if message.reference else None
    if replied in table.screen.questions.values():
        return text
    asks = text.endswith("?")
    if re.search(rf"<@!?{me.id}>", message.content):
        return None if asks else text
    if asks and not table.game.is_asking:
        return None
    if message.guild is None and table.guild_id is None:
        return text
    return text if sees_all and replied is None else None
