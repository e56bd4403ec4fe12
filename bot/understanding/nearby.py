"""Words that a few letters tell apart, found by which letters they have before any two are compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA


class NearbyWords:
    """Words by length, by their first letters, and by all of them: each letter is a bit."""

    def __init__(self, targets: Set[str], common: Iterable[str]) -> None:
        """Prepare the words, none shorter than two letters.

        Args:
            targets: Words that may be found although their first letter was left out.
            common: Words that may not.
        """
        self._words = sorted({*targets, *common}, key=lambda word: (len(word), word))
        self._lengths = np.array([len(word) for word in self._words])
        self._letters = _as_bits(self._words)
        self._first = _as_bits([word[0] for word in self._words])
        self._second = _as_bits([word[1] if word in targets else "" for word in self._words])

    def within(self, reach: int, word: str, starts: Iterable[str]) -> list[str]:
        """The words that so few letters added, lost, wrong or swapped make of a word.

        Args:
            reach: How many letters.
            word: As it is typed.
            starts: Letters, one of which must be their first, unless their second is the word's first.
        """
        begin, end = self._lengths.searchsorted([len(word) - reach, len(word) + reach + 1]).tolist()
        part = slice(begin, end)
        is_near = np.bitwise_count(self._letters[part] ^ _bits(word)) <= 2 * reach  # a wrong letter changes two bits
        is_near &= (self._first[part] & _bits(starts) | self._second[part] & _bits(word[0])) != 0
        near = [self._words[begin + at] for at in is_near.nonzero()[0].tolist()]
        found = process.extract(word, near, scorer=OSA.distance, score_cutoff=reach, limit=None)
        return [other for other, _, _ in found]


def _as_bits(words: Sequence[str]) -> NDArray[np.uint32]:
    return np.fromiter((_bits(word) for word in words), dtype=np.uint32, count=len(words))


def _bits(letters: Iterable[str]) -> int:
    """A bit for each letter; all those beside a to z share one."""
    found = 0
    for letter in letters:
        found |= 1 << (ord(letter) & 31 if letter.isascii() else 0)
    return found
