"""What a misspelt word may stand for, by its letters alone; which of these was meant is for `decoding` to say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from bot.memo import Memoised, memo
from bot.understanding.nearby import NearbyWords
from bot.understanding.slips import TAKEN_FOR, slip_cost
from bot.understanding.words import sound_of

_MAX_GUESSES = 4
_MAX_CANDIDATES = 12
_MIN_RUN, _MAX_RUN = 6, 40  # letters of words that were typed without spaces
_MIN_SPLIT, _MAX_SPLIT = 2, 20  # letters of one of them
_MAX_PIECES = 4
_SHORT = frozenset({"in", "of", "at", "is", "it", "to", "by", "on", "an", "me", "us", "he", "do", "no"})
_MIN_SUSPECT = 4  # letters; shorter real words have too many neighbours to be suspected
_SLANG = 1.5  # nats: "de" for "the"
_LIMIT = (0.0, 0.0, 2.6, 3.6, 4.4, 5.0, 5.6, 6.2, 7.0)  # nats: the worst slip there may be, by the letters of the word
_ONE_SLIP = 3.4  # nats: no more than one letter is wrong


def _reach(letters: int, *, is_real: bool) -> int:
    """How many letters may be added, lost or wrong; three quarters of all misspellings hold one such slip."""
    return 1 if letters <= 3 or is_real else 2 if letters <= 7 else 3


class Speller(Memoised):
    """Finds the words that a misspelt word may stand for."""

    def __init__(self, targets: Iterable[str], common: Iterable[str] = (), helpers: Iterable[str] = ()) -> None:
        """Prepare the words to repair to.

        Args:
            targets: Words of ours.
            common: Ordinary words, so that a slip in a word that is none of ours is not bent into one that is.
            helpers: Words of grammar, which may be spelt as slang ("dat").
        """
        self._targets = frozenset(targets)
        self._nearby = NearbyWords(self._targets, common)
        self._by_sound: defaultdict[str, list[str]] = defaultdict(list)
        self._by_letters: defaultdict[str, list[str]] = defaultdict(list)
        self._by_slang = {word.replace("th", "d"): word for word in sorted(helpers) if "th" in word}
        for word in sorted(self._targets):
            self._by_letters["".join(sorted(word))].append(word)
            self._by_sound[sound_of(word)].append(word)

    @memo(maxsize=4_000)
    def candidates(self, word: str, is_real: bool = False) -> tuple[tuple[str, float], ...]:
        """What a word may stand for, with the cost of the slip in nats; the likeliest slip first.

        Args:
            word: As it is typed.
            is_real: It is a word, too: then one letter may be wrong, or it sounds the same.
        """
        if len(word) < 2 or not word.isascii():
            return ()
        limit = _LIMIT[min(len(word), len(_LIMIT) - 1)]
        reach = _reach(len(word), is_real=is_real)
        near = {*self._within(reach, word), *self._by_sound.get(sound_of(word), ())}
        costs = {other: cost for other in near if (cost := slip_cost(word, other)) <= limit}
        if word in self._by_slang:
            costs[self._by_slang[word]] = _SLANG
        return tuple(sorted(costs.items(), key=lambda one: (one[1], one[0]))[:_MAX_CANDIDATES])

    def _within(self, reach: int, word: str) -> list[str]:
        """Words that so few letters tell apart; the first is seldom wrong altogether."""
        return self._nearby.within(reach, word, {word[0], word[1], *TAKEN_FOR.get(word[0], ())})

    @memo(maxsize=4_000)
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
            for other, cost in self.candidates(word, is_real=True)
            if cost <= _ONE_SLIP and len(word) > _MIN_SUSPECT and word[0] == other[0] and OSA.distance(word, other) == 1
        ]
        return tuple(dict.fromkeys([*near, *same, *slips]))[:_MAX_GUESSES]

    @memo(maxsize=4_000)
    def split(self, word: str) -> tuple[str, ...]:
        """The words that were typed without spaces, or nothing; as few words as possible."""
        if not _MIN_RUN <= len(word) <= _MAX_RUN:
            return ()
        best: dict[int, tuple[str, ...]] = {0: ()}
        for end in range(_MIN_SPLIT, len(word) + 1):
            for start in range(max(0, end - _MAX_SPLIT), end - _MIN_SPLIT + 1):
                piece = word[start:end]
                if start in best and len(best[start]) < _MAX_PIECES and (piece in self._targets or piece in _SHORT):
                    joined = (*best[start], piece)
                    if end not in best or len(joined) < len(best[end]):
                        best[end] = joined
        pieces = best.get(len(word), ())
        return pieces if len(pieces) > 1 and any(len(piece) > 3 for piece in pieces) else ()


def _is_swap(word: str, other: str) -> bool:
    """Whether two neighbouring letters stand the other way round."""
    swapped = (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1))
    return other != word and other in swapped
