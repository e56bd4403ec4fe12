"""``/quiz``: playing."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Literal

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.adapters.discord_app.delivery import whisper
from bot.adapters.discord_app.lookup import CHOICE, CHOICES, choices, option
from bot.adapters.discord_app.quiz import telling
from bot.adapters.discord_app.quiz.part import QuizPart
from bot.adapters.discord_app.quiz.places import why_not_here
from bot.adapters.discord_app.quiz.private import privately
from bot.adapters.discord_app.quiz.stage import jump
from bot.adapters.discord_app.quiz.starting import Wanted, start_game
from bot.adapters.discord_app.responding import Command
from bot.conversation.quizmaster import Table
from bot.quiz.events import Effect, HintAsked, SkipAsked, StopAsked
from bot.quiz.state import ROUNDS, SECONDS

_LAST_WORDS = 1.5
"""Seconds that messages on their way are given when the bot stops."""


class Playing(QuizPart):
    """Games in channels."""

    async def cog_load(self) -> None:
        """Bring back the games that were running."""
        await self.bot.hall.load()

    async def cog_unload(self) -> None:
        """Leave them where they are."""
        await self.bot.hall.close(_LAST_WORDS)

    @commands.Cog.listener()
    async def on_connect(self) -> None:
        """Events come in from now on."""
        await self.bot.hall.connected()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """The same, seconds later; both come again after a session was lost."""
        await self.bot.hall.connected()

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Somebody wrote something, which may be a guess."""
        table = self.bot.hall.master.table(message.channel.id)
        if table is not None and (guess := self.bot.hall.guess(message, table)) is not None:
            table.put(guess)

    # -- commands ------------------------------------------------------------------------------------------------------

    @app_commands.command(description="Start a game in this channel")
    @app_commands.describe(
        ceremony="What is asked about; everything by default",
        rounds="How many questions; 10 by default",
        mode="How people answer; with buttons by default",
        seconds="Seconds for each question; 20 by default",
        difficulty="How near the wrong choices are to the right one",
        pack="A list of other questions, in place of the ceremonies",
    )
    @app_commands.choices(
        mode=[Choice(name="Buttons: everybody picks one", value="buttons"),
              Choice(name="Typed: the first right answer wins", value="typed")],
        difficulty=[Choice(name=name, value=name) for name in ("easy", "mixed", "hard")],
    )  # fmt: skip
    async def start(
        self,
        command: Command,
        ceremony: str = "",
        rounds: app_commands.Range[int, ROUNDS[0], ROUNDS[1]] = 10,
        mode: Literal["buttons", "typed"] = "buttons",
        seconds: app_commands.Range[int, SECONDS[0], SECONDS[1]] = 20,
        difficulty: Literal["easy", "mixed", "hard"] = "mixed",
        pack: str = "",
    ) -> None:
        """Start a game, unless there is one."""
        self.bot.hall.clock.see(command.id)
        reason = why_not_here(command) or self._why_not_now(command)
        if reason:
            await whisper(command, reason)
            return
        wanted = Wanted(ceremony, rounds, mode, seconds, difficulty, pack)
        await privately(command, start_game(self.bot, command, wanted))

    def _why_not_now(self, command: Command) -> str:
        master, channel = self.bot.hall.master, command.channel_id or 0
        if not master.is_taken(channel):
            return ""
        table = master.table(channel)
        link = jump(table, table.screen.last_id) if table is not None else ""
        return f"There is a game here already. {link}".strip()

    @app_commands.command(description="End the game in this channel; for whoever started it, and for moderators")
    async def stop(self, command: Command) -> None:
        """End the game."""
        is_moderator = command.permissions.manage_messages
        player, at = str(command.user.id), self.bot.hall.clock.see(command.id)
        await self._put(command, StopAsked(at, player, is_moderator), "The game ends.")

    @app_commands.command(description="Skip the question: whoever started the game at once, others by majority")
    async def skip(self, command: Command) -> None:
        """Vote for the next question."""
        at = self.bot.hall.clock.see(command.id)
        await self._put(command, SkipAsked(at, str(command.user.id)), "Skipped.")

    @app_commands.command(description="Show a hint to everybody; it halves the points for this question")
    async def hint(self, command: Command) -> None:
        """Ask for a hint."""
        at = self.bot.hall.clock.see(command.id)
        await self._put(command, HintAsked(at, str(command.user.id)), "Here comes the hint.")

    async def _put(self, command: Command, event: StopAsked | SkipAsked | HintAsked, done: str) -> None:
        table = self._table(command)
        if table is None:
            await whisper(command, telling.NO_GAME)
        else:
            await privately(command, _told(table.put(event), done))

    @app_commands.command(description="Show the scores of the game in this channel")
    async def scores(self, command: Command) -> None:
        """Tell the points so far."""
        table = self._table(command)
        if table is None:
            await whisper(command, telling.NO_GAME)
        else:
            number, rounds = table.game.number, table.game.rounds
            await whisper(command, f"**Question {number} of {rounds}**\n{telling.standing(table.game.table)}")

    def _table(self, command: Command) -> Table | None:
        return self.bot.hall.master.table(command.channel_id)

    # -- suggestions ---------------------------------------------------------------------------------------------------

    @start.autocomplete("ceremony")
    async def suggest_ceremonies(self, command: Command, typed: str) -> list[Choice[str]]:
        """Those that are known."""
        return choices(one.label for one in self.bot.lookup.ceremonies.suggest(typed))

    @start.autocomplete("pack")
    async def suggest_packs(self, command: Command, typed: str) -> list[Choice[str]]:
        """Those that whoever runs the bot has put in."""
        packs = (await self.bot.hall.quiz()).packs.values()
        found = [one for one in packs if typed.casefold() in f"{one.name} {one.description}".casefold()]
        return [
            Choice(name=option(f"{one.name} ({len(one.questions)} questions)"), value=one.name)
            for one in found[:CHOICES]
            if len(one.name) <= CHOICE
        ]


async def _told(effects: Awaitable[list[Effect]], done: str) -> str:
    found = await effects
    return telling.confide(found, done if found else telling.OVER)
