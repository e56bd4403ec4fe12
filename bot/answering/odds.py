"""Whether questions with a word or turn of phrase tend to have an answer."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Set
from typing import TypeVar

Mark = TypeVar("Mark", bound=Hashable)

_ALPHA = 0.5  # smoothing: what was seen once on one side only is no proof


def log_odds(texts: Iterable[tuple[bool, Set[Mark]]], least: int = 1) -> Mapping[Mark, float]:
    """For each mark the log-odds that a question with it has an answer.

    Args:
        texts: (whether it has an answer, its marks) of each example.
        least: Examples that a mark must stand in to say anything.
    """
    counts: tuple[Counter[Mark], Counter[Mark]] = (Counter(), Counter())
    sizes = [0, 0]
    for is_answered, marks in texts:
        sizes[is_answered] += 1
        counts[is_answered].update(marks)
    if not all(sizes):
        return {}

    def share(mark: Mark, side: int) -> float:
        return (counts[side][mark] + _ALPHA) / (sizes[side] + 2 * _ALPHA)

    return {
        mark: math.log(share(mark, 1) / share(mark, 0))
        for mark in counts[0].keys() | counts[1].keys()
        if counts[0][mark] + counts[1][mark] >= least
    }
