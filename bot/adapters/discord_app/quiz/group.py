"""``/quiz``: one group of commands, whose parts are a module each."""

from __future__ import annotations

from discord.ext import commands

from bot.adapters.discord_app.quiz.playing import Playing


class QuizGroup(Playing, commands.GroupCog, group_name="quiz", group_description="The facts, asked back as a game"):
    """Everything under ``/quiz``."""
