"""Discord as an edge: guard, call, send. The thinking is behind `Assistant.reply`."""

from bot.adapters.discord_app.client import CeremonyBot

__all__ = ["CeremonyBot"]
