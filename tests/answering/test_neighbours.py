"""How the examples around a question vote."""

from __future__ import annotations

import numpy as np
import pytest

from bot.answering.neighbours import Circle
from bot.answering.similarity import Similar

OWNERS = np.array([-1, 0, 0, 2])  # one without an answer, two of the first fact, none of the second
ALL = np.full(4, fill_value=True)


def similar(*likeness: float) -> Similar:
    """Each of the examples, as alike as said."""
    return Similar(np.arange(len(likeness)), np.array(likeness, dtype=np.float32))


def test_all_votes_add_up_to_one() -> None:
    found = Circle(OWNERS, ALL, 3).neighbours(similar(0.8, 0.9, 0.2, 0.7))
    assert found.against + found.votes.sum() == pytest.approx(1)


def test_the_most_alike_example_has_nearly_all_votes() -> None:
    found = Circle(OWNERS, ALL, 3).neighbours(similar(0.4, 0.9, 0.2, 0.5))
    assert found.votes[0] > 0.99


def test_a_fact_without_examples_has_no_neighbour() -> None:
    found = Circle(OWNERS, ALL, 3).neighbours(similar(0.8, 0.9, 0.2, 0.7))
    assert found.nearest.tolist() == pytest.approx([0.9, 0, 0.7])


def test_who_is_outside_the_circle_does_not_count() -> None:
    found = Circle(OWNERS, np.array([False, False, True, False]), 3).neighbours(similar(1, 1, 1, 1))
    assert (found.unanswered, found.against) == (0, 0)
    assert found.votes.tolist() == [1, 0, 0]


def test_in_an_empty_circle_nobody_votes() -> None:
    found = Circle(OWNERS, np.full(4, fill_value=False), 3).neighbours(similar(1, 1, 1, 1))
    assert not found.votes.any()
