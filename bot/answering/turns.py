"""Turns of phrase: the stems of a text and its pairs of neighbours, by number.

Numbers and not texts, since most pairs are rare: a table of tens of thousands of texts is in no cache, and each look
into it costs more than all that is done with what it finds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from bot.understanding.words import stem

_START, _END = "<", ">"


class Turns:
    """Numbers the turns of phrase of some texts: first the stems, then the pairs."""

    def __init__(self, texts: Iterable[Sequence[str]], least: int) -> None:
        """Number.

        Args:
            texts: The words of each.
            least: Texts that a pair must stand in; what stands together but once is chance, and most pairs do.
        """
        self._stems: dict[str, int] = {_START: 0, _END: 1}
        spread: Counter[int] = Counter()
        every = [[stem(word) for word in text if word] for text in texts]
        for stems in every:
            for one in stems:
                self._stems.setdefault(one, len(self._stems))
        for stems in every:
            spread.update({*self._keys([0, *[self._stems[one] for one in stems], 1])})
        known = sorted(key for key, times in spread.items() if times >= least)
        self._pairs = {key: number for number, key in enumerate(known, len(self._stems))}

    def __len__(self) -> int:
        return len(self._stems) + len(self._pairs)

    def of(self, words: Sequence[str]) -> tuple[list[int], list[int]]:
        """The numbers of the stems and of the pairs in a text that are known, each once."""
        numbers = self._numbers(words)
        pairs = [self._pairs[key] for key in dict.fromkeys(self._keys(numbers)) if key in self._pairs]
        return [one for one in dict.fromkeys(numbers) if one >= 0], pairs

    def _numbers(self, words: Sequence[str]) -> list[int]:
        """The stems from the start to the end of a text; less than 0 for an unknown one."""
        return [0, *[self._stems.get(root, -1) for root in map(stem, filter(None, words))], 1]

    def _keys(self, numbers: Sequence[int]) -> Iterable[int]:
        return (one * len(self._stems) + other for one, other in pairwise(numbers) if one >= 0 and other >= 0)
