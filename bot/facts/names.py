"""The names under which entities may be referred to in facts."""

from __future__ import annotations

import unicodedata

from bot.facts.documents import Node, Report, closest
from bot.facts.model import Entity


def fold(text: str) -> str:
    """Case, accents and width folded away; the comparable form of a name."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


class NameBook:
    """Finds the one entity that a name, alias or id means."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._owner: dict[str, Entity] = {}
        self._spelled: dict[str, str] = {}

    def add(self, entity: Entity, node: Node) -> None:
        """Enter an entity; a name that another one holds already is reported."""
        for name in (entity.id, *entity.names):
            key = fold(name)
            holder = self._owner.setdefault(key, entity)
            if holder.id != entity.id:
                message = f"entity {entity.id!r}: {name!r} already names {holder.id!r}; a name means one thing only"
                self._report.add(node.path, node.line, message)
            self._spelled.setdefault(key, name)

    def find(self, name: str) -> Entity | None:
        """The entity of this name, or None."""
        return self._owner.get(fold(name))

    def suggest(self, name: str) -> str:
        """A half sentence with the nearest known name, or nothing."""
        found = closest(fold(name), self._owner.keys())
        return f"; did you mean {self._spelled[found]!r}?" if found else ""
