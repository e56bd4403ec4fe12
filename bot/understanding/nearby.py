"""Words that a few letters tell apart, found by which letters they have before any two are compared."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence, Set
from string import ascii_lowercase

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

_BITS = {letter: 1 << at for at, letter in enumerate(ascii_lowercase, 1)}
_OTHER = 1  # all other letters share one


class NearbyWords:
    """Words by length, by their first letters, and by all of them: each letter is a bit, met again another one."""

    def __init__(self, targets: Set[str], common: Iterable[str]) -> None:
        """Prepare the words, none shorter than two letters.

        Args:
            targets: Words that may be found although their first letter was left out.
            common: Words that may not.
        """
        self._words = sorted({*targets, *common}, key=lambda word: (len(word), word))
        self._lengths = np.array([len(word) for word in self._words], dtype=np.int16)
        self._lacks = ~np.array([_counted(word) for word in self._words], dtype=np.uint64)
        self._first = _as_bits([word[0] for word in self._words])
        self._second = _as_bits([word[1] if word in targets else "" for word in self._words])

    def within(self, reach: int, word: str, starts: Iterable[str]) -> list[str]:
        """The words that so few letters added, lost, wrong or swapped make of a word.

        Args:
            reach: How many letters.
            word: As it is typed.
            starts: Letters, one of which must be their first, unless their second is the word's first.
        """
        begin = bisect_left(self._words, len(word) - reach, key=len)
        part = slice(begin, bisect_right(self._words, len(word) + reach, key=len))
        longer = np.maximum(self._lengths[part] - len(word), 0)  # letters that were lost besides those typed wrong
        is_near = np.bitwise_count(self._lacks[part] & np.uint64(_counted(word))) <= reach - longer
        is_near &= (self._first[part] & _bits(starts) | self._second[part] & _bits(word[0])) != 0
        near = [self._words[begin + at] for at in is_near.nonzero()[0].tolist()]
        found = process.extract(word, near, scorer=OSA.distance, score_cutoff=reach, limit=None)
        return [other for other, _, _ in found]


def _as_bits(words: Sequence[str]) -> NDArray[np.uint32]:
    return np.fromiter((_bits(word) for word in words), dtype=np.uint32, count=len(words))


def _bits(letters: Iterable[str]) -> int:
    """A bit for each letter."""
    found = 0
    for letter in letters:
        found |= _BITS.get(letter, _OTHER)
    return found


def _counted(word: str) -> int:
    """A bit for each letter of a word, and one in the upper half for each that it has more than once."""
    found = 0
    for letter in word:
        bit = _BITS.get(letter, _OTHER)
        found |= bit << 32 if found & bit else bit
    return found
