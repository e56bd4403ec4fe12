"""The store, in memory, on a real SQLite file and on a real PostgreSQL server."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from bot.errors import StoreUnavailable
from bot.stores import AnswerRecord, GuildSettings, Store
from bot.stores.schema import metadata

SETTINGS = GuildSettings(channels=frozenset({3, 1}), hours=12, quiet_from=60, quiet_to=120, timezone="Europe/Berlin")


async def test_settings_of_a_guild_come_back_as_they_were_saved(url: str) -> None:
    """To another process too; a guild that has set nothing has the defaults."""
    store, other = Store(url), Store(url)
    await store.open()
    await store.save_guild(7, SETTINGS)
    await other.open()

    assert await other.guild(7) == SETTINGS
    assert await other.guild(8) == GuildSettings()
    await other.close()
    await store.close()


async def test_settings_of_another_version_are_read_as_far_as_they_are_known(store: Store) -> None:
    """What this version does not know is left out, what is missing has its default."""
    async with store.database.begin() as connection:
        await connection.execute(sa.text("""INSERT INTO guilds VALUES (7, '{"hours": 12, "colour": "red"}')"""))

    assert await store.guild(7) == GuildSettings(hours=12)


async def test_a_guild_can_be_forgotten(store: Store) -> None:
    """Memory included."""
    await store.save_guild(7, SETTINGS)
    await store.forget_guild(7)

    assert await store.guild(7) == GuildSettings()


async def test_an_answer_is_found_by_its_question_until_it_is_gone(store: Store) -> None:
    """Also when the same question gets another answer."""
    record = AnswerRecord(question_id=1, answer_id=2, channel_id=3, user_id=4, written_at=5)
    await store.remember(record)
    assert await store.answer_to(1) == record

    newer = AnswerRecord(question_id=1, answer_id=9, channel_id=3, user_id=4, written_at=6)
    await store.remember(newer)
    assert await store.answer_to(1) == newer
    await store.forget_answer(9)
    assert await store.answer_to(1) is None


async def test_old_answers_are_forgotten(store: Store) -> None:
    """Those before a moment, and no others."""
    for number in (10, 20):
        await store.remember(AnswerRecord(number, number + 1, 3, 4, written_at=number))
    await store.forget_answers_before(20)

    assert await store.answer_to(10) is None
    assert await store.answer_to(20) is not None


async def test_one_person_has_one_vote_per_answer(store: Store) -> None:
    """The last one counts."""
    for vote in (1, -1):
        await store.vote(answer_id=2, user_id=4, vote=vote, facts=["a", "b"])

    assert (await store.kept_about(4))["votes"] == 1


async def test_forgetting_a_person_leaves_others_alone(store: Store) -> None:
    """Links and votes of one person go."""
    for user in (4, 5):
        await store.remember(AnswerRecord(user, user, 3, user, 0))
        await store.vote(answer_id=2, user_id=user, vote=1, facts=[])
    await store.forget_user(4)

    assert set((await store.kept_about(4)).values()) == {0}
    assert (await store.kept_about(5)).items() >= {"answers": 1, "votes": 1}.items()


async def test_what_was_begun_is_written_though_its_caller_is_cancelled(url: str) -> None:
    """Closing waits for it, so that no connection is left behind."""
    store = Store(url)
    await store.open()
    record = AnswerRecord(question_id=1, answer_id=2, channel_id=3, user_id=4, written_at=5)
    caller = asyncio.create_task(store.remember(record))
    await asyncio.sleep(0)
    caller.cancel()
    await store.close()

    await store.open()
    assert await store.answer_to(1) == record
    await store.close()


async def test_ids_of_discord_fit(store: Store) -> None:
    """Snowflakes have up to 63 bits."""
    big = 2**63 - 1
    await store.remember(AnswerRecord(big, big, big, big, 0))

    assert (await store.answer_to(big)) == AnswerRecord(big, big, big, big, 0)


async def test_the_migrations_make_the_tables_that_the_code_uses(store: Store) -> None:
    """Nothing is left for a migration that nobody wrote."""

    def differences(connection: sa.Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))

    async with store.database.begin() as connection:
        assert await connection.run_sync(differences) == []


@pytest.mark.parametrize("url", ["sqlite:////proc/nowhere/bot.sqlite3", "postgresql://127.0.0.1:1/none"])
async def test_a_database_that_cannot_be_used_is_said(url: str) -> None:
    """One error of ours, which names the setting."""
    store = Store(url)
    with pytest.raises(StoreUnavailable, match="DATABASE_URL"):
        await store.open()
    await store.close()


@pytest.mark.parametrize(
    ("first", "last", "hour", "is_quiet"),
    [(60, 120, 1, True), (60, 120, 2, False), (1320, 420, 23, True), (1320, 420, 6, True), (1320, 420, 12, False)],
)
def test_quiet_hours_begin_and_end_and_may_go_over_midnight(first: int, last: int, hour: int, is_quiet: bool) -> None:
    """The first minute is quiet, the last is not."""
    settings = GuildSettings(quiet_from=first, quiet_to=last)

    assert settings.is_quiet(dt.datetime(2000, 1, 1, hour, tzinfo=dt.UTC)) is is_quiet
