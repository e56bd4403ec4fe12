"""A statement with a bare question beside it, made one question: "somebody played along with her, who?"."""

from __future__ import annotations

import re

from bot.understanding import Reader

_BREAK = re.compile(r"[,;:!?()\n]+|\.+(?!\d)|\s[-–—]+\s")
_MOST_PARTS = 6
_MOST_ASKED = 4  # words of a bare question
_MOST_GUESSED = 2  # words of a guess behind it
_LEAST_SAID = 2  # words of a statement
_NAME = "name"


def as_one_question(text: str, reader: Reader) -> str | None:
    """The message with its bare question put before its statement; None where it is not made of these two."""
    parts = [part.strip() for part in _BREAK.split(text) if part.strip()]
    if not 1 < len(parts) <= _MOST_PARTS:
        return None
    for at in reversed(range(len(parts))):
        if asked := _bare_question(parts[at], reader):
            said = [*parts[:at], *(part for part in parts[at + 1 :] if len(part.split()) > _MOST_GUESSED or not at)]
            statement = " ".join(said)
            return f"{asked} {statement}" if len(statement.split()) >= _LEAST_SAID else None
    return None


def _bare_question(part: str, reader: Reader) -> str:
    """What a part of a message asks if it says nothing else, else nothing."""
    language = reader.language
    words = [word for word in re.sub(r"[^\w\s']", "", part.casefold()).split() if word not in language.interjections]
    if not 0 < len(words) <= _MOST_ASKED:
        return ""
    if _is_name_request(words, reader):
        return _NAME
    question = reader.read(part)
    if question.intent is None or question.hard_items or question.asks in {"claim", "smalltalk", "any", "describe"}:
        return ""
    idle = language.pronouns.keys() | language.auxiliaries | language.fillers
    return " ".join(word for word in question.tokens if word not in idle)


def _is_name_request(words: list[str], reader: Reader) -> bool:
    """Whether all that is asked for is a name ("surnames pls?")."""
    language = reader.language
    idle = (language.function_words | language.fillers) - language.naming_words
    return " ".join(word for word in words if word not in idle) in language.naming_words
