"""What players ask for beside answering: a hint, the next question, the end."""

from __future__ import annotations

from bot.quiz.closing import close, finish, revealed, settle
from bot.quiz.events import Effect, HintAsked, Hinted, Refused, SkipAsked, StopAsked, Voted
from bot.quiz.scoring import mask
from bot.quiz.state import State


def give_hint(state: State, event: HintAsked) -> list[Effect]:
    """One hint per question."""
    if state.phase != "asking":
        return [Refused(event.player, "too late")]
    hint = _hint(state)
    if state.hinted_at is not None or hint is None:
        return [Refused(event.player, "no more hints")]
    state.hinted_at = event.at
    return [hint]


def _hint(state: State) -> Hinted | None:
    """A wrong choice struck out, where two others are left; or the shape of the answer."""
    answer = state.round.question.answer
    if state.options.mode == "typed":
        return Hinted(mask(answer.text), is_struck=False)
    wrong = [choice for choice in state.round.choices if choice != answer.text]
    return Hinted(wrong[-1], is_struck=True) if len(wrong) > 1 else None


def skip(state: State, event: SkipAsked) -> list[Effect]:
    """The starter skips at once, others by more than half of those who take part."""
    if state.phase != "asking":
        return [Refused(event.player, "too late")]
    if event.player == state.starter:
        return close(state, "skipped")
    state.join(event.player)
    if event.player not in state.votes:
        state.votes.append(event.player)
    needed = len(state.active) // 2 + 1
    if len(state.votes) >= needed:
        return close(state, "skipped")
    return [Voted(len(state.votes), needed)]


def stop(state: State, event: StopAsked) -> list[Effect]:
    """The starter or a moderator ends the game."""
    if event.player != state.starter and not event.is_moderator:
        return [Refused(event.player, "not yours to stop")]
    effects: list[Effect] = []
    if state.phase == "asking":
        settle(state, "stopped")
        effects.append(revealed(state))
    return [*effects, finish(state, "stopped")]
