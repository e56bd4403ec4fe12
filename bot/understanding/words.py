"""A message to tokens: mark-up stripped, case and accents folded, numbers and clock times read."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import jellyfish
import Stemmer

MAX_TOKENS = 400
"""Longer messages are read up to here; no question needs more, and time per question stays bounded."""

_MARKUP = re.compile(
    r"<(?:@[!&]?|#|/[^:>]{1,64}:|a?:[^:>]{1,64}:|t:)[^<>]{1,40}>"  # mentions, channels, custom emoji, timestamps
    r"|https?://\S+"
    r"|[*_~|`>#]{1,3}(?=\S)|(?<=\S)[*_~|`]{1,3}"
)
_MARKS = frozenset("<*_~|`>#")
"""Characters without one of which a text has no mark-up but links."""
_TOKEN = re.compile(
    r"(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)"  # first, since most are
    r"|(?P<clock>(?<![\d.:])(?:[01]?\d|2[0-3])[:h.][0-5]\d(?!\d)(?:\s?[ap]\.?m\b\.?)?|(?<!\d)(?:0?\d|1[0-2])\s?[ap]\.?m\b\.?)"
    r"|(?P<number>\d{1,3}(?:[,.]\d{3})+(?!\d)|\d{1,3}(?: \d{3})+(?!\d)|\d+)(?:(?P<suffix>st|nd|rd|th|k)(?![^\W\d_]))?"
)
_O_FOR_ZERO = re.compile(r"(?<=\d)o+(?=\d)")
_SPOKEN_Q = re.compile(r"q(?!u)")
_SPOKEN_START = re.compile(r"^x")
_BREAK = re.compile(r"[,.;:?!…()\n]|\s[-–—]+\s")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'", "＇": "'"})
_stemmer = Stemmer.Stemmer("english")


class Token(NamedTuple):
    """One word, number or clock time of a text."""

    text: str
    """Folded: lower case, no accents, no apostrophes."""

    numbers: tuple[float, ...] = ()
    """What a number can mean (``30k``: 30 or 30,000); empty for words."""

    clock: dt.time | None = None
    is_ordinal: bool = False
    is_guess: bool = False
    """Put in place of a misspelt word."""

    is_possessive: bool = False
    opens_clause: bool = False
    """Stands after a comma, a full stop or the like."""


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The Snowball stem of a folded word."""
    return str(_stemmer.stemWord(word))


@lru_cache(maxsize=20_000)
def sound_of(word: str) -> str:
    """How a word sounds (Metaphone, with the letters of transliterations read as spoken); empty for other scripts."""
    if not word.isascii():
        return ""
    spoken = _SPOKEN_START.sub("sh", _SPOKEN_Q.sub("ch", word.replace("zh", "j")))
    return jellyfish.metaphone(spoken).replace("Y", "")


def fold_text(text: str) -> str:
    """Mark-up, accents, case and width folded away; the text is otherwise as typed."""
    if text.isascii():
        folded = text.casefold().translate(_APOSTROPHES)
        return folded if _MARKS.isdisjoint(folded) and "://" not in folded else _MARKUP.sub(" ", folded)
    decomposed = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return _MARKUP.sub(" ", plain.casefold().translate(_APOSTROPHES))


def stems_of(words: list[str]) -> list[str]:
    """The stems of many words at once, in their order."""
    return list(_stemmer.stemWords(words))


@lru_cache(maxsize=1_000)
def tokenise(text: str) -> tuple[Token, ...]:
    """The tokens of a text, in order, at most `MAX_TOKENS`."""
    found: list[Token] = []
    folded, end = _O_FOR_ZERO.sub(_zeros, fold_text(text)), 0
    for match in _TOKEN.finditer(folded):
        start, stop = match.span()
        token = _word_token(match[0]) if match.lastgroup == "word" else _number_token(match)
        between = folded[end:start]
        if between != " " and found and _BREAK.search(between):
            token = token._replace(opens_clause=True)
        end = stop
        found.append(token)
        if len(found) >= MAX_TOKENS:
            break
    return tuple(found)


def _zeros(match: re.Match[str]) -> str:
    return "0" * len(match[0])


def _number_token(match: re.Match[str]) -> Token:
    if match["clock"]:
        return _clock_token(match["clock"])
    digits = re.sub(r"[,. ]", "", match["number"])[:15]
    value = float(digits)
    numbers = (value, value * 1000) if match["suffix"] == "k" else (value,)
    is_ordinal = match["suffix"] in {"st", "nd", "rd", "th"}
    return Token(digits, numbers=numbers, is_ordinal=is_ordinal)


@lru_cache(maxsize=20_000)
def _word_token(word: str) -> Token:
    head, _, tail = word.rpartition("'")
    if head and tail in {"s", "re", "ll", "ve", "d", "m"} and len(head) > 1:
        return Token(head.replace("'", ""), is_possessive=tail == "s")
    return Token(word.replace("'", ""))


def _clock_token(text: str) -> Token:
    hour, minute, half = re.match(r"(\d+)(?:[:h.](\d+))?\s?([ap])?", text).groups()  # type: ignore[union-attr]
    hours = int(hour) % 24
    if half == "p" and hours < 12:
        hours += 12
    elif half == "a" and hours == 12:
        hours = 0
    return Token(text, clock=dt.time(hours, int(minute or 0)))
