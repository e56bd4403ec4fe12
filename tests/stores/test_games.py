"""Games, their ledger and what channels were asked, on every database."""

from __future__ import annotations

import asyncio

import pytest
import sqlalchemy as sa

from bot.errors import StoreUnavailable
from bot.stores import Store, schema

from .samples import GAME, game, mark


async def test_a_game_comes_back_as_it_was_stored_last(store: Store) -> None:
    """State, screen and ids of any size, in the order in which games were written."""
    await store.games.begin(GAME)
    moved = game(state={"number": 2, "points": {"4": 80}}, written_at=2.5)
    await store.games.step(moved)
    other = game("g2", channel_id=2**63 - 1, guild_id=None)
    await store.games.begin(other)

    assert await store.games.running() == [other, moved]
    assert await store.games.game("g1") == moved
    assert await store.games.game("unknown") is None


async def test_a_channel_has_one_running_game(store: Store) -> None:
    """The second is refused, before and after steps of the first, until that is over."""
    assert await store.games.begin(GAME)
    assert not await store.games.begin(game("g2"))
    assert await store.games.begin(game("g2", channel_id=9))
    assert await store.games.game("g2") == game("g2", channel_id=9)

    await store.games.step(game(is_over=True))
    assert await store.games.begin(game("g3"))


async def test_beginning_a_game_may_be_repeated(store: Store) -> None:
    """For whoever did not learn whether it was written."""
    assert await store.games.begin(GAME)
    assert await store.games.begin(GAME)


async def test_of_many_that_begin_at_once_one_has_the_channel(store: Store) -> None:
    """Whatever the order in which the database takes them."""
    begun = await asyncio.gather(*(store.games.begin(game(f"g{number}")) for number in range(20)))

    assert sum(begun) == 1
    assert len(await store.games.running()) == 1


async def test_the_database_itself_refuses_a_second_game_in_a_channel(store: Store) -> None:
    """Though the code should ever forget to look, and nothing of that step is kept."""
    await store.games.begin(GAME)
    with pytest.raises(StoreUnavailable):
        await store.games.step(game("g2"), [mark(game_id="g2")], asked="q9")

    assert await store.games.solved() == {}
    assert await store.games.asked_in(3) == []


async def test_a_repeated_step_marks_nobody_twice(store: Store) -> None:
    """The first mark of a player for a question stays."""
    await store.games.step(GAME, [mark(points=80), mark(player_id=5, points=0)])
    await store.games.step(GAME, [mark(points=80), mark(player_id=6, points=50)])

    assert await store.games.solved() == {"q1": (2, 3)}
    assert (await store.standings.profile(4, None)).points == 80


async def test_questions_asked_in_a_channel_come_oldest_first(store: Store) -> None:
    """One that is asked again becomes the newest; other channels have their own."""
    for number, question in enumerate(["q2", "q1", "q3", "q2"]):
        await store.games.step(game(written_at=float(number)), asked=question)
    await store.games.step(game("g2", channel_id=9), asked="q9")

    assert await store.games.asked_in(3) == ["q1", "q3", "q2"]
    assert await store.games.asked_in(9) == ["q9"]
    assert await store.games.asked_in(1) == []


async def test_games_long_over_are_forgotten_and_marks_stay(store: Store) -> None:
    """Running games stay, too, however old."""
    await store.games.step(game("over", is_over=True, written_at=10), [mark(game_id="over")])
    await store.games.step(game("late", is_over=True, written_at=30))
    await store.games.step(game("running", written_at=10))
    await store.games.forget_over_before(20)

    assert await store.games.game("over") is None
    assert await store.games.game("late") is not None
    assert await store.games.game("running") is not None
    assert await store.games.solved() == {"q1": (1, 1)}


async def test_a_deleted_member_leaves_no_trace(store: Store) -> None:
    """Marks, practice, hiding, and the states of games they played; others keep theirs."""
    await store.games.step(game("over", is_over=True), [mark(4, game_id="over"), mark(5, 0, game_id="over")])
    await store.standings.hide(4, True)
    await store.forget_user(4)

    assert set((await store.kept_about(4)).values()) == {0}
    assert (await store.kept_about(5))["marks"] == 1
    assert await store.games.game("over") is None


def test_every_table_about_people_is_shown_and_deleted() -> None:
    """A new one cannot be forgotten; who is left out of a running game is kept till that ends."""
    people = {
        table.name
        for table in schema.metadata.sorted_tables
        if {"user_id", "player_id"} & {column.name for column in table.columns}
    }

    assert people == {table.name for table, _ in schema.ABOUT_PEOPLE} | {"left_out"}


async def test_a_running_game_writes_no_marks_for_a_deleted_member(store: Store) -> None:
    """Till it ends; the next game counts again."""
    await store.games.begin(GAME)
    await store.games.step(GAME, [mark(4)])
    await store.forget_user(4)
    await store.games.step(GAME, [mark(4), mark(5)])
    await store.games.step(game(is_over=True), [mark(4, number=2), mark(5, number=2)])
    assert (await store.kept_about(4))["marks"] == 0
    assert (await store.kept_about(5))["marks"] == 2

    await store.games.step(game("g2"), [mark(4, game_id="g2")])
    assert (await store.kept_about(4))["marks"] == 1


async def test_what_was_written_outlives_a_store_that_is_never_closed(url: str) -> None:
    """As after a kill; another process goes on."""
    killed, other = Store(url), Store(url)
    await killed.open()
    await killed.games.begin(GAME)
    await killed.games.step(game(state={"number": 1}), [mark()], asked="q1")
    await other.open()

    assert await other.games.running() == [game(state={"number": 1})]
    assert await other.games.asked_in(3) == ["q1"]
    assert not await other.games.begin(game("g2"))
    await other.close()
    await killed.close()


async def test_games_of_a_store_before_the_quiz_get_their_tables(url: str) -> None:
    """A database of the version before is brought up to date, with what was in it."""
    store = Store(url)
    await store.open()
    await store.vote(answer_id=1, user_id=4, vote=1, facts=[])
    async with store.database.begin() as connection:
        await connection.run_sync(_back_to_the_first_version)
    await store.close()

    await store.open()
    assert await store.games.begin(GAME)
    assert (await store.kept_about(4))["votes"] == 1
    await store.close()


def _back_to_the_first_version(connection: sa.Connection) -> None:
    for table in sa.inspect(connection).get_table_names():
        if table not in {"guilds", "answers", "votes", "registrations", "alembic_version"}:
            connection.execute(sa.text(f"DROP TABLE {table}"))
    connection.execute(sa.text("UPDATE alembic_version SET version_num = '0001'"))


async def test_ids_of_questions_may_be_of_any_length(store: Store) -> None:
    """They are made of the names of files, which whoever runs the bot chooses."""
    long = "pack:" + "n" * 500
    await store.games.step(GAME, [mark(question_id=long, fact_id=long)], asked=long)

    assert await store.games.asked_in(3) == [long]
    assert await store.games.solved() == {long: (1, 1)}
