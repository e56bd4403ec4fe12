"""Timezones as people choose them: by the names of the timezone database."""

from __future__ import annotations

import zoneinfo
from functools import cache

from discord.app_commands import Choice
from rapidfuzz import fuzz, process

from bot.adapters.discord_app.lookup import CHOICES, choices
from bot.adapters.discord_app.post import plain


@cache
def _zones() -> tuple[str, ...]:
    return tuple(sorted(zoneinfo.available_timezones()))


def is_zone(name: str) -> bool:
    """Whether there is a timezone of that name."""
    return name in _zones()


def unknown_zone(name: str) -> str:
    """What to say where there is none."""
    return plain(f"“{name}” is no timezone I know. Pick one of those suggested.")


def suggest_zones(typed: str) -> list[Choice[str]]:
    """Those that are like what is typed."""
    found = process.extract(typed, _zones(), scorer=fuzz.WRatio, limit=CHOICES) if typed else []
    return choices([zone for zone, *_ in found] or ["UTC"])
