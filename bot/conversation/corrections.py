"""What somebody means instead: "not the song, the anthem", "the anthem, not the song"."""

from __future__ import annotations

import re

_LONGEST = 300  # characters; a longer message is a story, and would take the patterns long
_MOST = 5  # words of what is not meant; more is a sentence of its own
_NOT_THIS = re.compile(
    r"^\W*(?:(?:no|nope|sorry|oh|ok|okay|well|but|wait)\b\W*)*not\s+(?P<other>[^,;.!?]+)[,;.!?]+\s*(?P<meant>.+)$",
    re.I | re.S,
)
_THIS_NOT = re.compile(r"^(?P<meant>.+?)\s*[,;(.!?]+\s*(?:and\s+)?not\s+(?P<other>[^,;.!?]+)\W*$", re.I | re.S)


def meant_instead(text: str) -> str | None:
    """What a message says that is meant, without what is not; None where it says no such thing."""
    if len(text) > _LONGEST or "not" not in text.casefold():  # mostly so
        return None
    found = _NOT_THIS.match(text) or _THIS_NOT.match(text)
    return found["meant"] if found and len(found["other"].split()) <= _MOST else None
