"""What outlives a restart: which answer belongs to which question, votes, and the settings of guilds."""

from bot.stores.database import AnswerRecord, Store
from bot.stores.guilds import GuildSettings

__all__ = ["AnswerRecord", "GuildSettings", "Store"]
