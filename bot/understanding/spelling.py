"""Misspelt words repaired to words of ours.

Only words that are neither ours nor ordinary English are touched, and digits never: "cost" is not "host", and one year
is not another. A wrong first letter counts double (people rarely slip there), and a word that sounds the same may
differ by one letter more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.words import sound_of

_MAX_CANDIDATES = 4
_MIN_SPLIT = 2
_MIN_SUSPECT = 4  # letters; shorter real words have too many neighbours to be suspected
_AS_NEAR = 0.25  # of an edit: candidates this close to the best are equally likely
_SAME_SOUND = 0.75  # of an edit: what sounding alike makes up for
_COMMON = 0.35  # of an edit: ordinary words stand back behind ours
_FREQUENT = 0.3  # of an edit: "what" and "the" are likelier than a rare word as near
# Letters beside a letter on a keyboard: a slip there is no sign of another word.
_NEIGHBOURS = {
    "q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij", "i": "uok", "o": "ipl",
    "p": "ol",
    "a": "qsz", "s": "awdx", "d": "sefc", "f": "drgv", "g": "fthb", "h": "gyjn", "j": "hukm", "k": "jil", "l": "kop",
    "z": "asx", "x": "zsdc", "c": "xdfv", "v": "cfgb", "b": "vghn", "n": "bhjm", "m": "njk",
}  # fmt: skip


def allowed_edits(length: int) -> int:
    """How many slips a word of this many letters may hold (insertions, deletions, substitutions, swaps).

    Three quarters of all misspellings are one edit away and nearly all are two; short words have too many neighbours.
    """
    if length <= 3:
        return 0
    return 1 if length <= 6 else 2


class Speller:
    """Finds the words of ours that a misspelt word most likely stands for."""

    def __init__(self, targets: Iterable[str], common: Iterable[str] = (), helpers: Iterable[str] = ()) -> None:
        """Prepare the words to repair to.

        Args:
            targets: Words of ours.
            common: Ordinary words; preferred only where they are clearly nearer, so that a slip in a word that is none
                of ours is not bent into one that is.
            helpers: The targets that are so frequent that a short slip most likely means them ("the", "what").
        """
        self._targets = frozenset(targets)
        self._helpers = frozenset(helpers)
        self._common = frozenset(common) - self._targets
        self._by_length: defaultdict[int, list[str]] = defaultdict(list)
        self._by_start: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
        self._by_sound: defaultdict[str, list[str]] = defaultdict(list)
        self._by_letters: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted(self._targets):
            self._by_letters["".join(sorted(word))].append(word)
            self._by_length[len(word)].append(word)
            self._by_sound[sound_of(word)].append(word)
        for word in sorted(self._common):
            self._by_start[len(word), word[0]].append(word)

    @lru_cache(maxsize=4_000)  # noqa: B019 - one speller lives as long as its lexicon
    def repair(self, word: str) -> tuple[str, ...]:
        """The nearest words, best first and equally near; empty when none is near enough."""
        scored = sorted(self._candidates(word).items(), key=lambda one: (one[1], one[0]))
        if not scored:
            return ()
        best = scored[0][1]
        return tuple(candidate for candidate, cost in scored if cost <= best + _AS_NEAR)[:_MAX_CANDIDATES]

    def _candidates(self, word: str) -> dict[str, float]:
        limit = allowed_edits(len(word))
        reach = max(limit, 1)
        found: dict[str, float] = {}
        for length in range(len(word) - reach, len(word) + reach + 1):
            pools = (self._by_length.get(length, ()), self._by_start.get((length, word[0]), ()))
            for surcharge, pool in zip((0.0, _COMMON), pools, strict=True):
                near = process.extract(word, pool, scorer=OSA.distance, score_cutoff=reach, limit=None) if pool else ()
                for candidate, distance, _ in near:
                    cost = self._cost(word, candidate, float(distance))
                    if cost <= limit or self._is_short_slip(word, candidate, cost):
                        found[candidate] = cost + surcharge
        for candidate, cost in self._sounding_alike(word, limit):
            found[candidate] = min(cost, found.get(candidate, cost))
        return found

    def _sounding_alike(self, word: str, limit: int) -> Iterator[tuple[str, float]]:
        sound = sound_of(word)
        if len(sound) < 2 or len(word) < 4:
            return
        for candidate in self._by_sound.get(sound, ()):
            distance = OSA.distance(word, candidate)
            if distance <= limit + 1:
                yield candidate, self._cost(word, candidate, distance) - _SAME_SOUND

    def _is_short_slip(self, word: str, candidate: str, cost: float) -> bool:
        """In short words only a swap, or one slip towards a very frequent word with the same start, is a repair."""
        if cost > 1:
            return False
        return _is_swap(word, candidate) or (candidate in self._helpers and word[0] == candidate[0])

    def _cost(self, word: str, candidate: str, distance: float) -> float:
        is_near_start = (
            word[0] == candidate[0] or _is_swap(word, candidate) or candidate[0] in _NEIGHBOURS.get(word[0], "")
        )
        frequent = _FREQUENT if candidate in self._helpers else 0.0
        return distance + (0.0 if is_near_start else 1.0) - frequent

    @lru_cache(maxsize=4_000)  # noqa: B019
    def sounds_like(self, word: str) -> tuple[str, ...]:
        """Words that a real but unexpected word may be a slip for: two letters swapped, or the same sound."""
        if len(word) < _MIN_SUSPECT or not word.isascii():
            return ()
        near = [other for other in self._by_letters.get("".join(sorted(word)), ()) if _is_swap(word, other)]
        same = [
            other
            for other in self._by_sound.get(sound_of(word), ())
            if other[0] == word[0] and OSA.distance(word, other) <= 2
        ]
        slips = [
            other
            for other in self.repair(word)
            if OSA.distance(word, other) <= 1 and len(word) > _MIN_SUSPECT and word[0] == other[0]
        ]
        return tuple(dict.fromkeys([*near, *same, *slips]))[:_MAX_CANDIDATES]

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
