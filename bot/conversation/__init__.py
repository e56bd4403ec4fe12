"""The one door to the bot: `Assistant.reply(Incoming) -> Reply`."""

from bot.conversation.assistant import Assistant
from bot.conversation.messages import Choice, Incoming, Reply, Status

__all__ = ["Assistant", "Choice", "Incoming", "Reply", "Status"]
