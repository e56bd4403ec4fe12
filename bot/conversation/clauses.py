"""Two questions in one message ("where was it held, and who directed it?")."""

from __future__ import annotations

from collections.abc import Iterator

from bot.understanding import Question, Reader

_PREPOSITIONS = frozenset({"from", "in", "at", "by", "with", "for", "to", "on"})
_LEAST = 3  # words that a question of its own has


def clauses(question: Question, reader: Reader) -> Iterator[tuple[Question, Question]]:
    """Ways to take a question apart before a second question word, each as the two questions it then consists of."""
    language = reader.lexicon.language
    words = question.tokens
    for at in range(_LEAST, len(words) - _LEAST + 1):
        joint = at - 2 if words[at - 1] in _PREPOSITIONS else at - 1  # "and from how many"
        if words[at] in language.question_words and words[joint] in language.joining_words:
            first, second = reader.read(" ".join(words[:joint])), reader.read(" ".join(words[joint + 1 :]))
            if first.intent and second.intent and not _asks_the_same(first, second):
                yield first, second


def _asks_the_same(first: Question, second: Question) -> bool:
    """Whether the second asks what the first does, of another ceremony ("..., and where after the other one?")."""
    return first.asks == second.asks and bool(second.ceremonies) and not second.hard_items
