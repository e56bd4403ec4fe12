"""What pressing a button does."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import discord

from bot.adapters.discord_app import why
from bot.adapters.discord_app.addressing import spoken
from bot.adapters.discord_app.buttons import GONE, Click
from bot.adapters.discord_app.conversations import answer_key, conversation_of
from bot.adapters.discord_app.delivery import deliver, put_in_place, respond, say, whisper
from bot.adapters.discord_app.post import Post, unquoted
from bot.adapters.discord_app.rendering import render_reply
from bot.adapters.discord_app.views import facts_under, post_view, shared_view
from bot.errors import StoreUnavailable

if TYPE_CHECKING:
    from bot.adapters.discord_app.client import CeremonyBot

logger = logging.getLogger(__name__)


class Clicks:
    """Responds to buttons; every message that they stand under is one of the bot's."""

    def __init__(self, bot: CeremonyBot) -> None:
        self._bot = bot

    async def turn(self, click: Click, kind: str, key: str, number: int, asker: str) -> None:
        """Show a page of a card."""
        await self._show(click, await self._bot.card_post(kind, key, number, click.guild_id), asker)

    async def choose(self, click: Click, text: str, asker: str) -> None:
        """Answer as if a choice had been said, in the light of the question that it was offered for."""
        engine, message = self._bot.engine, _message(click)
        conversation = conversation_of(click.channel_id, click.user.id)
        turn = engine.turn(answer_key(message.id))
        if turn is None and (question := await self._question_before(message)):
            turn = (await engine.ask(question, conversation, start=None)).after
        exchange = await engine.ask(text, conversation, start=turn)
        await engine.resume(answer_key(message.id), exchange.after)
        settings = await self._bot.settings_of(click.guild_id)
        await self._show(click, render_reply(exchange.reply, engine.base, hours=settings.hours), asker)

    async def _question_before(self, message: discord.Message) -> str | None:
        """The question that an answer of a former life was given to."""
        reference, me = message.reference, self._bot.user
        if quoted := unquoted(message.content):
            return quoted
        if reference is None or reference.message_id is None or me is None:
            return None
        try:
            return spoken(await message.channel.fetch_message(reference.message_id), me)
        except discord.HTTPException:
            return None  # deleted, or nothing that the bot may read

    async def _show(self, click: Click, post: Post | None, asker: str) -> None:
        """Put a post in place of the message for its asker; show it privately to anybody else."""
        if post is None:
            await whisper(click, GONE)
        elif not _is_by(click, asker):
            await whisper(click, post.content, post_view(post, click.user.id, is_private=True))
        else:
            view = post_view(post, click.user.id, is_private=_message(click).flags.ephemeral)
            await put_in_place(click, post.content, view)

    async def share(self, click: Click) -> None:
        """Post what a private message shows, unless the channel has it already."""
        message, channel = _message(click), click.channel_id or 0
        settings = await self._bot.settings_of(click.guild_id)
        if self._bot.manners.given(settings, channel, message.content) is not None:
            await whisper(click, "That is in this channel already.")
            return
        view = shared_view(message, click.user.id)
        sent = await say(click, message.content, view, is_private=False)
        if sent is not None:
            self._bot.manners.give(settings, channel, message.content, sent)

    async def explain(self, click: Click, reading: dict[str, str]) -> None:
        """Tell privately how the question was read, and what was told."""
        references = self._bot.engine.references
        await whisper(click, why.tell(reading, references, references.facts(facts_under(_message(click)))))

    async def vote(self, click: Click, vote: int, packed: str) -> None:
        """Keep a vote, 1 or -1, and say so privately."""
        facts = [fact.id for fact in self._bot.engine.references.facts(packed)]
        try:
            await self._bot.store.vote(answer_id=_message(click).id, user_id=click.user.id, vote=vote, facts=facts)
        except StoreUnavailable as error:
            logger.error("%s", error)
            await whisper(click, "Thanks, but I cannot write anything down right now.")
        else:
            await whisper(click, "Thanks, noted.")

    async def dismiss(self, click: Click, asker: str) -> None:
        """Delete an answer, for its asker and for moderators."""
        if not _is_by(click, asker) and not click.permissions.manage_messages:
            await whisper(click, "Only the person who asked, or a moderator, can dismiss this answer.")
            return
        await respond(lambda: click.response.defer(), what="dismissing")
        message = _message(click)
        if message.reference and message.reference.message_id:
            self._bot.manners.dismiss(message.reference.message_id)
        await self._bot.forget_answer(message.id)
        await _delete(click, message)


async def _delete(click: Click, message: discord.Message) -> None:
    try:
        await deliver(message.delete, what="deleting an answer")
    except (discord.NotFound, discord.Forbidden):
        # Gone already; or installed by a person only, and the bot itself is not in this place.
        try:
            await deliver(click.delete_original_response, what="deleting an answer")
        except discord.NotFound:
            pass


def _message(click: Click) -> discord.Message:
    assert click.message is not None  # a button is always under one
    return click.message


def _is_by(click: Click, asker: str) -> bool:
    """Whether the person who clicked is the one whose question the message answers."""
    return str(click.user.id) == asker
