"""The examples that a question is most like: the nearest of each fact, and how all of them vote."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.answering.postings import Floats, Places
from bot.answering.similarity import Similar

_SQUARED = 4  # times: an example half as alike has a 2^16th of the votes


class Neighbours(NamedTuple):
    """What the examples around a question say."""

    nearest: Floats
    """By fact: likeness to its most similar example, from 0 to 1."""
    votes: NDArray[np.float64]
    """By fact: its share of the votes of all examples, from 0 to 1; the more alike an example, the more it has."""
    unanswered: float
    """Likeness to the most similar question that no fact answers, from 0 to 1."""
    against: float
    """The share of votes of the questions that no fact answers, from 0 to 1."""


class Neighbourhood:
    """The examples, among which a question has its neighbours."""

    def __init__(self, owners: Places, facts: int) -> None:
        """Prepare.

        Args:
            owners: By example, the fact that answers it; a negative number for those without one.
            facts: How many facts there are.
        """
        self._bins = owners.clip(min=-1) + 1  # the first is for what no fact answers
        self._empty = np.zeros(facts + 1, dtype=np.float32)

    def around(self, similar: Similar, is_alike: NDArray[np.bool_]) -> tuple[Neighbours, Neighbours]:
        """The neighbours of a question: all, and those among some of the examples that are like it.

        Args:
            similar: The examples that are like it.
            is_alike: Which of these belong to the second.
        """
        bins = self._bins[similar.places]
        weights = np.square(similar.likeness)
        for _ in range(_SQUARED - 1):
            np.square(weights, out=weights)
        alike = is_alike.nonzero()[0]
        return (
            self._voted(bins, similar.likeness, weights),
            self._voted(bins[alike], similar.likeness[alike], weights[alike]),
        )

    def _voted(self, bins: Places, likeness: Floats, weights: Floats) -> Neighbours:
        sums = np.bincount(bins, weights, len(self._empty))
        votes = sums / (np.add.reduce(sums) or 1.0)
        nearest = self._empty.copy()
        np.maximum.at(nearest, bins, likeness)
        return Neighbours(
            nearest=nearest[1:],
            votes=votes[1:],
            unanswered=float(nearest[0]),
            against=float(votes[0]),
        )
