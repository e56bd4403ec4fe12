"""The bot as Discord sees it: connects the engine, the store, the cogs and the buttons."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import logging
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands, tasks

from bot.adapters.discord_app import failures
from bot.adapters.discord_app.buttons import BUTTONS
from bot.adapters.discord_app.cards import Cards
from bot.adapters.discord_app.clicks import Clicks
from bot.adapters.discord_app.delivery import deliver
from bot.adapters.discord_app.engine import Engine, freeze_anew
from bot.adapters.discord_app.lookup import Lookup
from bot.adapters.discord_app.manners import Manners
from bot.adapters.discord_app.post import Post, plain
from bot.adapters.discord_app.quiz.hall import Hall, call_later
from bot.adapters.discord_app.translating import Translations
from bot.conversation import Assistant
from bot.conversation.quizmaster import Timer
from bot.errors import StoreUnavailable
from bot.quiz import Quiz
from bot.stores import GuildSettings, Store

logger = logging.getLogger(__name__)

discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # nobody expects a voice

_KEPT_SECONDS = 30 * 24 * 3600
"""How long it is kept which answer belongs to which question."""


def _options(message_content: bool) -> dict[str, Any]:
    """What discord.py is told: as few events and pings, and as little memory, as will do."""
    return {
        "command_prefix": commands.when_mentioned,  # never used: mentions are questions
        "help_command": None,
        "intents": discord.Intents(guilds=True, guild_messages=True, dm_messages=True, message_content=message_content),
        "allowed_mentions": discord.AllowedMentions.none(),
        "member_cache_flags": discord.MemberCacheFlags.none(),
        "chunk_guilds_at_startup": False,
        "allowed_installs": app_commands.AppInstallationType(guild=True, user=True),
        "allowed_contexts": app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
    }


class CeremonyBot(commands.Bot):
    """Answers in messages, commands and buttons. Does no I/O before it is started."""

    def __init__(
        self,
        assistant: Assistant,
        store: Store,
        *,
        quiz: Callable[[Assistant], Quiz],
        message_content: bool = False,
        clock: Callable[[], float] = time.monotonic,
        wall_clock: Callable[[], float] = time.time,
        reload: Callable[[], Assistant] | None = None,
        watch: Sequence[Path] = (),
        chance: random.Random | None = None,
        later: Callable[[float, Callable[[], object]], Timer] | None = None,
    ) -> None:
        """A bot that is not connected yet.

        Args:
            assistant: The engine.
            store: What outlives a restart; opened when the bot is started.
            quiz: Makes the questions of the quiz from what an assistant knows; may raise `DataError`.
            message_content: Ask Discord for the privileged intent that chosen channels need.
            clock: Seconds that never go back, for cooldowns.
            wall_clock: Seconds since 1970, for quiet hours and for what is kept.
            reload: Reads the knowledge anew; raises `DataError` where it cannot be used.
            watch: Folders; a change in one of them reloads the knowledge.
            chance: Chooses the questions of the quiz; unpredictable by default.
            later: Calls something after so many seconds of the wall clock; the event loop's own timers by default.
        """
        super().__init__(**_options(message_content))
        self.engine = Engine(assistant)
        self.store = store
        self.manners = Manners(clock)
        self.clicks = Clicks(self)
        self.wall_clock = wall_clock
        self.hall = Hall(self, quiz, wall_clock, chance or random.Random(), later or call_later)
        self.read_knowledge = reload
        self._watched = tuple(watch)
        self.registers_on_first_start = True
        self._registering: asyncio.Task[None] | None = None
        self.tree.error(failures.on_command_error)

    async def setup_hook(self) -> None:
        """Everything that has to stand before the first event comes in."""
        from bot.adapters.discord_app.administration import Ownership, Settings
        from bot.adapters.discord_app.asking import Asking
        from bot.adapters.discord_app.informing import Informing, Privacy
        from bot.adapters.discord_app.listening import Listening
        from bot.adapters.discord_app.looking_up import LookingUp
        from bot.adapters.discord_app.quiz.group import QUIZ_BUTTONS, QuizGroup
        from bot.adapters.discord_app.watching import Watching

        await self.store.open()
        self.forget_old_answers.start()
        self.add_dynamic_items(*BUTTONS, *QUIZ_BUTTONS)
        for cog in (Listening, Asking, LookingUp, QuizGroup, Informing, Privacy, Settings, Ownership):
            await self.add_cog(cog(self))
        if self._watched:
            await self.add_cog(Watching(self, self._watched))
        await self.tree.set_translator(Translations())
        if self.registers_on_first_start:  # beside the connection, which need not wait for it
            self._registering = asyncio.create_task(self._register_once())

    async def _register_once(self) -> None:
        """Tell Discord the commands on the very first start; later changes are for ``ceremony-bot sync``."""
        assert self.application_id is not None
        try:
            known = await self.store.registered(self.application_id)
            if known is None:
                await self.register_commands()
            elif known != self.fingerprint():
                logger.warning("the commands have changed since Discord was told; run: ceremony-bot sync")
        except Exception as error:  # whatever it is, messages can be answered without commands
            logger.error("the commands could not be registered (%r); run: ceremony-bot sync", error)

    async def register_commands(self) -> int:
        """Tell Discord the commands as they are now, and return their number.

        Raises:
            discord.HTTPException: Discord refused them.
            StoreUnavailable: It cannot be written down that this is done.
        """
        assert self.application_id is not None
        registered = await deliver(self.tree.sync, what="registering commands")
        await self.store.save_registered(self.application_id, self.fingerprint())
        return len(registered)

    def fingerprint(self) -> str:
        """Changes with the commands."""
        payload = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        return hashlib.blake2b(json.dumps(payload, sort_keys=True, default=str).encode(), digest_size=32).hexdigest()

    async def finish_answers(self, seconds: float) -> None:
        """Let answers in the works be sent, for some seconds at most."""
        listening = self.get_cog("Listening")
        if listening is not None:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(listening.idle(), seconds)  # type: ignore[attr-defined] # our cog

    @tasks.loop(hours=24)
    async def forget_old_answers(self) -> None:
        """Keep the promise of what is kept, at the start and every day."""
        try:
            await self.store.forget_answers_before(int(self.wall_clock()) - _KEPT_SECONDS)
        except StoreUnavailable as error:
            logger.error("%s", error)

    async def close(self) -> None:
        """Leave Discord, then put everything away."""
        self.forget_old_answers.cancel()
        if self._registering is not None:
            self._registering.cancel()
        await super().close()
        self.engine.close()
        await self.store.close()

    async def on_message(self, message: discord.Message, /) -> None:
        """Messages are questions, not prefix commands; the listening cog takes them."""

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Whoever throws the bot out leaves no settings behind."""
        await self.store.forget_guild(guild.id)

    # -- answering -----------------------------------------------------------------------------------------------------

    @property
    def lookup(self) -> Lookup:
        """What people can name in a command."""
        return self.engine.lookup

    def nothing_said(self) -> str:
        """What to say to a message without words, which may be one whose words Discord keeps from the bot."""
        names = " and ".join(f"the {ceremony.name}" for ceremony in self.engine.base.ceremonies.values())
        text = f"Ask me anything about {plain(names)}, for instance: who directed it?"
        if not self.intents.message_content:
            text += "\n-# If you did ask: I can only read a reply to me when its @ping is left on."
        return text

    async def settings_of(self, guild_id: int | None) -> GuildSettings:
        """The settings of a guild; what holds without any, in DMs and while the database is down."""
        if guild_id is None:
            return GuildSettings()
        try:
            return await self.store.guild(guild_id)
        except StoreUnavailable as error:
            logger.error("%s", error)
            return GuildSettings()

    async def card_post(self, kind: str, key: str, number: int, guild_id: int | None) -> Post | None:
        """A page of a card, or None when the facts no longer have it."""
        settings = await self.settings_of(guild_id)
        cards = Cards(self.engine.base, self.engine.references)
        return await self.engine.run(lambda: cards.post(kind, key, number, hours=settings.hours))

    async def reload_knowledge(self) -> str:
        """Read the knowledge anew, and answer from it; the sentence says what is known now.

        Raises:
            DataError: It cannot be used; the old knowledge stays.
        """
        if self.read_knowledge is None:
            return "There is nothing to read anew here."
        assistant = await asyncio.to_thread(self.read_knowledge)
        self.engine.replace(assistant)
        freeze_anew()
        base = assistant.base
        logger.info("knowledge reloaded", extra={"fields": {"facts": len(base.facts)}})
        return f"Read anew: {len(base.facts)} facts about {len(base.ceremonies)} ceremonies."

    # -- keeping -------------------------------------------------------------------------------------------------------

    async def forget_user(self, user_id: int) -> None:
        """Drop what is in memory about somebody."""
        await self.engine.forget(f":{user_id}")
        self.dispatch("user_forgotten", user_id)

    async def forget_answer(self, answer_id: int) -> None:
        """An answer is gone."""
        self.manners.take_back(answer_id)
        try:
            await self.store.forget_answer(answer_id)
        except StoreUnavailable as error:
            logger.error("%s", error)
