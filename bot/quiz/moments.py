"""Reading clock times and dates in guesses, in whatever way they are written."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping

from bot.facts.values import spell_date
from bot.understanding.words import tokenise

Day = tuple[int, int, int | None]
"""Day, month from 0, and the year with four or two digits or None."""

MONTHS = tuple(spell_date(dt.date.min.replace(month=month)).split()[1].casefold() for month in range(1, 13))
_SHORTEST_MONTH = 3  # letters of a month that tell which it is
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_DOTTED = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4}|\d\d)\b")
_SLASHED = re.compile(r"\b(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d\d)\b")
_SHORT_YEAR = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([a-z]{3,9})[.,]?\s+'?(\d\d)$")
_FULL_HOUR = re.compile(r"\b(\d{1,2}) ?h\b")
_OCLOCK = re.compile(r" ?o'?clock")


def times_in(guess: str, numbers: Mapping[str, int], halves: Mapping[str, str]) -> list[str]:
    """Every clock time in a folded guess, as ``HH:MM``.

    Args:
        guess: Folded text.
        numbers: Number words.
        halves: Phrases for a half of the day, by what they mean: "in the evening" is ``pm``.
    """
    text = _OCLOCK.sub("", guess)
    for phrase, half in halves.items():
        text = re.sub(rf"(?<=\w) {re.escape(phrase)}\b", f" {half}", text)
    text = re.sub(
        r"\b([a-z]+)(?= ?[ap]\.?m\b)", lambda word: str(numbers.get(word[1], word[1])), _FULL_HOUR.sub(r"\1:00", text)
    )
    return [f"{token.clock:%H:%M}" for token in tokenise(text) if token.clock]


def dates_in(guess: str, figures: Iterable[float]) -> list[Day]:
    """Every date in a folded guess; a date in digits counts where only one order of day and month makes sense.

    Args:
        guess: Folded text.
        figures: The numbers in it beside dates in digits.
    """
    found: list[Day] = [(int(match[3]), int(match[2]) - 1, int(match[1])) for match in _ISO.finditer(guess)]
    found += [(int(match[1]), int(match[2]) - 1, int(match[3])) for match in _DOTTED.finditer(guess)]
    for match in _SLASHED.finditer(guess):
        one, other, year = int(match[1]), int(match[3]), int(match[4])
        if one > len(MONTHS) or one == other:
            found.append((one, other - 1, year))
        elif other > len(MONTHS):
            found.append((other, one - 1, year))
    return found + _spelt(guess, [int(one) for one in figures])


def without_digit_dates(guess: str) -> str:
    """A guess without dates that are written in digits alone."""
    for pattern in (_ISO, _DOTTED, _SLASHED):
        guess = pattern.sub("", guess)
    return guess


def _spelt(guess: str, figures: list[int]) -> list[Day]:
    words = [word for word in re.findall(r"[^\W\d_]+", guess) if len(word) >= _SHORTEST_MONTH]
    months = [i for i, name in enumerate(MONTHS) if any(name.startswith(word) for word in words)]
    if (short := _SHORT_YEAR.search(guess)) and len(months) == 1 and len(figures) == len(short.groups()) - 1:
        return [(int(short[1]), months[0], int(short[3]))]
    days = [one for one in figures if 1 <= one <= 31]
    years = [one for one in figures if one > 31]
    if not months or not days or len(years) > 1:
        return []
    return [(day, month, years[0] if years else None) for month in months for day in days]
