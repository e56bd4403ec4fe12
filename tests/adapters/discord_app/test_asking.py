"""Where the bot answers, and where it keeps quiet."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import World, custom_ids

ITALIAN = "who sang the Italian anthem?"


async def test_a_mention_is_answered_with_value_sentence_ceremony_and_source(world: World) -> None:
    """The value comes first, then the sentence, the ceremony and the source."""
    question = await world.ask(ITALIAN)

    lines = world.answer().content.splitlines()
    assert lines[0] == "**Malika Ayane**"
    assert "National Anthem of Italy" in lines[1]
    assert lines[2].startswith("-# Beijing 2022 · source: 2022 Winter Olympics closing ceremony")
    assert world.answer().reference.message_id == question.id


async def test_what_one_ceremony_alone_tells_comes_before_what_is_not_known(world: World) -> None:
    """The value is not pushed down by what could not be told of the other one."""
    await world.ask("who sang the Italian anthem in Beijing and in Sochi?")

    lines = world.answer().content.splitlines()
    assert lines[0] == "**Malika Ayane**"
    assert lines[-1] == "I don't know that of Sochi 2014."


async def test_what_a_comparison_finds_comes_first(world: World) -> None:
    """Which of them it is, then what each of them has."""
    await world.ask("which one was longer?")

    lines = world.answer().content.splitlines()
    assert lines[0] == "**Sochi 2014.**"
    assert "**110 minutes**" in lines


async def test_a_dm_needs_no_mention(world: World, simcord_env: Any) -> None:
    """In a DM every message is a question."""
    user = simcord_env.create_user("carol")
    await user.send_dm(ITALIAN)

    assert "Malika Ayane" in user.dm_channel.last_message.content


async def test_a_reply_to_an_answer_goes_on_from_it(world: World) -> None:
    """Whoever replies to an older answer continues there, whatever was asked meanwhile."""
    await world.ask("who directed the Sochi ceremony?")
    first = world.answer()
    await world.ask(ITALIAN)

    await world.alice.send(world.channel, "and the Beijing one?", reply_to=first)

    assert "Zhang Yimou" in world.answer().content


async def test_people_among_themselves_are_left_alone(world: World) -> None:
    """Without a mention, a reply or a chosen channel nothing is said."""
    await world.alice.send(world.channel, ITALIAN)

    assert world.answers() == []


async def test_bots_and_webhooks_get_no_answer(world: World, simcord_env: Any) -> None:
    """Two bots cannot talk each other into a loop."""
    robot = world.guild.add_member(simcord_env.create_user("robot", bot=True))
    await world.ask(ITALIAN, robot)
    await world.guild.create_webhook(world.channel).send(f"{world.me} {ITALIAN}")

    assert world.answers() == []


async def test_follow_ups_belong_to_one_person(world: World) -> None:
    """Bob's question does not lean on Alice's."""
    await world.ask("who directed the Sochi ceremony?")
    await world.ask("and the Beijing one?")
    assert "Zhang Yimou" in world.answer().content

    await world.ask("and the Beijing one?", world.bob)
    assert "Zhang Yimou" not in world.answer().content


async def test_unknown_offers_what_is_known_as_buttons(world: World) -> None:
    """Not knowing comes with a reason and with things that can be pressed."""
    await world.ask("what did Valery Gergiev wear?")

    answer = world.answer()
    assert answer.content.startswith("**I don't know that.**")
    assert any(one.startswith("fact:") for one in custom_ids(answer))


@pytest.mark.parametrize("typed", ["@everyone", "<@&123456789012345678>", "**bold** [x](https://x.example)", "||s||"])
async def test_what_people_type_is_never_echoed_as_markup_or_ping(world: World, typed: str) -> None:
    """User text comes back escaped, and no message of the bot may ping."""
    await world.ask(f"what did {typed} Gergiev wear?")

    sent = [one for one in world.env.http_requests if one.method == "POST" and one.path.endswith("/messages")]
    assert sent
    assert all(one.json["allowed_mentions"] == {"parse": [], "replied_user": False} for one in sent)
    assert typed not in world.answer().content


async def test_a_mention_without_words_says_what_to_ask(world: World) -> None:
    """An empty mention is answered with an example."""
    await world.ask("")

    assert "for instance" in world.answer().content


async def test_a_name_with_backslashes_can_be_mentioned(world: World, simcord_env: Any) -> None:
    """Whoever is called so, the question with the name in it is answered."""
    carol = world.guild.add_member(simcord_env.create_user("carol", global_name="\\o/"))
    await world.ask(f"{carol.mention}, {ITALIAN}")

    assert "Malika Ayane" in world.answer().content


async def test_a_text_too_long_to_be_a_question_is_refused(world: World) -> None:
    """The engine is never given pages to read."""
    await world.ask("who sang " * 100)

    assert "too long" in world.answer().content


async def test_a_question_delivered_twice_is_answered_once(world: World) -> None:
    """Discord may deliver a message a second time."""
    question = await world.ask(ITALIAN)
    world.env.bot.dispatch("message", question)
    await world.env.settle()

    assert len(world.answers()) == 1


async def test_where_it_may_not_write_it_stays_quiet(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """A missing permission ends in one log line that names it, and in nothing else."""
    world.env.inject_error("POST", "/channels/*/messages", status=403)
    await world.ask(ITALIAN)

    assert world.answers() == []
    assert "Send Messages" in caplog.text
