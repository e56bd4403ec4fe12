"""Commands about the bot itself, and about what it keeps of whoever asks."""

from __future__ import annotations

from collections.abc import Mapping

import discord
from discord import app_commands
from discord.ext import commands

from bot import __version__
from bot.adapters.discord_app.client import CeremonyBot
from bot.adapters.discord_app.delivery import whisper
from bot.adapters.discord_app.post import MESSAGE, plain, shorten
from bot.adapters.discord_app.responding import Command
from bot.errors import StoreUnavailable


class Informing(commands.Cog):
    """Help and about."""

    def __init__(self, bot: CeremonyBot) -> None:
        self.bot = bot

    @app_commands.command(description="How to ask, and what the commands do")
    async def help(self, command: Command) -> None:
        """Show the ways to ask and every command with its description."""
        assert self.bot.user is not None
        lines = [
            f"Mention me, reply to one of my answers, write me a DM, or use a command. {self._example()}",
            "I answer from facts, each with its source. Edit your question and the answer follows; delete it and the"
            " answer goes. Follow-up questions work: “and the other one?”",
            "",
            *self._commands(),
        ]
        await whisper(command, shorten("\n".join(lines), MESSAGE))

    def _example(self) -> str:
        shorts = [one.short for one in self.bot.engine.base.ceremonies.values()]
        return f"For instance: who directed {plain(shorts[0])}?" if shorts else ""

    def _commands(self) -> list[str]:
        found = []
        for one in self.bot.tree.get_commands(type=discord.AppCommandType.chat_input):
            if isinstance(one, app_commands.Group):  # all of theirs would not fit into a message
                names = ", ".join(sorted(command.name for command in one.commands))
                found.append(f"`/{one.name}` {one.description}: {names}")
            elif isinstance(one, app_commands.Command) and one.name != "reload":
                options = "".join(f" {parameter.display_name}" for parameter in one.parameters)
                found.append(f"`/{one.name}{options}` {one.description}")
        menus = self.bot.tree.get_commands(type=discord.AppCommandType.message)
        names = " and ".join(f"“{menu.name}”" for menu in menus)
        return [*found, f"In the menu of a message, under Apps: {names}"]

    @app_commands.command(description="What this bot knows, and from where")
    async def about(self, command: Command) -> None:
        """Show version, extent of knowledge and documents."""
        base = self.bot.engine.base
        documents = dict.fromkeys(plain(one.article) for one in base.ceremonies.values())
        lines = [
            f"**Ceremony bot {__version__}**: answers from {len(base.facts)} facts about {len(base.ceremonies)}"
            f" ceremonies and {len(base.entities)} names.",
            f"Documents: {'; '.join(documents)}",
            "No language model: each answer is a fact that can be looked up, with its source.",
        ]
        await whisper(command, shorten("\n".join(lines), MESSAGE))


class Privacy(commands.GroupCog, group_name="privacy", group_description="What I keep about you"):
    """Everybody's own data."""

    def __init__(self, bot: CeremonyBot) -> None:
        self.bot = bot

    @app_commands.command(description="Show what I keep about you")
    async def show(self, command: Command) -> None:
        """Tell what is kept, and for how long."""
        kept = await self._kept(command)
        if kept is not None:
            await whisper(command, _told(kept))

    @app_commands.command(description="Delete everything I keep about you")
    async def delete(self, command: Command) -> None:
        """Drop it."""
        kept = await self._kept(command)
        if kept is None:
            return
        await self.bot.store.forget_user(command.user.id)
        await self.bot.forget_user(command.user.id)
        await whisper(
            command,
            f"Done. Gone are {_many(kept['answers'], 'link')} to answers, {_many(kept['votes'], 'vote')} and"
            f" {_many(kept['marks'], 'quiz answer')}, and all that was made of them. A quiz game that is running keeps"
            " your score till an hour after it ends.",
        )

    async def _kept(self, command: Command) -> dict[str, int] | None:
        try:
            return await self.bot.store.kept_about(command.user.id)
        except StoreUnavailable:
            await whisper(command, "I cannot look that up right now. Please try again later.")
            return None


def _many(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def _told(kept: Mapping[str, int]) -> str:
    """What is kept, how much of it, and for how long."""
    hidden = "are" if kept["hidden"] else "are not"
    return (
        "I keep no text of any message, but for guesses in a quiz game: till an hour after it ends.\n"
        "What I keep about you:\n"
        f"- {_many(kept['answers'], 'link')} between a question of yours and my answer (ids of message, channel and"
        " user, and the time), so that the answer follows an edit; they go after 30 days\n"
        f"- {_many(kept['votes'], 'vote')} on answers (message, 👍 or 👎, the facts it rested on)\n"
        f"- {_many(kept['marks'], 'quiz answer')} (game, question, right or wrong, points, time): leaderboards and your"
        " profile are sums of them\n"
        f"- {_many(kept['practice'], 'question')} that you practise\n"
        f"- {_many(kept['daily_answers'], 'answer')} to a question of the day that is still open\n"
        f"- {_many(kept['appeals'], 'appeal')} in quiz games (the guess, and what was decided); they go an hour after"
        " the game\n"
        f"- that you {hidden} hidden from leaderboards (`/quiz hide`)\n"
        "What was last said is in memory until I restart. `/privacy delete` drops all of this."
    )
