"""Where the quiz can be played: where the bot itself may write."""

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
    missing = _missing(interaction.app_permissions, in_thread=isinstance(interaction.channel, discord.Thread))
    return f"I may not write in this channel. I need the permission {missing} here to play." if missing else ""


def why_not_there(channel: discord.abc.GuildChannel | discord.Thread) -> str:
    """Why nothing can be said in a channel; empty where it can. In a forum it is said in the threads."""
    mine = channel.permissions_for(channel.guild.me)
    missing = _missing(mine, in_thread=isinstance(channel, discord.Thread | discord.ForumChannel))
    return f"I may not write in <#{channel.id}>. I need the permission {missing} there." if missing else ""


def _missing(mine: discord.Permissions, *, in_thread: bool) -> str:
    """The permissions without which the bot cannot write; empty where it has them."""
    writing = "Send Messages in Threads" if in_thread else "Send Messages"
    may_write = mine.send_messages_in_threads if in_thread else mine.send_messages
    needed = {"View Channel": mine.view_channel, writing: may_write}
    return " and ".join(name for name, is_given in needed.items() if not is_given)
