"""Numbers kept in two bytes each: reading many of them from memory takes longer than reckoning with them.

Whole numbers of small steps, not half-precision floats, which most processors widen one by one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bot.answering.postings import Floats

Narrow = NDArray[np.int16]
"""Counts of steps."""
MOST = int(np.iinfo(np.int16).max)
"""Steps."""


class Scale:
    """So many steps make one."""

    def __init__(self, steps: int) -> None:
        self.steps = steps
        self._step = np.float32(1 / steps)

    def narrowed(self, values: Floats) -> Narrow:
        """Numbers to the nearest step; what is out of reach, to the last one."""
        found: Narrow = np.rint(values * np.float32(self.steps)).clip(-MOST, MOST).astype(np.int16)
        return found

    def steps_in(self, value: float) -> int:
        """How many steps make up a number."""
        return round(value * self.steps)

    def restored(self, steps: NDArray[np.int16] | Floats) -> Floats:
        """The numbers again; also of sums of steps."""
        return np.multiply(steps, self._step, dtype=np.float32)
