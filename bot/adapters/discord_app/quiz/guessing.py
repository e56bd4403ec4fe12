"""Which messages are guesses in a typed game."""

from __future__ import annotations

import discord

from bot.adapters.discord_app.addressing import is_talk, mentions, spoken
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
    if _answers_question(message, table):
        return text
    asks = text.endswith("?")
    if mentions(message, me):
        return None if asks else text
    if asks and not table.game.is_asking:
        return None
    if message.guild is None and table.guild_id is None:
        return text
    return text if sees_all and message.reference is None else None


def is_addressed(message: discord.Message, table: Table, me: discord.abc.User) -> bool:
    """Whether a guess is meant as one for certain, and not merely said in the same channel."""
    return _answers_question(message, table) or mentions(message, me)


def _answers_question(message: discord.Message, table: Table) -> bool:
    replied = message.reference.message_id if message.reference else None
    return replied in table.screen.questions.values()
