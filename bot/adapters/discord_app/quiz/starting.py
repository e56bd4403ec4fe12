"""Starting a game: from what was asked for to the first question."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from bot.adapters.discord_app.client import CeremonyBot
from bot.adapters.discord_app.post import plain
from bot.adapters.discord_app.responding import Command
from bot.errors import DataError
from bot.quiz import Game, Options, Quiz, QuizQuestion
from bot.quiz.choosing import Difficulty
from bot.quiz.state import Mode

logger = logging.getLogger(__name__)

_LEAD = 3.0
"""Seconds between the announcement of a game and its first question."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to play."""

    ceremony: str
    rounds: int
    mode: Mode
    seconds: int
    difficulty: Difficulty
    pack: str


class CannotPlay(Exception):
    """There are no such questions; says so in a sentence."""


async def start_game(bot: CeremonyBot, command: Command, wanted: Wanted) -> str:
    """Start a game in the channel of a command; the sentence tells what became of it."""
    channel_id = command.channel_id or 0

    async def make(asked: list[str]) -> Game:
        return await _make_game(bot, command, wanted, asked)

    try:
        about = _about(bot, wanted)
        table = await bot.hall.master.start(channel_id=channel_id, guild_id=command.guild_id, about=about, make=make)
    except CannotPlay as error:
        return str(error)
    except DataError as error:
        logger.error("the quiz cannot be played: %s", error)
        return "The questions cannot be read at the moment. It is in the log of whoever runs me."
    return "The game begins." if table is not None else "There is a game here already."


async def _make_game(bot: CeremonyBot, command: Command, wanted: Wanted, asked: Sequence[str]) -> Game:
    quiz = await bot.hall.quiz()
    questions = _chosen(bot, quiz, wanted)
    solved = {} if wanted.difficulty == "mixed" else await bot.store.games.solved()
    players = 1 if command.guild_id is None else 0
    options = Options(rounds=wanted.rounds, mode=wanted.mode, seconds=wanted.seconds, players=players)
    try:
        return quiz.start(
            options,
            bot.hall.chance,
            starter=str(command.user.id),
            at=bot.hall.clock() + _LEAD,
            questions=questions,
            difficulty=wanted.difficulty,
            asked=asked,
            solved=solved,
        )
    except ValueError as error:
        raise CannotPlay("None of these questions can be played in this mode. Try the other one.") from error


def _about(bot: CeremonyBot, wanted: Wanted) -> str:
    if wanted.pack:
        return wanted.pack
    if not wanted.ceremony:
        return ""
    found = bot.lookup.ceremony(wanted.ceremony)
    if found is None:
        raise CannotPlay(plain(f"I know no ceremony “{wanted.ceremony}”: I know {bot.lookup.known_ceremonies()}."))
    return found.short


def _chosen(bot: CeremonyBot, quiz: Quiz, wanted: Wanted) -> Sequence[QuizQuestion]:
    if not wanted.pack:
        found = bot.lookup.ceremony(wanted.ceremony) if wanted.ceremony else None
        return quiz.questions(found.id if found else None)
    pack = quiz.packs.get(wanted.pack)
    if pack is None:
        raise CannotPlay(plain(f"There is no pack “{wanted.pack}”. Pick one of those suggested."))
    return pack.questions
