"""Naive Bayes over all examples of a fact together: words of several of them add up.

Multinomial with tf-idf shares in place of counts (Rennie et al., "Tackling the poor assumptions of naive Bayes text
classifiers", 2003). Kept sparse: what no example of a fact says costs the same for every mark.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from bot.answering.postings import Floats, Postings
from bot.memo import Memoised, memo

_ALPHA = 0.03  # smoothing of the counts; 0.02 to 0.05 rank alike, more blurs the facts
_LEAST_PAIR = 2  # texts; what stands together but once is chance, and most pairs do


class Beliefs(Memoised):
    """How probable the marks of a question are for each fact."""

    def __init__(self, texts: Sequence[tuple[int, Sequence[str]]], facts: int) -> None:
        spread = Counter(mark for _, marks in texts for mark in set(marks))
        self._idf = {
            mark: math.log((1 + len(texts)) / (1 + times)) + 1
            for mark, times in spread.items()
            if times >= _LEAST_PAIR or " " not in mark
        }
        counts: defaultdict[str, defaultdict[int, float]] = defaultdict(lambda: defaultdict(float))
        sums = np.full(facts, _ALPHA * len(self._idf), dtype=np.float64)
        for fact, marks in texts:
            for mark, share in self._shares(marks):
                counts[mark][fact] += share
                sums[fact] += share
        self._gains = Postings(
            {
                mark: {fact: math.log((count + _ALPHA) / _ALPHA) for fact, count in found.items()}
                for mark, found in counts.items()
            }
        )
        self._base = (math.log(_ALPHA) - np.log(sums)).astype(np.float32)

    def of(self, marks: Iterable[str]) -> Floats:
        """By fact, the log-probability of a question's marks."""
        shares = self._shares(marks)
        if not shares:
            return np.zeros_like(self._base)
        logs = np.concatenate([self._logs(mark) for mark, _ in shares]).reshape(len(shares), -1)
        found: Floats = np.array([share for _, share in shares], dtype=np.float32) @ logs
        return found

    @memo(maxsize=4_000)  # some 2 KB for each mark
    def _logs(self, mark: str) -> Floats:
        """By fact, the log-probability of a known mark: most marks of a question are those of many others."""
        logs = self._base.copy()
        places, gains = self._gains.at(mark)
        logs[places] += gains
        return logs

    def _shares(self, marks: Iterable[str]) -> list[tuple[str, float]]:
        """The known marks of a text and what share of it each makes up (tf-idf, scaled to unit length)."""
        times = Counter(filter(self._idf.__contains__, marks))
        values = [(1 + math.log(count) if count > 1 else 1) * self._idf[mark] for mark, count in times.items()]
        length = math.hypot(*values) or 1.0
        return [(mark, value / length) for mark, value in zip(times, values, strict=True)]
