"""Judging guesses that are numbers, times, dates or years: exactly, or not at all."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping
from typing import Literal

from bot.facts.values import spell_date
from bot.quiz.model import Answer
from bot.understanding.words import tokenise

Outcome = Literal["right", "nothing like it", "several", "rough"]

_ABOUT = 0.05  # a rough number may be missed by so much of it
_SPACED = re.compile(r"(?<=\d)[,\u00a0\u202f ](?=\d{3}(?!\d))")
_DIGITS = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?P<ordinal>st|nd|rd|th)?(?![\w.]*\d)")
_MONTHS = tuple(spell_date(dt.date.min.replace(month=month)).split()[1].casefold() for month in range(1, 13))
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SHORTEST_MONTH = 3  # letters of a month that tell which it is


class Figures:
    """Reads the figures in a guess."""

    def __init__(self, numbers: Mapping[str, int], ordinals: Mapping[str, int], hedges: Collection[str]) -> None:
        self._numbers = numbers
        self._ordinals = ordinals
        self._hedges = hedges

    def judge(self, guess: str, answer: Answer) -> Outcome:
        """What a guess at a figure is worth."""
        if answer.sort == "time":
            return self._one_of(self._times(guess), set(answer.accepted))
        if answer.sort == "date":
            return self._date(guess, answer)
        if answer.sort == "year":
            return self._one_of([f"{int(one):d}" for one, _ in self._figures(guess)], set(answer.accepted))
        return self._number(guess, answer)

    @staticmethod
    def _one_of(found: list[str], right: set[str]) -> Outcome:
        if len(set(found)) > 1:
            return "several"
        return "right" if set(found) & right else "nothing like it"

    def _number(self, guess: str, answer: Answer) -> Outcome:
        found = self._figures(guess)
        if len(found) != 1:
            return "several" if found else "nothing like it"
        value, is_ordinal = found[0]
        right = [float(one) for one in answer.accepted]
        if is_ordinal and answer.sort != "ordinal":
            return "nothing like it"
        if answer.is_about:
            return "right" if any(abs(value - one) <= _ABOUT * one for one in right) else "nothing like it"
        if value not in right:
            return "nothing like it"
        return "rough" if any(token.text in self._hedges for token in tokenise(guess)) else "right"

    def _figures(self, guess: str) -> list[tuple[float, bool]]:
        """Every number in a guess, and whether it is an ordinal; spelt numbers are put together."""
        text = _SPACED.sub("", guess)
        found = [(float(re.sub(r"[a-z]+$", "", match[0])), bool(match["ordinal"])) for match in _DIGITS.finditer(text)]
        words = re.findall(r"[^\W\d_]+", text)
        run: list[int] = []
        for word in [*words, ""]:
            if word in self._numbers:
                if run and not _continues(run[-1], self._numbers[word]):
                    found.append((float(_put_together(run)), False))
                    run = []
                run.append(self._numbers[word])
            elif run and word != "and":
                found.append((float(_put_together(run)), False))
                run = []
            elif run:
                continue
            if word in self._ordinals:
                found.append((float(self._ordinals[word]), True))
        return found

    @staticmethod
    def _times(guess: str) -> list[str]:
        return [f"{token.clock:%H:%M}" for token in tokenise(guess) if token.clock]

    def _date(self, guess: str, answer: Answer) -> Outcome:
        found = _dates(guess, self._figures(_ISO.sub("", guess)))
        if len(found) != 1:
            return "several" if found else "nothing like it"
        day, month, year = found[0]
        for right in answer.accepted:
            right_day, right_month, right_year = right.split()
            same = (day, month) == (int(right_day), _MONTHS.index(right_month.casefold()))
            if same and year in (None, int(right_year)):
                return "right"
        return "nothing like it"


def _continues(last: int, number: int) -> bool:
    """Whether a number word goes on with the number begun: "twenty three" is one number, "two three" are two."""
    return number >= 100 or last >= 100 or (last >= 20 and number < 10)


def _put_together(run: list[int]) -> int:
    """``two thousand eight hundred`` as one number."""
    total, current = 0, 0
    for number in run:
        if number >= 1000:
            total += max(current, 1) * number
            current = 0
        elif number == 100:
            current = max(current, 1) * number
        else:
            current += number
    return total + current


def _dates(guess: str, figures: list[tuple[float, bool]]) -> list[tuple[int, int, int | None]]:
    """The dates in a guess as (day, month from 0, year or None); a month in digits is ambiguous but in ISO order."""
    found: list[tuple[int, int, int | None]] = [
        (int(match[3]), int(match[2]) - 1, int(match[1])) for match in _ISO.finditer(guess)
    ]
    words = [word for word in re.findall(r"[^\W\d_]+", guess) if len(word) >= _SHORTEST_MONTH]
    months = [i for i, name in enumerate(_MONTHS) if any(name.startswith(word) for word in words)]
    days = [int(one) for one, _ in figures if 1 <= one <= 31]
    years = [int(one) for one, _ in figures if one > 31]
    if months and days and len(years) < 2:
        found += [(day, month, years[0] if years else None) for month in months for day in days]
    return found
