"""Tokens to items: names and phrases found, overlaps settled, each word weighed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.understanding.lexicon import Lexicon, WordClass
from bot.understanding.question import Item, Weight
from bot.understanding.spelling import Speller
from bot.understanding.words import Token, stem

_SMALL = 12  # "which two events", "the three singers": how many are expected is no claim
_VERBAL = frozenset({WordClass.FUNCTION, WordClass.FILLER, WordClass.LIGHT})
_RELATIONS = frozenset({"before", "after"})  # in a claim they are what is claimed
_FEW = 5  # "why were two kids ...": small numbers in words are grammar more than claim
_CHAT_DIGITS = frozenset({"2", "4"})  # as often "to" and "for" as numbers


@dataclass(frozen=True, slots=True)
class _Span:
    positions: tuple[int, ...]
    senses: frozenset[str]

    @property
    def is_entity(self) -> bool:
        return any(sense.startswith("@") for sense in self.senses)


class ItemBuilder:
    """Builds the items of a question from its tokens."""

    def __init__(self, lexicon: Lexicon, speller: Speller) -> None:
        self._lexicon = lexicon
        self._speller = speller
        self._loose = frozenset(phrase for phrase in lexicon.language.both_words if " " not in phrase)

    def build(
        self,
        tokens: Sequence[Token],
        stems: Sequence[str],
        *,
        alternatives: Mapping[str, tuple[str, ...]],
        skip: set[int],
        soft_spans: Sequence[tuple[int, int]],
        settings: Sequence[tuple[int, int]],
        preface_end: int,
        clause_start: int,
        counts_are_soft: bool,
        few_are_soft: bool,
        order_binds: bool = False,
    ) -> list[Item]:
        """The items in the order of the text.

        Overlapping phrases are settled by an explicit sort: longest first, names before other phrases, then leftmost.
        """
        soft = {position for start, end in soft_spans for position in range(start, end)}
        setting = {position for start, end in settings for position in range(start, end)}
        covered: dict[int, _Span] = {}
        for candidate in self._spans(tokens, stems, skip):
            is_free = not any(position in covered for position in candidate.positions)
            if is_free and not self._is_inside(candidate, soft_spans):
                covered.update(dict.fromkeys(candidate.positions, candidate))
        items: list[Item] = []
        for position in range(len(tokens)):
            span = covered.get(position)
            if span is not None and span.positions[0] == position:
                item = self._phrase_item(span, tokens)
            elif span is None and position not in skip:
                found = self._word_item(
                    position,
                    tokens,
                    alternatives,
                    counts_are_soft=counts_are_soft,
                    few_are_soft=few_are_soft,
                    order_binds=order_binds,
                )
                if found is None:
                    continue
                item = found
            else:
                continue
            positions = span.positions if span else (position,)
            is_soft, is_setting = soft.issuperset(positions), setting.issuperset(positions)
            is_aside = position < preface_end or position >= clause_start
            before = tokens[position - 1].text if position else ""
            items.append(_placed(item, is_soft=is_soft, is_setting=is_setting, is_aside=is_aside, before=before))
        return self._merge_names(items)

    @staticmethod
    def _is_inside(span: _Span, soft_spans: Sequence[tuple[int, int]]) -> bool:
        """Whether a ceremony's own name covers the span: a city as the ceremony beats the city as a place."""
        return any(start <= span.positions[0] and span.positions[-1] < end for start, end in soft_spans)

    def _spans(self, tokens: Sequence[Token], stems: Sequence[str], skip: set[int]) -> list[_Span]:
        found: dict[tuple[int, ...], set[str]] = {}
        for position in range(len(tokens)):
            if position in skip:
                continue
            for positions, sense in self._lexicon.phrases_at(stems, position):
                if len(positions) > 1 or sense.startswith("@"):
                    found.setdefault(positions, set()).add(sense)
        spans = [_Span(positions, frozenset(senses)) for positions, senses in found.items()]
        return sorted(spans, key=lambda span: (-len(span.positions), not span.is_entity, span.positions))

    def _phrase_item(self, span: _Span, tokens: Sequence[Token]) -> Item:
        words = [tokens[position] for position in span.positions]
        senses = set(span.senses)
        if len(words) == 1:
            senses |= self._lexicon.senses(words[0].text)
        parts = tuple(
            frozenset(sense for sense in self._token_senses(word) if sense[0] not in "#^")
            for word in words
            if word.numbers or self._lexicon.classify(word.text) > WordClass.FILLER
        )
        entities = frozenset(sense[1:] for sense in senses if sense.startswith("@"))
        is_verbal = len(words) > 1 and self._lexicon.classify(words[0].text) in _VERBAL  # "took part" is no part
        is_grammar = not entities and all(self._lexicon.classify(word.text) is WordClass.FUNCTION for word in words)
        is_title = bool(entities) and not any(self._lexicon.is_person(entity) for entity in entities)
        is_idiom = any(sense[0] not in "@#^~" for sense in span.senses)  # means more than its words do
        return Item(
            surface=" ".join(word.text for word in words),
            senses=frozenset(senses),
            parts=parts if len(words) > 1 and not is_idiom and not is_title else (),
            inner=frozenset(sense for part in parts for sense in part),
            width=len(words),
            kinds=frozenset() if is_verbal else self._kinds(self._lexicon.senses(words[-1].text)),
            weight=Weight.SOFT if is_grammar else Weight.HARD,  # "was there"
            position=span.positions[0],
            entities=entities,
            is_name=bool(entities) or any(sense.startswith("~") for sense in senses),
        )

    def _token_senses(self, token: Token) -> frozenset[str]:
        if token.clock:
            return frozenset({f"t:{token.clock:%H:%M}"})
        if token.numbers:
            senses = {f"n:{number:g}" for number in token.numbers}
            return frozenset(senses | ({f"={token.text}"} if token.text.isalpha() else set()))
        senses = set(self._lexicon.senses(token.text))
        order = self._lexicon.language.ordinal_words.get(token.text)
        return frozenset(senses | ({f"n:{order}"} if order else set()))

    def _word_item(
        self,
        position: int,
        tokens: Sequence[Token],
        alternatives: Mapping[str, tuple[str, ...]],
        *,
        counts_are_soft: bool,
        few_are_soft: bool,
        order_binds: bool = False,
    ) -> Item | None:
        token = tokens[position]
        senses = self._token_senses(token)
        if token.clock or token.numbers:
            is_small = bool(token.numbers) and token.numbers[0] <= _SMALL and not token.is_ordinal
            is_word = token.text.isalpha() and token.numbers[0] <= _FEW if token.numbers else False
            is_soft = (is_small and counts_are_soft) or token.text in _CHAT_DIGITS or (is_word and few_are_soft)
            weight = Weight.SOFT if is_soft else Weight.HARD
            return Item(surface=token.text, senses=senses, weight=weight, position=position, is_number=True)
        word_class = self._lexicon.classify(token.text)
        if word_class <= WordClass.FILLER:
            return None
        for other in alternatives.get(token.text, ()):
            senses |= self._lexicon.senses(other)
        entities = frozenset(
            entity
            for word in alternatives.get(token.text, (token.text,))
            for entity in self._lexicon.name_parts.get(stem(word), ())
        )
        is_foreign = word_class >= WordClass.ENGLISH
        is_ordinal = token.text in self._lexicon.language.ordinal_words and self._precedes_noun(position, tokens)
        is_weak = (
            word_class in {WordClass.LIGHT, WordClass.MODIFIER} or "#person" in senses or self._is_loose(token.text)
        )
        is_weak = is_weak and not is_ordinal and not (order_binds and token.text in _RELATIONS)
        return Item(
            surface=token.text,
            senses=senses,
            kinds=self._kinds(senses),
            guesses=self._guesses(token.text) if word_class is WordClass.RARE else frozenset(),
            weight=Weight.SOFT if is_weak else Weight.HARD,
            position=position,
            entities=entities,
            is_name=bool(entities) or any(sense.startswith("~") for sense in senses),
            is_number=token.text in self._lexicon.language.ordinal_words and not is_weak,
            is_foreign=is_foreign,
        )

    def _precedes_noun(self, position: int, tokens: Sequence[Token]) -> bool:
        """Whether an ordinal counts a thing ("the first film"), or only places an act ("who sang first")."""
        following = tokens[position + 1].text if position + 1 < len(tokens) else ""
        return bool(following) and self._lexicon.classify(following) > WordClass.FILLER

    @staticmethod
    def _kinds(senses: frozenset[str]) -> frozenset[str]:
        return frozenset(sense[1:] for sense in senses if sense.startswith("#"))

    def _is_loose(self, word: str) -> bool:
        language = self._lexicon.language
        return word in language.order_words or word in self._loose

    def _guesses(self, word: str) -> frozenset[str]:
        found: set[str] = set()
        for other in self._speller.sounds_like(word):
            found |= self._lexicon.senses(other)
        return frozenset(found)

    def _merge_names(self, items: list[Item]) -> list[Item]:
        """Neighbouring parts of one person's name become one item (given name and surname), in any order."""
        merged: list[Item] = []
        for item in items:
            last = merged[-1] if merged else None
            common = last.entities & item.entities if last else frozenset()
            if last and common and item.position - last.position <= last.width and last.is_aside == item.is_aside:
                merged[-1] = Item(
                    surface=f"{last.surface} {item.surface}",
                    senses=frozenset(f"@{entity}" for entity in common),
                    parts=(*(last.parts or (last.senses,)), *(item.parts or (item.senses,))),
                    weight=max(last.weight, item.weight),
                    position=last.position,
                    width=item.position - last.position + item.width,
                    before=last.before,
                    entities=common,
                    is_name=True,
                    is_aside=last.is_aside,
                )
            else:
                merged.append(item)
        return merged


def _placed(item: Item, *, is_soft: bool, is_setting: bool, is_aside: bool, before: str) -> Item:
    weight = Weight.SOFT if is_soft else item.weight
    return replace(item, weight=weight, is_setting=is_setting, is_aside=is_aside, before=before)
