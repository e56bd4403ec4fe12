"""``/quiz``: playing."""

from __future__ import annotations

from discord import app_commands

from bot.adapters.discord_app.delivery import whisper
from bot.adapters.discord_app.quiz.part import QuizPart
from bot.adapters.discord_app.responding import Command


class Playing(QuizPart):
    """Games in channels."""

    @app_commands.command(description="Show the scores of the game in this channel")
    async def scores(self, command: Command) -> None:
        """Tell the points so far."""
        await whisper(command, "There is no game here. `/quiz start` begins one.")
