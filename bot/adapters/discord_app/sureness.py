"""Whether an answer that nobody asked the bot for should be given all the same."""

from __future__ import annotations

from bot.answering import Answer
from bot.conversation import Reply

_MIN_CONFIDENCE = 0.88
"""Below it lie guesses: of answers given unasked, nearly all must be wanted."""

_MIN_WORDS = 3
"""Shorter messages are talk between people far more often than questions."""


def is_sure(reply: Reply | None) -> bool:
    """Whether a message was certainly a question, and its answer is certainly the one meant."""
    if reply is None or reply.status != "answer" or reply.confidence < _MIN_CONFIDENCE or reply.question is None:
        return False
    if not isinstance(reply.outcome, Answer) or len(reply.outcome.findings) != 1:
        return False  # several ceremonies are meant, and nobody knows which
    if reply.outcome.lead:
        return False  # half of what was asked could not be told
    question = reply.question
    is_whole = question.intent is not None and bool(question.hard_items) and not question.is_continuation
    asks = question.text.rstrip().endswith("?")
    return asks and is_whole and len(question.tokens) >= _MIN_WORDS and not question.pronouns
