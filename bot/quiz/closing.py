"""The end of a question and of a game: points are given, and all is told."""

from __future__ import annotations

from typing import cast

from bot.quiz.events import Closing, Effect, Ending, Finished, Revealed, Row
from bot.quiz.scoring import final_table, points_for
from bot.quiz.state import State

LEFT_ALONE = 3
"""Questions in a row without any answer, after which a game ends itself."""


def close(state: State, closing: Closing) -> list[Effect]:
    """End the question asked now; the game goes on with a pause or ends with it."""
    settle(state, closing)
    effects: list[Effect] = [revealed(state)]
    if closing != "skipped":
        state.unanswered = 0 if state.attempts else state.unanswered + 1
    if state.unanswered >= LEFT_ALONE:
        return [*effects, finish(state, "left alone")]
    if state.number >= len(state.rounds):
        return [*effects, finish(state, "played")]
    state.phase, state.until = "pause", state.last_at + state.options.pause
    return effects


def settle(state: State, closing: Closing) -> None:
    """Give the points for a question, once; whoever was right before it was cut short keeps them."""
    answer = state.round.question.answer.text
    state.closing = closing
    if state.winner is not None:
        _award(state, state.winner[0], state.winner[3])
    for player, (choice, at) in sorted(state.picks.items(), key=lambda one: (one[1][1], one[0])):
        picked = state.round.choices[int(choice)]
        if picked == answer:
            _award(state, player, at)
        else:
            state.missed.append([player, picked])


def _award(state: State, player: str, at: float) -> None:
    share = (at - state.asked_at) / state.options.seconds if state.options.mode == "buttons" else 0.0
    points = points_for(share, has_hint=state.has_hint(at))
    state.award(player, state.number, points)
    state.gained.append([player, points])


def revealed(state: State) -> Revealed:
    """The answer to the question closed last, and who knew it."""
    question = state.round.question
    return Revealed(
        number=state.number,
        answer=question.answer.text,
        told=question.told,
        source=question.source,
        closing=cast(Closing, state.closing),
        gained=tuple((player, points) for player, points in state.gained),
        missed=tuple((player, choice) for player, choice in state.missed),
    )


def finish(state: State, ending: Ending) -> Finished:
    """End the game."""
    state.phase, state.ending = "over", ending
    return finished(state)


def finished(state: State) -> Finished:
    """How a game ended."""
    return Finished(cast(Ending, state.ending), standing(state))


def standing(state: State) -> tuple[Row, ...]:
    """Who has how many points so far."""
    return final_table(state.points, state.right, state.active)
