"""What people are told when something fails, and what the log is."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import discord
from discord import app_commands

from bot.adapters.discord_app.delivery import UNDELIVERED, whisper
from bot.errors import StoreUnavailable

logger = logging.getLogger(__name__)

_NO_STORE = "I cannot write that down or look it up right now. Please try again later."
_OUR_FAULT = "Something went wrong on my side. It is in the log of whoever runs me."


async def on_command_error(interaction: discord.Interaction[Any], error: app_commands.AppCommandError) -> None:
    """One sentence for the person, the trace for the log."""
    sentence = _sentence(error)
    if sentence is None:
        name = interaction.command.qualified_name if interaction.command else "?"
        logger.error("command %s failed", name, exc_info=error)
        sentence = _OUR_FAULT
    await _tell(interaction, sentence)


@asynccontextmanager
async def excused(click: discord.Interaction[Any]) -> AsyncIterator[None]:
    """The same for what a button does: whoever pressed it is told when it fails."""
    try:
        yield
    except StoreUnavailable as error:
        logger.error("%s", error)
        await _tell(click, _NO_STORE)
    except Exception:
        logger.exception("a button failed")
        await _tell(click, _OUR_FAULT)


async def _tell(interaction: discord.Interaction[Any], sentence: str) -> None:
    try:
        if not interaction.response.is_done():
            await whisper(interaction, sentence)
        else:
            await interaction.followup.send(sentence, ephemeral=True)
    except UNDELIVERED as failure:
        logger.warning("nobody could be told that something failed: %s", type(failure).__name__)


def _sentence(error: app_commands.AppCommandError) -> str | None:
    """What the person can do about it; None for what is our own fault."""
    if isinstance(getattr(error, "original", None), StoreUnavailable):
        logger.error("%s", error.original)  # type: ignore[attr-defined] # looked at above
        return _NO_STORE
    if isinstance(error, app_commands.MissingPermissions):
        return f"You need the permission to {_names(error.missing_permissions)} here for that."
    if isinstance(error, app_commands.NoPrivateMessage):
        return "That works in servers only."
    if isinstance(error, app_commands.CommandNotFound):
        return "I no longer have that command. Restarting Discord brings the list up to date."
    if isinstance(error, app_commands.CheckFailure):
        return "That is for the owner of this bot."
    return None


def _names(permissions: list[str]) -> str:
    return " and ".join(name.replace("_", " ").replace("guild", "server") for name in permissions)


def explain_refusal(error: Exception, channel_id: int, guild_id: int | None) -> str:
    """Why a message could not be sent, for the log: ids and permissions only."""
    place = f"channel {channel_id}" + (f" of guild {guild_id}" if guild_id else "")
    if isinstance(error, discord.Forbidden):
        return f"{place}: Discord forbids it; the bot needs View Channel, Send Messages and Read Message History there"
    return f"{place}: {type(error).__name__}: {error}"
