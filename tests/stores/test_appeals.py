"""Appeals and the aliases that come of them, on every database."""

from __future__ import annotations

import asyncio
import dataclasses

import pytest

from bot.stores import Appeal, Store
from bot.stores.appeals import Alias

from .samples import GAME, game, mark

APPEAL = Appeal(
    game_id="g1", number=1, player_id=4, guild_id=7, question_id="q1", fact_id="f1", answer="the answer",
    guess="teh answer", points=100, appealed_at=20.0,
)  # fmt: skip


@pytest.fixture
async def refused(store: Store) -> Store:
    """A game in which a guess was refused, and the player appeals."""
    await store.games.begin(GAME)
    await store.games.step(GAME, [mark(4, 0), mark(5, 80)])
    assert await store.appeals.open(APPEAL)
    return store


async def test_a_player_appeals_once_for_a_question(refused: Store) -> None:
    """The first appeal stays; for another question there may be another."""
    assert not await refused.appeals.open(dataclasses.replace(APPEAL, guess="something else"))
    assert await refused.appeals.open(dataclasses.replace(APPEAL, number=2))
    assert await refused.appeals.find("g1", 1, 4) == APPEAL
    assert await refused.appeals.find("g1", 1, 5) is None


async def test_a_granted_appeal_gives_the_points_once(refused: Store) -> None:
    """However often it is decided; others keep theirs."""
    assert await refused.appeals.decide(APPEAL, True)
    assert not await refused.appeals.decide(APPEAL, True)
    assert not await refused.appeals.decide(APPEAL, False)

    board = await refused.standings.leaderboard(guild_id=7, since=None)
    assert [(row.player_id, row.points, row.right) for row in board.rows] == [(4, 100, 1), (5, 80, 1)]
    decided = await refused.appeals.find("g1", 1, 4)
    assert decided is not None
    assert decided.is_granted


async def test_a_mark_that_is_right_already_is_left_alone(refused: Store) -> None:
    """One that is missing is written."""
    for appeal in (dataclasses.replace(APPEAL, player_id=5), dataclasses.replace(APPEAL, player_id=6)):
        await refused.appeals.open(appeal)
        await refused.appeals.decide(appeal, True)

    board = await refused.standings.leaderboard(guild_id=7, since=None)
    assert [(row.player_id, row.points) for row in board.rows] == [(6, 100), (5, 80), (4, 0)]


async def test_of_two_that_decide_at_once_one_does(refused: Store) -> None:
    """Points and decision agree, whoever was first."""
    done = await asyncio.gather(*(refused.appeals.decide(APPEAL, one) for one in (True, False) * 5))
    assert sum(done) == 1

    decided = await refused.appeals.find("g1", 1, 4)
    assert decided is not None
    assert (await refused.standings.profile(4, 7)).points == (100 if decided.is_granted else 0)
    assert bool(await refused.appeals.aliases()) is decided.is_granted


async def test_a_refused_appeal_changes_nothing(refused: Store) -> None:
    """No points, no alias."""
    assert await refused.appeals.decide(APPEAL, False)

    assert (await refused.standings.profile(4, 7)).points == 0
    assert await refused.appeals.aliases() == []


async def test_a_granted_guess_is_noted_without_its_player(refused: Store) -> None:
    """For the keepers of the facts, until they drop it; the same guess is noted once."""
    other = dataclasses.replace(APPEAL, player_id=5)
    await refused.appeals.open(other)
    for appeal in (APPEAL, other):
        await refused.appeals.decide(appeal, True)
    await refused.forget_user(4)

    noted = Alias(question_id="q1", fact_id="f1", answer="the answer", guess="teh answer")
    assert await refused.appeals.aliases() == [noted]
    await refused.appeals.forget_aliases()
    assert await refused.appeals.aliases() == []


async def test_the_guess_of_an_appeal_goes_with_its_game(refused: Store) -> None:
    """While the game is known it stays."""
    await refused.games.step(game(is_over=True, written_at=30))
    await refused.games.forget_over_before(30)
    assert await refused.appeals.find("g1", 1, 4) is not None

    await refused.games.forget_over_before(31)
    assert await refused.appeals.find("g1", 1, 4) is None


async def test_a_deleted_member_has_no_appeal(refused: Store) -> None:
    """What they typed is gone, and deciding it changes nothing."""
    await refused.forget_user(4)

    assert await refused.appeals.find("g1", 1, 4) is None
    assert not await refused.appeals.decide(APPEAL, True)
    assert (await refused.standings.profile(4, 7)).points == 0


async def test_a_deleted_member_gets_no_mark_by_appeal_either(refused: Store) -> None:
    """Not while the game runs in which they were when they deleted their data."""
    await refused.forget_user(4)
    await refused.appeals.open(APPEAL)
    assert await refused.appeals.decide(APPEAL, True)

    assert (await refused.kept_about(4))["marks"] == 0


async def test_an_appeal_that_nobody_heard_of_may_be_made_again(refused: Store) -> None:
    """Taking it back leaves nothing."""
    await refused.appeals.take_back(APPEAL)

    assert await refused.appeals.open(APPEAL)
