"""Facts in few characters, so that a button can carry them in its custom id over any restart."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator

from bot.facts import Fact, FactBase

LENGTH = 6
"""Characters of a reference; 36 bits keep ten thousand facts apart with a chance of one in a thousand."""

CUSTOM_ID = 100
"""The characters that Discord lets a custom id have."""


def reference(key: str) -> str:
    """Stands for an id of the fact base; the same in every process."""
    digest = hashlib.blake2b(key.encode(), digest_size=5).digest()
    return base64.urlsafe_b64encode(digest).decode()[:LENGTH]


def pack(facts: Iterable[Fact | str], room: int) -> str:
    """References one after the other, as many as fit into some characters."""
    ids = dict.fromkeys(fact if isinstance(fact, str) else fact.id for fact in facts)
    return "".join(reference(one) for one in list(ids)[: room // LENGTH])


class References:
    """What references stand for in one fact base."""

    def __init__(self, base: FactBase) -> None:
        self._facts = {reference(fact.id): fact for fact in base.facts.values()}
        self._names = {reference(one): one for one in (*base.ceremonies, *base.entities, *base.registers.topics)}

    def facts(self, packed: str) -> Iterator[Fact]:
        """The facts packed into a custom id; those that the fact base has lost since are left out."""
        for start in range(0, len(packed), LENGTH):
            fact = self._facts.get(packed[start : start + LENGTH])
            if fact is not None:
                yield fact

    def name(self, packed: str) -> str | None:
        """The id of the ceremony, entity or topic that a reference stands for, or None."""
        return self._names.get(packed)
