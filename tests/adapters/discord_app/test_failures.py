"""What happens when something fails: people are told, and what can go on goes on."""

from __future__ import annotations

from typing import Any

import discord
import pytest

from .conftest import World, custom_id

ITALIAN = "who sang the Italian anthem?"


async def test_questions_are_answered_while_the_database_is_down(without_tables: World) -> None:
    """With the settings that hold without any; and answers still follow their questions."""
    question = await without_tables.ask(ITALIAN)
    assert "Malika Ayane" in without_tables.answer().content

    await without_tables.alice.edit(question, f"{without_tables.me} who directed the Beijing ceremony?")
    assert "Zhang Yimou" in without_tables.answer().content
    await without_tables.alice.delete(question)
    assert without_tables.answers() == []


async def test_a_vote_that_cannot_be_kept_is_said(without_tables: World) -> None:
    """Nobody is thanked for nothing."""
    await without_tables.ask(ITALIAN)
    result = await without_tables.bob.click(
        without_tables.answer(), custom_id=custom_id(without_tables.answer(), "vote:up")
    )

    assert "cannot write" in result.response.content


@pytest.mark.parametrize("command", ["privacy show", "privacy delete", "settings show"])
async def test_commands_that_need_the_database_say_so(without_tables: World, command: str) -> None:
    """One sentence, privately."""
    role = without_tables.guild.create_role("Admins", permissions=discord.Permissions(manage_guild=True))
    admin = without_tables.guild.add_member(without_tables.env.create_user("admin"), roles=[role])
    result = await admin.slash(without_tables.channel, command)

    assert result.ephemeral
    assert "right now" in result.response.content
    assert all("right now" in result.response.content for _ in without_tables.env.errors)


async def test_a_command_that_breaks_says_so(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The trace is for the log."""
    monkeypatch.setattr(type(world.env.bot), "card_post", broken)
    result = await world.alice.slash(world.channel, "anthems", year="2022")

    assert result.ephemeral
    assert "went wrong on my side" in result.response.content
    assert world.env.errors


async def test_a_button_that_breaks_says_so(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Discord's own "This interaction failed" helps nobody."""
    await world.ask("what did Valery Gergiev wear?")
    monkeypatch.setattr(type(world.env.bot), "card_post", broken)
    result = await world.alice.click(world.answer(), custom_id=custom_id(world.answer(), "fact:"))

    assert "went wrong on my side" in result.response.content
    assert "a button failed" in caplog.text


async def test_without_the_history_permission_it_answers_without_a_reference(world: World) -> None:
    """Discord refuses replies there, not messages."""
    world.env.inject_error("POST", "/channels/*/messages", status=400, code=160002, times=1)
    await world.ask(ITALIAN)

    assert "Malika Ayane" in world.answer().content
    assert world.answer().reference is None


async def broken(*_: Any) -> None:
    """Stands in for a defect of ours."""
    raise RuntimeError("a defect")
