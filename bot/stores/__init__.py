"""What outlives a restart: answers by question, votes, settings of guilds, games, and what is summed up from them."""

from bot.conversation.keeping import Mark, StoredGame
from bot.stores.appeals import Appeal, AppealStore
from bot.stores.daily import Daily, DailyQuestion, DailyStore
from bot.stores.database import Database
from bot.stores.games import GameStore
from bot.stores.guilds import GuildSettings
from bot.stores.practice import PracticeStore
from bot.stores.standings import Leaderboard, Profile, Standing, StandingStore
from bot.stores.store import AnswerRecord, Store

__all__ = [
    "AnswerRecord",
    "Appeal",
    "AppealStore",
    "Daily",
    "DailyQuestion",
    "DailyStore",
    "Database",
    "GameStore",
    "GuildSettings",
    "Leaderboard",
    "Mark",
    "PracticeStore",
    "Profile",
    "Standing",
    "StandingStore",
    "Store",
    "StoredGame",
]
