"""A question beside a remark ("I loved that bear. What did he do?"): which sentence asks, and what is only said."""

from __future__ import annotations

import re

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
