"""Tokens to items: names and phrases found, overlaps settled, each word weighed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from bot.memo import Memoised, memo
from bot.understanding.draft import Draft
from bot.understanding.intents import Intent
from bot.understanding.lexicon import Lexicon, WordClass, names_country
from bot.understanding.question import Item, Weight
from bot.understanding.spelling import Speller
from bot.understanding.words import Token, stem

_SMALL = 12  # "which two events", "the three singers": how many are expected is no claim
_SEVERAL = frozenset({"any", "list", "what", "who"})  # of these one may say how many are expected
_VERBAL = frozenset({WordClass.FUNCTION, WordClass.FILLER, WordClass.LIGHT})
_RELATIONS = frozenset({"before", "after"})  # in a claim they are what is claimed
_FEW = 5  # "why were two kids ...": small numbers in words are grammar more than claim
_NUMERIC = frozenset({"claim", "count"})  # but not here
_PREPOSITIONS = frozenset({"in", "at", "of", "for"})
_CHAT_DIGITS = frozenset({"2", "4"})  # as often "to" and "for" as numbers


@dataclass(frozen=True, slots=True)
class _Span:
    positions: tuple[int, ...]
    senses: frozenset[str]

    @property
    def is_entity(self) -> bool:
        return any(sense.startswith("@") for sense in self.senses)


class _Standing(NamedTuple):
    """Where words stand in a question, which decides how they bind the answer."""

    is_soft: bool
    is_setting: bool
    is_aside: bool


class _Word(NamedTuple):
    """What a word says wherever it stands."""

    senses: frozenset[str]
    kinds: frozenset[str]
    guesses: frozenset[str]
    entities: frozenset[str]
    is_name: bool
    is_foreign: bool
    is_general: bool
    """Need not be explained."""


class ItemBuilder(Memoised):
    """Builds the items of a question from its tokens."""

    def __init__(self, lexicon: Lexicon, speller: Speller) -> None:
        self._lexicon = lexicon
        self._speller = speller
        language = lexicon.language
        self._loose = language.order_words.union(phrase for phrase in language.both_words if " " not in phrase)

    def build(
        self,
        draft: Draft,
        *,
        skip: Set[int],
        settings: Sequence[tuple[int, int]],
        order: Sequence[tuple[int, int]],
        clause_start: int,
    ) -> list[Item]:
        """The items in the order of the text.

        Overlapping phrases are settled by an explicit sort: longest first, names before other phrases, then leftmost.

        Args:
            draft: The question with its intent.
            skip: Positions of words that are dealt with, such as openers and keywords of the intent.
            settings: (start, end) of what the ceremony itself is called.
            order: (start, end) of phrases that place something in time.
            clause_start: Where a clause begins that stands beside the question proper.
        """
        soft_spans = [*settings, *order]
        covered = self._covered(draft, skip, soft_spans)
        soft, setting = _positions(soft_spans), _positions(settings)
        preface_end = draft.intent_positions[0] if draft.intent_positions else 0
        items: list[Item] = []
        for position in range(len(draft.tokens)):
            span = covered.get(position)
            if position in skip and not span:
                continue
            positions = span.positions if span else (position,)
            standing = _Standing(
                is_soft=soft.issuperset(positions),
                is_setting=setting.issuperset(positions),
                is_aside=position < preface_end or position >= clause_start,
            )
            if span:
                item = self._phrase_item(span, draft, position, standing)
            else:
                item = self._word_item(draft, position, standing)
            if item is not None:
                items.append(item)
        return _merge_names(items)

    def _covered(self, draft: Draft, skip: Set[int], soft_spans: Sequence[tuple[int, int]]) -> dict[int, _Span]:
        """By position, the phrase that it belongs to."""
        covered: dict[int, _Span] = {}
        starts = {start for start, _ in soft_spans}
        for candidate in self._spans(draft.stems, skip):
            if _takes_preposition(candidate, draft.words, starts):
                continue
            if covered.keys().isdisjoint(candidate.positions) and not _is_inside(candidate, soft_spans):
                covered.update(dict.fromkeys(candidate.positions, candidate))
        return covered

    def _spans(self, stems: Sequence[str], skip: Set[int]) -> list[_Span]:
        found: dict[tuple[int, ...], set[str]] = {}
        for position in range(len(stems)):
            if position in skip:
                continue
            for positions, sense in self._lexicon.phrases_at(stems, position):
                if len(positions) > 1 or sense.startswith("@"):
                    found.setdefault(positions, set()).add(sense)
        spans = [_Span(positions, frozenset(senses)) for positions, senses in found.items()]
        return sorted(spans, key=lambda span: (-len(span.positions), not span.is_entity, span.positions))

    # -- phrases -----------------------------------------------------------------------------------------------------

    def _phrase_item(self, span: _Span, draft: Draft, position: int, standing: _Standing) -> Item | None:
        """A phrase as an item, at its first word."""
        if position != span.positions[0]:
            return None
        words = [draft.tokens[at] for at in span.positions]
        senses = span.senses | (self._lexicon.senses(words[0].text) if len(words) == 1 else frozenset())
        parts = tuple(self._parts(words))
        entities = frozenset(sense[1:] for sense in senses if sense.startswith("@"))
        classes = [self._lexicon.classify(word.text) for word in words]
        is_verbal = len(words) > 1 and classes[0] in _VERBAL  # "took part" is no part
        is_grammar = not entities and all(one is WordClass.FUNCTION for one in classes)
        is_title = bool(entities) and not any(self._lexicon.is_person(entity) for entity in entities)
        is_idiom = any(sense[0] not in "@#^~" for sense in span.senses)  # means more than its words do
        return Item(
            surface=" ".join(word.text for word in words),
            senses=senses,
            parts=parts if len(words) > 1 and not is_idiom and not is_title else (),
            inner=frozenset(sense for part in parts for sense in part),
            width=len(words),
            kinds=frozenset() if is_verbal else _kinds(self._lexicon.senses(words[-1].text)),
            weight=Weight.SOFT if is_grammar or standing.is_soft else Weight.HARD,  # "was there"
            position=position,
            entities=entities,
            is_name=bool(entities) or names_country(senses),
            before=_before(draft, position),
            is_aside=standing.is_aside,
            is_setting=standing.is_setting,
        )

    def _parts(self, words: Sequence[Token]) -> Iterator[frozenset[str]]:
        """The senses of each word of a phrase that says something."""
        for word in words:
            if word.numbers or self._lexicon.classify(word.text) > WordClass.FILLER:
                yield frozenset(sense for sense in self._token_senses(word) if sense[0] not in "#^")

    # -- words -------------------------------------------------------------------------------------------------------

    def _token_senses(self, token: Token) -> frozenset[str]:
        if token.clock:
            return frozenset({f"t:{token.clock:%H:%M}"})
        if token.numbers:
            numbers = {f"n:{number:g}" for number in token.numbers}
            return frozenset(numbers | ({f"={token.text}"} if token.text.isalpha() else set()))
        return self._senses(token.text)

    def _senses(self, word: str) -> frozenset[str]:
        senses = self._lexicon.senses(word)
        order = self._lexicon.language.ordinal_words.get(word)
        return senses | {f"n:{order}"} if order else senses

    def _word_item(self, draft: Draft, position: int, standing: _Standing) -> Item | None:
        """A word as an item; None where it says nothing."""
        token = draft.tokens[position]
        if token.clock or token.numbers:
            return self._number_item(draft, position, standing)
        word = self._word(token.text, draft.alternatives.get(token.text, ()))
        if word is None:
            return None
        is_weak = self._is_weak(draft, position, word)
        return Item(
            surface=token.text,
            senses=word.senses,
            kinds=word.kinds,
            guesses=word.guesses,
            weight=Weight.SOFT if is_weak or standing.is_soft else Weight.HARD,
            position=position,
            entities=word.entities,
            is_name=word.is_name,
            is_number=token.text in self._lexicon.language.ordinal_words and not is_weak,
            is_foreign=word.is_foreign,
            before=_before(draft, position),
            bound=_bound(draft, position),
            is_aside=standing.is_aside,
            is_setting=standing.is_setting,
        )

    @memo(maxsize=4_000)
    def _word(self, text: str, meant: tuple[str, ...]) -> _Word | None:
        """A word that may be meant as one of some others; None where it says nothing."""
        word_class = self._lexicon.classify(text)
        if word_class <= WordClass.FILLER:
            return None
        senses = self._senses(text).union(*map(self._lexicon.senses, meant))
        parts = self._lexicon.name_parts
        roots = map(stem, meant or (text,))
        entities = frozenset[str]().union(*[parts[root] for root in roots if root in parts])
        is_light = word_class in {WordClass.LIGHT, WordClass.MODIFIER}
        return _Word(
            senses=senses,
            kinds=_kinds(senses),
            guesses=self._guesses(text) if word_class is WordClass.RARE else frozenset(),
            entities=entities,
            is_name=bool(entities) or names_country(senses),
            is_foreign=word_class >= WordClass.ENGLISH,
            is_general=is_light or "#person" in senses or text in self._loose,
        )

    def _number_item(self, draft: Draft, position: int, standing: _Standing) -> Item:
        token = draft.tokens[position]
        before = _before(draft, position)
        is_soft = standing.is_soft or _is_expected(token, draft.intent, before)
        return Item(
            surface=token.text,
            senses=self._token_senses(token),
            weight=Weight.SOFT if is_soft else Weight.HARD,
            position=position,
            is_number=True,
            before=before,
            bound=_bound(draft, position),
            is_aside=standing.is_aside,
            is_setting=standing.is_setting,
        )

    def _is_weak(self, draft: Draft, position: int, word: _Word) -> bool:
        """Whether a word need not be explained here."""
        text = draft.words[position]
        if text in self._lexicon.language.ordinal_words and self._precedes_noun(position, draft.words):
            return False
        if text in _RELATIONS and draft.intent is not None and draft.intent.asks == "claim":
            return False
        return word.is_general

    def _precedes_noun(self, position: int, words: Sequence[str]) -> bool:
        """Whether an ordinal counts a thing ("the first film"), or only places an act ("who sang first")."""
        following = words[position + 1] if position + 1 < len(words) else ""
        return bool(following) and self._lexicon.classify(following) > WordClass.FILLER

    def _guesses(self, word: str) -> frozenset[str]:
        return frozenset(sense for other in self._speller.sounds_like(word) for sense in self._lexicon.senses(other))


def _before(draft: Draft, position: int) -> str:
    return draft.words[position - 1] if position else ""


def _bound(draft: Draft, position: int) -> str:
    return draft.bounds[position][1] if position in draft.bounds else ""


def _positions(spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    return frozenset(position for start, end in spans for position in range(start, end))


def _takes_preposition(span: _Span, words: Sequence[str], starts: Set[int]) -> bool:
    """Whether a phrase ends in the "in" of what comes next: "the parade | in the city" is not "to parade in"."""
    last = span.positions[-1]
    return len(span.positions) > 1 and words[last] in _PREPOSITIONS and last + 1 in starts


def _is_inside(span: _Span, soft_spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a ceremony's own name covers the span: a city as the ceremony beats the city as a place."""
    return any(start <= span.positions[0] and span.positions[-1] < end for start, end in soft_spans)


@lru_cache(maxsize=10_000)
def _kinds(senses: frozenset[str]) -> frozenset[str]:
    return frozenset(sense[1:] for sense in senses if sense.startswith("#"))


def _is_expected(token: Token, intent: Intent | None, before: str) -> bool:
    """Whether a number is part of how one asks rather than of what is claimed."""
    if token.text in _CHAT_DIGITS:
        return True
    if not token.numbers:
        return False
    asks = intent.asks if intent else ""
    is_small = token.numbers[0] <= _SMALL and not token.is_ordinal
    is_word = token.numbers[0] <= _FEW and token.text.isalpha()
    if is_small and before == "all":  # "did all three ...?"
        return True
    return (is_small and asks in _SEVERAL) or (is_word and asks not in _NUMERIC)


def _merge_names(items: Sequence[Item]) -> list[Item]:
    """Neighbouring parts of one person's name become one item (given name and surname), in any order."""
    merged: list[Item] = []
    for item in items:
        last = merged[-1] if merged else None
        common = last.entities & item.entities if last else frozenset()
        if last and common and item.position - last.position <= last.width and last.is_aside == item.is_aside:
            merged[-1] = _merged(last, item, common)
        else:
            merged.append(item)
    return merged


def _merged(first: Item, second: Item, common: frozenset[str]) -> Item:
    return Item(
        surface=f"{first.surface} {second.surface}",
        senses=frozenset(f"@{entity}" for entity in common),
        parts=(*(first.parts or (first.senses,)), *(second.parts or (second.senses,))),
        weight=max(first.weight, second.weight),
        position=first.position,
        width=second.position - first.position + second.width,
        before=first.before,
        entities=common,
        is_name=True,
        is_aside=first.is_aside,
    )
