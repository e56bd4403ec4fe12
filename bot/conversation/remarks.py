"""What is said without asking: beside a question ("I loved that. What was it?"), or between two ("ooh fancy")."""

from __future__ import annotations

import re
from collections.abc import Set

from bot.answering import Outcome, Unknown
from bot.conversation.memory import Turn
from bot.understanding import Question

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")
_LEAST = 3  # words of a sentence that asks
_MOST = 6  # sentences; more is a story


def apart_from_remarks(text: str) -> tuple[str, str] | None:
    """(the one sentence that asks, all others) of a message; None when it has no remarks or several questions."""
    sentences = [one.strip() for one in _SENTENCE_END.split(text) if one.strip()]
    asked = [one for one in sentences if one.endswith("?")]
    if len(asked) != 1 or not 1 < len(sentences) <= _MOST or len(asked[0].split()) < _LEAST:
        return None
    return asked[0], " ".join(one for one in sentences if one is not asked[0])


def is_remark(question: Question, outcome: Outcome, last: Turn | None, interjections: Set[str]) -> bool:
    """Whether a message in a conversation only remarks on what was said.

    It asks nothing, and nothing answers it or it is exclaimed ("ah, the stadium", "in Greek, wow").
    """
    asks = "?" in question.text or question.is_continuation or (question.intent and question.asks != "claim")
    is_exclaimed = not interjections.isdisjoint([*question.tokens[:1], *question.tokens[-1:]])
    is_answered = not isinstance(outcome, Unknown) and not is_exclaimed
    return last is not None and not asks and not is_answered and not question.ceremonies
