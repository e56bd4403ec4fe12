"""What a fact puts into a question's hole."""

from __future__ import annotations

from typing import NamedTuple


class Filled(NamedTuple):
    """What a fact puts into a question's hole."""

    values: tuple[str, ...]
    """What was asked for, best first; empty when the statement as a whole is the answer."""
    fit: float = 0.0
    """How well the values suit the question beyond having the right role, from -1 to 2."""
