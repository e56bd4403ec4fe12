"""Guesses that were refused, kept for a while so that a player can say "I was right", and points given afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.quiz.events import Granted, Guess
from bot.quiz.model import QuizQuestion
from bot.quiz.scoring import points_for
from bot.quiz.state import State

_QUESTIONS = 2  # told last, whose guesses are kept: whoever was right notices at once
_GUESSES = 5  # of one player for one question, the last ones
_LENGTH = 100  # characters; whoever types more is talking


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedGuess:
    """A guess that a player may appeal for."""

    number: int
    """Of the question in its game."""
    question: QuizQuestion
    text: str
    points: int
    """What it would have got."""


def note_refused(state: State, guess: Guess) -> None:
    """Keep a wrong guess for the question asked now."""
    own = [one for one in state.refused if one[:2] == [state.number, guess.player]]
    if len(own) >= _GUESSES:
        state.refused.remove(own[0])
    text = "".join(sign if sign.isprintable() else " " for sign in guess.text[:_LENGTH])  # what any database takes
    state.refused.append([state.number, guess.player, text, points_for(0.0, has_hint=state.has_hint(guess.at))])


def forget_refused(state: State) -> None:
    """Drop guesses that are too long ago when another question is asked."""
    state.refused = [one for one in state.refused if one[0] >= state.number - _QUESTIONS]


def refused_guesses(saved: Mapping[str, Any], player: str) -> list[RefusedGuess]:
    """What a player may appeal for in a game, the last guess first: for questions told, where they got nothing.

    Args:
        saved: What `Game.save` wrote.
        player: Whose guesses.
    """
    state = State.from_dict(saved)
    told = state.number - (state.phase == "asking")
    won = {number for number, winner in state.awarded if winner == player}
    found = [one for one in reversed(state.refused) if one[1] == player and one[0] <= told and one[0] not in won]
    return [
        RefusedGuess(number=number, question=state.rounds[number - 1].question, text=text, points=points)
        for number, _, text, points in found
    ]


def grant(state: State, event: Granted) -> None:
    """Give the points of an answer that was right after all, once."""
    if [event.number, event.player] not in state.awarded:
        state.award(event.player, event.number, event.points)
        state.join(event.player)
