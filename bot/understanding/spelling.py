"""Misspelt words repaired to words of ours.

Only words that are neither ours nor ordinary English are touched, and digits never: "cost" is not "host", and 2010 is
not 2014. A wrong first letter counts double (people rarely slip there), and a word that sounds the same may differ by
one letter more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

import jellyfish
from rapidfuzz import process
from rapidfuzz.distance import OSA

_MAX_CANDIDATES = 4
_MIN_SPLIT = 2


def allowed_edits(length: int) -> int:
    """How many slips a word of this many letters may hold (insertions, deletions, substitutions, swaps).

    Three quarters of all misspellings are one edit away and nearly all are two; short words have too many neighbours.
    """
    if length <= 3:
        return 0
    return 1 if length <= 6 else 2


class Speller:
    """Finds the words of ours that a misspelt word most likely stands for."""

    def __init__(self, targets: Iterable[str]) -> None:
        self._by_length: defaultdict[int, list[str]] = defaultdict(list)
        self._by_sound: defaultdict[str, list[str]] = defaultdict(list)
        self._targets = frozenset(targets)
        for word in sorted(self._targets):
            self._by_length[len(word)].append(word)
            if word.isascii():
                self._by_sound[jellyfish.metaphone(word)].append(word)

    @lru_cache(maxsize=4_000)  # noqa: B019 - one speller lives as long as its lexicon
    def repair(self, word: str) -> tuple[str, ...]:
        """The nearest words, best first and equally near; empty when none is near enough."""
        scored = sorted(self._candidates(word))
        if not scored:
            return ()
        best = scored[0][0]
        return tuple(candidate for cost, candidate in scored if cost <= best + 0.25)[:_MAX_CANDIDATES]

    def _candidates(self, word: str) -> Iterable[tuple[float, str]]:
        limit = allowed_edits(len(word))
        sound = jellyfish.metaphone(word) if word.isascii() else ""
        found: dict[str, float] = {}
        reach = max(limit, 1)
        for length in range(len(word) - reach, len(word) + reach + 1):
            pool = self._by_length.get(length)
            if not pool:
                continue
            for candidate, distance, _ in process.extract(word, pool, scorer=OSA.distance, score_cutoff=reach, limit=None):
                cost = self._cost(word, candidate, float(distance))
                if cost <= limit or (cost <= 1 and _is_swap(word, candidate)):
                    found[candidate] = cost
        for candidate in self._by_sound.get(sound, ()) if len(sound) > 1 else ():
            distance = OSA.distance(word, candidate)
            if distance <= limit + 1 and len(word) > 3:
                found[candidate] = min(found.get(candidate, 9.0), self._cost(word, candidate, distance) - 0.75)
        return [(cost, candidate) for candidate, cost in found.items()]

    @staticmethod
    def _cost(word: str, candidate: str, distance: float) -> float:
        first = 0.0 if word[0] == candidate[0] or _is_swap(word, candidate) else 1.0
        return distance + first

    @lru_cache(maxsize=4_000)  # noqa: B019
    def sounds_like(self, word: str) -> tuple[str, ...]:
        """Words that a real but unexpected word may be a slip for: two letters swapped, or the same sound."""
        if len(word) < 4 or not word.isascii():
            return ()
        near = [other for other in self._by_length.get(len(word), ()) if _is_swap(word, other)]
        same = [
            other
            for other in self._by_sound.get(jellyfish.metaphone(word), ())
            if other[0] == word[0] and OSA.distance(word, other) <= 2
        ]
        return tuple(dict.fromkeys([*near, *same]))[:_MAX_CANDIDATES]

    @lru_cache(maxsize=4_000)  # noqa: B019
    def split(self, word: str, known: frozenset[str] | None = None) -> tuple[str, ...]:
        """The words that were typed without spaces, or nothing; as few words as possible."""
        if len(word) < 6 or len(word) > 40:
            return ()
        best: dict[int, tuple[str, ...]] = {0: ()}
        for end in range(_MIN_SPLIT, len(word) + 1):
            for start in range(max(0, end - 20), end - _MIN_SPLIT + 1):
                piece = word[start:end]
                if start in best and len(best[start]) < 4 and (piece in self._targets or piece in _SHORT):
                    joined = (*best[start], piece)
                    if end not in best or len(joined) < len(best[end]):
                        best[end] = joined
        pieces = best.get(len(word), ())
        return pieces if len(pieces) > 1 and any(len(piece) > 3 for piece in pieces) else ()


_SHORT = frozenset({"in", "of", "at", "is", "it", "to", "by", "on", "an", "me", "us", "he", "do", "no"})


def _is_swap(word: str, other: str) -> bool:
    if len(word) != len(other):
        return False
    differing = [i for i, (a, b) in enumerate(zip(word, other, strict=True)) if a != b]
    return (
        len(differing) == 2
        and differing[1] == differing[0] + 1
        and word[differing[0]] == other[differing[1]]
        and word[differing[1]] == other[differing[0]]
    )
