"""What is practised, and when it comes again, on every database."""

from __future__ import annotations

from bot.stores import Store
from bot.stores.practice import LADDER

from .samples import game, mark

NOW = 1000.0


async def miss(store: Store, number: int = 1, at: float = 10.0, game_id: str = "g1") -> None:
    await store.games.step(game(game_id, is_over=True), [mark(4, 0, number=number, game_id=game_id, answered_at=at)])


async def test_missed_questions_are_due_at_once(store: Store) -> None:
    """The longest missed first, so many as wanted; what was known and what others missed is not."""
    await miss(store, number=1, at=20)
    await miss(store, number=2, at=10)
    await store.games.step(game(), [mark(4, 80, number=3), mark(5, 0, number=4)])

    assert await store.practice.missed(4, NOW, 10) == ["q2", "q1"]
    assert await store.practice.missed(4, NOW, 1) == ["q2"]
    assert await store.practice.missed(9, NOW, 10) == []


async def test_what_a_later_game_shows_to_be_known_is_not_practised(store: Store) -> None:
    """The last answer counts."""
    await miss(store, at=10)
    await store.games.step(game(), [mark(4, 80, game_id="g2", answered_at=20)])

    assert await store.practice.missed(4, NOW, 10) == []


async def test_each_right_answer_moves_a_question_further_away(store: Store) -> None:
    """Step by step, till it is known for good."""
    await miss(store)
    now = NOW
    for wait in LADDER[1:]:
        await store.practice.practised(4, "q1", True, now)
        assert await store.practice.missed(4, now + wait - 1, 10) == []
        assert await store.practice.missed(4, now + wait, 10) == ["q1"]
        now += wait
    await store.practice.practised(4, "q1", True, now)

    assert await store.practice.missed(4, now + 10 * LADDER[-1], 10) == []


async def test_a_wrong_answer_leads_back_to_the_foot(store: Store) -> None:
    """It comes again soon, and the steps begin anew."""
    await miss(store)
    await store.practice.practised(4, "q1", True, NOW)
    later = NOW + LADDER[1]
    await store.practice.practised(4, "q1", False, later)
    assert await store.practice.missed(4, later + LADDER[0], 10) == ["q1"]

    await store.practice.practised(4, "q1", True, later + LADDER[0])
    assert await store.practice.missed(4, later + LADDER[0] + LADDER[1], 10) == ["q1"]


async def test_a_second_answer_to_the_same_question_changes_nothing(store: Store) -> None:
    """Nor one to a question that was never missed: buttons stay under old messages."""
    await miss(store)
    assert await store.practice.practised(4, "q1", True, NOW)
    assert not await store.practice.practised(4, "q1", False, NOW + 1)
    assert not await store.practice.practised(4, "q2", False, NOW)

    assert await store.practice.missed(4, NOW + LADDER[0], 10) == []
    assert (await store.kept_about(4))["practice"] == 1


async def test_missing_it_again_in_a_game_makes_it_due_at_once(store: Store) -> None:
    """Wherever it stood on the ladder, it starts at its foot."""
    await miss(store)
    await store.practice.practised(4, "q1", True, NOW)
    await miss(store, at=NOW + 5, game_id="g2")
    assert await store.practice.missed(4, NOW + 6, 10) == ["q1"]

    await store.practice.practised(4, "q1", True, NOW + 6)
    assert await store.practice.missed(4, NOW + 6 + LADDER[1], 10) == ["q1"]


async def test_the_next_time_is_known(store: Store) -> None:
    """Of what waits, the first; what is due now waits no more."""
    await miss(store, number=1)
    await miss(store, number=2)
    assert await store.practice.next_at(4, NOW) is None
    await store.practice.practised(4, "q1", True, NOW)
    await store.practice.practised(4, "q2", False, NOW)

    assert await store.practice.next_at(4, NOW) == NOW + LADDER[0]
    assert await store.practice.next_at(4, NOW + LADDER[0]) == NOW + LADDER[1]
