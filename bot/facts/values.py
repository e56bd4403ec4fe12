"""Reading an author's values: moments, counts, numbers."""

from __future__ import annotations

import datetime as dt
import re

from bot.facts.model import Count, Moment

# Spelt out here, since the month names of strftime follow the machine's locale.
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_CLOCK = re.compile(r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?:\s+[A-Z]{2,5})?$")
_LIKE_CLOCK = re.compile(
    r"\d{1,2}[.h]\d{2}$|\d{1,2}:\d{2}\s*[-\u2013]|\d{1,2}(?:[:.]\d{2})?\s*[ap]\.?m\b", re.IGNORECASE
)
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})$")
_MONTH_NAME = "|".join(_MONTHS)
_LIKE_DATE = re.compile(
    rf"\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}}$"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTH_NAME}),? \d{{4}}$|(?:{_MONTH_NAME}) \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\d{4}$")

_QUALIFIER = re.compile(
    r"(more than|over|at least|about|around|nearly|almost|up to|only|exactly|fewer than|some)\s+", re.IGNORECASE
)
# Thousands may be set off by a comma or by the spaces that do not break.
_NUMBER = re.compile(
    r"(\d{1,3}(?:[,\u00a0\u202f]\d{3})+|\d+)(\.\d+)?(?:st|nd|rd|th)?(?![\w.,])(?:\s*-\s*(?=\D)|\s+|$)(.*)$"
)
_SPACED_THOUSANDS = re.compile(r"\d{1,3}( \d{3})+(?!\S)")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty")
_UNITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SPELLED = {word: number for number, word in enumerate(_UNITS + _TEENS)}
_SPELLED |= {word: number for number, word in enumerate(_ORDINALS, 1)}


def parse_moment(text: str) -> Moment:
    """A clock time (``20:15``, zone allowed), a date (``1988-02-28``), a year, or words.

    Raises:
        ValueError: It looks like a time or a date and is none; the message says what would be right.
    """
    if clock := _CLOCK.match(text):
        hour, minute = int(clock["hour"]), int(clock["minute"])
        if hour > 23 or minute > 59:
            raise ValueError(f"{text!r} is no time of day; write 00:00 to 23:59")
        return Moment(text=text, time=dt.time(hour, minute))
    if _LIKE_CLOCK.match(text):
        raise ValueError(f"{text!r} looks like a time; write one each, with a colon and 24 hours, as 20:15")
    if date := _DATE.match(text):
        return _date(text, int(date[1]), int(date[2]), int(date[3]))
    if _LIKE_DATE.match(text):
        raise ValueError(f"{text!r} looks like a date; write year-month-day, as 1988-02-28")
    return Moment(text=text, year=int(text) if _YEAR.match(text) else None)


def _date(text: str, year: int, month: int, day: int) -> Moment:
    try:
        date = dt.date(year, month, day)
    except ValueError:
        raise ValueError(f"{text!r} is no date of the calendar; write year-month-day, as 1988-02-28") from None
    return Moment(text=spell_date(date), date=date, year=date.year)


def spell_date(day: dt.date) -> str:
    """A date in words, without an ambiguous order of day and month."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def parse_count(text: str) -> Count:
    """A number with its unit: ``350 paper boats``, ``more than 2,800 athletes``, ``twelve sleds``.

    Raises:
        ValueError: It does not start with a number; the message says what would be right.
    """
    qualifier = _QUALIFIER.match(text)
    rest = text[qualifier.end() :] if qualifier else text
    number, unit = _spelled_number(rest) or _digits(rest, text)
    return Count(text=text, number=number, unit=unit, qualifier=qualifier[1].casefold() if qualifier else "")


def _spelled_number(text: str) -> tuple[float, str] | None:
    word, _, unit = text.partition(" ")
    number = _SPELLED.get(word.casefold())
    return None if number is None else (float(number), unit.strip())


def _digits(text: str, whole: str) -> tuple[float, str]:
    if spaced := _SPACED_THOUSANDS.match(text):
        raise ValueError(f"{whole!r}: set thousands off with a comma, as {spaced[0].replace(' ', ',')}")
    found = _NUMBER.match(text)
    if not found:
        raise ValueError(f"{whole!r} is no count; write a number and what is counted, as '350 paper boats'")
    return float(re.sub(r"\D", "", found[1]) + (found[2] or "")), found[3].strip()
