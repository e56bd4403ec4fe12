"""The examples that a question is most like: the nearest of each fact, and how all of them vote."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.answering.postings import Floats

_SQUARED = 4  # times: an example half as alike has a 2^16th of the votes


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What the examples around a question say."""

    nearest: Floats
    """By fact: likeness to its most similar example, from 0 to 1."""
    votes: Floats
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
        self._members = slice(None) if members.all() else np.flatnonzero(members)  # of all, a view and no copy
        own = owners[self._members]
        self._answered = int(np.searchsorted(own, 0))
        self._facts, starts = np.unique(own[self._answered :], return_index=True)
        self._starts = starts + self._answered
        self._nobody = np.zeros(facts, dtype=np.float32)

    def neighbours(self, similar: Floats) -> Neighbours:
        """The neighbours of a question.

        Args:
            similar: By example, how alike it is to the question, from 0 to 1.
        """
        own: Floats = similar[self._members]
        votes = np.square(own)
        for _ in range(_SQUARED - 1):
            np.square(votes, out=votes)
        by_fact, nearest = self._nobody.copy(), self._nobody.copy()
        if self._starts.size:
            by_fact[self._facts] = np.add.reduceat(votes, self._starts)
            nearest[self._facts] = np.maximum.reduceat(own, self._starts)
        against = float(votes[: self._answered].sum())
        every = against + float(by_fact.sum()) or 1.0
        by_fact /= np.float32(every)
        return Neighbours(
            nearest=nearest,
            votes=by_fact,
            unanswered=float(own[: self._answered].max(initial=0.0)),
            against=against / every,
        )
