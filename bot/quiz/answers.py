"""Answers of players: guesses that are typed and choices that are picked."""

from __future__ import annotations

from bot.quiz.appeals import note_refused
from bot.quiz.clock import deadline, is_in_time
from bot.quiz.closing import close
from bot.quiz.events import Confirmed, Effect, Guess, Press, Refused
from bot.quiz.judging import Judge
from bot.quiz.state import State


def take_guess(state: State, event: Guess, judge: Judge) -> list[Effect]:
    """Judge a guess; people talk while they play, so what is no guess needs no answer."""
    if state.phase != "asking" or state.options.mode != "typed" or not is_in_time(state, event.at):
        return []
    _note(state, event.player)
    if state.winner is not None and event.order >= state.winner[1]:
        return []
    if not judge.judge(event.text, state.round.question).is_right:
        note_refused(state, event)
        return []
    settles = event.at if state.winner is None else state.winner[2]
    state.winner = [event.player, event.order, settles, event.at]
    return close(state, "answered") if state.options.grace == 0 else []


def take_press(state: State, event: Press) -> list[Effect]:
    """Take a choice, the first of each player; whether it is right is told to nobody yet."""
    if event.number != state.number or state.phase != "asking" or event.at > deadline(state):
        return [Refused(event.player, "too late")]
    choices = state.round.choices
    if not 0 <= event.choice < len(choices):
        return [Refused(event.player, "no such choice")]
    if event.player in state.picks:
        return [Refused(event.player, "answered already")]
    _note(state, event.player)
    at = max(event.at, state.asked_at)  # nobody picks before the question stands there, whatever two clocks say
    state.picks[event.player] = [event.choice, at]
    effects: list[Effect] = [Confirmed(event.player, choices[event.choice])]
    if state.options.players and len(state.picks) >= state.options.players:
        effects += close(state, "answered")
    return effects


def _note(state: State, player: str) -> None:
    state.attempts += 1
    state.join(player)
