"""``/quiz``: one group of commands, whose parts are a module each."""

from __future__ import annotations

from typing import Any

from discord import ui
from discord.ext import commands

from bot.adapters.discord_app.quiz.appeals import Appealing, Decide
from bot.adapters.discord_app.quiz.boards import BoardPage
from bot.adapters.discord_app.quiz.buttons import AnswerHere, Pick
from bot.adapters.discord_app.quiz.chores import Chores
from bot.adapters.discord_app.quiz.daily import EveryDay
from bot.adapters.discord_app.quiz.days import DayPick
from bot.adapters.discord_app.quiz.playing import Playing
from bot.adapters.discord_app.quiz.practice import Practising, Train, TrainNext, TrainStop
from bot.adapters.discord_app.quiz.standings import Standings


class QuizGroup(
    Chores,  # before others with something to load, which it calls
    Playing,
    Standings,
    Practising,
    EveryDay,
    Appealing,
    commands.GroupCog,
    group_name="quiz",
    group_description="The facts, asked back as a game",
):
    """Everything under ``/quiz``."""


QUIZ_BUTTONS: tuple[type[ui.DynamicItem[Any]], ...] = (
    Pick, AnswerHere, BoardPage, Train, TrainNext, TrainStop, DayPick, Decide,
)  # fmt: skip
"""Everything that may be pressed in the quiz, under messages of any age."""
