"""Leaderboards and profiles, on every database."""

from __future__ import annotations

import pytest

from bot.stores import Leaderboard, Mark, Profile, Standing, Store

from .samples import game, mark


async def write(store: Store, *marks: Mark) -> None:
    await store.games.step(game(is_over=True), marks)


async def board(store: Store, guild_id: int | None = 7, since: float | None = None) -> list[tuple[int, int, int]]:
    """Place, player and points."""
    found = await store.standings.leaderboard(guild_id=guild_id, since=since)
    return [(row.place, row.player_id, row.points) for row in found.rows]


async def test_a_leaderboard_sums_up_marks(store: Store) -> None:
    """Best first, with what was right and what was answered."""
    await write(store, mark(4, 80), mark(4, 60, number=2), mark(5, 90), mark(5, 0, number=2))

    first = Standing(place=1, player_id=4, points=140, right=2, answered=2, is_tied=False)
    second = Standing(place=2, player_id=5, points=90, right=1, answered=2, is_tied=False)
    assert await store.standings.leaderboard(guild_id=7, since=None) == Leaderboard([first, second], None, 2, 0)


async def test_equal_points_share_a_place(store: Store) -> None:
    """The next place is as much further down; pages do not change it."""
    await write(store, mark(4, 50), mark(5, 50), mark(6, 70), mark(8, 20))

    whole = await store.standings.leaderboard(guild_id=7, since=None)
    assert [(row.place, row.is_tied) for row in whole.rows] == [(1, False), (2, True), (2, True), (4, False)]
    page = await store.standings.leaderboard(guild_id=7, since=None, limit=2, offset=2)
    assert page == Leaderboard(whole.rows[2:], None, 4, 2)


async def test_a_players_own_line_comes_with_every_page(store: Store) -> None:
    """Whether it is on the page or not; None for who is not on the leaderboard."""
    await write(store, *(mark(4 + number, 50 - number) for number in range(5)))
    for offset in (0, 2, 4):
        page = await store.standings.leaderboard(guild_id=7, since=None, limit=2, offset=offset, player_id=7)
        assert [row.player_id for row in page.rows] == [4, 5, 6, 7, 8][offset : offset + 2]
        assert page.own == Standing(place=4, player_id=7, points=47, right=1, answered=1, is_tied=False)
        assert (page.total, page.offset) == (5, offset)

    assert (await store.standings.leaderboard(guild_id=7, since=None, player_id=99)).own is None


@pytest.mark.parametrize(("lines", "offset"), [(0, 0), (1, 0), (4, 2), (5, 4), (6, 4)])
async def test_a_page_beyond_the_end_is_the_last_one(store: Store, lines: int, offset: int) -> None:
    """Members may have gone since it was asked for."""
    await write(store, *(mark(4 + number, 50 - number) for number in range(lines)))
    page = await store.standings.leaderboard(guild_id=7, since=None, limit=2, offset=100)

    assert page.offset == offset
    assert [row.player_id for row in page.rows] == list(range(4 + offset, 4 + lines))


async def test_a_leaderboard_is_of_one_guild_or_of_all(store: Store) -> None:
    """What was played in DMs counts everywhere and in no guild."""
    await write(store, mark(4, 50), mark(4, 30, number=2, guild_id=8), mark(5, 60, guild_id=None))

    assert await board(store) == [(1, 4, 50)]
    assert await board(store, guild_id=None) == [(1, 4, 80), (2, 5, 60)]


async def test_a_leaderboard_begins_at_a_moment(store: Store) -> None:
    """What was answered at that very moment counts."""
    await write(
        store, mark(4, 50, answered_at=10), mark(4, 30, number=2, answered_at=20), mark(5, 70, answered_at=19.9)
    )

    assert await board(store, since=20) == [(1, 4, 30)]
    assert await board(store, since=21) == []


async def test_hidden_members_take_no_place(store: Store) -> None:
    """Until they show themselves again; hiding twice is hiding."""
    await write(store, mark(4, 50), mark(5, 40))
    for _ in range(2):
        await store.standings.hide(4, True)
    assert await store.standings.is_hidden(4)
    assert await store.standings.hidden_among([4, 5]) == {4}
    assert await board(store) == [(1, 5, 40)]
    assert (await store.standings.leaderboard(guild_id=7, since=None, player_id=4)).own is None

    await store.standings.hide(4, False)
    assert not await store.standings.is_hidden(4)
    assert await board(store) == [(1, 4, 50), (2, 5, 40)]


async def test_a_profile_tells_what_a_player_has_done(store: Store) -> None:
    """In one guild or everywhere; nothing for who has not played."""
    await write(
        store,
        *(mark(4, points, number=number, answered_at=number) for number, points in enumerate([0, 50, 60, 0, 70], 1)),
        mark(4, 100, game_id="g2", guild_id=8, answered_at=9),
        mark(5, 200),
    )

    assert await store.standings.profile(4, 7) == Profile(
        player_id=4, points=180, right=3, answered=5, games=1, best_run=2, place=2, by_fact={"f1": (3, 5)}
    )
    assert await store.standings.profile(4, None) == Profile(
        player_id=4, points=280, right=4, answered=6, games=2, best_run=2, place=1, by_fact={"f1": (4, 6)}
    )
    assert await store.standings.profile(9, 7) == Profile(player_id=9)
