"""Typed games: what counts as a guess, with and without the message content intent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.adapters.discord_app import CeremonyBot

from .conftest import Play

GUESSING = "Reply to this message, mention me or press Answer"


@pytest.fixture
def all_seeing(make_quiz_bot: Callable[..., CeremonyBot]) -> Any:
    """A bot that is shown every message."""
    return make_quiz_bot(message_content=True)


async def test_the_first_right_message_wins(play: Play, all_seeing: Any) -> None:
    """With the message content intent everything in the channel is a guess; nothing is said to wrong ones."""
    await play.restart(all_seeing)
    await play.begin(mode="typed")
    assert "Type your answer here" in play.question().content
    before = play.said()

    await play.world.alice.send(play.channel, "is it 9999?")
    await play.world.bob.send(play.channel, f"{play.number()}!")
    await play.world.alice.send(play.channel, str(play.number()))
    assert play.said() == before
    await play.wait(2)

    assert play.said()[-1].endswith(f"✅ First: <@{play.world.bob.id}> +100")


async def test_talk_during_a_question_is_no_wrong_answer(play: Play, all_seeing: Any) -> None:
    """Only what is addressed to the bot counts as an answer that was wrong."""
    await play.restart(all_seeing)
    await play.begin(mode="typed")
    await play.world.alice.send(play.channel, "nice weather today")
    await play.world.bob.send(play.channel, "9999", reply_to=play.question())
    await play.wait(30)

    assert "not answered any quiz question" in await play.command("profile", play.world.alice)
    assert "0 of 1 answers right" in await play.command("profile", play.world.bob)


async def test_without_the_intent_the_question_says_what_to_do(play: Play) -> None:
    """In one small line, and a reply, a mention and the field all count."""
    await play.begin(mode="typed")
    assert f"-# {GUESSING}: Discord does not let me read other messages here." in play.question().content
    await play.world.bob.send(play.channel, str(play.number()), reply_to=play.question())
    await play.wait(2)
    assert play.said()[-1].endswith(f"✅ First: <@{play.world.bob.id}> +100")

    await play.wait(4)
    await play.world.bob.send(play.channel, f"{play.world.me} {play.number()}")
    await play.wait(2)
    assert play.said()[-1].endswith(f"✅ First: <@{play.world.bob.id}> +100")


async def test_the_field_says_whether_a_guess_is_right(play: Play) -> None:
    """Privately; whoever is wrong may try again."""
    await play.begin(mode="typed")
    bob = play.world.bob

    async def guess(text: str) -> str:
        shown = await bob.click(play.question(), label="Answer")
        result = await bob.submit_modal(shown, {"guess": text})
        assert result.ephemeral
        return str(result.response.content)

    assert await guess("9999") == "That is not it. Try again!"
    assert await guess(str(play.number())) == "That is right. Let us see who was first."
    await play.wait(2)
    assert play.said()[-1].endswith(f"✅ First: <@{bob.id}> +100")


async def test_the_field_of_a_question_that_is_over_says_so(play: Play) -> None:
    """It is not opened any more."""
    old = await play.begin(mode="typed")
    await play.command("skip")

    result = await play.world.bob.click(old, label="Answer")
    assert result.response.content == "Too late: that question is over."


async def test_people_among_themselves_are_no_guessers(play: Play) -> None:
    """Without the intent, what is not for the bot changes nothing."""
    await play.begin(mode="typed")
    await play.world.bob.send(play.channel, str(play.number()))
    await play.wait(25)

    assert "✅" not in play.said()[-2]


async def test_a_question_to_the_bot_is_answered_and_a_guess_is_not(play: Play) -> None:
    """A mention with a question mark is a question; one without is a guess, and gets no answer of its own."""
    await play.begin(mode="typed")
    await play.world.ask("who sang the Italian anthem?", play.world.bob)
    assert "Malika Ayane" in play.world.answer().content

    count = len(play.said())
    await play.world.ask("who sang the Italian anthem", play.world.bob)
    assert len(play.said()) == count


async def test_in_a_game_with_buttons_the_bot_answers_as_ever(play: Play) -> None:
    """Nothing that is typed is a guess there."""
    await play.begin()
    await play.world.ask("who sang the Italian anthem", play.world.bob)

    assert "Malika Ayane" in play.world.answer().content


async def test_in_a_dm_everything_is_a_guess(play: Play, simcord_env: Any) -> None:
    """And between two questions, whatever ends with a question mark is a question."""
    carol = simcord_env.create_user("carol")
    play.channel = carol.dm_channel
    await play.start(who=carol, mode="typed")
    await play.wait(3)
    assert "Type your answer here" in play.question().content
    await carol.send_dm("9999")
    await carol.send_dm(str(play.number()))
    await play.wait(2)
    assert play.said()[-1].endswith(f"✅ First: <@{carol.id}> +100")

    await carol.send_dm("who sang the Italian anthem?")
    assert "Malika Ayane" in play.said()[-1]


async def test_a_hint_shows_the_shape_and_halves_the_points(play: Play) -> None:
    """To everybody; the second one is refused."""
    await play.begin(mode="typed")
    assert await play.command("hint") == "Here comes the hint."
    assert play.said()[-1].startswith("💡 A hint: **")
    assert "no other hint" in await play.command("hint")
    await play.world.bob.send(play.channel, str(play.number()), reply_to=play.question())
    await play.wait(2)

    assert play.said()[-1].endswith(f"✅ First: <@{play.world.bob.id}> +50")
