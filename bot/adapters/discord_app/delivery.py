"""Getting a request through to Discord, once: what discord.py leaves to its users.

discord.py retries neither a 503 nor a connection that breaks during a request, nor a 429 that a proxy in between sent.
Each request here may therefore be made again; the nonce of a message makes Discord drop the second of two copies.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import aiohttp
import discord

from bot.adapters.discord_app.post import MESSAGE, shorten

logger = logging.getLogger(__name__)

T = TypeVar("T")

UNDELIVERED = (discord.HTTPException, aiohttp.ClientError, OSError)
"""What `deliver` raises: Discord refused the request, or could not be reached."""

PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds before each further try; after the last one the request is given up."""

LONGEST_WAIT = 60.0
"""Seconds of a 429 beyond which waiting is no use to the asker."""

ALREADY_ACKNOWLEDGED = 40060
"""Discord's code for an interaction that has its response: an earlier try got through."""


_NO_PINGS = discord.AllowedMentions.none()


async def deliver(request: Callable[[], Awaitable[T]], *, what: str) -> T:
    """Make a request until Discord takes it.

    Args:
        request: Makes it; called once per try, so it must send the same nonce each time.
        what: Names the request in the log, without any text of a message.

    Raises:
        discord.HTTPException: Discord refused it, or was out of order through all tries.
        OSError: No connection through all tries (so do its relatives of aiohttp).
    """
    for pause in PAUSES:
        try:
            return await request()
        except UNDELIVERED as error:
            wait = _wait(error, pause)
            if wait is None:
                raise
            logger.info("%s failed (%s); again in %.1f s", what, type(error).__name__, wait)
        await asyncio.sleep(wait)
    return await request()


def may_pass(error: Exception) -> bool:
    """Whether a request that was given up may get through minutes later: it is not Discord that refused it."""
    return not isinstance(error, discord.HTTPException) or error.status >= 500 or error.status == 429


def _wait(error: Exception, pause: float) -> float | None:
    """Seconds until another try may help; None when it cannot."""
    if not isinstance(error, discord.HTTPException):
        return pause
    if error.status == 429:
        wait = _retry_after(error)
        return max(wait, pause) if wait <= LONGEST_WAIT else None
    return pause if error.status == 503 else None  # discord.py has tried the others five times already


def _retry_after(error: discord.HTTPException) -> float:
    try:
        return float(error.response.headers.get("Retry-After", "1"))
    except ValueError:
        return 1.0  # an HTTP date: nobody in front of Discord sends one


async def respond(request: Callable[[], Awaitable[T]], *, what: str) -> T | None:
    """`deliver` for the response to an interaction; None where only the next try shows that one got through.

    Raises:
        discord.HTTPException: As `deliver` does, except that an interaction responded to already is no error.
    """
    try:
        return await deliver(request, what=what)
    except discord.InteractionResponded:
        return None
    except discord.HTTPException as error:
        if error.code != ALREADY_ACKNOWLEDGED:
            raise
        return None


async def say(
    interaction: discord.Interaction[Any], text: str, view: discord.ui.View | None = None, *, is_private: bool
) -> int | None:
    """Respond with a message that pings nobody; its id, where it is known.

    Raises:
        discord.HTTPException: As `deliver` does.
    """
    shown = discord.utils.MISSING if view is None else view
    sent = await respond(
        lambda: interaction.response.send_message(
            text, view=shown, ephemeral=is_private, allowed_mentions=_NO_PINGS, suppress_embeds=True
        ),
        what="a response",
    )
    return sent.message_id if sent is not None else None


async def whisper(interaction: discord.Interaction[Any], text: str, view: discord.ui.View | None = None) -> None:
    """Say something that only the person who clicked or used a command sees.

    Raises:
        discord.HTTPException: As `deliver` does.
    """
    await say(interaction, shorten(text, MESSAGE), view, is_private=True)


async def put_in_place(click: discord.Interaction[Any], text: str, view: discord.ui.View | None) -> None:
    """Respond to a button by putting something in place of the message that it stands under.

    Raises:
        discord.HTTPException: As `deliver` does.
    """
    await respond(
        lambda: click.response.edit_message(content=text, view=view, allowed_mentions=_NO_PINGS), what="an edit"
    )
