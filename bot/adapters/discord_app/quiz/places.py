"""Where games can be played: where the bot itself may write."""

from __future__ import annotations

from typing import Any

import discord

_NOT_IN = (
    "I can only play where I may write messages, and nobody has added me to this place: you have installed me for"
    " yourself. Add me to the server, or write `/quiz start` in a DM with me."
)


def why_not_here(interaction: discord.Interaction[Any]) -> str:
    """Why no game can be played here; empty where one can."""
    if interaction.guild_id is None:
        return "" if interaction.context.dm_channel else _NOT_IN
    if interaction.client.get_guild(interaction.guild_id) is None:
        return _NOT_IN
    mine, channel = interaction.app_permissions, interaction.channel
    writes = mine.send_messages_in_threads if isinstance(channel, discord.Thread) else mine.send_messages
    if mine.view_channel and writes:
        return ""
    missing = "Send Messages in Threads" if isinstance(channel, discord.Thread) else "Send Messages"
    wanted = missing if mine.view_channel else f"View Channel and {missing}"
    return f"I may not write in this channel. I need the permission {wanted} here to play."
