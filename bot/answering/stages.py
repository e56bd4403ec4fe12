"""The stages of the running order: what each is called, and the fact that tells of it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.index import FactIndex, FactTerms, explains
from bot.facts.model import Part
from bot.understanding import Item


class Stages:
    """The stages of every ceremony, in order."""

    def __init__(self, index: FactIndex) -> None:
        self._index = index
        ceremonies = index.base.ceremonies.values()
        self._of = {ceremony.id: {part.order: part for part in ceremony.parts} for ceremony in ceremonies}
        self._titles = {part: self._words(part) for ceremony in ceremonies for part in ceremony.parts}
        self._said = {part: frozenset().union(*words) for part, words in self._titles.items()}

    def _words(self, part: Part) -> tuple[frozenset[str], ...]:
        """The senses of each word of a stage's title."""
        return tuple(self._index.lexicon.content_senses(part.title))

    def between(self, ceremony: str, first: int, last: int) -> list[Part]:
        """The stages that lie between two places of the running order."""
        return [part for order, part in sorted(self._of[ceremony].items()) if first < order < last]

    def at(self, ceremony: str, order: int) -> Part | None:
        """The stage at a place of the running order."""
        return self._of[ceremony].get(order)

    def called(self, ceremony: str, items: Sequence[Item]) -> Part | None:
        """The one stage whose title says all of some items; None where there is none or several."""
        found = [
            part for part in self._of[ceremony].values() if all(explains(self._said[part], item) for item in items)
        ]
        return found[0] if len(found) == 1 else None

    def headline(self, part: Part, ceremony: str, kinds: frozenset[str] = frozenset()) -> FactTerms | None:
        """The fact that tells of a stage: what says its title, introduces or sums it up, else its first.

        Args:
            part: The stage.
            ceremony: Its ceremony.
            kinds: Ids of kinds, one of which the fact must name; empty for any.
        """
        index = self._index
        inside = [one for one in index.facts(index.of_ceremony[ceremony]) if index.base.part_of(one.fact) == part]
        fitting = [one for one in inside if not kinds or any(filler.kinds & kinds for filler in one.fillers)]
        return max(fitting, key=lambda one: self._telling(one, part), default=None)

    def _telling(self, terms: FactTerms, part: Part) -> tuple[int, int]:
        said = sum(not senses.isdisjoint(terms.core) for senses in self._titles[part])
        return said, bool(terms.fact.topic) + bool(terms.fact.defines)
