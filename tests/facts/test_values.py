"""Moments and counts as authors write them."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.facts.values import parse_count, parse_moment, spell_date


@pytest.mark.parametrize(("typed", "hour", "minute"), [("20:14", 20, 14), ("0:05", 0, 5), ("23:59 MSK", 23, 59)])
def test_a_clock_time_is_understood(typed: str, hour: int, minute: int) -> None:
    """Hours and minutes with a colon are a time of day; a zone stays in the text."""
    moment = parse_moment(typed)

    assert moment.time == dt.time(hour, minute)
    assert moment.text == typed


def test_a_date_is_understood_and_spelt_out() -> None:
    """Year-month-day is a date, and answers say it in words."""
    moment = parse_moment("1988-09-17")

    assert (moment.date, moment.year, moment.text) == (dt.date(1988, 9, 17), 1988, "17 September 1988")


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_is_spelt_in_english(month: int) -> None:
    """Month names do not follow the machine's language."""
    assert spell_date(dt.date(2000, month, 1)) == dt.date(2000, month, 1).strftime("1 %B 2000")


def test_a_year_is_understood() -> None:
    """Four digits are a year."""
    assert parse_moment("1988").year == 1988


@pytest.mark.parametrize("typed", ["five days after the Lantern Festival", "at the end", "March 1997", "first"])
def test_other_moments_stay_words(typed: str) -> None:
    """Whatever looks like no time or date is kept as it is."""
    moment = parse_moment(typed)

    assert (moment.text, moment.time, moment.date, moment.year) == (typed, None, None, None)


@pytest.mark.parametrize(
    "typed",
    [
        *("24:00", "20:60", "20.14", "20h14", "8:14 pm", "8 p.m.", "20:14-22:25", "20:14 – 22:25"),
        *("1988-13-01", "1988-02-30", "17.9.1988", "17/09/1988", "17 September 1988", "September 17, 1988"),
    ],
)
def test_a_time_or_date_written_otherwise_is_refused(typed: str) -> None:
    """What is meant as a time or date and would only be words tells how to write it."""
    with pytest.raises(ValueError, match="write"):
        parse_moment(typed)


@pytest.mark.parametrize(
    ("typed", "number", "unit", "qualifier"),
    [
        ("204 LED tubes", 204, "LED tubes", ""),
        ("more than 2,800 athletes", 2800, "athletes", "more than"),
        ("About 1,234,567 people", 1_234_567, "people", "about"),
        ("2\u202f800 athletes", 2800, "athletes", ""),
        ("1.2 million pounds", 1.2, "million pounds", ""),
        ("twelve sleds", 12, "sleds", ""),
        ("Twenty men", 20, "men", ""),
        ("8-minute segment", 8, "minute segment", ""),
        ("4 100-metre races", 4, "100-metre races", ""),
        ("9th Movement", 9, "Movement", ""),
        ("second time", 2, "time", ""),
        ("7", 7, "", ""),
    ],
)
def test_a_count_has_a_number_a_unit_and_a_qualifier(typed: str, number: float, unit: str, qualifier: str) -> None:
    """A count begins with its number, in digits or as a small word."""
    count = parse_count(typed)

    assert (count.number, count.unit, count.qualifier, count.text) == (number, unit, qualifier, typed)


@pytest.mark.parametrize(
    "typed",
    ["many lanterns", "lanterns 204", "1e3 lamps", "20-30 people", "1,20 lamps", "5,lamps", "-3 lamps", "½ hour"],
)
def test_what_is_no_count_is_refused(typed: str) -> None:
    """Anything that has no single plain number in front tells how to write it."""
    with pytest.raises(ValueError, match="write a number and what is counted"):
        parse_count(typed)


def test_thousands_set_off_by_a_space_are_refused() -> None:
    """A space could as well part two numbers."""
    with pytest.raises(ValueError, match="as 1,000"):
        parse_count("1 000 people")
