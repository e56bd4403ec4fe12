"""How much a question is like those that people ask: for each fact, and for what no fact answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

import numpy as np

from bot.answering.beliefs import Beliefs
from bot.answering.groups import GROUPS, group_asked, group_of, share_left
from bot.answering.neighbours import Neighbourhood, Neighbours
from bot.answering.odds import log_odds
from bot.answering.postings import Floats
from bot.answering.similarity import Similar, Similarity, Words, joined
from bot.answering.turns import Turns
from bot.memo import Memoised, memo
from bot.understanding import Item, Lexicon, Question, Weight
from bot.understanding.lexicon import WordClass, words_in
from bot.understanding.words import tokenise

NOBODY = -1
"""In place of a fact's number: the question is one that no fact answers."""

Key = TypeVar("Key", str, int)

_TURN_FROM = 2  # examples; what stands in fewer says nothing about answered or not
_SOME_WORD = 0.4  # of a word's weight, where the question does not hang on it
_NEAR = 3


@dataclass(frozen=True, slots=True)
class Example:
    """A question that people ask."""

    fact: int
    """Place of the fact that answers it, or `NOBODY`."""
    ceremony: str
    text: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like a question is to the examples."""

    belief: Floats
    """By fact: log-probability of the question under all its examples; the likelier, the greater."""
    similar: Similar
    """The examples that it is like."""
    everything: Neighbours
    """Among all examples."""
    alike: Neighbours
    """Among those that ask for the same (who, when, ...)."""
    odds: float
    """Log-odds that a question with such words and turns of phrase has an answer, summed over them."""
    worst_odds: float
    """The least of them; at most 0."""


@dataclass(frozen=True, slots=True)
class _Read:
    """An example, read."""

    example: Example
    words: tuple[frozenset[str], ...]
    tokens: tuple[str, ...]
    group: int

    @property
    def is_answered(self) -> bool:
        return self.example.fact != NOBODY


class ExampleIndex(Memoised):
    """Examples of what people ask. Every fact needs at least one."""

    def __init__(self, lexicon: Lexicon, examples: Iterable[Example], facts: int) -> None:
        self._lexicon = lexicon
        ordered = sorted(examples, key=lambda one: (one.ceremony, one.fact))
        read = [_read(one, lexicon) for one in ordered]
        self._stretches = dict(_stretches([one.ceremony for one in ordered]))
        owners = np.array([one.fact for one in ordered])
        self._bounds = np.zeros((facts, 2), dtype=np.intp)
        """By fact: where its examples start and end."""
        for fact, part in _stretches(owners.tolist()):
            if fact != NOBODY:
                self._bounds[fact] = part.start, part.stop
        self._counted: list[int] = np.minimum(np.diff(self._bounds)[:, 0], _NEAR).tolist()
        self._neighbourhood = Neighbourhood(owners, facts)
        self._groups = np.array([one.group for one in read], dtype=np.int8)
        self._similarity = Similarity([(one.example.fact, one.words) for one in read])
        self._turns = Turns((one.tokens for one in read), _TURN_FROM)
        self._senses = {sense: number for number, sense in enumerate(_senses_in(read), len(self._turns) + len(GROUPS))}
        """Senses by number, after the turns and the groups."""
        turned = [(one, *self._turns.of(one.tokens)) for one in read]
        marked = [
            (one.example.fact, self._marks(one.words, pairs, one.group)) for one, _, pairs in turned if one.is_answered
        ]
        self._beliefs = Beliefs(marked, facts, len(self._turns) + len(GROUPS) + len(self._senses))
        self._turn_odds = self._odds_of_turns((one.is_answered, {*stems, *pairs}) for one, stems, pairs in turned)
        self._word_odds = log_odds((one.is_answered, _plain_senses(one.words)) for one in read)
        self.vocabulary = _vocabulary(read, facts)
        """By fact: every sense that one of its examples uses."""

    def words_of(self, question: Question) -> Words:
        """The words of a question with their weights, as this index knows them."""
        found: dict[frozenset[str], float] = {}
        for item in question.items:
            share = _SOME_WORD if item.weight is Weight.SOFT else 1.0
            for senses in _senses_of(item):
                found[senses] = share * self._similarity.weight(senses)
        for senses in self._unsaid(question):
            found.setdefault(senses, self._similarity.weight(senses))
        return list(found.items())

    def _unsaid(self, question: Question) -> Iterator[frozenset[str]]:
        """The senses of words that are no items: they say what is asked for ("how old", "what is it called")."""
        covered = {at for item in question.items for at in range(item.position, item.position + item.width)}
        for at, word in enumerate(question.tokens):
            if at not in covered and word and not word.isdigit() and self._lexicon.classify(word) >= WordClass.LIGHT:
                yield self._lexicon.plain_senses(word)

    @memo(maxsize=20_000)
    def odds_of(self, senses: frozenset[str]) -> float | None:
        """Log-odds that a question with this word has an answer; None for a word that no example has."""
        found = (self._word_odds[sense] for sense in senses if sense in self._word_odds)
        return max(found, default=None)

    def likeness(self, question: Question, words: Words, ceremonies: Sequence[str]) -> Likeness:
        """How like a question is to the examples of some ceremonies."""
        group = GROUPS.index(group_asked(question))
        belief, odds, worst_odds = self._believed(tuple(words), question.tokens, group)
        similar = self._similar(words, ceremonies)
        groups = self._groups[similar.places]
        similar = similar.lessened(share_left(group, groups))
        everything, alike = self._neighbourhood.around(similar, groups == group)
        return Likeness(
            belief=belief,
            similar=similar,
            everything=everything,
            alike=alike,
            odds=odds,
            worst_odds=worst_odds,
        )

    @memo(maxsize=2)  # the same question is often put to one ceremony after another
    def _believed(
        self, words: tuple[tuple[frozenset[str], float], ...], tokens: tuple[str, ...], group: int
    ) -> tuple[Floats, float, float]:
        """The belief in each fact, the odds of the turns of phrase, and the worst of them, whatever the ceremonies."""
        stems, pairs = self._turns.of(tokens)
        odds = [self._turn_odds[turn] for turn in stems + pairs]
        belief = self._beliefs.of(self._marks([senses for senses, _ in words], pairs, group))
        return belief, sum(odds), min(odds)

    def _similar(self, words: Words, ceremonies: Sequence[str]) -> Similar:
        """The examples of some ceremonies that are like a question."""
        if self._stretches.keys() <= set(ceremonies):
            return self._similarity.to(words, slice(0, len(self._groups)))
        parts = [self._similarity.to(words, part) for one, part in self._stretches.items() if one in ceremonies]
        return parts[0] if len(parts) == 1 else joined(parts)

    def _marks(self, words: Iterable[frozenset[str]], pairs: Iterable[int], group: int) -> list[int]:
        """What naive Bayes counts: senses, pairs of neighbouring words, and what is asked for."""
        senses = [self._senses[sense] for senses in words for sense in senses if sense in self._senses]
        return [*senses, *pairs, len(self._turns) + group]

    def _odds_of_turns(self, turned: Iterable[tuple[bool, set[int]]]) -> list[float]:
        """By turn of phrase, the log-odds that a question with it has an answer; 0 for a rare one."""
        found = [0.0] * len(self._turns)
        for turn, odds in log_odds(turned, _TURN_FROM).items():
            found[turn] = odds
        return found

    def near(self, likeness: Likeness, facts: Sequence[int]) -> list[float]:
        """Likeness to the three most similar examples of each of some facts, averaged."""
        bounds: list[list[int]] = likeness.similar.places.searchsorted(self._bounds[facts]).tolist()
        found = likeness.similar.likeness
        own: Iterator[list[float]] = (np.sort(found[start:end])[-_NEAR:].tolist() for start, end in bounds)
        return [sum(nearest) / self._counted[fact] for nearest, fact in zip(own, facts, strict=True)]


def _read(example: Example, lexicon: Lexicon) -> _Read:
    words = tuple(dict.fromkeys(lexicon.content_senses(example.text)))
    tokens = tuple(token.text for token in tokenise(example.text))
    return _Read(example, words, tokens, group_of(example.text))


def _stretches(sorted_keys: Sequence[Key]) -> Iterator[tuple[Key, slice]]:
    """Each key and where it stands among sorted ones."""
    start = 0
    for key, found in groupby(sorted_keys):
        end = start + sum(1 for _ in found)
        yield key, slice(start, end)
        start = end


def _senses_in(read: Iterable[_Read]) -> list[str]:
    return sorted({sense for one in read for senses in one.words for sense in senses})


def _senses_of(item: Item) -> Iterable[frozenset[str]]:
    """The senses of each word of an item, and of its idiom; numbers are compared elsewhere."""
    if item.is_number or item.is_setting:
        return
    if item.width > 1 and item.parts:
        if idiom := frozenset(sense for sense in item.senses if sense[0] != "~"):
            yield idiom
        yield from item.parts
    elif item.senses:
        yield item.senses


def _plain_senses(words: Iterable[frozenset[str]]) -> set[str]:
    """The words themselves, whatever they mean."""
    return set().union(*map(words_in, words))


def _vocabulary(read: Iterable[_Read], facts: int) -> list[frozenset[str]]:
    found: list[set[str]] = [set() for _ in range(facts)]
    for one in read:
        if one.is_answered:
            found[one.example.fact].update(*one.words)
    return [frozenset(sense for sense in senses if sense[0] != "@") for senses in found]
