"""Misspelt words decided together: what fits the letters, and what fits between its neighbours.

Each word that may be a slip has some candidates; the likeliest sequence of all is found with the Viterbi algorithm
(Viterbi, "Error bounds for convolutional codes", 1967).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.understanding.lexicon import Lexicon, WordClass
from bot.understanding.spelling import Speller
from bot.understanding.usage import EDGE, NUMBER, Usage
from bot.understanding.words import Token

_KEPT = 2.0  # nats: what it costs to leave a word that nobody knows as it is
_REAL = 5.0  # nats: how much less likely a slip is that makes another real word
_HOMOPHONE = 3.0  # nats: how much less likely a word is that sounds the same
_WELL_KNOWN = 20  # times; how a rarer word of grammar is used is not known well enough to find it odd
_AS_LIKELY = 1.0  # nats: candidates this close to the best are equally likely
_MAX_ALTERNATIVES = 4


_Path = tuple[float, tuple[str, ...]]
"""(cost, words) of the words chosen so far."""


class _Option(NamedTuple):
    word: str
    cost: float


class Decoder:
    """Decides what misspelt words stand for."""

    def __init__(self, lexicon: Lexicon, speller: Speller, usage: Usage) -> None:
        self._lexicon = lexicon
        self._speller = speller
        self._usage = usage

    def decode(self, tokens: Sequence[Token]) -> dict[int, tuple[str, ...]]:
        """By position of a misspelt word, what it may stand for, the likeliest first."""
        doubtful = {position for position in range(len(tokens)) if self._is_doubtful(tokens, position)}
        if not doubtful:
            return {}
        options = [
            self._options(token.text) if position in doubtful else [_Option(_shown(token), 0.0)]
            for position, token in enumerate(tokens)
        ]
        if all(len(found) == 1 for found in options):
            return {}
        words = self._likeliest(options)
        return {
            position: self._ordered(found, words, position)
            for position, (token, found) in enumerate(zip(tokens, options, strict=True))
            if words[position] != token.text and not token.numbers
        }

    def _is_doubtful(self, tokens: Sequence[Token], position: int) -> bool:
        """Whether a word may be a slip for another."""
        token = tokens[position]
        if token.numbers or token.clock:
            return False
        return not self._is_known(token.text) or self._is_odd_here(tokens, position)

    def _options(self, word: str) -> list[_Option]:
        """What a doubtful word may stand for, itself first."""
        is_known = self._is_known(word)
        kept = 0.0 if is_known else _KEPT
        surcharge = _REAL if is_known else 0.0
        candidates = self._speller.candidates(word, is_real=is_known)
        costs = {other: cost + surcharge for other, cost in candidates}
        costs |= dict.fromkeys(self._lexicon.language.homophones.get(word, ()), _HOMOPHONE)
        return [_Option(word, kept), *(_Option(other, cost) for other, cost in costs.items())]

    def _is_known(self, word: str) -> bool:
        return self._usage.count(word) >= 1 or self._lexicon.is_spelled(word)

    def _is_odd_here(self, tokens: Sequence[Token], position: int) -> bool:
        """Whether nobody ever put a word between such neighbours."""
        word = tokens[position].text
        before = _shown(tokens[position - 1]) if position else EDGE
        if self._usage.is_pair(before, word):  # mostly so
            return False
        if self._usage.count(word) < _WELL_KNOWN and self._lexicon.classify(word) <= WordClass.MODIFIER:
            return False
        after = _shown(tokens[position + 1]) if position + 1 < len(tokens) else EDGE
        return not self._usage.is_pair(word, after)

    def _likeliest(self, options: Sequence[Sequence[_Option]]) -> list[str]:
        """One word for each place: a path of least cost, the costs of neighbours included."""
        best: list[_Path] = [(0.0, (EDGE,))]
        for found in (*options, [_Option(EDGE, 0.0)]):
            if len(best) == len(found) == 1:  # no choice, whatever it costs
                best = [(0.0, (*best[0][1], found[0].word))]
            else:
                best = [self._extended(best, option) for option in found]
        return list(best[0][1][1:-1])

    def _extended(self, paths: Sequence[_Path], option: _Option) -> _Path:
        """The path by which a word costs least, with the word."""
        word = option.word
        cost, path = min((cost + option.cost + self._usage.cost(path[-1], word), path) for cost, path in paths)
        return cost, (*path, word)

    def _ordered(self, options: Sequence[_Option], words: Sequence[str], position: int) -> tuple[str, ...]:
        """The words that are about as likely between the same neighbours, the likeliest first."""
        before = words[position - 1] if position else EDGE
        after = words[position + 1] if position + 1 < len(words) else EDGE
        scored = sorted(
            (option.cost + self._usage.cost(before, option.word) + self._usage.cost(option.word, after), option.word)
            for option in options[1:]
        )
        return tuple(word for cost, word in scored if cost <= scored[0][0] + _AS_LIKELY)[:_MAX_ALTERNATIVES]


def _shown(token: Token) -> str:
    return NUMBER if token.numbers or token.clock else token.text
