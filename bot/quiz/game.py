"""The game: events and time in, effects out. Nothing is sent, stored, awaited or left to chance here.

A game alternates between *asking* and a *pause*, until it is *over*. Whoever runs it feeds it every event, stores
`Game.save` after each, carries out the effects in their order and sends a `Tick` at `Game.wake_at`. Loaded again from
what was stored, it goes on as if nothing had happened.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from bot.quiz.events import (
    Asked,
    Closing,
    Confirmed,
    Effect,
    Ending,
    Event,
    Finished,
    Guess,
    Held,
    HintAsked,
    Hinted,
    Hold,
    Press,
    Refused,
    Resume,
    Revealed,
    SkipAsked,
    StopAsked,
    Voted,
    Warned,
)
from bot.quiz.judging import Judge
from bot.quiz.scoring import final_table, mask, points_for
from bot.quiz.state import Options, Round, State

LEFT_ALONE = 3
"""Questions in a row without any answer, after which a game ends itself."""


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
    def wake_at(self) -> float | None:
        """When a `Tick` is due, or None where nothing happens by itself."""
        state = self._state
        if state.phase == "over" or state.held_at is not None:
            return None
        if state.phase == "pause":
            return state.until
        if self._settles_at is not None:
            return self._settles_at
        closes = self._deadline + state.options.grace
        return closes if state.warned or not self._has_warning else self._deadline - state.options.warning

    def handle(self, event: Event) -> list[Effect]:
        """Take an event in; the effects are to be carried out in their order."""
        state = self._state
        if isinstance(event, Resume):
            return self._resume(event.at)
        if state.phase == "over":
            return []
        if state.held_at is not None:
            return self._while_held(event)
        effects = self._advance(event.at)
        if not self.is_over:
            effects += self._dispatch(event)
        return effects

    def _dispatch(self, event: Event) -> list[Effect]:
        match event:
            case Guess():
                return self._guess(event)
            case Press():
                return self._press(event)
            case HintAsked():
                return self._hint(event)
            case SkipAsked():
                return self._skip(event)
            case StopAsked():
                return self._stop(event)
            case Hold():
                self._state.held_at = max(event.at, self._state.last_at)
                return [Held()]
        return []

    # -- time ----------------------------------------------------------------------------------------------------------

    @property
    def _round(self) -> Round:
        return self._state.rounds[self._state.number - 1]

    @property
    def _deadline(self) -> float:
        return self._state.asked_at + self._state.options.seconds

    @property
    def _has_warning(self) -> bool:
        return self._state.options.seconds >= 2 * self._state.options.warning > 0

    @property
    def _settles_at(self) -> float | None:
        """When a right guess has won: an earlier one may still be on its way."""
        state = self._state
        return None if state.winner is None else float(state.winner[2]) + state.options.grace

    def _advance(self, at: float) -> list[Effect]:
        """Everything that is due by now; one step at most closes a question, so that the next has its full time."""
        state = self._state
        state.last_at = max(at, state.last_at)
        if state.phase == "pause":
            return self._ask(state.last_at) if state.last_at >= state.until else []
        if self._settles_at is not None:
            return self._close("answered") if state.last_at >= self._settles_at else []
        if state.last_at >= self._deadline + state.options.grace:
            return self._close("time")
        left = self._deadline - state.last_at
        if self._has_warning and not state.warned and left <= state.options.warning:
            state.warned = True
            return [Warned(left)] if left > 0 else []
        return []

    def _ask(self, at: float) -> list[Effect]:
        state = self._state
        state.phase, state.number, state.asked_at = "asking", state.number + 1, at
        state.warned, state.hinted_at, state.winner, state.attempts = False, None, None, 0
        state.picks, state.votes, state.gained, state.missed = {}, [], [], []
        return [self._asked()]

    def _asked(self) -> Asked:
        state, question = self._state, self._round.question
        left = max(0.0, self._deadline - state.last_at)
        return Asked(question.id, state.number, len(state.rounds), question.text, self._round.choices, left)

    # -- answers -------------------------------------------------------------------------------------------------------

    def _guess(self, event: Guess) -> list[Effect]:
        state = self._state
        if state.phase != "asking" or state.options.mode != "typed" or not self._is_in_time(event.at):
            return []  # people talk while they play; what is no guess needs no answer
        self._note(event.player)
        if state.winner is not None and event.order >= state.winner[1]:
            return []
        if not self._judge.judge(event.text, self._round.question).is_right:
            return []
        settles = event.at if state.winner is None else state.winner[2]
        state.winner = [event.player, event.order, settles, event.at]
        return self._close("answered") if state.options.grace == 0 else []

    def _press(self, event: Press) -> list[Effect]:
        state = self._state
        if event.number != state.number or state.phase != "asking" or not self._is_in_time(event.at):
            return [Refused(event.player, "too late")]
        if not 0 <= event.choice < len(self._round.choices):
            return [Refused(event.player, "no such choice")]
        if event.player in state.picks:
            return [Refused(event.player, "answered already")]
        self._note(event.player)
        state.picks[event.player] = [event.choice, event.at]
        effects: list[Effect] = [Confirmed(event.player, self._round.choices[event.choice])]
        if state.options.players and len(state.picks) >= state.options.players:
            effects += self._close("answered")
        return effects

    def _is_in_time(self, at: float) -> bool:
        return self._state.asked_at <= at <= self._deadline

    def _note(self, player: str) -> None:
        self._state.attempts += 1
        if player not in self._state.active:
            self._state.active.append(player)

    # -- what players ask for ------------------------------------------------------------------------------------------

    def _hint(self, event: HintAsked) -> list[Effect]:
        state = self._state
        if state.phase != "asking":
            return [Refused(event.player, "too late")]
        hint = self._hint_now()
        if state.hinted_at is not None or hint is None:
            return [Refused(event.player, "no more hints")]
        state.hinted_at = event.at
        return [hint]

    def _hint_now(self) -> Hinted | None:
        """A wrong choice struck out, where two others are left; or the shape of the answer."""
        answer = self._round.question.answer
        if self._state.options.mode == "typed":
            return Hinted(mask(answer.text), is_struck=False)
        wrong = [choice for choice in self._round.choices if choice != answer.text]
        return Hinted(wrong[-1], is_struck=True) if len(wrong) > 1 else None

    def _skip(self, event: SkipAsked) -> list[Effect]:
        state = self._state
        if state.phase != "asking":
            return [Refused(event.player, "too late")]
        if event.player == state.starter:
            return self._close("skipped")
        if event.player not in state.active:
            state.active.append(event.player)
        if event.player not in state.votes:
            state.votes.append(event.player)
        needed = len(state.active) // 2 + 1
        if len(state.votes) >= needed:
            return self._close("skipped")
        return [Voted(len(state.votes), needed)]

    def _stop(self, event: StopAsked) -> list[Effect]:
        if event.player != self._state.starter and not event.is_moderator:
            return [Refused(event.player, "not yours to stop")]
        effects: list[Effect] = []
        if self._state.phase == "asking":
            self._settle("stopped")
            effects.append(self._revealed())
        return [*effects, *self._finish("stopped")]

    # -- the end of a question and of the game -------------------------------------------------------------------------

    def _close(self, closing: Closing) -> list[Effect]:
        state = self._state
        self._settle(closing)
        effects: list[Effect] = [self._revealed()]
        if closing != "skipped":
            state.unanswered = 0 if state.attempts else state.unanswered + 1
        if state.unanswered >= LEFT_ALONE:
            return [*effects, *self._finish("left alone")]
        if state.number >= len(state.rounds):
            return [*effects, *self._finish("played")]
        state.phase, state.until = "pause", state.last_at + state.options.pause
        return effects

    def _settle(self, closing: Closing) -> None:
        """Give the points for a question, once; whoever was right before it was cut short keeps them."""
        state = self._state
        answer = self._round.question.answer.text
        state.closing = closing
        if state.winner is not None:
            self._award(state.winner[0], state.winner[3])
        for player, (choice, at) in sorted(state.picks.items(), key=lambda one: (one[1][1], one[0])):
            picked = self._round.choices[int(choice)]
            if picked == answer:
                self._award(player, at)
            else:
                state.missed.append([player, picked])

    def _award(self, player: str, at: float) -> None:
        state = self._state
        share = (at - state.asked_at) / state.options.seconds if state.options.mode == "buttons" else 0.0
        has_hint = state.hinted_at is not None and at >= state.hinted_at
        points = points_for(share, has_hint=has_hint)
        state.points[player] = state.points.get(player, 0) + points
        state.right[player] = state.right.get(player, 0) + 1
        state.gained.append([player, points])

    def _revealed(self) -> Revealed:
        state, question = self._state, self._round.question
        return Revealed(
            number=state.number,
            answer=question.answer.text,
            told=question.told,
            source=question.source,
            closing=cast(Closing, state.closing),
            gained=tuple((player, points) for player, points in state.gained),
            missed=tuple((player, choice) for player, choice in state.missed),
        )

    def _finish(self, ending: Ending) -> list[Effect]:
        self._state.phase, self._state.ending = "over", ending
        return [self._finished()]

    def _finished(self) -> Finished:
        state = self._state
        return Finished(cast(Ending, state.ending), final_table(state.points, state.right, state.active))

    # -- holds and restarts --------------------------------------------------------------------------------------------

    def _while_held(self, event: Event) -> list[Effect]:
        if isinstance(event, StopAsked):
            self._go_on(event.at)
            return self._stop(event)
        if isinstance(event, Press | HintAsked | SkipAsked):
            return [Refused(event.player, "on hold")]
        return []

    def _resume(self, at: float) -> list[Effect]:
        """Time goes on; what should be on the screen is shown again, since nobody knows whether it was."""
        state = self._state
        if state.phase == "over":
            return [self._finished()]
        self._go_on(at)
        if state.phase == "asking":
            return [self._asked()]
        return [self._revealed()] if state.number else []

    def _go_on(self, at: float) -> None:
        """Leave the time of a hold, or of an absence in which a question ran out, out of account."""
        state = self._state
        since = state.held_at
        due = self.wake_at if state.phase == "asking" and since is None else None
        if due is not None and at > self._deadline + state.options.grace:
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
