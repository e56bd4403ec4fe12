"""How alike a question and each single example are: the weight of what both say, by all that they say."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.answering.narrow import MOST, Narrow, Scale
from bot.answering.postings import Floats, Places, Postings
from bot.memo import Memoised, memo

_EXACT, _MEANT, _KIND = 1.0, 0.85, 0.5  # how well a word is met: itself or its name, a synonym, a thing of its kind
_LITTLE = 0.25  # likeness; what is less alike tells nothing, and that is nearly everything
_SCALE = Scale(256)  # of weights, of which questions seldom share more than some 50
_LEAST = 1.0  # weight of a word with a rare meaning, however common the word

Words = Sequence[tuple[frozenset[str], float]]
"""(senses, weight) of each word of a question that says something."""


class Similar(NamedTuple):
    """The examples that are like a question."""

    places: Places
    """Ascending."""
    likeness: Floats
    """Of each, up to 1; the others are less than some 0.25 alike."""

    def lessened(self, share: Floats) -> Similar:
        """With what remains of each."""
        return Similar(self.places, self.likeness * share)


_NONE = Similar(np.array([], dtype=np.intp), np.array([], dtype=np.float32))


def joined(parts: Sequence[Similar]) -> Similar:
    """What is alike in several stretches of the examples, given in their order."""
    places, likeness = zip(_NONE, *parts, strict=True)
    return Similar(np.concatenate(places), np.concatenate(likeness))


class Similarity(Memoised):
    """Examples by the senses of their words."""

    def __init__(self, examples: Sequence[tuple[int, Sequence[frozenset[str]]]]) -> None:
        self._spread, self._owners = _spread(examples)
        rows: defaultdict[str, dict[int, int]] = defaultdict(dict)
        total = np.zeros(len(examples), dtype=np.float32)
        for number, (_, words) in enumerate(examples):
            for senses in words:
                weight = self.weight(senses)
                total[number] += weight
                for sense in senses:
                    shared = _SCALE.steps_in(_how_well(sense) * weight)
                    rows[sense][number] = max(rows[sense].get(number, 0), shared)
        self._postings = Postings(rows, np.int16)
        """By sense, what an example's word that has it adds to what is shared."""
        self._debt = _SCALE.narrowed(np.float32(-_LITTLE) * total)
        """By example, its weight as what it must share before it counts, less what depends on the question."""

    @memo(maxsize=20_000)
    def weight(self, senses: frozenset[str]) -> float:
        """How telling a word is: the fewer facts are asked for with it, the more; from 0 to about 8."""
        own = [self._rarity(sense) for sense in senses if sense[0] == "="]
        meant = [self._rarity(sense) for sense in senses if sense[0] not in "=#"]
        value = min(own) if own else max((self._rarity(sense) for sense in senses), default=0.0)
        return min(value, max(_LEAST, *meant)) if meant else value

    def to(self, words: Words, among: slice) -> Similar:
        """How alike each example is to a question of these words.

        Args:
            words: Of the question.
            among: The stretch of the examples that counts.
        """
        asked = sum([weight for _, weight in words]) + 1e-6
        coarse = (int(2 * asked * _SCALE.steps) // MOST).bit_length()  # long texts share more than the scale has
        debt = _coarser(self._debt[among], coarse)
        shared = debt.copy()
        for senses, weight in words:
            met, steps = self._met_by(senses, weight, among.start, among.stop)
            np.add.at(shared, met.astype(np.intp), _coarser(steps, coarse))
        asked /= 1 << coarse
        places = (shared > int(_LITTLE * asked * _SCALE.steps)).nonzero()[0]
        own = _SCALE.restored(debt[places])
        likeness = (_SCALE.restored(shared[places]) - own) / (np.float32(asked) - own * np.float32(1 / _LITTLE))
        return Similar(places + among.start, np.minimum(likeness, 1, out=likeness))

    @memo(maxsize=4_000)  # some 5 KB for each word
    def _met_by(self, senses: frozenset[str], weight: float, start: int, end: int) -> tuple[NDArray[np.int32], Narrow]:
        """The examples of a stretch that have a word in one of its senses: where in it, and what is shared at best."""
        found = [
            (places - start, own + np.int16(_SCALE.steps_in(_how_well(sense) * weight)))
            for sense in self._postings.known(senses)
            for places, own in [self._postings.between(sense, start, end)]
        ]
        if len(found) == 1:
            ((places, shared),) = found
            return places.astype(np.int32), shared
        best = np.zeros(end - start, dtype=np.int16)
        for places, shared in found:
            best[places] = np.maximum(best[places], shared)
        met = (best > 0).nonzero()[0]
        return met.astype(np.int32), best[met]

    def _rarity(self, sense: str) -> float:
        return math.log((self._owners + 1) / (self._spread.get(sense, 0) + 1))


def _coarser(steps: Narrow, times: int) -> Narrow:
    """Steps that are so many times twice as wide."""
    return steps >> times if times else steps


def _how_well(sense: str) -> float:
    return _EXACT if sense[0] in "=@" else _KIND if sense[0] == "#" else _MEANT


def _spread(examples: Sequence[tuple[int, Sequence[frozenset[str]]]]) -> tuple[dict[str, int], int]:
    """How many facts are asked for with each sense, and how many there are; an unanswered question counts as one."""
    facts: defaultdict[str, set[int]] = defaultdict(set)
    owners: set[int] = set()
    for number, (fact, words) in enumerate(examples):
        owner = fact if fact >= 0 else -1 - number
        owners.add(owner)
        for senses in words:
            for sense in senses:
                facts[sense].add(owner)
    return {sense: len(found) for sense, found in facts.items()}, len(owners)
