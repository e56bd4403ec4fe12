"""Question to answer: facts found, holes filled, or an honest "I don't know"."""

from bot.answering.answer import UNRULED, Answer, Clarify, Finding, Outcome, Unknown, is_ruling, together
from bot.answering.answerer import Answerer
from bot.answering.wording import Wording

__all__ = [
    "UNRULED",
    "Answer",
    "Answerer",
    "Clarify",
    "Finding",
    "Outcome",
    "Unknown",
    "Wording",
    "is_ruling",
    "together",
]
