"""Answers to messages: sent once, edited and deleted, with every refusal of Discord dealt with here."""

from __future__ import annotations

import logging
from enum import Enum

import discord

from bot.adapters.discord_app.delivery import UNDELIVERED, deliver
from bot.adapters.discord_app.failures import explain_refusal
from bot.adapters.discord_app.post import Post
from bot.adapters.discord_app.views import post_view

logger = logging.getLogger(__name__)

_NO_HISTORY = 160002
"""Discord's code for a reply where the bot may not read what was written before."""

_INVALID = 50035
"""The code for a reply to a message that is gone, among others."""


class Outcome(Enum):
    """What became of an edit."""

    DONE = "done"
    GONE = "gone"
    """The message is no longer there."""
    REFUSED = "refused"


async def send(message: discord.Message, post: Post) -> discord.Message | None:
    """Reply to a message, once; None where Discord does not let the bot, or the message is gone."""
    try:
        return await _send(message, post)
    except UNDELIVERED as error:
        guild_id = message.guild.id if message.guild else None
        logger.warning("no answer: %s", explain_refusal(error, message.channel.id, guild_id))
        return None


async def _send(message: discord.Message, post: Post) -> discord.Message | None:
    view, nonce, channel = post_view(post, message.author.id), _nonce(message), message.channel
    try:
        return await deliver(
            lambda: channel.send(
                post.content,
                view=view,
                nonce=nonce,
                suppress_embeds=True,
                reference=message.to_reference(),
                mention_author=False,
            ),
            what="an answer",
        )
    except discord.HTTPException as error:
        if error.code == _INVALID and "message_reference" in str(error):
            return None
        if error.code != _NO_HISTORY:
            raise
    return await deliver(
        lambda: channel.send(post.content, view=view, nonce=nonce, suppress_embeds=True), what="an answer"
    )


def _nonce(message: discord.Message) -> str:
    """The same for each try, and for one message delivered to two processes; an edited message is another."""
    return f"{message.id}e{int(message.edited_at.timestamp()) % 10_000}" if message.edited_at else str(message.id)


async def edit(answer: discord.PartialMessage, post: Post, asker: int) -> Outcome:
    """Put a post in place of an answer."""
    view = post_view(post, asker)
    try:
        await deliver(lambda: answer.edit(content=post.content, view=view), what="editing an answer")
    except discord.NotFound:
        return Outcome.GONE
    except UNDELIVERED as error:
        logger.warning("not edited: %s", explain_refusal(error, answer.channel.id, None))
        return Outcome.REFUSED
    return Outcome.DONE


async def delete(answer: discord.PartialMessage) -> None:
    """Take an answer away; one that is gone already is no error."""
    try:
        await deliver(answer.delete, what="deleting an answer")
    except discord.NotFound:
        pass
    except UNDELIVERED as error:
        logger.warning("not deleted: %s", explain_refusal(error, answer.channel.id, None))
