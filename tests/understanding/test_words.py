"""Texts to tokens."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.understanding.words import tokenise


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**Who** sang?", ["who", "sang"]),
        ("<@123456> who's there", ["who", "there"]),
        ("Beyoncé’s song", ["beyonce", "song"]),
        ("||hidden|| https://example.org words", ["hidden", "words"]),
        ("ＦＵＬＬ width", ["full", "width"]),
        ("in 2o14, not 2oo8", ["in", "2014", "not", "2008"]),
    ],
)
def test_markup_case_accents_and_width_are_folded(text: str, words: list[str]) -> None:
    """Only the words remain."""
    assert [token.text for token in tokenise(text)] == words


@pytest.mark.parametrize(
    ("text", "clock"),
    [("20:14", dt.time(20, 14)), ("8pm", dt.time(20)), ("8:05 p.m.", dt.time(20, 5)), ("12 am", dt.time(0))],
)
def test_clock_times_are_read_in_any_common_form(text: str, clock: dt.time) -> None:
    """With a colon, with am and pm."""
    assert [token.clock for token in tokenise(text)] == [clock]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("2,800", (2800.0,)), ("43.000", (43000.0,)), ("7k", (7.0, 7000.0)), ("50km", (50.0,)), ("9th", (9.0,))],
)
def test_numbers_are_read_in_any_common_form(text: str, numbers: tuple[float, ...]) -> None:
    """Thousands, ordinals, and k for thousand or kilometres."""
    assert tokenise(text)[0].numbers == numbers
