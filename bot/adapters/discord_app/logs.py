"""The log: JSON lines, one for each question answered, without a word of any message."""

from __future__ import annotations

import json
import logging
from typing import Any

import discord

from bot.conversation import Reply

_answered = logging.getLogger("bot.answered")


class JsonLines(logging.Formatter):
    """One JSON object per line: time, level, logger, event, and the fields that the caller added."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        found: dict[str, object] = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        found |= getattr(record, "fields", {})
        if record.exc_info:
            found["error"] = self.formatException(record.exc_info)
        return json.dumps(found, ensure_ascii=False)


def log_as_json(level: str) -> None:
    """Write the log as JSON lines to standard error; the bot's own lines from INFO on unless less is asked for.

    Args:
        level: ``debug``, ``info``, ``warning`` or ``error``, for everything else.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    if level in {"info", "warning"}:
        logging.getLogger("bot").setLevel(logging.INFO)


def log_message(
    message: discord.Message, address: str, reply: Reply | None, seconds: float, *, is_sent: bool = True
) -> None:
    """A message was answered, or could not be."""
    place = {
        "sent": is_sent,
        "guild": message.guild.id if message.guild else None,
        "channel": message.channel.id,
        "message": message.id,
    }
    _log(address, reply, seconds, place)


def log_command(
    command: discord.Interaction[Any], reply: Reply | None, seconds: float, *, status: str = "unknown"
) -> None:
    """A command was responded to; the status is for those that ask the engine nothing."""
    place = {
        "command": command.command.qualified_name if command.command else None,
        "guild": command.guild_id,
        "channel": command.channel_id,
    }
    _log("command", reply, seconds, place, status)


def _log(address: str, reply: Reply | None, seconds: float, place: dict[str, Any], status: str = "no question") -> None:
    question = reply.question if reply else None
    reading = {
        "address": address,
        "status": reply.status if reply else status,
        "intent": question.intent.id if question and question.intent else None,
        "confidence": reply.confidence if reply else None,
        "ms": round(seconds * 1000, 1),
    }
    _answered.info("answered", extra={"fields": reading | place})
