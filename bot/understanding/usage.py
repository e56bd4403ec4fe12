"""How people put words together: how likely a word is after another one.

A bigram model over the questions of the fact base, interpolated with single words (Witten and Bell, "The zero-frequency
problem", 1991): the more different words have followed a word, the likelier is one that has not yet. It decides what a
misspelt word was meant to be.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

EDGE = "|"
"""Stands before the first word of a question and after the last."""
NUMBER = "0"
"""Stands for every number."""

_UNSEEN = 0.7  # count of a word that no question has
_LEAST_PAIR = 3  # times; a pair seen once or twice tells little, and most pairs are; where there are few, each counts
_FEW = 2_000  # texts
_CLITIC = re.compile(r"(?<=\w\w)'(?:s|re|ll|ve|d|m)\b")
_WORD = re.compile(r"[a-z]+|\d+")


class Usage:
    """Costs of words in their order: negative logarithms of likelihoods, in nats."""

    def __init__(self, questions: Iterable[str], own: Iterable[str], common: Iterable[str]) -> None:
        """Count.

        Args:
            questions: As people ask them.
            own: Words of ours, whether or not a question has them.
            common: Ordinary words.
        """
        singles: Counter[str] = Counter()
        followers: Counter[str] = Counter()
        pairs: Counter[tuple[str, str]] = Counter()
        heard = 0
        for question in questions:
            heard += 1
            words = [EDGE, *_words(question), EDGE]
            singles.update(words[1:])
            pairs.update(pairwise(words))
        followers.update(before for before, _ in pairs)
        self._paired = {before: singles[before] / (singles[before] + found) for before, found in followers.items()}
        """By word, the share of pairs in the likelihood of what follows it."""
        least = _LEAST_PAIR if heard > _FEW else 1
        self._pairs = {f"{one} {other}": times for (one, other), times in pairs.items() if times >= least}
        self._singles: dict[str, float] = dict.fromkeys((*own, *common), _UNSEEN)
        self._singles.update(singles)
        self._total = math.fsum(self._singles.values()) or 1.0  # the same in whatever order

    def count(self, word: str) -> float:
        """How often a word was used; less than 1 for one that never was."""
        return self._singles.get(word, 0.0)

    def is_pair(self, before: str, word: str) -> bool:
        """Whether a word was used after another one."""
        return f"{before} {word}" in self._pairs

    def cost(self, before: str, word: str) -> float:
        """How unlikely a word is after another one."""
        likely = self._singles.get(word, _UNSEEN) / self._total
        share = self._paired.get(before)
        if share is None:
            return -math.log(likely)
        likely *= 1 - share
        if times := self._pairs.get(f"{before} {word}"):
            likely += share * times / self._singles[before]
        return -math.log(likely)


def _words(question: str) -> list[str]:
    folded = _CLITIC.sub("", question.casefold().replace("’", "'")).replace("'", "")
    return [NUMBER if word.isdigit() else word for word in _WORD.findall(folded)]
