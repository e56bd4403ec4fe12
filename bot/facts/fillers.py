"""What stands in the roles who, what, where and of: names and things without a name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.facts.documents import Fields, Node, Report, nearest
from bot.facts.model import Filler
from bot.facts.names import NameBook
from bot.facts.registers import Registers

FILLER_KEYS = frozenset({"text", "name", "as", "kind"})
"""Keys of the long form of a value."""


@dataclass(frozen=True, slots=True)
class FillerReader:
    """Reads the values of the roles that name something."""

    registers: Registers
    names: NameBook
    report: Report

    def read(self, item: Node, label: str) -> Iterator[Filler]:
        """The values of one list item: ``name``, ``name: function`` or ``{text: ..., kind: ...}``.

        Args:
            item: One element of the role's list.
            label: How messages call the place, for instance ``fact 'lanterns', who``.
        """
        place = Fields(item, self.report, label)
        if item.text:
            yield from self._named(place, item.text)
        elif not isinstance(item.value, dict) or not item.value:
            place.problem("write a name, 'name: function', or {text: ...}")
        elif item.value.keys() & {"text", "name"}:
            place.allow(FILLER_KEYS)
            yield from self._described(place)
        else:
            yield from self._taking_part(place)

    def _taking_part(self, place: Fields) -> Iterator[Filler]:
        for name, function in place.node.pairs():
            if function.text:
                yield from self._named(place, name, function=function.text)
            else:
                place.problem(f"{name!r} needs a plain function after the colon, as '{name}: singer'", name)

    def _described(self, place: Fields) -> Iterator[Filler]:
        kind = self._kind(place)
        function = place.text("as") or None
        if place.holds("name") and place.holds("text"):
            place.problem("has both 'name' and 'text'; keep 'name' for what is an entity, else 'text'", "text")
        elif place.holds("name"):
            yield from self._named(place, place.text("name"), function=function, kind=kind)
        elif text := place.text("text", required=True):
            yield Filler(text=text, kind=kind, function=function)

    def _kind(self, place: Fields) -> str | None:
        kind = place.text("kind")
        if kind and kind not in self.registers.kinds:
            place.problem(f"unknown kind {kind!r}{nearest(kind, self.registers.kinds.keys())}", "kind")
        return kind or None

    def _named(
        self, place: Fields, name: str, *, function: str | None = None, kind: str | None = None
    ) -> Iterator[Filler]:
        entity = self.names.find(name)
        if entity is not None:
            yield Filler(text=entity.name, entity=entity.id, kind=kind or entity.kind, function=function)
            return
        hint = self.names.suggest(name) or f"; add an entity, or write {{text: {name}}} for something without a name"
        place.problem(f"nobody and nothing is called {name!r}{hint}", name)
