"""Leaderboards, profiles and corrections, on every database."""

from __future__ import annotations

from bot.stores import Mark, Profile, Standing, Store

from .samples import game, mark


async def write(store: Store, *marks: Mark) -> None:
    await store.games.step(game(is_over=True), marks)


async def board(store: Store, guild_id: int | None = 7, since: float | None = None) -> list[tuple[int, int, int]]:
    """Place, player and points."""
    rows = await store.standings.leaderboard(guild_id=guild_id, since=since)
    return [(row.place, row.player_id, row.points) for row in rows]


async def test_a_leaderboard_sums_up_marks(store: Store) -> None:
    """Best first, with what was right and what was answered."""
    await write(store, mark(4, 80), mark(4, 60, number=2), mark(5, 90), mark(5, 0, number=2))

    assert await store.standings.leaderboard(guild_id=7, since=None) == [
        Standing(place=1, player_id=4, points=140, right=2, answered=2, is_tied=False),
        Standing(place=2, player_id=5, points=90, right=1, answered=2, is_tied=False),
    ]


async def test_equal_points_share_a_place(store: Store) -> None:
    """The next place is as much further down; pages do not change it."""
    await write(store, mark(4, 50), mark(5, 50), mark(6, 70), mark(8, 20))

    rows = await store.standings.leaderboard(guild_id=7, since=None)
    assert [(row.place, row.is_tied) for row in rows] == [(1, False), (2, True), (2, True), (4, False)]
    assert await store.standings.leaderboard(guild_id=7, since=None, limit=2, offset=2) == rows[2:]
    assert await store.standings.count(guild_id=7, since=None) == 4


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
    assert await store.standings.standing(4, guild_id=7, since=None) is None

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


async def test_a_correction_counts_once(store: Store) -> None:
    """A wrong mark becomes right; one that is right already stays as it is."""
    await write(store, mark(4, 0), mark(5, 80))

    assert await store.standings.correct(mark(4, 90))
    assert not await store.standings.correct(mark(4, 90))
    assert not await store.standings.correct(mark(5, 100))
    assert await board(store) == [(1, 4, 90), (2, 5, 80)]


async def test_a_correction_writes_a_mark_that_is_missing(store: Store) -> None:
    """Once, too."""
    assert await store.standings.correct(mark(4, 90))
    assert not await store.standings.correct(mark(4, 90))
    assert await board(store) == [(1, 4, 90)]
