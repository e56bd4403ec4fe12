"""Knowledge read anew while the bot runs."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import discord
import pytest
from discord import app_commands

from bot.adapters.discord_app import CeremonyBot
from bot.bootstrap import build_assistant
from bot.settings import Settings

from .conftest import World


@pytest.fixture
def folder(tmp_path: Path, lake_games: Path) -> Path:
    """Knowledge that a test may change."""
    return Path(shutil.copytree(lake_games, tmp_path / "knowledge"))


@pytest.fixture
def simcord_bot(make_bot: Callable[..., CeremonyBot], folder: Path) -> CeremonyBot:
    """A bot that can read its knowledge anew."""
    settings = Settings(knowledge=(folder,))
    bot = make_bot(reload=lambda: build_assistant(settings))
    bot.engine.replace(build_assistant(settings))
    return bot


@pytest.fixture
def boss(world: World) -> Any:
    """An admin, whom a test may make the owner of the bot."""
    world.env.bot.owner_id = world.alice.id
    role = world.guild.create_role("Admins", permissions=discord.Permissions(administrator=True))
    return world.guild.add_member(world.env.create_user("boss"), roles=[role])


async def test_new_facts_are_answered_from(world: World, folder: Path, boss: Any) -> None:
    """After a reload the bot says what the files say."""
    world.env.bot.owner_id = boss.id
    for path in folder.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("Greet Jansma", "Griet Jansma"), encoding="utf-8")
    result = await boss.slash(world.channel, "reload")

    assert "Read anew" in result.response.content
    await world.ask("Who sang the Boat Song?")
    assert "Griet Jansma" in world.answer().content


async def test_what_is_read_anew_is_not_searched_for_garbage(world: World) -> None:
    """A long search would hold up the event loop; what is frozen is spared."""
    gc.freeze()  # as the process does after its start
    try:
        await world.env.bot.reload_knowledge()
        fact = next(iter(world.env.bot.engine.base.facts.values()))
        assert all(one is not fact for one in gc.get_objects())
    finally:
        gc.unfreeze()


async def test_a_broken_file_keeps_the_old_facts_and_is_named(world: World, folder: Path, boss: Any) -> None:
    """File and line, and what is wrong."""
    world.env.bot.owner_id = boss.id
    path = next(folder.rglob("opening.yaml"))
    path.write_text(path.read_text(encoding="utf-8").replace("count:", "cuont:", 1), encoding="utf-8")
    result = await boss.slash(world.channel, "reload")

    assert "The old facts stay" in result.response.content
    assert "opening.yaml:" in result.response.content
    assert "cuont" in result.response.content
    await world.ask("Who sang the Boat Song?")
    assert "Greet Jansma" in world.answer().content


async def test_others_cannot_reload(world: World, boss: Any) -> None:
    """Not even admins."""
    result = await boss.slash(world.channel, "reload")

    assert result.ephemeral
    assert "owner" in result.response.content
    assert [type(error) for error in world.env.errors] == [app_commands.CheckFailure]


async def test_a_changed_file_is_read_by_itself_where_that_is_wanted(
    world: World, folder: Path, make_bot: Callable[..., CeremonyBot], caplog: pytest.LogCaptureFixture
) -> None:
    """A broken file is logged with its line and changes nothing; the repaired one counts."""
    settings = Settings(knowledge=(folder,))
    bot = make_bot(reload=lambda: build_assistant(settings), watch=(folder,))
    bot.engine.replace(build_assistant(settings))
    await world.env.restart_bot(bot)
    path = next(folder.rglob("opening.yaml"))
    good = path.read_text(encoding="utf-8")

    path.write_text(good.replace("count:", "cuont:", 1), encoding="utf-8")
    await world.env.advance_time(5)
    assert "opening.yaml:" in caplog.text
    await world.ask("Who sang the Boat Song?")
    assert "Greet Jansma" in world.answer().content

    (entity,) = folder.rglob("veldhaven.yaml")
    entity.write_text(entity.read_text(encoding="utf-8").replace("Greet Jansma", "Griet Jansma"), encoding="utf-8")
    path.write_text(good.replace("Greet Jansma", "Griet Jansma"), encoding="utf-8")
    await world.env.advance_time(5)
    await world.ask("Who sang the Boat Song?", world.bob)
    assert "Griet Jansma" in world.answer().content
