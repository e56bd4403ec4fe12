"""Results of methods kept with their objects."""

from __future__ import annotations

import gc
import pickle
import weakref

from bot.memo import Memoised, memo


class Counter(Memoised):
    def __init__(self) -> None:
        self.calls = 0

    @memo(maxsize=2)
    def double(self, number: int) -> int:
        """Twice a number."""
        self.calls += 1
        return 2 * number


def test_a_result_is_worked_out_once_for_each_object() -> None:
    one, other = Counter(), Counter()
    assert [one.double(2), one.double(2), other.double(2)] == [4, 4, 4]
    assert (one.calls, other.calls) == (1, 1)


def test_the_longest_unused_result_is_dropped_first() -> None:
    one = Counter()
    for number in (1, 2, 1, 3, 1, 2):
        one.double(number)
    assert one.calls == 4


def test_nothing_kept_holds_its_object_alive() -> None:
    one = Counter()
    one.double(2)
    gone = weakref.ref(one)
    del one
    gc.collect()
    assert gone() is None


def test_an_object_is_pickled_without_what_it_keeps() -> None:
    one = Counter()
    one.double(2)
    other: Counter = pickle.loads(pickle.dumps(one))
    assert other.double(2) == 4
    assert other.calls == 2
