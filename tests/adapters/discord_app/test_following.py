"""Answers follow their questions: edited, deleted, dismissed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.adapters.discord_app import CeremonyBot

from .conftest import World, custom_id

SOCHI = "who directed the Sochi ceremony?"
BEIJING = "who directed the Beijing ceremony?"


@pytest.fixture(params=[False, True], ids=["same process", "after a kill"])
async def asked(world: World, request: pytest.FixtureRequest, make_bot: Callable[..., CeremonyBot]) -> World:
    """A question with its answer, in the process that gave it or in the next one."""
    world.question = await world.ask(SOCHI)  # type: ignore[attr-defined]
    if request.param:
        await world.env.restart_bot(make_bot())
    return world


async def test_an_edited_question_has_its_answer_edited(asked: World) -> None:
    """The same message then answers what the question says now."""
    first = asked.answer()
    await asked.alice.edit(asked.question, f"{asked.me} {BEIJING}")  # type: ignore[attr-defined]

    assert len(asked.answers()) == 1
    assert asked.answer().id == first.id
    assert "Zhang Yimou" in asked.answer().content


async def test_a_deleted_question_takes_its_answer_along(asked: World) -> None:
    """No answer stands without its question."""
    await asked.alice.delete(asked.question)  # type: ignore[attr-defined]

    assert asked.answers() == []


async def test_an_answer_goes_when_the_question_is_no_longer_for_the_bot(asked: World) -> None:
    """Taking the mention out is asking the bot to leave."""
    await asked.alice.edit(asked.question, SOCHI)  # type: ignore[attr-defined]

    assert asked.answers() == []


async def test_a_dismissed_answer_stays_away(asked: World) -> None:
    """Editing the question does not bring it back."""
    await asked.alice.click(asked.answer(), custom_id=custom_id(asked.answer(), "drop:"))
    for text in (BEIJING, SOCHI):
        await asked.alice.edit(asked.question, f"{asked.me} {text}")  # type: ignore[attr-defined]

    assert asked.answers() == []


async def test_a_message_edited_to_mention_the_bot_is_answered(world: World) -> None:
    """Forgetting the mention first is no reason to stay silent."""
    message = await world.alice.send(world.channel, SOCHI)
    await world.alice.edit(message, f"{world.me} {SOCHI}")

    assert "Finzi Pasca" in world.answer().content


async def test_an_edit_is_read_in_the_light_of_what_came_before_the_question(world: World) -> None:
    """A corrected follow-up still leans on the turn before it."""
    await world.ask(SOCHI)
    follow_up = await world.ask("and the Sochi one?")
    await world.alice.edit(follow_up, f"{world.me} and the Beijing one?")

    assert "Zhang Yimou" in world.answer().content


async def test_a_reply_to_an_answer_of_a_former_process_goes_on_from_it(asked: World) -> None:
    """The buttons of the answer tell what it was about."""
    await asked.bob.send(asked.channel, "and the Beijing one?", reply_to=asked.answer())

    assert "Zhang Yimou" in asked.answer().content
