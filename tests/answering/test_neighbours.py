"""How the examples around a question vote."""

from __future__ import annotations

import numpy as np
import pytest

from bot.answering.neighbours import Neighbourhood, Neighbours
from bot.answering.similarity import Similar

OWNERS = np.array([-1, 0, 0, 2])  # one without an answer, two of the first fact, none of the second


def around(*likeness: float, alike: tuple[bool, ...] = (True,) * 4) -> tuple[Neighbours, Neighbours]:
    """The neighbours where each of the examples is as alike as said."""
    similar = Similar(np.arange(len(likeness)), np.array(likeness, dtype=np.float32))
    return Neighbourhood(OWNERS, 3).around(similar, np.array(alike))


def test_all_votes_add_up_to_one() -> None:
    found, _ = around(0.8, 0.9, 0.2, 0.7)
    assert found.against + found.votes.sum() == pytest.approx(1)


def test_the_most_alike_example_has_nearly_all_votes() -> None:
    found, _ = around(0.4, 0.9, 0.2, 0.5)
    assert found.votes[0] > 0.99


def test_a_fact_without_examples_has_no_neighbour() -> None:
    found, _ = around(0.8, 0.9, 0.2, 0.7)
    assert found.nearest.tolist() == pytest.approx([0.9, 0, 0.7])


def test_what_is_asked_for_otherwise_does_not_count_among_the_alike() -> None:
    _, found = around(1, 1, 1, 1, alike=(False, False, True, False))
    assert (found.unanswered, found.against) == (0, 0)
    assert found.votes.tolist() == [1, 0, 0]


def test_where_nobody_is_alike_nobody_votes() -> None:
    _, found = around(1, 1, 1, 1, alike=(False, False, False, False))
    assert not found.votes.any()
