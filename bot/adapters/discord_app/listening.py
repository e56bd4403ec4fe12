"""Messages: answered, edited after their question, deleted with it."""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import aiohttp
import discord
from discord.ext import commands

from bot.adapters.discord_app.addressing import MAX_QUESTION, Address, Heard, hear
from bot.adapters.discord_app.buttons import facts_under, post_view
from bot.adapters.discord_app.client import CeremonyBot, answer_key, conversation_of
from bot.adapters.discord_app.delivery import deliver
from bot.adapters.discord_app.failures import explain_refusal
from bot.adapters.discord_app.manners import Alone, Recent
from bot.adapters.discord_app.post import Post
from bot.adapters.discord_app.rendering import render_reply
from bot.adapters.discord_app.sureness import is_sure
from bot.conversation import Reply
from bot.conversation.memory import Turn
from bot.errors import StoreUnavailable
from bot.stores import AnswerRecord, GuildSettings

logger = logging.getLogger(__name__)
answered_log = logging.getLogger("bot.answered")

_REFUSED = (discord.HTTPException, aiohttp.ClientError, OSError)
_NO_HISTORY = 160002
"""Discord's code for a reply where the bot may not read what was written before."""
_INVALID = 50035
"""The code for a reply to a message that is gone."""
_NEW = dt.timedelta(minutes=10)
"""An older message that is edited to address the bot is history, not a question."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What it takes to answer a question again."""

    record: AnswerRecord
    text: str = ""
    """The question as it was answered."""
    before: Turn | None = None
    """Where the conversation stood before it."""


class Listening(commands.Cog):
    """Reads messages that are for the bot."""

    def __init__(self, bot: CeremonyBot) -> None:
        self.bot = bot
        self._seen: Recent[int, bool] = Recent(10_000)
        self._kept: Recent[int, Kept] = Recent(5_000)
        self._alone = Alone()

    async def idle(self) -> None:
        """Wait until no answer is in the works."""
        await self._alone.idle()

    # -- events --------------------------------------------------------------------------------------------------------

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """A message came; Discord may deliver it twice."""
        if self._seen.get(message.id):
            return
        self._seen.put(message.id, True)
        async with self._alone(message.id):
            await self._take(message)

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """A message was edited, or Discord unfurled a link in it."""
        message = payload.message
        if message.author.bot or message.webhook_id:
            return
        async with self._alone(message.id):
            kept = await self._find(message.id)
            if kept is not None:
                await self._follow(message, kept)
            elif (
                not self.bot.manners.is_dismissed(message.id)
                and message.edited_at
                and discord.utils.utcnow() - message.created_at < _NEW
            ):
                await self._take(message)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """A message was deleted."""
        await self._question_gone(payload.message_id)

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """A moderator cleaned up."""
        for message_id in sorted(payload.message_ids):
            await self._question_gone(message_id)

    @commands.Cog.listener()
    async def on_user_forgotten(self, user_id: int) -> None:
        """Somebody wants nothing kept; comes from ``/privacy delete``."""
        self._kept.drop(lambda kept: kept.record.user_id == user_id)

    # -- answering -----------------------------------------------------------------------------------------------------

    async def _take(self, message: discord.Message) -> None:
        settings = await self.bot.settings_of(message.guild.id if message.guild else None)
        heard = self._hear(message, settings)
        if heard is None or not await self._may_answer(message, heard, settings):
            return
        started = time.perf_counter()
        conversation = conversation_of(message.channel.id, message.author.id)
        self._go_back(conversation, message, heard)
        before = self.bot.engine.turn(conversation)
        reply, post = await self._answer(heard.text, conversation, settings)
        if heard.address is Address.CHANNEL and not is_sure(reply):
            self.bot.engine.resume(conversation, before)
            return
        sent = await self._send(message, self._linked(message, reply, post, settings) or post)
        if sent is not None:
            self.bot.engine.resume(answer_key(sent.id), self.bot.engine.turn(conversation))
            if reply is not None and reply.status == "answer":
                self.bot.manners.give(settings, message.channel.id, post.content, sent.id)
            await self._keep(message, sent, heard.text, before)
        _log(message, heard.address, reply, time.perf_counter() - started, is_sent=sent is not None)

    def _hear(self, message: discord.Message, settings: GuildSettings) -> Heard | None:
        assert self.bot.user is not None
        parent = getattr(message.channel, "parent_id", None)
        is_chosen = bool({message.channel.id, parent} & settings.channels) and self.bot.intents.message_content
        is_quiet = settings.is_quiet(dt.datetime.fromtimestamp(self.bot.wall_clock(), dt.UTC))
        return hear(message, self.bot.user, is_chosen=is_chosen and not is_quiet)

    async def _may_answer(self, message: discord.Message, heard: Heard, settings: GuildSettings) -> bool:
        """Whether nobody asks too much; who does is told once."""
        manners, channel, person = self.bot.manners, message.channel.id, message.author.id
        seconds = manners.wait(settings, channel=channel, person=person)
        if not seconds:
            return True
        is_told = manners.is_told_to_wait(channel=channel, person=person, seconds=seconds)
        if heard.address is not Address.CHANNEL and not is_told:
            sent = await self._send(message, Post(content=f"One moment, please: ask me again in {seconds:.0f} s."))
            if sent is not None:
                await self._keep(message, sent, "", None)
        return False

    def _go_back(self, conversation: str, message: discord.Message, heard: Heard) -> None:
        """A reply to an older answer goes on from that answer."""
        if heard.answer_id is None:
            return
        turn = self.bot.engine.turn(answer_key(heard.answer_id))
        replied = message.reference.resolved if message.reference else None
        if turn is None and isinstance(replied, discord.Message):
            facts = list(self.bot.engine.references.facts(facts_under(replied)))
            turn = self.bot.engine.assistant.turn_about(facts) if facts else None
        if turn is not None:
            self.bot.engine.resume(conversation, turn)

    async def _answer(self, text: str, conversation: str, settings: GuildSettings) -> tuple[Reply | None, Post]:
        if not text:
            return None, Post(content=self.bot.nothing_said())
        if len(text) > MAX_QUESTION:
            return None, Post(content=f"That is too long for me: please ask in {MAX_QUESTION} characters or fewer.")
        reply = await self.bot.engine.ask(text, conversation)
        return reply, render_reply(reply, self.bot.engine.base, hours=settings.hours)

    def _linked(
        self, message: discord.Message, reply: Reply | None, post: Post, settings: GuildSettings
    ) -> Post | None:
        """A link to the same answer, where the channel was given it a moment ago."""
        if reply is None or reply.status != "answer" or message.guild is None:
            return None
        given = self.bot.manners.given(settings, message.channel.id, post.content)
        if given is None:
            return None
        link = f"https://discord.com/channels/{message.guild.id}/{message.channel.id}/{given}"
        return Post(content=f"I answered that here a moment ago: {link}")

    async def _send(self, message: discord.Message, post: Post) -> discord.Message | None:
        """Reply to a message, once; None where Discord does not let the bot."""
        view = post_view(post, message.author.id)
        nonce = _nonce(message)

        async def send(reference: discord.MessageReference | None) -> discord.Message:
            if reference is None:
                return await message.channel.send(post.content, view=view, nonce=nonce, suppress_embeds=True)
            return await message.channel.send(
                post.content, view=view, nonce=nonce, suppress_embeds=True, reference=reference, mention_author=False
            )

        try:
            return await self._send_or_plain(send, message.to_reference())
        except _REFUSED as error:
            guild_id = message.guild.id if message.guild else None
            logger.warning("no answer: %s", explain_refusal(error, message.channel.id, guild_id))
            return None

    @staticmethod
    async def _send_or_plain(
        send: Callable[[discord.MessageReference | None], Awaitable[discord.Message]],
        reference: discord.MessageReference,
    ) -> discord.Message | None:
        try:
            return await deliver(lambda: send(reference), what="an answer")
        except discord.HTTPException as error:
            if error.code == _INVALID and "message_reference" in str(error):
                return None  # the question was deleted meanwhile
            if error.code != _NO_HISTORY:
                raise
        return await deliver(lambda: send(None), what="an answer")

    # -- following the question ----------------------------------------------------------------------------------------

    async def _follow(self, message: discord.Message, kept: Kept) -> None:
        """Answer an edited question again, in the same place; an answer nobody asks for any more goes."""
        settings = await self.bot.settings_of(message.guild.id if message.guild else None)
        heard = self._hear(message, settings)
        if heard is None:
            await self._delete_answer(message.id, kept)
            return
        if heard.text == kept.text:
            return
        conversation = conversation_of(message.channel.id, message.author.id)
        self.bot.engine.resume(conversation, kept.before)
        reply, post = await self._answer(heard.text, conversation, settings)
        view = post_view(post, message.author.id)
        answer = message.channel.get_partial_message(kept.record.answer_id)  # type: ignore[union-attr] # has messages
        try:
            await deliver(lambda: answer.edit(content=post.content, view=view), what="editing an answer")
        except discord.NotFound:
            self.bot.manners.dismiss(message.id)  # and it stays away
            await self._drop(message.id, kept)
        except _REFUSED as error:
            logger.warning("not edited: %s", explain_refusal(error, kept.record.channel_id, None))
        else:
            self.bot.manners.take_back(kept.record.answer_id)
            self.bot.engine.resume(answer_key(kept.record.answer_id), self.bot.engine.turn(conversation))
            self._kept.put(message.id, Kept(kept.record, heard.text, kept.before))
            _log(message, heard.address, reply, 0.0, is_sent=True)

    async def _question_gone(self, question_id: int) -> None:
        async with self._alone(question_id):
            kept = await self._find(question_id)
            if kept is not None:
                await self._delete_answer(question_id, kept)

    async def _delete_answer(self, question_id: int, kept: Kept) -> None:
        channel = self.bot.get_partial_messageable(kept.record.channel_id)
        answer = channel.get_partial_message(kept.record.answer_id)
        try:
            await deliver(answer.delete, what="deleting an answer")
        except discord.NotFound:
            pass  # dismissed before
        except _REFUSED as error:
            logger.warning("not deleted: %s", explain_refusal(error, kept.record.channel_id, None))
        await self._drop(question_id, kept)

    # -- keeping -------------------------------------------------------------------------------------------------------

    async def _keep(self, message: discord.Message, sent: discord.Message, text: str, before: Turn | None) -> None:
        now = int(self.bot.wall_clock())
        record = AnswerRecord(message.id, sent.id, message.channel.id, message.author.id, now)
        self._kept.put(message.id, Kept(record, text, before))
        try:
            await self.bot.store.remember(record)
        except StoreUnavailable as error:
            logger.error("%s", error)

    async def _find(self, question_id: int) -> Kept | None:
        kept = self._kept.get(question_id)
        if kept is not None:
            return kept
        try:
            record = await self.bot.store.answer_to(question_id)
        except StoreUnavailable as error:
            logger.error("%s", error)
            return None
        return Kept(record) if record else None

    async def _drop(self, question_id: int, kept: Kept) -> None:
        self._kept.pop(question_id)
        await self.bot.forget_answer(kept.record.answer_id)


def _is_fresh_edit(message: discord.Message) -> bool:
    return message.edited_at is not None and discord.utils.utcnow() - message.created_at < _NEW


def _nonce(message: discord.Message) -> str:
    """The same for each try, and for one message delivered to two processes; an edited message is another."""
    return f"{message.id}e{int(message.edited_at.timestamp()) % 10_000}" if message.edited_at else str(message.id)


def _log(message: discord.Message, address: Address, reply: Reply | None, seconds: float, *, is_sent: bool) -> None:
    """One line for each question, without a word of it."""
    question = reply.question if reply else None
    fields = {
        "address": address.value,
        "status": reply.status if reply else "no question",
        "intent": question.intent.id if question and question.intent else None,
        "confidence": reply.confidence if reply else None,
        "sent": is_sent,
        "guild": message.guild.id if message.guild else None,
        "channel": message.channel.id,
        "message": message.id,
        "ms": round(seconds * 1000, 1),
    }
    answered_log.info("answered", extra={"fields": fields})
