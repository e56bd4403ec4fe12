"""How much a question is like those that people ask: for each fact, and for what no fact answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from bot.answering.beliefs import Beliefs
from bot.answering.groups import GROUPS, group_asked, group_of, share_left
from bot.answering.neighbours import Circle, Neighbours
from bot.answering.odds import log_odds
from bot.answering.postings import Floats
from bot.answering.similarity import Similar, Similarity, Words
from bot.memo import Memoised, memo
from bot.understanding import Item, Lexicon, Question, Weight
from bot.understanding.lexicon import WordClass
from bot.understanding.words import stem, tokenise

NOBODY = -1
"""In place of a fact's number: the question is one that no fact answers."""

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
    turns: frozenset[str]
    group: int

    @property
    def is_answered(self) -> bool:
        return self.example.fact != NOBODY

    @property
    def marks(self) -> list[str]:
        return _marks(self.words, self.turns, self.group)


class ExampleIndex(Memoised):
    """Examples of what people ask. Every fact needs at least one."""

    def __init__(self, lexicon: Lexicon, examples: Iterable[Example], facts: int) -> None:
        self._lexicon = lexicon
        read = [_read(one, lexicon) for one in sorted(examples, key=lambda one: one.fact)]
        owners = np.array([one.example.fact for one in read])
        groups = np.array([one.group for one in read])
        starts = np.searchsorted(owners, np.arange(facts + 1))
        self._bounds = np.column_stack((starts[:-1], starts[1:]))
        """By fact: where its examples start and end."""
        self._counted: list[int] = np.minimum(np.diff(starts), _NEAR).tolist()
        self._all = Circle(owners, np.full(len(read), fill_value=True), facts)
        self._asking = [Circle(owners, groups == group, facts) for group in range(len(GROUPS))]
        self._alike = [share_left(group, groups) for group in range(len(GROUPS))]
        self._at_home = {
            ceremony: np.array([one.example.ceremony == ceremony for one in read])
            for ceremony in {one.example.ceremony for one in read}
        }
        self._similarity = Similarity([(one.example.fact, one.words) for one in read])
        self._beliefs = Beliefs([(one.example.fact, one.marks) for one in read if one.is_answered], facts)
        self._turn_odds = log_odds(((one.is_answered, one.turns) for one in read), _TURN_FROM)
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
        similar, belief, odds = self._anywhere(tuple(words), question.tokens, group)
        similar = similar.lessened(self._share_of(group, frozenset(ceremonies)))
        return Likeness(
            belief=belief,
            similar=similar,
            everything=self._all.neighbours(similar),
            alike=self._asking[group].neighbours(similar),
            odds=sum(odds),
            worst_odds=min(odds, default=0.0),
        )

    @memo(maxsize=2)  # the same question is often put to one ceremony after another
    def _anywhere(
        self, words: tuple[tuple[frozenset[str], float], ...], tokens: tuple[str, ...], group: int
    ) -> tuple[Similar, Floats, list[float]]:
        """What likeness is made of, whatever the ceremonies: by example, by fact, and the odds of turns of phrase."""
        turns = _turns(tokens)
        belief = self._beliefs.of(_marks([senses for senses, _ in words], turns, group))
        odds = [found for turn in turns if (found := self._turn_odds.get(turn)) is not None]
        return self._similarity.to(words), belief, odds

    @memo(maxsize=64)
    def _share_of(self, group: int, ceremonies: frozenset[str]) -> Floats:
        """By example, what remains of its likeness to a question of one group about some ceremonies."""
        if len(ceremonies) == len(self._at_home):
            return self._alike[group]
        at_home = np.logical_or.reduce([self._at_home[one] for one in ceremonies])
        share: Floats = self._alike[group] * at_home
        return share

    def near(self, likeness: Likeness, facts: Sequence[int]) -> list[float]:
        """Likeness to the three most similar examples of each of some facts, averaged."""
        bounds: list[list[int]] = likeness.similar.places.searchsorted(self._bounds[facts]).tolist()
        found = likeness.similar.likeness
        own = (sorted(found[start:end].tolist())[-_NEAR:] for start, end in bounds)
        return [sum(nearest) / self._counted[fact] for nearest, fact in zip(own, facts, strict=True)]


def _read(example: Example, lexicon: Lexicon) -> _Read:
    words = tuple(dict.fromkeys(lexicon.content_senses(example.text)))
    turns = _turns([token.text for token in tokenise(example.text)])
    return _Read(example, words, turns, group_of(example.text))


def _marks(words: Iterable[frozenset[str]], turns: Iterable[str], group: int) -> list[str]:
    """What naive Bayes counts: senses, pairs of neighbouring words, and what is asked for."""
    return [*(sense for senses in words for sense in senses), *(turn for turn in turns if " " in turn), f"?{group}"]


def _turns(words: Sequence[str]) -> frozenset[str]:
    """The words of a question and its pairs of neighbours, as stems."""
    stems = ["<", *map(stem, filter(None, words)), ">"]
    return frozenset([*stems, *(f"{one} {other}" for one, other in pairwise(stems))])


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
    return {sense for senses in words for sense in senses if sense[0] == "="}


def _vocabulary(read: Iterable[_Read], facts: int) -> list[frozenset[str]]:
    found: list[set[str]] = [set() for _ in range(facts)]
    for one in read:
        if one.is_answered:
            found[one.example.fact].update(*one.words)
    return [frozenset(sense for sense in senses if sense[0] != "@") for senses in found]
