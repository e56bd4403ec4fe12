"""Reading an author's values: moments, counts, numbers."""

from __future__ import annotations

import datetime as dt
import re

from bot.facts.model import Count, Moment

_CLOCK = re.compile(r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?P<zone>\s+[A-Z]{2,5})?$")
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})$")
_YEAR = re.compile(r"\d{4}$")
_QUALIFIER = re.compile(r"(more than|over|at least|about|around|nearly|almost|up to|only|exactly|fewer than|some)\s+", re.I)
_NUMBER = re.compile(r"(\d[\d,  ]*(?:\.\d+)?)(?:st|nd|rd|th)?\b(?:\s*[-]?\s*)(.*)$")
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_SMALL_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty"
).split()


def parse_moment(text: str) -> Moment:
    """A clock time (``20:14``, zone allowed), a date (``2014-02-23``), a year, or words.

    Raises:
        ValueError: It looks like a time or a date and is none; the message says what would be right.
    """
    if clock := _CLOCK.match(text):
        hour, minute = int(clock["hour"]), int(clock["minute"])
        if hour > 23 or minute > 59:
            raise ValueError(f"{text!r} is no time of day; write 00:00 to 23:59")
        return Moment(text=text, time=dt.time(hour, minute))
    if re.match(r"\d{1,2}[.h]\d{2}$", text):
        raise ValueError(f"{text!r} looks like a time; write it with a colon, as 20:14")
    if date := _DATE.match(text):
        try:
            day = dt.date(int(date[1]), int(date[2]), int(date[3]))
        except ValueError:
            raise ValueError(f"{text!r} is no date of the calendar; write year-month-day, as 2014-02-23") from None
        return Moment(text=spell_date(day), date=day, year=day.year)
    if re.match(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$", text):
        raise ValueError(f"{text!r} looks like a date; write year-month-day, as 2014-02-23")
    if _YEAR.match(text):
        return Moment(text=text, year=int(text))
    return Moment(text=text)


def spell_date(day: dt.date) -> str:
    """A date in words, without an ambiguous order of day and month."""
    return f"{day.day} {day:%B} {day.year}"


def parse_count(text: str) -> Count:
    """A number with its unit: ``204 LED tubes``, ``more than 2,800 athletes``, ``twelve sleds``.

    Raises:
        ValueError: It does not start with a number; the message says what would be right.
    """
    rest, qualifier = text, ""
    if found := _QUALIFIER.match(rest):
        qualifier, rest = found[1].casefold(), rest[found.end() :]
    head, _, tail = rest.partition(" ")
    if head.casefold() in _SMALL_NUMBERS:
        return Count(text=text, number=_SMALL_NUMBERS.index(head.casefold()), unit=tail.strip(), qualifier=qualifier)
    if head.casefold() in _ORDINALS:
        return Count(text=text, number=_ORDINALS.index(head.casefold()) + 1, unit=tail.strip(), qualifier=qualifier)
    number = _NUMBER.match(rest)
    if not number:
        raise ValueError(f"{text!r} is no count; write a number and what is counted, as '204 LED tubes'")
    return Count(
        text=text,
        number=float(re.sub(r"[,  ]", "", number[1])),
        unit=number[2].strip(),
        qualifier=qualifier,
    )
