"""Which ceremonies a question names: by name, year, venue, or as "the other one"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.facts import Ceremony, FactBase
from bot.understanding.draft import Draft
from bot.understanding.language import Language
from bot.understanding.phrases import PhraseTable
from bot.understanding.question import Item, Weight
from bot.understanding.words import tokenise

_PLACING = frozenset({"in", "at", "of", "for", "after", "before", "during", "about"})
_YEAR = "year"
_BEFORE_YEAR = frozenset({"", "in", "of", "about", "for", "and"})


class CeremonyFinder:
    """Finds ceremonies in questions."""

    def __init__(self, language: Language, base: FactBase) -> None:
        self._language = language
        self._base = base
        self._names = PhraseTable(
            (name, ceremony.id)
            for ceremony in base.ceremonies.values()
            for name in _names_of(ceremony, self._only_ceremonies())
        )
        self._venues = PhraseTable(
            (name, ceremony) for ceremony in base.ceremonies for name in _venue_names(base, ceremony)
        )
        self._others = PhraseTable((phrase, True) for phrase in language.other_one)
        self._nouns = {"one", *(word for name in language.ceremony_words for word in name.split())}
        self._short_years = {ceremony.year % 100: ceremony.id for ceremony in base.ceremonies.values()}

    def spans(self, draft: Draft) -> list[tuple[int, int, str]]:
        """(start, end, id) of every ceremony that is called by its name."""
        found = [*self._names.all_in(draft.words), *self._short_year_spans(draft), *self._years_apart(draft)]
        return [*found, *self._as_one(draft)]

    def _as_one(self, draft: Draft) -> Iterator[tuple[int, int, str]]:
        """ "The ... one" at the end of a message, where "the ... ceremony" is what one is called; or its country alone.

        Before it stands nothing else ("and the ... one, sorry?"), or what places something ("after the ... one").
        """
        end = len(draft.words)
        while end and draft.words[end - 1] in self._language.fillers:
            end -= 1
        if end - draft.start == 1 and (found := self._names.longest_at(["in", draft.words[end - 1]], 0)):
            yield end - 1, end, found[1]
            return
        before = draft.words[draft.start : max(draft.start, end - 2)]
        is_placed = before[-1:] == ["the"] and before[-2:-1] and before[-2] in _PLACING
        if end - draft.start < 2 or draft.words[end - 1] != "one" or not (is_placed or before in ([], ["the"])):
            return
        for noun in self._language.ceremony_words:
            if found := self._names.longest_at([draft.words[end - 2], noun], 0):
                yield end - 2, end, found[1]
                return

    def years_between(self, draft: Draft) -> frozenset[int]:
        """The positions of the words that name a ceremony by its distance in years."""
        return frozenset(at for start, end, _ in self._years_apart(draft) for at in range(start, end))

    def _years_apart(self, draft: Draft) -> Iterator[tuple[int, int, str]]:
        """ "Eight years later": the ceremony that so many years lie before or behind, where there is but one."""
        if _YEAR not in draft.present:  # mostly so
            return
        years = {ceremony.id: ceremony.year for ceremony in self._base.ceremonies.values()}
        for at, token in enumerate(draft.tokens[:-2]):
            way = self._language.years_apart.get(draft.words[at + 2])
            if not token.numbers or draft.stems[at + 1] != _YEAR or not way:
                continue
            distance = token.numbers[0] if way == "later" else -token.numbers[0]
            found = [one for one, year in years.items() if year - distance in years.values()]
            if len(found) == 1:
                yield at, at + 3, found[0]

    def _short_year_spans(self, draft: Draft) -> Iterator[tuple[int, int, str]]:
        """Years of two digits that are part of a ceremony's name."""
        for position, ceremony in self._short_years_in(draft):
            if self._is_called_by_year(draft, position, ceremony):
                yield position, position + 1, ceremony

    def _is_called_by_year(self, draft: Draft, position: int, ceremony: str) -> bool:
        """Whether a year of two digits stands after a ceremony's name ("... 22") or for it ("the 22 one", "in 22")."""
        before, after = _before(draft, position), "".join(draft.words[position + 1 : position + 2])
        is_alone = before == "in" and (not after or after in self._language.function_words)
        return is_alone or (before == "the" and after in self._nouns) or before in self._alias_words(ceremony)

    def other_at(self, draft: Draft, position: int) -> bool:
        """Whether "the other one" or the like starts at a position."""
        return bool(self._others.longest_at(draft.words, position))

    def named(self, draft: Draft, spans: Sequence[tuple[int, int, str]], items: Sequence[Item]) -> tuple[str, ...]:
        """Ids of the ceremonies that a question names, in its order; ``other`` for the one not spoken of."""
        taken = {
            position
            for item in items
            if item.is_name and item.width > 1 and item.weight is Weight.HARD
            for position in range(item.position, item.position + item.width)
        }
        found = [ceremony for start, _, ceremony in spans if start not in taken]
        found += [ceremony for _, _, ceremony in self._venues.all_in(draft.words)]
        found += self._by_short_year(draft)
        if self._others.all_in(draft.words) or draft.words[-2:] == ["the", "other"]:
            found.append("other")
        return tuple(dict.fromkeys(found))

    def _by_short_year(self, draft: Draft) -> Iterator[str]:
        """Ceremonies of which only the last two digits of the year are said ("in 22")."""
        for position, ceremony in self._short_years_in(draft):
            if _before(draft, position) in _BEFORE_YEAR or self._is_called_by_year(draft, position, ceremony):
                yield ceremony

    def _short_years_in(self, draft: Draft) -> Iterator[tuple[int, str]]:
        """(position, ceremony) of every number that may be the last two digits of its year."""
        for position, token in enumerate(draft.tokens):
            if token.numbers and len(token.text) == 2 and token.text.isdigit() and not token.is_ordinal:
                ceremony = self._short_years.get(int(token.text))
                if ceremony:
                    yield position, ceremony

    def _alias_words(self, ceremony_id: str) -> set[str]:
        ceremony = self._base.ceremonies[ceremony_id]
        return {token.text for name in (ceremony.short, *ceremony.aliases) for token in tokenise(name)}

    def _only_ceremonies(self) -> list[str]:
        """Words for ceremonies of any sort, less those for whole Games."""
        kinds = {word for kind in self._base.registers.kinds.values() for word in kind.words}
        return [word for word in self._language.ceremony_words if not kinds & {word, word.removesuffix("s")}]


def _before(draft: Draft, position: int) -> str:
    """The word before a position; empty at the start."""
    return draft.words[position - 1] if position else ""


def _names_of(ceremony: Ceremony, generic: Iterable[str]) -> Iterator[str]:
    """What a ceremony is called; where its name ends in a word for ceremonies, any other of these will do."""
    for name in (ceremony.name, ceremony.short, str(ceremony.year), *ceremony.aliases):
        yield name
        whose, _, what = name.partition(" ")
        if what in generic:
            yield from (f"{whose} {other}" for other in generic)


def _venue_names(base: FactBase, ceremony: str) -> Iterator[str]:
    """The names of the places where a ceremony was held: to name the venue is to name the ceremony."""
    for place in base.venues.get(ceremony, ()):
        if sum(place in places for places in base.venues.values()) == 1:
            yield from base.entities[place].names


def is_venue(item: Item, base: FactBase, ceremonies: Iterable[str]) -> bool:
    """Whether an item names where one of some ceremonies was held: it tells which is meant and claims nothing."""
    return any(not item.entities.isdisjoint(base.venues.get(ceremony, ())) for ceremony in ceremonies)
