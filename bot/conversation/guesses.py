"""A question with a guess at its end: "who conducted, she or he?", "how many boats, ten?", "... li something"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.answering.index import PERSONAL
from bot.facts import FactBase
from bot.understanding import Item, Question, Reader

_BREAK = re.compile(r"[,;?!…]+|\.{2,}|\s[-–—]+\s")
_VAGUE = re.compile(
    r"\b(?:or|or\s+some(?:one|body|thing)\s+else|(?:or\s+)?(?:s[ou]me?thin\w*|smth\w*|sth|so|whatever|wh?ate?ver|what\s?s?\s?(?:his|her)\s?name))\b\W*$",
    re.I,
)
_LEAST = 3  # words of a question before its guess
_MOST = 6  # words of a guess
_NAMES = 3  # words of a name that is half remembered
_ARTICLES = frozenset({"the", "that", "this", "guy", "dude", "lady", "girl", "man", "woman"})
_ASIDE = frozenset({"i", "im", "ive", "id", "my", "we", "our", "missed", "sorry", "lol"})
"""With these begins what somebody says of themselves beside a question (", i missed the stream")."""
_FIGURES = frozenset({"count", "when"})
_NAMED = frozenset({"who", "what", "any"})


def without_guess(question: Question, reader: Reader) -> Question | None:
    """The question without the guess at its end; None where it has none."""
    for asked, guess in _ends_of(question.text, reader):
        alone = reader.read(asked)
        if len(alone.tokens) >= _LEAST and _is_guess(alone, reader.read(guess), reader.base):
            return alone
    return None


def _ends_of(text: str, reader: Reader) -> Iterator[tuple[str, str]]:
    """Where a message may be cut: (question, guess)."""
    plain = text.strip().rstrip("?!. ")
    for found in _BREAK.finditer(plain):
        yield plain[: found.start()], plain[found.end() :]
    if vague := _VAGUE.search(plain):
        words = plain[: vague.start()].split()
        start = len(words)
        while start > max(0, len(words) - _NAMES) and _is_strange(words[start - 1], reader):
            start -= 1
        yield " ".join(words[:start]), " ".join(words[start:])


def _is_strange(word: str, reader: Reader) -> bool:
    """Whether a word may be part of a name: it is no English, or ours as a name."""
    read = reader.read(word)
    is_name = bool(read.items) and all(item.is_foreign or item.is_name for item in read.items)
    return word.casefold() in _ARTICLES or (is_name and not read.ceremonies)


def _is_guess(asked: Question, guess: Question, base: FactBase) -> bool:
    """Whether the end of a message only offers what the rest of it asks for."""
    if guess.ceremonies or asked.intent is None:
        return False
    if guess.tokens and guess.tokens[0] in _ASIDE:
        return True
    if guess.intent and guess.pronouns and not any(item.is_name for item in guess.hard_items):
        return True  # "..., what is it about": the same once more
    if len(guess.tokens) > _MOST:
        return False
    said = [item for item in guess.items if item.surface not in _ARTICLES]
    if asked.asks in _FIGURES:
        return any(item.is_number for item in said)
    return asked.asks in _NAMED and bool(said) and all(_is_name(item, asked.asks, base) for item in said)


def _is_name(item: Item, asks: str, base: FactBase) -> bool:
    kinds = {kind for entity in item.entities for kind in base.registers.ancestry(base.entities[entity].kind)}
    return item.is_foreign or (bool(kinds & PERSONAL) if asks == "who" else bool(kinds))
