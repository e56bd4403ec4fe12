"""Fixed phrases found in a list of words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from bot.understanding.words import tokenise

V = TypeVar("V")


class PhraseTable(Generic[V]):
    """Phrases with a value each, looked up by the words they start with."""

    def __init__(self, entries: Iterable[tuple[str, V]]) -> None:
        self._entries: defaultdict[str, list[tuple[tuple[str, ...], V]]] = defaultdict(list)
        for phrase, value in entries:
            words = tuple(token.text for token in tokenise(phrase))
            if words:
                self._entries[words[0]].append((words, value))
        for found in self._entries.values():
            found.sort(key=lambda entry: -len(entry[0]))

    def longest_at(self, words: Sequence[str], start: int) -> tuple[int, V] | None:
        """(end, value) of the longest phrase that starts at a position, or None."""
        for phrase, value in self._entries.get(words[start], ()):
            end = start + len(phrase)
            if tuple(words[start:end]) == phrase:
                return end, value
        return None

    def all_in(self, words: Sequence[str]) -> list[tuple[int, int, V]]:
        """(start, end, value) of the phrases in a list of words; the leftmost longest win, none overlap."""
        found: list[tuple[int, int, V]] = []
        free = 0
        for position, word in enumerate(words):
            if word in self._entries and position >= free and (match := self.longest_at(words, position)):
                free = match[0]
                found.append((position, *match))
        return found
