"""Games in channels: one each, stored at every step, resumed after a restart, on hold while nothing can be stored."""

from bot.conversation.quizmaster.lines import Back, Line, Opened
from bot.conversation.quizmaster.master import Quizmaster
from bot.conversation.quizmaster.means import GameKeeper, Means, Posted, Stage, Timer, Unshowable
from bot.conversation.quizmaster.table import Table

__all__ = [
    "Back",
    "GameKeeper",
    "Line",
    "Means",
    "Opened",
    "Posted",
    "Quizmaster",
    "Stage",
    "Table",
    "Timer",
    "Unshowable",
]
