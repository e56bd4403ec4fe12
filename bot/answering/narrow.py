"""Numbers kept in two bytes each: reading many of them from memory takes longer than reckoning with them.

Whole numbers of small steps, not half-precision floats, which most processors widen one by one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bot.answering.postings import Floats

Narrow = NDArray[np.int16]
"""Counts of steps."""

_STEP = np.float32(1 / 1024)
"""Weights and gains are less than 32, and what is told apart by less than a thousandth is alike."""


def narrowed(values: Floats) -> Narrow:
    """Numbers from -32 to 32, to the nearest step."""
    steps: Narrow = np.rint(values / _STEP).astype(np.int16)
    return steps


def restored(steps: NDArray[np.int16] | Floats) -> Floats:
    """The numbers again; also of sums of steps."""
    return np.multiply(steps, _STEP, dtype=np.float32)
