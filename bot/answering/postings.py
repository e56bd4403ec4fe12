"""Sparse rows of numbers in flat arrays: for each mark, where it stands and with what value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Places = NDArray[np.intp]
"""As wide as numpy indexes with: narrower ones would be widened at each use."""


Mark = TypeVar("Mark", str, int)
Value = TypeVar("Value", np.float32, np.int16)


class Postings(Generic[Mark, Value]):
    """For each mark (a sense, a turn of phrase) the places that have it, each with a value."""

    def __init__(self, rows: Mapping[Mark, Mapping[int, float]], values: type[Value]) -> None:
        """Lay out.

        Args:
            rows: By mark, the value at each place.
            values: What to keep the values as.
        """
        self._row: dict[Mark, int] = {mark: row for row, mark in enumerate(rows)}
        self._start = np.cumsum([0, *map(len, rows.values())])
        self._places = np.fromiter((place for places in rows.values() for place in places), dtype=np.intp)
        self._values: NDArray[Value] = np.fromiter(
            (value for places in rows.values() for value in places.values()), dtype=values
        )

    def __contains__(self, mark: Mark) -> bool:
        return mark in self._row

    def known(self, marks: Iterable[Mark]) -> list[Mark]:
        """Those of some marks that stand anywhere."""
        return [mark for mark in marks if mark in self._row]

    def of_first(self, count: int) -> tuple[Places, Places, NDArray[Value]]:
        """All that the marks given first have, in their order: number of the mark, place and value of each."""
        starts = self._start[: count + 1]
        rows = np.arange(count).repeat(np.diff(starts))
        return rows, self._places[: starts[-1]], self._values[: starts[-1]]

    def at(self, mark: Mark) -> tuple[Places, NDArray[Value]]:
        """The places of a known mark, each once, and the values there."""
        row = self._row[mark]
        part = slice(*self._start[row : row + 2].tolist())
        return self._places[part], self._values[part]

    def in_rows(self, rows: Places) -> Iterator[tuple[Places, NDArray[Value]]]:
        """The same of several marks by their number, which is their place in the order that they were given in."""
        starts: list[int] = self._start[rows].tolist()
        ends: list[int] = self._start[rows + 1].tolist()
        for start, end in zip(starts, ends, strict=True):
            yield self._places[start:end], self._values[start:end]

    def between(self, mark: Mark, start: int, end: int) -> tuple[Places, NDArray[Value]]:
        """The same of a stretch of the places, where they ascend."""
        places, values = self.at(mark)
        first, last = places.searchsorted((start, end))
        return places[first:last], values[first:last]
