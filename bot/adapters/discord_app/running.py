"""Running the bot as a process: from the token to the last goodbye."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import sys

import aiohttp
import discord

from bot.adapters.discord_app.client import CeremonyBot
from bot.adapters.discord_app.delivery import deliver
from bot.errors import DiscordUnavailable, SettingsError

logger = logging.getLogger(__name__)

_NO_TOKEN = (
    "DISCORD_TOKEN is not set; put the token of your bot (Discord Developer Portal, page Bot) into the environment or"
    " into a line DISCORD_TOKEN=... of a file .env here"
)
_BAD_TOKEN = "DISCORD_TOKEN: Discord refused this token; copy it anew from the page Bot of the Discord Developer Portal"
_NO_INTENT = (
    "CEREMONY_BOT_MESSAGE_CONTENT is on, but Discord does not grant the message content intent; switch it on in the"
    " Discord Developer Portal (page Bot, Privileged Gateway Intents) or set CEREMONY_BOT_MESSAGE_CONTENT=false"
)

_TOKEN_REFUSED = 4004
"""Close code of the gateway for a token that it does not know."""

_MALFORMED = (LookupError, ValueError, TypeError, AttributeError)
"""What discord.py lets out of the connection when Discord sends something that it cannot parse."""

_CONNECTIONS = 5
"""Connections in a row that may end so."""

_LAST_ANSWERS = 3.0
"""Seconds that answers in the works are given when the bot is asked to stop."""

_SWITCH_INTERVAL = 0.001
"""Seconds after which the engine's thread lets the event loop go on."""


def run(bot: CeremonyBot, token: str) -> int:
    """Stay connected until SIGTERM or Ctrl-C; then 0.

    Raises:
        SettingsError: The token is missing or refused, or an intent is not granted.
        DiscordUnavailable: Discord cannot be reached, or ends the connection for good.
        StoreUnavailable: The database cannot be opened.
    """
    sys.setswitchinterval(_SWITCH_INTERVAL)
    asyncio.run(_serve(bot, token))
    return 0


def sync(bot: CeremonyBot, token: str) -> int:
    """Register the commands, and return their number.

    Raises:
        SettingsError: As `run`.
        DiscordUnavailable: Discord cannot be reached, or does not take the commands.
        StoreUnavailable: The database cannot be opened.
    """
    return asyncio.run(_sync(bot, token))


def require_token(token: str) -> None:
    """Say at once that there is no token, before anything is read or connected.

    Raises:
        SettingsError: It is empty.
    """
    if not token:
        raise SettingsError([_NO_TOKEN])


async def _sync(bot: CeremonyBot, token: str) -> int:
    bot.registers_on_first_start = False
    async with bot:
        await _log_in(bot, token)
        try:
            return await bot.register_commands()
        except discord.HTTPException as error:
            raise DiscordUnavailable(f"Discord does not take the commands: {error}") from error


async def _serve(bot: CeremonyBot, token: str) -> None:
    stop = asyncio.Event()
    _on_signals(stop)
    async with bot:
        life = asyncio.create_task(_live(bot, token))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait((life, stopping), return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if life.done():
            life.result()
        else:
            logger.info("stopping")
            await bot.finish_answers(_LAST_ANSWERS)
        await bot.close()
        life.cancel()
        with contextlib.suppress(asyncio.CancelledError, Exception):
            await life
    logger.info("stopped")


def _on_signals(stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(name, stop.set)
        except NotImplementedError:  # Windows
            signal.signal(name, lambda *_: loop.call_soon_threadsafe(stop.set))


async def _live(bot: CeremonyBot, token: str) -> None:
    await _log_in(bot, token)
    logger.info("logged in", extra={"fields": {"user": bot.user.id if bot.user else None}})
    for _ in range(_CONNECTIONS):
        try:
            await bot.connect(reconnect=True)
        except discord.PrivilegedIntentsRequired as error:
            raise SettingsError([_NO_INTENT]) from error
        except discord.ConnectionClosed as error:
            if error.code == _TOKEN_REFUSED:
                raise SettingsError([_BAD_TOKEN]) from error
            raise DiscordUnavailable(f"Discord has ended the connection for good (code {error.code})") from error
        except _MALFORMED:
            logger.exception("Discord sent something malformed; connecting anew")
            with contextlib.suppress(Exception):  # whatever state it is in
                await bot.ws.close(4000)
        else:
            return
        await asyncio.sleep(1)
    raise DiscordUnavailable("Discord keeps sending what cannot be read; see the log")


async def _log_in(bot: CeremonyBot, token: str) -> None:
    try:
        await deliver(lambda: _try_to_log_in(bot, token), what="logging in")
    except discord.LoginFailure as error:
        raise SettingsError([_BAD_TOKEN]) from error
    except discord.HTTPException as error:
        raise DiscordUnavailable(f"Discord does not let the bot in: {error}") from error
    except (aiohttp.ClientError, OSError) as error:
        raise DiscordUnavailable(f"Discord cannot be reached: {error}; is there a network?") from error
    except _MALFORMED as error:
        logger.debug("login failed", exc_info=error)
        raise DiscordUnavailable(f"What answers in Discord's place is not Discord: {error}") from error


async def _try_to_log_in(bot: CeremonyBot, token: str) -> None:
    try:
        await bot.login(token)
    except (discord.HTTPException, aiohttp.ClientError, OSError):
        await bot.http.close()  # the next try opens a session of its own
        bot.http.connector = discord.utils.MISSING
        raise
