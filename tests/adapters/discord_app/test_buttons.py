"""The buttons under an answer, and that they outlive the process that sent it."""

from __future__ import annotations

import re
from collections.abc import Callable

import discord
import pytest

from bot.adapters.discord_app import CeremonyBot
from bot.answering import Clarify
from bot.conversation import Choice, Reply

from .conftest import World, custom_id, custom_ids

ITALIAN = "who sang the Italian anthem?"


@pytest.fixture(params=[False, True], ids=["same process", "after a kill"])
async def answered(world: World, request: pytest.FixtureRequest, make_bot: Callable[..., CeremonyBot]) -> World:
    """One answered question, in the process that answered it or in the next one."""
    await world.ask(ITALIAN)
    if request.param:
        await world.env.restart_bot(make_bot())
    return world


async def test_sources_are_shown_privately(answered: World) -> None:
    """Article and section of each fact, for the one who asks for them."""
    result = await answered.bob.click(answered.answer(), custom_id=custom_id(answered.answer(), "src:"))

    assert result.ephemeral
    assert "2022 Winter Olympics closing ceremony, Proceedings" in result.response.content


async def test_why_tells_intent_words_score_and_runner_up(answered: World) -> None:
    """How the question was read can be looked up under every answer."""
    result = await answered.bob.click(answered.answer(), custom_id=custom_id(answered.answer(), "why:"))

    assert result.ephemeral
    told = result.response.content
    assert "**Intent**: who" in told
    assert "italian anthem" in told
    assert re.search(r"\*\*Confidence\*\*: \d+ of 100", told)
    scores = re.findall(r"\*\*(?:Best fact|Runner-up)\*\* \(score (-?\d+\.\d\d)\): \w", told)
    assert float(scores[0]) > float(scores[1])


async def test_why_tells_every_fact_of_the_answer(world: World) -> None:
    """An answer of two ceremonies rests on more than its best fact."""
    await world.ask("who directed the Sochi and the Beijing ceremony?")
    result = await world.bob.click(world.answer(), custom_id=custom_id(world.answer(), "why:"))

    told = result.response.content
    assert re.search(r"\*\*Best fact\*\* .*Daniele Finzi Pasca", told)
    assert re.search(r"\*\*Told with it\*\*: Zhang Yimou", told)


@pytest.mark.parametrize(("button", "kept"), [("vote:up", 1), ("vote:down", -1)])
async def test_a_vote_is_kept_once_per_person(answered: World, button: str, kept: int) -> None:
    """Whoever votes twice has changed their mind."""
    for _ in range(2):
        result = await answered.bob.click(answered.answer(), custom_id=custom_id(answered.answer(), button))
        assert result.ephemeral

    assert (await answered.env.bot.store.kept_about(answered.bob.id))["votes"] == 1


async def test_the_asker_dismisses_the_answer(answered: World) -> None:
    """The answer goes; the question stays."""
    await answered.alice.click(answered.answer(), custom_id=custom_id(answered.answer(), "drop:"))

    assert answered.answers() == []
    assert (await answered.env.bot.store.kept_about(answered.alice.id))["answers"] == 0


async def test_others_cannot_dismiss_it(answered: World) -> None:
    """Somebody else is told who can."""
    result = await answered.bob.click(answered.answer(), custom_id=custom_id(answered.answer(), "drop:"))

    assert result.ephemeral
    assert "Only the person who asked" in result.response.content
    assert len(answered.answers()) == 1


async def test_moderators_dismiss_any_answer(answered: World) -> None:
    """Manage Messages is enough."""
    role = answered.guild.create_role("Mods", permissions=discord.Permissions(manage_messages=True))
    mod = answered.guild.add_member(answered.env.create_user("mod"), roles=[role])
    await mod.click(answered.answer(), custom_id=custom_id(answered.answer(), "drop:"))

    assert answered.answers() == []


async def test_a_known_thing_takes_the_place_of_not_knowing(world: World) -> None:
    """The asker's press turns the message into the answer; anybody else gets it privately."""
    await world.ask("what did Valery Gergiev wear?")
    button = custom_id(world.answer(), "fact:")

    result = await world.bob.click(world.answer(), custom_id=button)
    assert result.ephemeral
    assert "featured performer" in result.response.content
    assert "don't know" in world.answer().content

    await world.alice.click(world.answer(), custom_id=button)
    assert "featured performer" in world.answer().content
    assert any(one.startswith("src:") for one in custom_ids(world.answer()))


async def test_facts_that_are_gone_are_said_to_be_gone(world: World) -> None:
    """A button of an older fact base does not fail."""
    await world.ask(ITALIAN)
    world.env.bot.engine.references._facts.clear()
    result = await world.bob.click(world.answer(), custom_id=custom_id(world.answer(), "src:"))

    assert "changed since" in result.response.content


# -- choices -----------------------------------------------------------------------------------------------------------


def asking_back(bot: CeremonyBot, count: int) -> None:
    """Let the engine ask back where it is asked "which?": the shipped facts hardly ever make it."""
    ceremonies = [one.short for one in bot.engine.base.ceremonies.values()]
    labels = (ceremonies * count)[:count]
    labels = [label if index < 2 else f"{label} ({index})" for index, label in enumerate(labels)]
    choices = tuple((label, label) for label in labels)
    plain_reply = bot.engine.assistant.reply

    def reply(incoming):  # type: ignore[no-untyped-def]
        found = plain_reply(incoming)
        if "who directed" not in incoming.text:
            return found
        outcome = Clarify(choices=choices, prompt="Which ceremony do you mean?")
        offered = tuple(Choice(label=label, text=text) for label, text in choices)
        return Reply(status="clarify", text="?", choices=offered, question=found.question, outcome=outcome)

    bot.engine.assistant.reply = reply  # type: ignore[method-assign]


async def test_a_choice_is_answered_in_place(world: World, make_bot: Callable[..., CeremonyBot]) -> None:
    """Pressing a choice answers the question that it was offered for, also after a kill."""
    asking_back(world.env.bot, 2)
    await world.ask("who directed it?")
    assert world.answer().content.startswith("**Which ceremony do you mean?**")

    await world.env.restart_bot(make_bot())
    await world.alice.click(world.answer(), custom_id=custom_id(world.answer(), "say:"))

    assert "Finzi Pasca" in world.answer().content


async def test_many_choices_are_a_select(world: World) -> None:
    """What does not fit into one row of buttons becomes a menu of at most 25."""
    asking_back(world.env.bot, 30)
    await world.ask("who directed it?")
    [menu] = [one for one in custom_ids(world.answer()) if one.startswith("menu:")]

    select = world.answer().components[0].children[0]
    assert len(select.options) == 25
    await world.alice.select(world.answer(), custom_id=menu, values=[select.options[1].value])
    assert "Zhang Yimou" in world.answer().content


async def test_many_choices_are_shared_too(world: World) -> None:
    """Everybody can choose under the shared copy."""
    asking_back(world.env.bot, 30)
    result = await world.alice.slash(world.channel, "ask", question="who directed it?")
    await world.alice.click(result.response.message, custom_id="share")
    [menu] = [one for one in custom_ids(world.answer()) if one.startswith("menu:")]

    select = world.answer().components[0].children[0]
    chosen = await world.bob.select(world.answer(), custom_id=menu, values=[select.options[1].value])
    assert chosen.ephemeral
    assert "Zhang Yimou" in chosen.response.content
