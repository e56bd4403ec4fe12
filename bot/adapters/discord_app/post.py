"""What the bot is about to post, before it becomes a message and buttons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot.facts import Fact, Source

MESSAGE = 2000
"""Characters that Discord lets a message have."""

_PAGE_ROOM = 160  # characters kept for the line with the page number, and for a sentence that stands on one page alone
_CLOCK = re.compile(r"\b(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)\b(?!:)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A place in something too long for one message; enough to write any other page of it."""

    kind: str
    key: str
    number: int
    """From 0."""
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A message with its buttons."""

    content: str
    facts: tuple[Fact, ...] = ()
    """What it rests on, for "Sources"."""
    why: str = ""
    """How the question was read, packed; see `bot.adapters.discord_app.why`."""
    choices: tuple[tuple[str, str], ...] = ()
    """(label, what choosing it says)."""
    known: tuple[Fact, ...] = ()
    """What can be told instead."""
    page: Page | None = None


def plain(text: str) -> str:
    """Text with nothing in it that Discord would format, link or ping."""
    escaped = discord.utils.escape_mentions(discord.utils.escape_markdown(text, ignore_links=False))
    return re.sub(r"<(?=[@#:/at])", r"\\<", escaped)


def quoted(text: str) -> str:
    """A question as a line that shows who said it: not the bot."""
    return f"> {plain(' '.join(text.split()))}"


def unquoted(content: str) -> str | None:
    """The question that a message quotes in its first line, or None."""
    first = content.partition("\n")[0]
    return re.sub(r"\\(.)", r"\1", first[2:]).replace("\u200b", "") if first.startswith("> ") else None


def link_to(guild_id: int | None, channel_id: int, message_id: int | None) -> str:
    """A link to a message, in a DM without a guild."""
    return f"https://discord.com/channels/{guild_id or '@me'}/{channel_id}/{message_id}"


def clock(text: str, hours: int) -> str:
    """Text with its clock times written in 12 or 24 hours."""
    if hours == 24:
        return text
    return _CLOCK.sub(lambda found: _twelve(int(found["hour"]), found["minute"]), text)


def _twelve(hour: int, minute: str) -> str:
    return f"{hour % 12 or 12}:{minute} {'am' if hour < 12 else 'pm'}"


def cited(source: Source) -> str:
    """A source in Markdown, linked where it has a link."""
    name = plain(str(source))
    return f"[{name}](<{source.link}>)" if source.link else name


def paginate(lines: Sequence[str], limit: int = MESSAGE) -> list[str]:
    """Lines put together to pages of at most so many characters; there is always one page."""
    room = limit - _PAGE_ROOM
    pages: list[str] = [""]
    for line in (part for whole in lines for part in _parts(whole, room)):
        joined = f"{pages[-1]}\n{line}" if pages[-1] else line
        if len(joined) <= room:
            pages[-1] = joined
        else:
            pages.append(line)
    return pages


def _parts(line: str, room: int) -> list[str]:
    """A line, broken at spaces where it is too long for a page of its own."""
    parts = []
    while len(line) > room:
        cut = line.rfind(" ", room // 2, room)
        cut = cut if cut > 0 else room
        parts.append(line[:cut])
        line = line[cut:].lstrip()
    return [*parts, line]


def shorten(text: str, room: int) -> str:
    """Text cut to so many characters, with an ellipsis where something is missing."""
    return text if len(text) <= room else text[: room - 1].rstrip() + "…"
