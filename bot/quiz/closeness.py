"""How close a guess comes to a name, from 0 (not at all) to 100 (the name itself)."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.understanding.words import sound_of

EXACT = 100
"""What a name itself scores, and nothing else."""
_REVERSED = 98  # "Surname, First"
_TURNED = 94  # the words of a thing in another order
_PART = 90  # a part of a person's name, or initials
_SOUND = 86  # another transliteration
_SLIP = 4  # taken off for each wrong letter

# Letters that may be wrong, by the length of the name: four letters are too easily another word ("back", "Bach").
_ONE_SLIP_FROM = 5
_TWO_SLIPS_FROM = 9
_SOUND_FROM = 5  # letters; shorter words sound alike by chance
_SOUND_WITHIN = 4  # letters apart: words that sound alike and share no spelling are two words
_SHORT_FROM = 3  # letters that a word in short has at least
_ACRONYM_FROM = 3
_INITIALS = 3  # letters at most that are initials written together

_ROMAN = re.compile(r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})$")
_ROMANISED = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        ("tsch|tch", "ch"),
        ("sch", "sh"),
        ("kh", "h"),
        ("w", "v"),
        ("ff$", "v"),
        ("(?:ij|iy|yi|yj|ii|yy|i|j)$", "y"),
        ("(?<=[aeiou])[jy](?=[aeiou])", ""),
    )
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name in folded words, without articles."""

    words: tuple[str, ...]
    is_person: bool = False
    bare: tuple[str, ...] = ()
    """Without such as "of", sorted."""
    short: tuple[str, ...] = ()
    """Of those, the ones that do not say what sort of thing it is; empty where too little is left."""
    kind: str = ""


def closeness(guess: Sequence[str], name: Name, ordinary: Collection[str] = ()) -> int:
    """How close a guess is to a name; each word of the guess counts, so one that names several is close to none.

    Args:
        guess: Folded words without articles.
        name: What it is set against.
        ordinary: Words that mean something themselves: alone, none of them is the name of a thing with a slip.
    """
    if not guess or not name.words:
        return 0
    if "".join(guess) == "".join(name.words):
        return EXACT
    if name.is_person and len(guess) > 1 and sorted(guess) == sorted(name.words):
        return _REVERSED
    if name.is_person and len(guess) <= len(name.words) and (score := _parts(guess, name.words)):
        return max(score, _whole(guess, name))
    if not name.is_person and len(name.bare) > 1 and tuple(sorted(guess)) == name.bare:
        return _TURNED
    if not name.is_person and len(guess) == 1 and guess[0] in ordinary:
        return _acronym(guess, name)
    return max(_whole(guess, name), _acronym(guess, name), _shortened(guess, name))


def _shortened(guess: Sequence[str], name: Name) -> int:
    """A thing whose last word is written in short, as people do with "orchestra"."""
    *words, last = name.words
    is_short = not name.is_person and len(last) > len(guess[-1]) >= _SHORT_FROM and last.startswith(guess[-1])
    return _PART if is_short and words and list(guess[:-1]) == words else 0


def _whole(guess: Sequence[str], name: Name) -> int:
    if _numerals(guess, name.is_person) != _numerals(name.words, name.is_person):
        return 0
    slips = _slips("".join(guess), "".join(name.words))
    if slips is not None:
        return EXACT - _SLIP * slips
    if len(guess) == len(name.words) and all(map(_is_like, guess, name.words)):
        return _SOUND
    return 0


def _numerals(words: Sequence[str], is_person: bool) -> list[str]:
    """Digits and Roman numbers: "2nd" is no slip for "3rd". An initial in a person's name is none."""
    looked_at = words[-1:] if is_person else words
    return [word for word in words if word.isdigit()] + [word for word in looked_at if _ROMAN.match(word)]


def _slips(guess: str, name: str) -> int | None:
    """The wrong letters in a guess, or None for too many; a wrong first letter counts double."""
    allowed = 0 if len(name) < _ONE_SLIP_FROM else 1 if len(name) < _TWO_SLIPS_FROM else 2
    slips = OSA.distance(guess, name, score_cutoff=allowed) + (guess[0] != name[0])
    return int(slips) if slips <= allowed else None


def _is_like(guess: str, word: str) -> bool:
    """Whether a word is another one with a slip, or spelt by ear."""
    if guess == word:
        return True
    if guess.isdigit() or word.isdigit():
        return False
    if _slips(guess, word) is not None:
        return True
    if min(len(guess), len(word)) < _SOUND_FROM or OSA.distance(guess, word) > _SOUND_WITHIN:
        return False
    one, other = _romanised(guess), _romanised(word)
    sound = sound_of(one)
    return _slips(one, other) is not None or (bool(sound) and sound == sound_of(other))


def _romanised(word: str) -> str:
    """One spelling for what different countries write differently when they transcribe another alphabet."""
    for pattern, letters in _ROMANISED:
        word = pattern.sub(letters, word)
    return word


def _parts(guess: Sequence[str], words: Sequence[str]) -> int:
    """The score of some words or initials of a person's name, in their order, with one full word at least."""
    at, full, exact = 0, 0, 0
    for part in guess:
        place = next((i for i in range(at, len(words)) if _stands_for(part, words[i])), None)
        if place is None and _are_initials(part, words[at : at + len(part)]):
            exact += 1
            at += len(part)
            continue
        if place is None:
            return 0
        full += len(part) > 1
        exact += part == words[place] or len(part) == 1
        at = place + 1
    if not full:
        return 0
    return _PART - _SLIP * (len(guess) - exact) + min(len(guess), _SLIP) - 1


def _are_initials(part: str, words: Sequence[str]) -> bool:
    return 1 < len(part) <= _INITIALS and list(part) == [word[0] for word in words]


def _stands_for(part: str, word: str) -> bool:
    return word.startswith(part) if len(part) == 1 else _is_like(part, word)


def _acronym(guess: Sequence[str], name: Name) -> int:
    letters = "".join(word[0] for word in name.words)
    is_acronym = not name.is_person and len(guess) == 1 and len(letters) >= _ACRONYM_FROM and guess[0] == letters
    return _PART if is_acronym else 0
