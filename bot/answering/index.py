"""Which facts explain which senses: an inverted index with one bit per fact.

A set of facts is an integer whose bit *i* stands for fact number *i*, so that "all facts that explain every word of
the question" is a handful of ``&`` and ``|``, whatever the number of facts.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from bot.facts import Fact, FactBase, Filler, Role
from bot.memo import Memoised, memo
from bot.understanding import Item, Lexicon
from bot.understanding.lexicon import words_in
from bot.understanding.words import tokenise

_PRECISE = frozenset({"n:", "t:"})  # numbers and times hold for one fact only
PERSONAL = frozenset({"person", "group", "animal"})
"""The kinds that "who" asks for."""
_DIGEST_FROM = 3
"""A fact that cites this many sentences sums them up."""


@dataclass(frozen=True, slots=True)
class FillerTerms:
    """A role's filler with everything a question can say to name it."""

    filler: Filler
    roles: frozenset[Role]
    """Those in which the fact has it."""
    words: tuple[frozenset[str], ...]
    """Senses of each content word of its name."""
    function: frozenset[str]
    """Senses of the words of its function ("mayor of the host city")."""
    function_words: frozenset[str]
    """These words themselves, whatever they mean."""
    kinds: frozenset[str]
    """Its kind and everything that kind is a case of."""
    known_as: frozenset[str] = frozenset()
    """Kinds that other facts of the ceremony say it is ("mayor of the host city")."""


@dataclass(frozen=True, slots=True)
class FactTerms:
    """A fact's senses."""

    fact: Fact
    core: frozenset[str]
    """What the fact itself says, in its roles, names and keywords."""
    context: frozenset[str]
    """What goes without saying where it stands: its stage and its topic."""
    said: frozenset[str]
    """Content senses of the statement alone; measures how much of it a question asks about."""
    fillers: tuple[FillerTerms, ...]
    units: tuple[frozenset[str], ...]
    """Senses of what each count counts, in the order of the counts."""
    is_digest: bool
    """Whether the fact sums up several others: it tells and lists, but proves nothing in particular."""
    bit: int
    """The set of this fact alone."""


class FactIndex(Memoised):
    """Facts by number, and for each sense the set of facts that express it."""

    def __init__(self, base: FactBase, lexicon: Lexicon) -> None:
        self.base = base
        self.lexicon = lexicon
        self._function_senses: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
        self._offices = self._collect_offices()
        self.terms = [self._terms_of(fact, 1 << number) for number, fact in enumerate(base.facts.values())]
        self._share_stages()
        self.of_fact: dict[str, FactTerms] = {terms.fact.id: terms for terms in self.terms}
        self.everything = (1 << len(self.terms)) - 1
        self._core: defaultdict[str, int] = defaultdict(int)
        self._any: defaultdict[str, int] = defaultdict(int)
        self.of_ceremony: defaultdict[str, int] = defaultdict(int)
        self.of_topic: defaultdict[str, int] = defaultdict(int)
        for terms in self.terms:
            for sense in terms.core:
                self._core[sense] |= terms.bit
                self._any[sense] |= terms.bit
            for sense in terms.context:
                self._any[sense] |= terms.bit
            self.of_ceremony[terms.fact.ceremony] |= terms.bit
            self.of_topic[terms.fact.topic or ""] |= terms.bit

    def explaining(self, item: Item, *, core_only: bool = False) -> int:
        """The facts that explain an item: one of its senses, or every word of its phrase, or a likely slip."""
        return self._explaining(item.senses, item.guesses, item.parts, core_only)

    @memo(maxsize=2_000)
    def _explaining(
        self, senses: frozenset[str], guesses: frozenset[str], parts: tuple[frozenset[str], ...], core_only: bool
    ) -> int:
        table = self._core if core_only else self._any
        found = _either(table, senses) | _either(table, guesses)
        if parts:
            every = self.everything
            for part in parts:
                every &= _either(table, part)
            found |= every
        return found

    def weight(self, item: Item) -> float:
        """How telling an item is: the rarer among the facts, the more; from about 0.1 to 7."""
        return self._weight(item.senses, item.guesses, item.parts)

    @memo(maxsize=2_000)
    def _weight(self, senses: frozenset[str], guesses: frozenset[str], parts: tuple[frozenset[str], ...]) -> float:
        explaining = self._explaining(senses, guesses, parts, core_only=False)
        return math.log((1 + len(self.terms)) / (1 + explaining.bit_count())) + 0.1

    def is_personal(self, kinds: Iterable[str]) -> bool:
        """Whether one of the kinds is a sort of person."""
        return any("person" in self.base.registers.ancestry(kind) for kind in kinds)

    def known_as(self, one: FillerTerms) -> frozenset[str]:
        """Senses of every function that somebody has in any fact."""
        return self._function_senses.get(one.filler.entity or "", frozenset())

    def facts(self, found: int) -> Iterator[FactTerms]:
        """The facts of a set, in the order of the fact base."""
        while found:
            lowest = found & -found
            yield self.terms[lowest.bit_length() - 1]
            found ^= lowest

    # -- building ----------------------------------------------------------------------------------------------------

    def _terms_of(self, fact: Fact, bit: int) -> FactTerms:
        fillers = tuple(self._filler_terms(filler, fact) for filler in fact.fillers())
        said = self._text_terms(fact.say)
        core = set(said)
        for keyword in (*fact.keywords, *fact.why, *fact.how):
            core |= self._text_terms(keyword)
        for moment in fact.when:
            core |= self._text_terms(moment.text)
            core |= {f"t:{moment.time:%H:%M}"} if moment.time else set()
        for count in fact.count:
            core |= self._text_terms(count.text) | {f"n:{count.number:g}"}
        for filler in fillers:
            core |= self._name_terms(filler.filler) | filler.function
            core |= {f"#{kind}" for kind in filler.kinds | filler.known_as}
        if fact.defines:
            core |= self._entity_terms(fact.defines)
        return FactTerms(
            fact=fact,
            core=frozenset(core),
            context=frozenset(self._context_terms(fact)),
            said=words_in(said),
            fillers=fillers,
            units=tuple(frozenset(self._text_terms(count.unit)) for count in fact.count),
            is_digest=len(fact.cites) >= _DIGEST_FROM,
            bit=bit,
        )

    def _share_stages(self) -> None:
        """What the facts of one stage say goes without saying for each of them."""
        stages: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for terms in self.terms:
            if terms.fact.part:
                stages[terms.fact.ceremony, terms.fact.part] |= {
                    sense for sense in terms.core if sense[:2] not in _PRECISE
                }
        for number, terms in enumerate(self.terms):
            shared = terms.context | self._venue_terms(terms.fact.ceremony)
            if terms.fact.part:
                shared |= stages[terms.fact.ceremony, terms.fact.part]
            self.terms[number] = replace(terms, context=frozenset(shared))

    @memo(maxsize=100)
    def _venue_terms(self, ceremony: str) -> frozenset[str]:
        """The names of the place where all of it happened."""
        places = self.base.venues.get(ceremony, ())
        return frozenset(sense for place in places for sense in self._entity_terms(place) if sense[0] != "#")

    def _context_terms(self, fact: Fact) -> set[str]:
        part = self.base.part_of(fact)
        found = set(self._text_terms(part.title)) if part else set()
        if fact.topic:
            found.add(f"^{fact.topic}")
        return found

    @memo(maxsize=10_000)
    def _text_terms(self, text: str) -> frozenset[str]:
        return self.lexicon.terms(text) | {f"n:{number:g}" for number in self.lexicon.numbers(text)}

    def _name_terms(self, filler: Filler) -> frozenset[str]:
        return self._entity_terms(filler.entity) if filler.entity else self._text_terms(filler.text)

    @memo(maxsize=5_000)
    def _entity_terms(self, entity_id: str) -> frozenset[str]:
        entity = self.base.entities[entity_id]
        found = {f"@{entity_id}"}
        for name in entity.names:
            found |= self._text_terms(name)
        return frozenset(found | {f"#{kind}" for kind in self.base.registers.ancestry(entity.kind)})

    def _filler_terms(self, filler: Filler, fact: Fact) -> FillerTerms:
        kinds = self.base.registers.ancestry(filler.kind)
        if filler.entity:
            kinds |= self.base.registers.ancestry(self.base.entities[filler.entity].kind)
        function = self._function_terms(filler.function)
        return FillerTerms(
            filler=filler,
            roles=fact.roles_of(filler),
            words=tuple(self.lexicon.word_senses(filler.text)),
            function=function,
            function_words=words_in(function),
            kinds=kinds,
            known_as=frozenset(self._offices.get(filler.entity or "", ())),
        )

    def _function_terms(self, function: str | None) -> frozenset[str]:
        """Senses of a function, those of its verb included: a conductor conducts."""
        if not function:
            return frozenset()
        found = set(self.lexicon.terms(function))
        for word in tokenise(function):
            if word.text.endswith(("er", "or")) and len(word.text) > 4:
                for verb in (word.text[:-2], word.text[:-1], word.text[:-2] + "e"):
                    found |= self.lexicon.senses(verb) if self.lexicon.is_ours(verb) else set()
        return frozenset(found)

    def _collect_offices(self) -> dict[str, set[str]]:
        """The kinds that somebody's functions name, over all facts."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for fact in self.base.facts.values():
            for filler in fact.who:
                if filler.entity and filler.function:
                    senses = self._function_terms(filler.function)
                    self._function_senses[filler.entity] |= senses
                    found[filler.entity].update(sense[1:] for sense in senses if sense.startswith("#"))
        return found


def explains(senses: frozenset[str], item: Item) -> bool:
    """Whether senses cover an item: one of its own, every word of its phrase, or a likely slip."""
    if not senses.isdisjoint(item.senses) or (item.guesses and not senses.isdisjoint(item.guesses)):
        return True
    return bool(item.parts) and all(not senses.isdisjoint(part) for part in item.parts)


def _either(table: Mapping[str, int], senses: frozenset[str]) -> int:
    found = 0
    for sense in senses:
        if sense in table:
            found |= table[sense]
    return found
