"""Questions as commands: ``/ask``, and two commands in the menu of a message."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.adapters.discord_app import responding
from bot.adapters.discord_app.addressing import MAX_QUESTION, spoken
from bot.adapters.discord_app.client import CeremonyBot
from bot.adapters.discord_app.delivery import whisper
from bot.adapters.discord_app.responding import Command

_QUESTION = 300
"""Characters of a question in ``/ask``; with its answer it has to fit into one message."""


class Asking(commands.Cog):
    """Free questions."""

    def __init__(self, bot: CeremonyBot) -> None:
        self.bot = bot
        self._menus = [
            app_commands.ContextMenu(name="Answer this", callback=self.answer_this),
            app_commands.ContextMenu(name="Check this claim", callback=self.check_this_claim),
        ]

    async def cog_load(self) -> None:
        """Menu commands cannot be declared in a cog."""
        for menu in self._menus:
            self.bot.tree.add_command(menu)

    async def cog_unload(self) -> None:
        """Leave nothing behind."""
        for menu in self._menus:
            self.bot.tree.remove_command(menu.name, type=menu.type)

    @app_commands.command(description="Ask anything about the ceremonies")
    @app_commands.describe(question="In your own words, for instance: who directed it?")
    async def ask(self, command: Command, question: app_commands.Range[str, 1, _QUESTION]) -> None:
        """Answer a question."""
        await responding.answer(command, " ".join(question.split()))

    async def answer_this(self, command: Command, message: discord.Message) -> None:
        """Answer a message as if it had been asked."""
        text = await self._words(command, message)
        if text:
            await responding.answer(command, text)

    async def check_this_claim(self, command: Command, message: discord.Message) -> None:
        """Say whether what a message claims is so."""
        text = await self._words(command, message)
        if text:
            await responding.answer(command, f"is it true that {text.rstrip('.!? ')}?", claim=text)

    async def _words(self, command: Command, message: discord.Message) -> str | None:
        """The words of a message; None, with a response, where there are none to answer."""
        assert self.bot.user is not None
        text = spoken(message, self.bot.user)
        if message.author.id == self.bot.user.id:
            await whisper(command, "That is one of my own messages. Its buttons show where it comes from.")
        elif not text:
            await whisper(command, "There are no words in that message that I could answer.")
        elif len(text) > MAX_QUESTION:
            await whisper(command, f"That message is too long for me: I read up to {MAX_QUESTION} characters.")
        else:
            return text
        return None
