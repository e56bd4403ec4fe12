"""Points, places and the shape of an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.quiz.events import Row

MOST = 100
"""Points for an answer given at once, and for every first right guess."""
LEAST = 50
"""Points for an answer given with a button at the last moment."""


def points_for(share: float, *, has_hint: bool) -> int:
    """Points for a right answer.

    Args:
        share: How much of the time has passed, from 0 to 1.
        has_hint: Whether it was given after a hint, which halves the points.
    """
    points = round(MOST - (MOST - LEAST) * min(1.0, max(0.0, share)))
    return points // 2 if has_hint else points


def final_table(points: Mapping[str, int], right: Mapping[str, int], active: Iterable[str]) -> tuple[Row, ...]:
    """Everybody who took part, best first; equal points share a place."""
    players = list(dict.fromkeys((*points, *active)))
    totals = {player: points.get(player, 0) for player in players}
    ordered = sorted(players, key=lambda player: (-totals[player], player))
    return tuple(
        Row(
            place=1 + sum(other > totals[player] for other in totals.values()),
            player=player,
            points=totals[player],
            right=right.get(player, 0),
            is_tied=sum(other == totals[player] for other in totals.values()) > 1,
        )
        for player in ordered
    )


def mask(answer: str) -> str:
    """An answer with dots for its letters, but for the first of each word that has more than two."""
    return " ".join(_mask_word(word) for word in answer.split())


def _mask_word(word: str) -> str:
    signs = [sign for sign in word if sign.isalnum()]
    shown = len(signs) > 2
    masked = []
    for sign in word:
        if sign.isalnum() and not shown:
            masked.append("•")
        else:
            masked.append(sign)
            shown = shown and not sign.isalnum()
    return "".join(masked)
