"""The examples that a question is most like: the nearest of each fact, and how all of them vote."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.answering.postings import Floats
from bot.answering.similarity import Similar

_SQUARED = 4  # times: an example half as alike has a 2^16th of the votes


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What the examples around a question say."""

    nearest: Floats
    """By fact: likeness to its most similar example, from 0 to 1."""
    votes: NDArray[np.float64]
    """By fact: its share of the votes of all examples, from 0 to 1; the more alike an example, the more it has."""
    unanswered: float
    """Likeness to the most similar question that no fact answers, from 0 to 1."""
    against: float
    """The share of votes of the questions that no fact answers, from 0 to 1."""


class Circle:
    """Some of the examples, among which a question has its neighbours."""

    def __init__(self, owners: NDArray[np.intp], members: NDArray[np.bool_], facts: int) -> None:
        """Prepare.

        Args:
            owners: By example, the fact that answers it; ascending, first a negative number for those without one.
            members: By example, whether it belongs to the circle.
            facts: How many facts there are.
        """
        self._members = None if members.all() else members
        self._bins = owners.clip(min=-1) + 1  # the first is for what no fact answers
        self._empty = np.zeros(facts + 1, dtype=np.float32)

    def neighbours(self, similar: Similar) -> Neighbours:
        """The neighbours of a question.

        Args:
            similar: The examples that are like it.
        """
        own = similar if self._members is None else similar.among(self._members)
        bins = self._bins[own.places]
        weights = np.square(own.likeness)
        for _ in range(_SQUARED - 1):
            np.square(weights, out=weights)
        sums = np.bincount(bins, weights, len(self._empty))
        votes = sums / (np.add.reduce(sums) or 1.0)
        nearest = self._empty.copy()
        np.maximum.at(nearest, bins, own.likeness)
        return Neighbours(
            nearest=nearest[1:],
            votes=votes[1:],
            unanswered=float(nearest[0]),
            against=float(votes[0]),
        )
