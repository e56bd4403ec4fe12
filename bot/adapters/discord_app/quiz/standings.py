"""``/quiz``: leaderboards, profiles, and staying off them."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import Choice

from bot.adapters.discord_app.buttons import Dismiss, Share
from bot.adapters.discord_app.delivery import say, whisper
from bot.adapters.discord_app.quiz.boards import Board, render_board, render_profile
from bot.adapters.discord_app.quiz.part import QuizPart
from bot.adapters.discord_app.responding import Command, is_private

_SCOPES = [Choice(name="this server", value="here"), Choice(name="everywhere", value="all")]
_PERIODS = [
    Choice(name="week", value="week"),
    Choice(name="month", value="month"),
    Choice(name="all time", value="ever"),
]


class Standings(QuizPart):
    """Who knows how much."""

    @app_commands.command(description="Who has the most points")
    @app_commands.describe(scope="What was played in this server, or everywhere", period="How far back")
    @app_commands.choices(scope=_SCOPES, period=_PERIODS)
    async def leaderboard(self, command: Command, scope: str = "here", period: str = "ever") -> None:
        """Show the first page."""
        guild_id = command.guild_id if scope == "here" else None
        content, view = await render_board(command, Board(guild_id, period), is_private=is_private(command))
        await say(command, content, view, is_private=is_private(command))

    @app_commands.command(description="What you or somebody else has done in the quiz")
    @app_commands.describe(member="Whose profile; your own by default", scope="In this server, or everywhere")
    @app_commands.choices(scope=_SCOPES)
    async def profile(self, command: Command, member: discord.User | None = None, scope: str = "here") -> None:
        """Show points, right answers, games, runs and best topics."""
        whose = member or command.user
        is_own = whose.id == command.user.id
        store = self.bot.store.standings
        if not is_own and await store.is_hidden(whose.id):
            await whisper(command, f"<@{whose.id}> keeps their results to themselves.")
            return
        guild_id = command.guild_id if scope == "here" else None
        found = await store.profile(whose.id, guild_id)
        if not found.answered:
            who = "You have" if is_own else f"<@{whose.id}> has"
            await whisper(command, f"{who} not answered any quiz question yet. `/quiz start` begins a game.")
            return
        where = "everywhere" if guild_id is None else "in this server"
        view = discord.ui.View(timeout=None)
        view.add_item(Share("share") if is_private(command) else Dismiss(f"drop:{command.user.id}"))
        streak = await self._streak(command.guild_id, whose.id)
        told = render_profile(found, self._topics(), scope=where, streak=streak)
        await say(command, told, view, is_private=is_private(command))

    async def _streak(self, guild_id: int | None, player_id: int) -> int:
        """Questions of the day in a row; there are none outside of servers."""
        return 0 if guild_id is None else (await self.bot.store.daily.streaks(guild_id, [player_id]))[player_id]

    def _topics(self) -> dict[str, str]:
        base = self.bot.engine.base
        names = {one: topic.title for one, topic in base.registers.topics.items()}
        return {fact.id: names.get(fact.topic, fact.topic) for fact in base.facts.values() if fact.topic}

    @app_commands.command(description="Stay off leaderboards and keep your profile to yourself, or show both again")
    @app_commands.describe(hidden="Whether you are hidden")
    async def hide(self, command: Command, hidden: bool) -> None:
        """Hide somebody, or show them again."""
        await self.bot.store.standings.hide(command.user.id, hidden)
        if hidden:
            said = (
                "Done: you are on no leaderboard, and only you can see your profile. The scores of a game are still"
                " shown to those who play it. `/quiz hide hidden:False` brings you back, with all your points."
            )
        else:
            said = "Done: leaderboards and your profile show you again."
        await whisper(command, said)
