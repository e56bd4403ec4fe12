"""The game: events and time in, effects out. Nothing is sent, stored, awaited or left to chance here.

A game alternates between *asking* and a *pause*, until it is *over*. Whoever runs it feeds it every event, stores
`Game.save` after each, carries out the effects in their order and sends a `Tick` at `Game.wake_at`. Loaded again from
what was stored, it goes on as if nothing had happened.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.quiz.answers import take_guess, take_press
from bot.quiz.appeals import forget_refused, grant
from bot.quiz.clock import closes_at, deadline, go_on, has_warning, settles_at, wake_at
from bot.quiz.closing import LEFT_ALONE, close, finished, revealed, standing
from bot.quiz.events import (
    Asked,
    Effect,
    Event,
    Granted,
    Guess,
    Held,
    HintAsked,
    Hold,
    Press,
    Refused,
    Resume,
    Row,
    Shown,
    SkipAsked,
    StopAsked,
    Warned,
)
from bot.quiz.judging import Judge
from bot.quiz.model import QuizQuestion
from bot.quiz.requests import give_hint, skip, stop
from bot.quiz.state import Options, Round, State

__all__ = ["LEFT_ALONE", "Game"]


class Game:
    """One game in one channel."""

    def __init__(self, state: State, judge: Judge) -> None:
        self._state = state
        self._judge = judge

    @classmethod
    def start(cls, rounds: Sequence[Round], options: Options, judge: Judge, *, starter: str, at: float) -> Game:
        """A game whose first question is due at once.

        Raises:
            ValueError: There are no questions.
        """
        if not rounds:
            raise ValueError("a game needs a question")
        state = State(options=options, rounds=list(rounds), starter=starter, last_at=at, until=at, active=[starter])
        del state.rounds[options.rounds :]
        return cls(state, judge)

    def save(self) -> dict[str, Any]:
        """Everything there is to know, as plain JSON values."""
        return self._state.to_dict()

    @classmethod
    def load(cls, saved: Mapping[str, Any], judge: Judge) -> Game:
        """The game that `save` wrote down."""
        return cls(State.from_dict(saved), judge)

    @property
    def is_over(self) -> bool:
        """Whether nothing can happen any more."""
        return self._state.phase == "over"

    @property
    def scores(self) -> Mapping[str, int]:
        """Points by player so far."""
        return dict(self._state.points)

    @property
    def table(self) -> tuple[Row, ...]:
        """Everybody who has taken part, with the points so far, best first."""
        return standing(self._state)

    @property
    def options(self) -> Options:
        """How it is played."""
        return self._state.options

    @property
    def starter(self) -> str:
        """Who may skip and stop alone."""
        return self._state.starter

    @property
    def number(self) -> int:
        """Of the question asked now or last, from 1; 0 before the first."""
        return self._state.number

    @property
    def rounds(self) -> int:
        """How many questions there are."""
        return len(self._state.rounds)

    @property
    def question(self) -> QuizQuestion | None:
        """The question asked now or last."""
        return self._state.round.question if self._state.number else None

    @property
    def is_asking(self) -> bool:
        """Whether a question waits for its answer."""
        return self._state.phase == "asking"

    @property
    def deadline(self) -> float | None:
        """The last moment at which an answer is in time; None while nothing is asked."""
        return deadline(self._state) if self.is_asking else None

    def is_right(self, guess: str) -> bool:
        """Whether a guess would be right for the question asked now or last."""
        return self.question is not None and self._judge.judge(guess, self.question).is_right

    @property
    def wake_at(self) -> float | None:
        """When a `Tick` is due, or None where nothing happens by itself."""
        return wake_at(self._state)

    def handle(self, event: Event) -> list[Effect]:
        """Take an event in; the effects are to be carried out in their order."""
        state = self._state
        if isinstance(event, Resume):
            return _resume(state, event.at)
        if isinstance(event, Shown):
            return _begin(state, event)
        if isinstance(event, Granted):
            grant(state, event)
            return []
        if state.phase == "over":
            return []
        if state.held_at is not None:
            return self._while_held(event)
        effects = _advance(state, event.at)
        if not self.is_over:
            effects += self._dispatch(event)
        return effects

    def _dispatch(self, event: Event) -> list[Effect]:
        state = self._state
        match event:
            case Guess():
                return take_guess(state, event, self._judge)
            case Press():
                return take_press(state, event)
            case HintAsked():
                return give_hint(state, event)
            case SkipAsked():
                return skip(state, event)
            case StopAsked():
                return stop(state, event)
            case Hold():
                state.held_at = max(event.at, state.last_at)
                return [Held()]
        return []

    def _while_held(self, event: Event) -> list[Effect]:
        """What arrived before the hold counts, however late it is handled."""
        state = self._state
        assert state.held_at is not None  # looked at before
        if isinstance(event, StopAsked):
            go_on(state, event.at)
            return stop(state, event)
        if isinstance(event, Guess | Press) and event.at <= state.held_at:
            return self._dispatch(event)
        if isinstance(event, Press | HintAsked | SkipAsked):
            return [Refused(event.player, "on hold")]
        return []


# -- time --------------------------------------------------------------------------------------------------------------


def _advance(state: State, at: float) -> list[Effect]:
    """Everything that is due by now; one step at most closes a question, so that the next has its full time."""
    state.last_at = max(at, state.last_at)
    if state.phase == "pause":
        return _ask(state, state.last_at) if state.last_at >= state.until else []
    if (settled := settles_at(state)) is not None:
        return close(state, "answered") if state.last_at >= settled else []
    if state.last_at >= closes_at(state):
        return close(state, "time")
    left = deadline(state) - state.last_at
    if has_warning(state) and not state.warned and left <= state.options.warning:
        state.warned = True
        return [Warned(left)] if left > 0 else []
    return []


def _ask(state: State, at: float) -> list[Effect]:
    state.phase, state.number, state.asked_at = "asking", state.number + 1, at
    state.warned, state.hinted_at, state.winner, state.attempts = False, None, None, 0
    state.picks, state.votes, state.gained, state.missed = {}, [], [], []
    forget_refused(state)
    return [_asked(state)]


def _begin(state: State, shown: Shown) -> list[Effect]:
    """Let the time of a question run from when it could be seen; what came late can only have made it longer."""
    if state.phase == "asking" and shown.number == state.number:
        state.asked_at = max(state.asked_at, shown.at)
        state.last_at = max(state.last_at, shown.at)
    return []


def _asked(state: State) -> Asked:
    question = state.round.question
    left = max(0.0, deadline(state) - state.last_at)
    return Asked(question.id, state.number, len(state.rounds), question.text, state.round.choices, left)


# -- holds and restarts ------------------------------------------------------------------------------------------------


def _resume(state: State, at: float) -> list[Effect]:
    """Time goes on; what should be on the screen is shown again, since nobody knows whether it was."""
    if state.phase == "over":
        return [finished(state)]
    go_on(state, at)
    if state.phase == "asking":
        return [_asked(state)]
    return [revealed(state)] if state.number else []
