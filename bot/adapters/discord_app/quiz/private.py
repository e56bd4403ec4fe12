"""Private responses to commands and buttons whose outcome may take a while to be written down."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any

import discord

from bot.adapters.discord_app.delivery import deliver, respond, whisper

_PROMPT = 2.0
"""Seconds after which Discord is told to wait; it gives up after three."""


async def privately(interaction: discord.Interaction[Any], outcome: Awaitable[str]) -> None:
    """Respond with a sentence that only one person sees, however long it takes.

    Raises:
        discord.HTTPException: As `deliver` does.
        Exception: Whatever the outcome raises.
    """
    task = asyncio.ensure_future(outcome)
    await asyncio.wait({task}, timeout=_PROMPT)
    if task.done():
        await whisper(interaction, task.result())
        return
    await respond(lambda: interaction.response.defer(ephemeral=True, thinking=True), what="a deferral")
    text = await task
    await deliver(
        lambda: interaction.followup.send(
            text, ephemeral=True, allowed_mentions=discord.AllowedMentions.none(), suppress_embeds=True
        ),
        what="a follow-up",
    )
