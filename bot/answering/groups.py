"""What questions ask for, roughly: questions of one group are asked alike and answered alike."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from bot.answering.postings import Floats
from bot.understanding import Question

GROUPS = ("who", "when", "where", "why", "how", "count", "claim", "other")
_ANY = len(GROUPS) - 1

_OTHER_GROUP, _ANY_GROUP = 0.85, 0.95  # an example that asks for something else is less like the question

_WHY = re.compile(r"\b(?:why|how come|what for|reason)\b")
_COUNT = re.compile(r"\b(?:how (?:many|much|long|often)|number of|count of|length|duration)\b")
_CLAIM = re.compile(r"(?:did|does|do|is|are|was|were|has|have|had|can|could|will|would)(?:n't)?\b")
_WH = re.compile(r"\b(who|whose|whom|when|where|how|what time|what (?:date|day|year)|which (?:date|day|year))\b")


def group_of(text: str) -> int:
    """What a question asks for, from its question words: an index of `GROUPS`."""
    folded = text.casefold()
    if _WHY.search(folded):
        return GROUPS.index("why")
    if _COUNT.search(folded):
        return GROUPS.index("count")
    if _CLAIM.match(folded):
        return GROUPS.index("claim")
    found = _WH.search(folded)
    if not found:
        return _ANY
    word = {"whose": "who", "whom": "who"}.get(found[1], found[1])
    return GROUPS.index("when" if word.startswith(("what", "which")) else word)


def group_asked(question: Question) -> str:
    """The group of a question that was read."""
    return question.asks if question.asks in GROUPS else GROUPS[_ANY]


def share_left(asked: int, groups: NDArray[np.int8]) -> Floats:
    """What remains of the likeness of examples to a question of one group, for the groups that they are of."""
    found: Floats = _SHARES[asked][groups]
    return found


def _shares_for(asked: int) -> Floats:
    """By group, what remains of likeness to a question of one group."""
    shares = np.full(len(GROUPS), _ANY_GROUP if asked == _ANY else _OTHER_GROUP, dtype=np.float32)
    shares[_ANY] = _ANY_GROUP
    shares[asked] = 1.0
    return shares


_SHARES = [_shares_for(asked) for asked in range(len(GROUPS))]
