"""Which messages are for the bot, and what they say once the address is taken off."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

import discord

MAX_QUESTION = 500
"""Characters of a question; a longer one is a text, and reading it would hold up everybody else."""

_TALK = (discord.MessageType.default, discord.MessageType.reply)
_EMOJI = re.compile(r"<a?:(?P<name>\w+):\d+>")
_TIMESTAMP = re.compile(r"<t:-?\d+(?::\w)?>|<id:\w+>|</[^>\n]+:\d+>")


class Address(Enum):
    """How a message reaches the bot."""

    DM = "dm"
    MENTION = "mention"
    REPLY = "reply"
    CHANNEL = "channel"
    """Nobody asked for the bot, but the channel is one of those that an admin chose."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A message to the bot."""

    address: Address
    text: str
    """What it says, mentions taken off; may be empty."""
    answer_id: int | None = None
    """The answer of the bot that it replies to."""


def hear(message: discord.Message, me: discord.abc.User, *, is_chosen: bool = False) -> Heard | None:
    """What a message says to the bot, or None when it is not for it.

    Args:
        message: As it came.
        me: The bot.
        is_chosen: Whether the message was written where the bot may speak up by itself.
    """
    if not is_talk(message, me):
        return None
    address = _address(message, me, is_chosen)
    if address is None:
        return None
    answer_id = message.reference.message_id if message.reference and _replies_to(message, me) else None
    return Heard(address, spoken(message, me), answer_id)


def is_talk(message: discord.Message, me: discord.abc.User) -> bool:
    """Whether a person has written a message, rather than a bot, a webhook or Discord itself."""
    return not (message.author.bot or message.webhook_id or message.author.id == me.id) and message.type in _TALK


def _address(message: discord.Message, me: discord.abc.User, is_chosen: bool) -> Address | None:
    if message.guild is None:
        return Address.DM
    if mentions(message, me):
        return Address.MENTION
    if _replies_to(message, me):
        return Address.REPLY
    return Address.CHANNEL if is_chosen and message.reference is None and not message.mentions else None


def mentions(message: discord.Message, user: discord.abc.User) -> bool:
    """Whether somebody is mentioned in the text itself; a reply may ping without that."""
    return _mention_of(user).search(message.content) is not None


def _mention_of(user: discord.abc.User) -> re.Pattern[str]:
    return re.compile(rf"<@!?{user.id}>")


def _replies_to(message: discord.Message, me: discord.abc.User) -> bool:
    replied = message.reference.resolved if message.reference else None
    return isinstance(replied, discord.Message) and replied.author.id == me.id


def spoken(message: discord.Message, me: discord.abc.User) -> str:
    """The words of a message: without the bot's own mention, and with names in place of other mentions."""
    text = _mention_of(me).sub(" ", message.content)
    for user in message.mentions:
        text = user.display_name.join(_mention_of(user).split(text))  # as it is: a name may hold backslashes
    text = re.sub(r"<(@&|@!?|#)\d+>", " ", text)
    text = _TIMESTAMP.sub(" ", _EMOJI.sub(" ", text))
    return " ".join(text.split())
