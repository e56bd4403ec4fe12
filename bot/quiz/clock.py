"""When things are due in a game, and how time is left out of account."""

from __future__ import annotations

from bot.quiz.state import State


def deadline(state: State) -> float:
    """The last moment at which an answer is in time."""
    return state.asked_at + state.options.seconds


def closes_at(state: State) -> float:
    """When no answer given in time can be on its way any more."""
    return deadline(state) + state.options.grace


def settles_at(state: State) -> float | None:
    """When a right guess has won: an earlier one may still be on its way. None while there is none."""
    return None if state.winner is None else float(state.winner[2]) + state.options.grace


def has_warning(state: State) -> bool:
    """Whether questions are long enough for a warning."""
    return state.options.seconds >= 2 * state.options.warning > 0


def is_in_time(state: State, at: float) -> bool:
    """Whether an answer that arrived at this moment counts for the question asked now."""
    return state.asked_at <= at <= deadline(state)


def wake_at(state: State) -> float | None:
    """When something happens by itself, or None where nothing does."""
    if state.phase == "over" or state.held_at is not None:
        return None
    if state.phase == "pause":
        return state.until
    if (settled := settles_at(state)) is not None:
        return settled
    return closes_at(state) if state.warned or not has_warning(state) else deadline(state) - state.options.warning


def go_on(state: State, at: float) -> None:
    """Leave the time of a hold, or of an absence in which a question ran out, out of account."""
    since = state.held_at
    if state.phase == "asking" and since is None and at > closes_at(state):
        since = state.last_at
    away = max(0.0, at - since) if since is not None else 0.0
    state.held_at = None
    state.last_at = max(at, state.last_at)
    state.until += away
    state.asked_at += away
    if state.hinted_at is not None:
        state.hinted_at += away
    if state.winner is not None:
        state.winner[2:] = [one + away for one in state.winner[2:]]
    state.picks = {player: [choice, when + away] for player, (choice, when) in state.picks.items()}
