"""What a slip of the pen costs: the less likely that somebody types one word for another, the more.

An edit distance with weights (Kernighan, Church and Gale, "A spelling correction program based on a noisy channel
model", 1990), in nats. The weights are rough and set by hand: letters that sound alike or lie side by side are easily
taken for each other, doubled and silent letters are easily lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import accumulate

from rapidfuzz.distance import OSA, Postfix, Prefix

from bot.understanding.words import sound_of

_SWAPPED = 1.8
_DOUBLED, _UNDOUBLED = 1.2, 1.0
_ADDED, _ADDED_VOWEL = 2.8, 2.2
_LOST, _LOST_VOWEL, _LOST_QUIET = 2.4, 1.8, 1.2
_OTHER, _OTHER_VOWEL, _NEAR_KEY, _NEAR_SOUND = 3.4, 1.6, 2.2, 1.5
_START = 1.6  # people rarely slip on the first letter
_SAME_SOUND, _SAME_SOUND_EACH = 2.0, 0.5  # a word that sounds the same: at most so much, and for each letter besides

_LEAST_HEARD = 4  # letters; of shorter words the sound says too little
_VOWELS = frozenset("aeiouy")
# Letters beside a letter on a keyboard.
_KEYS = {
    "q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij", "i": "uok", "o": "ipl",
    "p": "ol",
    "a": "qsz", "s": "awdx", "d": "sefc", "f": "drgv", "g": "fthb", "h": "gyjn", "j": "hukm", "k": "jil", "l": "kop",
    "z": "asx", "x": "zsdc", "c": "xdfv", "v": "cfgb", "b": "vghn", "n": "bhjm", "m": "njk",
}  # fmt: skip
_SOUNDS = frozenset(
    pair
    for one in ("ck", "cs", "sz", "fv", "gj", "td", "bp", "mn", "kq", "kx", "xs", "wv", "cz", "hw")
    for pair in (one, one[::-1])
)
TAKEN_FOR: Mapping[str, frozenset[str]] = {
    letter: frozenset(
        {*keys, *(pair[1] for pair in _SOUNDS if pair[0] == letter), *(_VOWELS if letter in _VOWELS else ())}
    )
    for letter, keys in _KEYS.items()
}
"""By letter, those that it is easily typed for: what sounds alike, what lies beside it, and a vowel for a vowel."""


@lru_cache(maxsize=20_000)
def slip_cost(typed: str, meant: str) -> float:
    """How unlikely one word is typed for another, in nats; 0 for the word itself."""
    if typed == meant:
        return 0.0
    cost = _edits(typed, meant)
    sound = sound_of(typed) if len(typed) >= _LEAST_HEARD else ""
    if len(sound) > 1 and sound == sound_of(meant):
        cost = min(cost, _SAME_SOUND + _SAME_SOUND_EACH * OSA.distance(typed, meant))
    return cost


def _edits(typed: str, meant: str) -> float:
    start, typed_end, meant_end = _different(typed, meant)
    lost = [_lost(meant, at, meant[at]) for at in range(start, meant_end)]
    before: list[float] = []
    row = [0.0, *accumulate(lost)]
    for i in range(start, typed_end):
        letter = typed[i]
        added = _added(typed, i, letter)
        previous, row = row, [row[0] + added]
        for j, wanted in enumerate(meant[start:meant_end]):  # spelt out: a misspelt word comes here a hundred times
            best = previous[j] + _substituted(letter, wanted, not (i and start + j))
            if (cost := previous[j + 1] + added) < best:
                best = cost
            if (cost := row[j] + lost[j]) < best:
                best = cost
            if j and before and letter == meant[start + j - 1] and wanted == typed[i - 1] and letter != wanted:
                best = min(best, before[j - 1] + _SWAPPED)
            row.append(best)
        before = previous
    return row[-1]


def _different(typed: str, meant: str) -> tuple[int, int, int]:
    """Where two words begin to differ, and where each ends to: what they share before and after it costs nothing."""
    start = Prefix.similarity(typed, meant)
    after = min(Postfix.similarity(typed, meant), len(typed) - start, len(meant) - start)
    typed_end, meant_end = len(typed) - after, len(meant) - after
    if after and typed[typed_end] in (typed[start:typed_end][-1:], meant[start:meant_end][-1:]):  # doubled, undoubled
        return start, typed_end + 1, meant_end + 1
    return start, typed_end, meant_end


@lru_cache(maxsize=2_000)  # every pair of letters
def _substituted(typed: str, meant: str, is_start: bool) -> float:
    if typed == meant:
        return 0.0
    if typed + meant in _SOUNDS:
        return _NEAR_SOUND + (_START / 2 if is_start else 0.0)
    start = _START if is_start else 0.0
    if typed in _VOWELS and meant in _VOWELS:
        return _OTHER_VOWEL + start
    return start + (_NEAR_KEY if meant in _KEYS.get(typed, "") else _OTHER)


def _added(typed: str, at: int, letter: str) -> float:
    if at and typed[at - 1] == letter:
        return _DOUBLED
    cost = _ADDED_VOWEL if letter in _VOWELS else _ADDED
    return cost if at else cost + _START


def _lost(meant: str, at: int, letter: str) -> float:
    if at and meant[at - 1] == letter:
        return _UNDOUBLED
    if letter == "h" or (letter == "e" and at == len(meant) - 1):
        cost = _LOST_QUIET
    else:
        cost = _LOST_VOWEL if letter in _VOWELS else _LOST
    return cost if at else cost + _START
