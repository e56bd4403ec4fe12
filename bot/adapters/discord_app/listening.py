"""Messages: answered, edited after their question, deleted with it."""

from __future__ import annotations

import datetime as dt
import logging
import time
from dataclasses import dataclass
from typing import Literal

import discord
from discord.ext import commands

from bot.adapters.discord_app import sending
from bot.adapters.discord_app.addressing import MAX_QUESTION, Address, Heard, hear
from bot.adapters.discord_app.client import CeremonyBot
from bot.adapters.discord_app.conversations import answer_key, conversation_of
from bot.adapters.discord_app.logs import log_message
from bot.adapters.discord_app.manners import Alone, ask_again
from bot.adapters.discord_app.post import Post, link_to
from bot.adapters.discord_app.rendering import render_reply
from bot.adapters.discord_app.sureness import is_sure
from bot.adapters.discord_app.views import facts_under
from bot.conversation import Reply
from bot.conversation.memory import Turn
from bot.conversation.recent import Recent
from bot.errors import StoreUnavailable
from bot.stores import AnswerRecord, GuildSettings

logger = logging.getLogger(__name__)

_NEW = dt.timedelta(minutes=10)
"""An older message that is edited to address the bot is history, not a question."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What it takes to answer a question again."""

    record: AnswerRecord
    text: str = ""
    """The question as it was answered; empty where a former process answered it."""
    before: Turn | None = None
    """Where the conversation stood before it."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a message is answered with."""

    post: Post
    reply: Reply | None = None
    """None where nothing was asked."""
    before: Turn | None = None
    after: Turn | None = None


class Listening(commands.Cog):
    """Reads messages that are for the bot."""

    def __init__(self, bot: CeremonyBot) -> None:
        self.bot = bot
        self._seen: Recent[int, bool] = Recent(10_000)
        self._kept: Recent[int, Kept] = Recent(5_000)
        self._alone = Alone()
        self._is_unreadable_logged = False

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
            elif not self.bot.manners.is_dismissed(message.id) and _is_fresh_edit(message):
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
        self._kept.drop(lambda _, kept: kept.record.user_id == user_id)

    # -- answering -----------------------------------------------------------------------------------------------------

    async def _take(self, message: discord.Message) -> None:
        if self.bot.hall.guess(message) is not None:
            return
        settings = await self.bot.settings_of(message.guild.id if message.guild else None)
        heard = self._hear(message, settings)
        if heard is None or not await self._may_answer(message, heard, settings):
            return
        started = time.perf_counter()
        given = await self._answer(message, heard.text, settings, start=self._start(message, heard))
        if heard.address is Address.CHANNEL and not is_sure(given.reply):
            await self.bot.engine.resume(conversation_of(message.channel.id, message.author.id), given.before)
            return
        sent = await sending.send(message, self._link(message, given, settings) or given.post)
        if sent is not None:
            await self._keep(message, sent.id, heard.text, given.before)
            await self._remember(message, sent.id, given, settings)
        seconds = time.perf_counter() - started
        log_message(message, heard.address.value, given.reply, seconds, is_sent=sent is not None)

    def _hear(self, message: discord.Message, settings: GuildSettings) -> Heard | None:
        assert self.bot.user is not None  # logged in before any event
        parent = getattr(message.channel, "parent_id", None)
        is_chosen = bool({message.channel.id, parent} & settings.channels)
        is_quiet = settings.is_quiet(dt.datetime.fromtimestamp(self.bot.wall_clock(), dt.UTC))
        speaks_up = is_chosen and not is_quiet and self._can_read(message.channel.id)
        return hear(message, self.bot.user, is_chosen=speaks_up)

    def _can_read(self, channel_id: int) -> bool:
        """Whether Discord shows the bot what is said in a chosen channel; the log says once that it does not."""
        is_granted = self.bot.intents.message_content
        if not is_granted and not self._is_unreadable_logged:
            self._is_unreadable_logged = True
            logger.warning(
                "channel %d is chosen, but its messages cannot be read: the message content intent is off; switch it on"
                " in the Discord Developer Portal and set CEREMONY_BOT_MESSAGE_CONTENT=true",
                channel_id,
            )
        return is_granted

    async def _may_answer(self, message: discord.Message, heard: Heard, settings: GuildSettings) -> bool:
        """Whether nobody asks too much; who does is told once."""
        manners, channel, person = self.bot.manners, message.channel.id, message.author.id
        seconds = manners.wait(settings, channel=channel, person=person)
        if not seconds:
            return True
        is_told = manners.is_told_to_wait(channel=channel, person=person, seconds=seconds)
        if heard.address is not Address.CHANNEL and not is_told:
            sent = await sending.send(message, Post(content=ask_again(seconds)))
            if sent is not None:
                await self._keep(message, sent.id, "", None)
        return False

    def _start(self, message: discord.Message, heard: Heard) -> Turn | Literal["here"]:
        """Where the question goes on from: a reply to an older answer, from that answer."""
        if heard.answer_id is None:
            return "here"
        engine = self.bot.engine
        turn = engine.turn(answer_key(heard.answer_id))
        replied = message.reference.resolved if message.reference else None
        if turn is None and isinstance(replied, discord.Message):  # an answer of a former process
            facts = list(engine.references.facts(facts_under(replied)))
            turn = engine.assistant.turn_about(facts) if facts else None
        return turn or "here"

    async def _answer(
        self, message: discord.Message, text: str, settings: GuildSettings, *, start: Turn | Literal["here"] | None
    ) -> Given:
        if not text:
            return Given(Post(content=self.bot.nothing_said()))
        if len(text) > MAX_QUESTION:
            return Given(Post(content=f"That is too long for me: please ask in {MAX_QUESTION} characters or fewer."))
        conversation = conversation_of(message.channel.id, message.author.id)
        exchange = await self.bot.engine.ask(text, conversation, start=start)
        post = render_reply(exchange.reply, self.bot.engine.base, hours=settings.hours)
        return Given(post, exchange.reply, exchange.before, exchange.after)

    def _link(self, message: discord.Message, given: Given, settings: GuildSettings) -> Post | None:
        """A link to the same answer, where the channel was given it a moment ago."""
        if given.reply is None or given.reply.status != "answer" or message.guild is None:
            return None
        earlier = self.bot.manners.given(settings, message.channel.id, given.post.content)
        if earlier is None:
            return None
        link = link_to(message.guild.id, message.channel.id, earlier)
        return Post(content=f"I answered that here a moment ago: {link}")

    # -- following the question ----------------------------------------------------------------------------------------

    async def _follow(self, message: discord.Message, kept: Kept) -> None:
        """Answer an edited question again, in the same place; an answer nobody asks for any more goes."""
        settings = await self.bot.settings_of(message.guild.id if message.guild else None)
        heard = self._hear(message, settings)
        if heard is None:
            await self._delete_answer(message.id, kept)
        elif heard.text != kept.text:
            await self._answer_again(message, heard, kept, settings)

    async def _answer_again(self, message: discord.Message, heard: Heard, kept: Kept, settings: GuildSettings) -> None:
        started = time.perf_counter()
        given = await self._answer(message, heard.text, settings, start=kept.before)
        outcome = await sending.edit(self._message(kept.record), given.post, message.author.id)
        if outcome is sending.Outcome.GONE:  # dismissed before: it stays away
            self.bot.manners.dismiss(message.id)
            await self._drop(message.id, kept)
        elif outcome is sending.Outcome.DONE:
            self.bot.manners.take_back(kept.record.answer_id)
            self._kept.put(message.id, Kept(kept.record, heard.text, kept.before))
            await self._remember(message, kept.record.answer_id, given, settings)
            log_message(message, heard.address.value, given.reply, time.perf_counter() - started)

    async def _question_gone(self, question_id: int) -> None:
        async with self._alone(question_id):
            kept = await self._find(question_id)
            if kept is not None:
                await self._delete_answer(question_id, kept)

    async def _delete_answer(self, question_id: int, kept: Kept) -> None:
        await sending.delete(self._message(kept.record))
        await self._drop(question_id, kept)

    def _message(self, record: AnswerRecord) -> discord.PartialMessage:
        return self.bot.get_partial_messageable(record.channel_id).get_partial_message(record.answer_id)

    # -- keeping -------------------------------------------------------------------------------------------------------

    async def _remember(self, message: discord.Message, answer_id: int, given: Given, settings: GuildSettings) -> None:
        """Keep where the conversation stands with an answer, and that the channel has been given it."""
        await self.bot.engine.resume(answer_key(answer_id), given.after)
        if given.reply is not None and given.reply.status == "answer":
            self.bot.manners.give(settings, message.channel.id, given.post.content, answer_id)

    async def _keep(self, message: discord.Message, answer_id: int, text: str, before: Turn | None) -> None:
        now = int(self.bot.wall_clock())
        record = AnswerRecord(message.id, answer_id, message.channel.id, message.author.id, now)
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
