"""Phrases found in a list of words: fixed ones, and those that leave room for some words between."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from bot.understanding.words import Token, tokenise

GAP = "…"
"""Stands in a phrase for some words between."""

_GAP_MAX = 3  # words; "put the whole olympic flame out" is as far as people stretch a verb
V = TypeVar("V")


def tokens_with_gaps(phrase: str) -> Iterator[Token]:
    """The tokens of a phrase, those of its gaps among them."""
    for number, part in enumerate(phrase.split(GAP)):
        if number:
            yield Token(GAP)
        yield from tokenise(part)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A word or phrase that has a sense of its own."""

    stems: tuple[str, ...]
    sense: str
    words: frozenset[str] = field(init=False, compare=False, repr=False)
    """Its stems without gaps; a text that lacks one of them cannot hold the phrase."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", frozenset(self.stems) - {GAP})

    @property
    def start(self) -> tuple[str, str]:
        """Its first and second stem, to find it by; the second is empty for a single word and where a gap follows."""
        return self.stems[0], self.stems[1] if len(self.stems) > 1 and self.stems[1] != GAP else ""

    def match(self, stems: Sequence[str], start: int) -> tuple[int, ...]:
        """The positions of the phrase's words if it stands at the start given, else nothing."""
        found: list[int] = []
        position = start
        for at, part in enumerate(self.stems):
            if part == GAP:
                wanted = self.stems[at + 1]
                window = range(position + 1, min(position + 1 + _GAP_MAX, len(stems)))
                position = next((i for i in window if stems[i] == wanted), -1)
                if position < 0:
                    return ()
            elif position < len(stems) and stems[position] == part:
                found.append(position)
                position += 1
            else:
                return ()
        return tuple(found)


def starts_at(stems: Sequence[str], at: int) -> tuple[tuple[str, str], ...]:
    """The starts (see `Phrase.start`) of all phrases that may stand at a place."""
    alone = (stems[at], "")
    return ((stems[at], stems[at + 1]), alone) if at + 1 < len(stems) and stems[at + 1] else (alone,)


class PhraseTable(Generic[V]):
    """Phrases with a value each, looked up by the words they start with."""

    def __init__(self, entries: Iterable[tuple[str, V]]) -> None:
        self._values: dict[tuple[str, ...], V] = {}
        lengths: defaultdict[str, defaultdict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for phrase, value in entries:
            words = tuple(token.text for token in tokenise(phrase))
            if words:
                self._values.setdefault(words, value)
                lengths[words[0]][words[1] if len(words) > 1 else ""].add(len(words))
        self._lengths = {first: _lengths_after(by_second) for first, by_second in lengths.items()}
        """By first and second word (none for any other), how many words phrases have that may stand there."""

    def longest_at(self, words: Sequence[str], start: int) -> tuple[int, V] | None:
        """(end, value) of the longest phrase that starts at a position, or None."""
        by_second = self._lengths.get(words[start])
        if by_second is None:
            return None
        following = words[start + 1] if start + 1 < len(words) else ""
        for length in by_second.get(following, by_second[""]):
            phrase = tuple(words[start : start + length])
            if phrase in self._values:
                return start + len(phrase), self._values[phrase]
        return None

    def all_in(self, words: Sequence[str]) -> list[tuple[int, int, V]]:
        """(start, end, value) of the phrases in a list of words; the leftmost longest win, none overlap."""
        found: list[tuple[int, int, V]] = []
        if self._lengths.keys().isdisjoint(words):  # mostly so
            return found
        free = 0
        for position, word in enumerate(words):
            if word in self._lengths and position >= free and (match := self.longest_at(words, position)):
                free = match[0]
                found.append((position, *match))
        return found


def _lengths_after(by_second: Mapping[str, Set[int]]) -> dict[str, list[int]]:
    """By second word, the lengths of phrases, the longest first; a single word stands before any other."""
    single = by_second.get("", frozenset())
    return {second: sorted(found | single, reverse=True) for second, found in {"": single, **by_second}.items()}
