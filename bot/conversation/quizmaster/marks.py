"""From an answer told to the marks of those who took part in the question."""

from __future__ import annotations

from collections.abc import Iterable

from bot.conversation.keeping import Mark
from bot.quiz import QuizQuestion
from bot.quiz.events import Revealed


def marks_of(
    revealed: Revealed, question: QuizQuestion, *, game_id: str, guild_id: int | None, guessed: Iterable[str], at: float
) -> list[Mark]:
    """One mark for everybody who answered; whoever typed wrong guesses only, or came second, has answered wrongly."""
    points = dict(revealed.gained)
    players = dict.fromkeys((*points, *(player for player, _ in revealed.missed), *guessed))
    return [
        Mark(
            game_id=game_id,
            number=revealed.number,
            player_id=int(player),
            guild_id=guild_id,
            question_id=question.id,
            fact_id=question.fact,
            is_right=player in points,
            points=points.get(player, 0),
            answered_at=at,
        )
        for player in players
    ]
