"""Text to a `Question`: spelling repaired, names found, the intent seen."""

from bot.understanding.intents import Intent, Intents, read_intents
from bot.understanding.language import Language, read_language
from bot.understanding.lexicon import Lexicon
from bot.understanding.question import Item, Question, Weight
from bot.understanding.reader import Reader

__all__ = [
    "Intent",
    "Intents",
    "Item",
    "Language",
    "Lexicon",
    "Question",
    "Reader",
    "Weight",
    "read_intents",
    "read_language",
]
