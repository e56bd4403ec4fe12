"""Commands in other languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from bot.adapters.discord_app.translating import read_translations

LANGUAGES = sorted(read_translations())


def registered(env: Any) -> list[dict[str, Any]]:
    """What Discord was told."""
    return next(one.json for one in env.http_requests if one.method == "PUT" and one.path.endswith("/commands"))


def walk(entries: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Commands, their options and choices."""
    for entry in entries:
        yield entry
        yield from walk(entry.get("options") or [])
        yield from walk(entry.get("choices") or [])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_command_is_translated_within_discords_limits(simcord_env: Any, language: str) -> None:
    """Names of slash commands and options stay lower-case words; descriptions stay within 100 characters."""
    texts = read_translations()[language]
    for entry in walk(registered(simcord_env)):
        name = entry["name_localizations"][language]
        assert 1 <= len(name) <= 100
        if "description" in entry:
            assert re.fullmatch(r"[\w-]{1,32}", name), name
            assert name == name.lower()
            assert 1 <= len(entry["description_localizations"][language]) <= 100
    used = {entry[key] for entry in walk(registered(simcord_env)) for key in ("name", "description") if key in entry}
    assert set(texts) - used == set()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_no_two_neighbours_share_a_name(simcord_env: Any, language: str) -> None:
    """Two commands, or two options of one, must not be called the same in any language."""
    groups = [registered(simcord_env)] + [one.get("options") or [] for one in walk(registered(simcord_env))]
    for group in groups:
        names = [entry["name_localizations"][language] for entry in group]
        assert len(names) == len(set(names))
