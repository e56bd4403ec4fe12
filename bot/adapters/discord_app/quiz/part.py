"""What every part of ``/quiz`` has."""

from __future__ import annotations

from discord.ext import commands

from bot.adapters.discord_app.client import CeremonyBot


class QuizPart(commands.Cog):
    """Some commands of ``/quiz`` with their listeners; `bot.adapters.discord_app.quiz.group` joins the parts."""

    def __init__(self, bot: CeremonyBot) -> None:
        self.bot = bot
