"""A memory of bounded size."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """A dictionary of the last so many things."""

    def __init__(self, limit: int) -> None:
        self._values: OrderedDict[K, V] = OrderedDict()
        self._limit = limit

    def get(self, key: K) -> V | None:
        """What was kept under a key, or None."""
        return self._values.get(key)

    def put(self, key: K, value: V) -> None:
        """Keep something, and drop what is oldest where there is no room."""
        self._values[key] = value
        self._values.move_to_end(key)
        while len(self._values) > self._limit:
            self._values.popitem(last=False)

    def pop(self, key: K) -> V | None:
        """Take something out, if it is there."""
        return self._values.pop(key, None)

    def drop(self, is_gone: Callable[[K, V], bool]) -> None:
        """Take out everything of a sort, told by its key and value."""
        for key in [key for key, value in self._values.items() if is_gone(key, value)]:
            del self._values[key]
