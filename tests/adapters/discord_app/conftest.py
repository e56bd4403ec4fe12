"""The bot on a simulated Discord: the real discord.py, the real engine, a real SQLite file."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import discord
import pytest
import pytest_asyncio
import sqlalchemy as sa

from bot.adapters.discord_app import CeremonyBot
from bot.conversation import Assistant
from bot.quiz import Quiz
from bot.stores import Store, schema


@dataclass
class Clock:
    """Time that a test moves."""

    seconds: float = 1_000_000_000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    """What the bot takes for the time."""
    return Clock()


@pytest_asyncio.fixture
async def make_bot(
    shipped: Assistant, shipped_quiz: Quiz, tmp_path: Path, clock: Clock
) -> AsyncIterator[Callable[..., CeremonyBot]]:
    """Builds the bot anew over the same database, as after a kill."""
    made: list[CeremonyBot] = []

    def make(**options: Any) -> CeremonyBot:
        assistant = Assistant(shipped.reader, shipped.answerer)
        store = Store(f"sqlite:///{tmp_path / 'bot.sqlite3'}")
        options = {"clock": clock, "wall_clock": clock, "quiz": lambda _: shipped_quiz} | options
        made.append(CeremonyBot(assistant, store, **options))
        return made[-1]

    yield make
    for bot in made:  # SimCord takes a bot off without closing it, as a kill would
        bot.engine.close()
        await bot.store.close()


@pytest.fixture
def simcord_bot(make_bot: Callable[..., CeremonyBot]) -> CeremonyBot:
    """What SimCord runs."""
    return make_bot()


@dataclass
class World:
    """A guild with a channel and two members."""

    env: Any
    guild: Any
    channel: Any
    alice: Any
    bob: Any
    me: str = field(init=False)

    def __post_init__(self) -> None:
        self.me = f"<@{self.env.bot.user.id}>"

    async def ask(self, text: str, who: Any = None, **options: Any) -> discord.Message:
        """Mention the bot with a question; returns the question."""
        return await (who or self.alice).send(self.channel, f"{self.me} {text}", **options)

    def answers(self) -> list[discord.Message]:
        """What the bot has posted in the channel, oldest first."""
        return [message for message in self.channel.history() if message.author.id == self.env.bot.user.id]

    def answer(self) -> discord.Message:
        """The last thing that the bot has posted."""
        return self.answers()[-1]


@pytest.fixture
def world(simcord_env: Any) -> World:
    """A guild to talk in."""
    guild = simcord_env.create_guild(name="Fans")
    channel = guild.create_text_channel("general")
    alice = guild.add_member(simcord_env.create_user("alice"))
    bob = guild.add_member(simcord_env.create_user("bob"))
    return World(simcord_env, guild, channel, alice, bob)


@pytest_asyncio.fixture
async def without_tables(world: World) -> World:
    """The database has lost everything since the bot was started."""
    async with world.env.bot.store.database.begin() as connection:
        for table in schema.metadata.sorted_tables:
            await connection.execute(sa.text(f"DROP TABLE {table.name}"))
    return world


def custom_id(message: Any, prefix: str) -> str:
    """The custom id of the button that begins so."""
    return next(one for one in custom_ids(message) if one.startswith(prefix))


def custom_ids(message: Any) -> list[str]:
    """The custom ids under a message, row by row."""
    rows = message.components
    if rows and isinstance(rows[0], dict):
        return [item["custom_id"] for row in rows for item in row["components"]]
    return [item.custom_id for row in rows for item in row.children]
