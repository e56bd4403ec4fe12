"""Naive Bayes over all examples of a fact together: words of several of them add up.

Multinomial with tf-idf shares in place of counts (Rennie et al., "Tackling the poor assumptions of naive Bayes text
classifiers", 2003). Kept sparse: what no example of a fact says costs the same for every mark.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

from bot.answering.narrow import Narrow, Scale
from bot.answering.postings import Floats, Places, Postings
from bot.memo import Memoised, memo

_ALPHA = 0.03  # smoothing of the counts; 0.02 to 0.05 rank alike, more blurs the facts
_MANY = 8  # facts; a mark of so many is kept as a full row, which is quicker to add
_SCALE = Scale(1024)  # gains are less than 32, and what is told apart by less than a thousandth is alike


class Beliefs(Memoised):
    """How probable the marks of a question are for each fact."""

    def __init__(self, texts: Sequence[tuple[int, Sequence[int]]], facts: int, marks: int) -> None:
        """Count.

        Args:
            texts: The fact that answers each text, and its marks, which are numbers.
            facts: How many there are.
            marks: How many there are, those of no text among them.
        """
        spread = Counter(mark for _, found in texts for mark in set(found))
        self._idf = np.zeros(marks, dtype=np.float32)
        for mark, times in spread.items():
            self._idf[mark] = math.log((1 + len(texts)) / (1 + times)) + 1
        counts: defaultdict[int, defaultdict[int, float]] = defaultdict(lambda: defaultdict(float))
        sums = np.full(facts, _ALPHA * len(spread), dtype=np.float64)
        for fact, found in texts:
            known, shares = self._shares(found)
            for mark, share in zip(known.tolist(), shares.tolist(), strict=True):
                counts[mark][fact] += share
                sums[fact] += share
        ordered = sorted(counts, key=lambda mark: (-len(counts[mark]), mark))
        self._gains = Postings(
            {
                mark: {fact: math.log((count + _ALPHA) / _ALPHA) for fact, count in counts[mark].items()}
                for mark in ordered
            },
            np.float32,
        )
        self._row = np.zeros(marks, dtype=np.intp)
        """By mark, its number among the postings."""
        self._row[ordered] = np.arange(len(ordered))
        self._wide = sum(1 for mark in ordered if len(counts[mark]) >= _MANY)
        """So many marks, the first of the postings, are those of many facts."""
        self._base = (math.log(_ALPHA) - np.log(sums)).astype(np.float32)

    def of(self, marks: Sequence[int]) -> Floats:
        """By fact, the log-probability of a question's marks."""
        known, shares = self._shares(marks)
        rows = self._row[known]
        is_wide = rows < self._wide
        found: Floats = self._base * np.add.reduce(shares)
        found += _SCALE.restored(shares[is_wide] @ self._rows()[rows[is_wide]].astype(np.float32))
        is_rare = ~is_wide
        for share, (places, gains) in zip(shares[is_rare], self._gains.in_rows(rows[is_rare]), strict=True):
            found[places] += share * gains
        return found

    @memo(maxsize=1)
    def _rows(self) -> Narrow:
        """For each mark of many facts what it adds, by fact; made at first use, since it is all in the postings."""
        rows, places, gains = self._gains.of_first(self._wide)
        table = np.zeros((self._wide, len(self._base)), dtype=np.int16)
        table[rows, places] = _SCALE.narrowed(gains)
        return table

    def _shares(self, marks: Sequence[int]) -> tuple[Places, Floats]:
        """The known marks of a text, each once, and what share of it each makes up (tf-idf, scaled to unit length)."""
        times: dict[int, int] = {}
        for mark in marks:
            times[mark] = times.get(mark, 0) + 1
        found = np.array(list(times), dtype=np.intp)
        shares = self._idf[found]
        if len(times) < len(marks):
            shares *= 1 + np.log(np.array(list(times.values()), dtype=np.float32))
        is_known = shares > 0
        found, shares = found[is_known], shares[is_known]
        length = math.sqrt(shares @ shares)
        return found, shares / np.float32(length or 1.0)
