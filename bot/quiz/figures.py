"""Judging guesses that are numbers, times, dates or years: exactly, or not at all."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Literal

from bot.quiz.model import Answer
from bot.quiz.moments import MONTHS, dates_in, times_in, without_digit_dates
from bot.understanding.words import tokenise

Outcome = Literal["right", "nothing like it", "several", "rough"]

_ABOUT = 0.05  # a rough number may be missed by so much of it
_SPACED = re.compile(r"(?<=\d)[,.'\u00a0\u202f ](?=\d{3}(?!\d))")
_DIGITS = re.compile(
    r"(?<![\d.])(?P<value>\d+(?:\.\d+)?)(?P<mark>st|nd|rd|th|k(?![a-z]))?(?![\w.]*\d)(?: ?(?P<scale>[a-z]+))?"
)
_MINUS = re.compile(r"(?:^|\s)-$")
_SHORT_YEAR = re.compile(r"(?:^|\s)'(\d\d)\b")
_THOUSAND = 1000


class Figures:
    """Reads the figures in a guess."""

    def __init__(
        self,
        numbers: Mapping[str, int],
        ordinals: Mapping[str, int],
        hedges: Collection[str],
        halves: Mapping[str, str],
    ) -> None:
        self._numbers = numbers
        self._ordinals = ordinals
        self._hedges = hedges
        self._halves = halves

    def judge(self, guess: str, answer: Answer) -> Outcome:
        """What a guess at a figure is worth."""
        if answer.sort in {"number", "ordinal"}:
            return self._number(guess, answer)
        if answer.sort == "date":
            outcome = self._date(guess, answer)
        elif answer.sort == "time":
            outcome = self._one_of(times_in(guess, self._numbers, self._halves), set(answer.accepted))
        else:
            outcome = self._year(guess, answer)
        return "rough" if outcome == "right" and self._is_rough(guess) else outcome

    def _is_rough(self, guess: str) -> bool:
        return any(token.text in self._hedges for token in tokenise(guess))

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
        return "rough" if self._is_rough(guess) else "right"

    def _year(self, guess: str, answer: Answer) -> Outcome:
        """A year in full, or its last two digits behind an apostrophe."""
        found = [f"{int(one):d}" for one, _ in self._figures(_SHORT_YEAR.sub("", guess))]
        short = _SHORT_YEAR.findall(guess)
        found += [next((year for year in answer.accepted if year.endswith(one)), one) for one in short]
        return self._one_of(found, set(answer.accepted))

    def _date(self, guess: str, answer: Answer) -> Outcome:
        figures = [value for value, _ in self._figures(without_digit_dates(guess))]
        found = dates_in(guess, figures)
        if len(found) != 1:
            return "several" if found else "nothing like it"
        day, month, year = found[0]
        for right in answer.accepted:
            right_day, right_month, right_year = right.split()
            same = (day, month) == (int(right_day), MONTHS.index(right_month.casefold()))
            if same and year in (None, int(right_year), int(right_year) % 100):
                return "right"
        return "nothing like it"

    # -- numbers -------------------------------------------------------------------------------------------------------

    def _figures(self, guess: str) -> list[tuple[float, bool]]:
        """Every number in a guess, and whether it is an ordinal; spelt numbers are put together."""
        text = _SPACED.sub("", guess)
        found: list[tuple[float, bool]] = []
        rest, end = "", 0
        for match in _DIGITS.finditer(text):
            scale = self._numbers.get(match["scale"] or "", 1)
            is_scaled = scale >= _THOUSAND  # "43 thousand"
            value = float(match["value"]) * (scale if is_scaled else _THOUSAND if match["mark"] == "k" else 1)
            is_negative = _MINUS.search(text[: match.start()]) is not None
            found.append((-value if is_negative else value, match["mark"] not in (None, "k")))
            rest += f"{text[end : match.start()]} {'' if is_scaled else match['scale'] or ''}"
            end = match.end()
        return found + self._spelt(rest + text[end:])

    def _spelt(self, text: str) -> list[tuple[float, bool]]:
        found: list[tuple[float, bool]] = []
        run: list[int] = []
        for word in [*re.findall(r"[^\W\d_]+", text), ""]:
            if word in self._numbers:
                if run and not _continues(run[-1], self._numbers[word]):
                    found.append((float(_put_together(run)), False))
                    run = []
                run.append(self._numbers[word])
            elif run and run[-1] >= 20 and self._ordinals.get(word, 10) < 10:
                found.append((float(_put_together(run) + self._ordinals[word]), True))  # "twenty-third"
                run = []
                continue
            elif run and word != "and":
                found.append((float(_put_together(run)), False))
                run = []
            elif run:
                continue
            if word in self._ordinals:
                found.append((float(self._ordinals[word]), True))
        return found


def _continues(last: int, number: int) -> bool:
    """Whether a number word goes on with the number begun: "twenty three" is one number, "two three" are two."""
    return number >= 100 or last >= 100 or (last >= 20 and number < 10)


def _put_together(run: list[int]) -> int:
    """``two thousand eight hundred`` as one number."""
    total, current = 0, 0
    for number in run:
        if number >= _THOUSAND:
            total += max(current, 1) * number
            current = 0
        elif number == 100:
            current = max(current, 1) * number
        else:
            current += number
    return total + current
