"""A game with buttons, from ``/quiz start`` to the final scores."""

from __future__ import annotations

from typing import Any

import discord

from ..conftest import custom_ids
from .conftest import Play


async def test_a_game_from_start_to_final_scores(play: Play) -> None:
    """Announced, asked, answered privately, revealed together with the source, added up at the end."""
    alice, bob = play.world.alice, play.world.bob
    assert await play.start(rounds=5) == "The game begins."
    await play.wait(3)
    for _ in range(5):
        assert await play.pick(alice) == f"Taken: **{play.number()}**."
        await play.wait(10)
        await play.pick(bob)
        await play.wait(11 + 4)

    said = play.said()
    assert said[0].startswith("🎲 **Quiz**: 5 questions, 20 seconds each, started by")
    assert said[1].startswith("**Question 1 of 5**")
    assert said[2] == "⏰ 5 seconds left."
    assert said[3].splitlines()[1:3] == [f"It is {play_answer(said[1])}.", "-# source: Some article, some section"]
    assert said[3].endswith(f"✅ Right: <@{alice.id}> +100, <@{bob.id}> +75")
    assert said[-1].splitlines() == [
        "🏁 **Final scores**",
        f"🥇 1\\. <@{alice.id}>: 500 points, 5 right",
        f"🥈 2\\. <@{bob.id}>: 375 points, 5 right",
    ]


def play_answer(question: str) -> str:
    return question.rpartition(": ")[2].partition("?")[0]


async def test_no_question_comes_twice_in_a_channel(play: Play) -> None:
    """Not in one game, nor in the next, as long as there are others."""
    for _ in range(2):
        await play.begin(rounds=15, seconds=5)
        while await play.command("skip") == "Skipped.":
            await play.wait(4)

    asked = [one for one in play.said() if one.startswith("**Question")]
    assert len(asked) == 30
    assert len({play_answer(one) for one in asked}) == 30


async def test_everybody_answers_once(play: Play) -> None:
    """The first choice counts, right or wrong, and nobody else sees it."""
    await play.begin()
    before = play.said()

    assert await play.pick(play.world.bob, wrong=1) == f"Taken: **{play.number() + 100}**."
    assert "answered already" in await play.pick(play.world.bob)
    assert play.said() == before
    await play.wait(21)

    assert play.said()[-1].endswith(f"❌ Not right: <@{play.world.bob.id}>")


async def test_ties_are_told_as_ties(play: Play) -> None:
    """Equal points share a place."""
    await play.begin()
    await play.pick(play.world.alice)
    await play.pick(play.world.bob)
    await play.wait(21)
    await play.command("stop")

    rows = play.said()[-1].splitlines()[-2:]
    assert [row.partition("<")[0] for row in rows] == ["🥇 1\\. ", "🥇 1\\. "]
    assert all(row.endswith("100 points, 1 right (tie)") for row in rows)


async def test_buttons_of_questions_and_games_past_say_so(play: Play) -> None:
    """However old the message is."""
    old = await play.begin()
    label = str(play.number())
    await play.wait(25)
    result = await play.world.bob.click(old, label=label)
    assert "that question is over" in result.response.content

    await play.command("stop")
    result = await play.world.bob.click(old, label=label)
    assert "That game is over" in result.response.content


async def test_a_game_left_alone_ends_itself(play: Play) -> None:
    """After three questions without any answer, and it says so."""
    await play.begin(rounds=10)
    await play.wait(100)

    assert len([one for one in play.said() if one.startswith("**Question")]) == 3
    assert play.said()[-1].startswith("Nobody has answered for three questions, so the game ends here.\n🏁 **Final sc")
    assert await play.command("scores") == "There is no game here. `/quiz start` begins one."


async def test_a_long_game_never_leans_on_the_interaction(play: Play) -> None:
    """An interaction can be used for fifteen minutes; all that a channel sees is sent as a message of its own."""
    await play.begin(rounds=50, seconds=60)
    for _ in range(16):
        await play.pick(play.world.bob)
        await play.wait(61 + 4)

    assert play.question().content.startswith("**Question 17 of 50**")
    assert not [one for one in play.world.env.http_requests if "/webhooks/" in one.path]


async def test_nothing_pings_and_each_message_has_its_own_nonce(play: Play) -> None:
    """Whoever plays is named without being called, and Discord drops a second copy of a line."""
    await play.begin()
    await play.pick(play.world.alice)
    await play.wait(21)

    sent = [one.json for one in play.world.env.http_requests if one.path.endswith("/messages") and one.method == "POST"]
    assert all(one["allowed_mentions"]["parse"] == [] for one in sent)
    assert all(one["enforce_nonce"] and len(str(one["nonce"])) <= 25 for one in sent)
    assert len({one["nonce"] for one in sent}) == len(sent)


async def test_custom_ids_fit(play: Play) -> None:
    """Into the hundred characters that Discord lets them have."""
    message = await play.begin()

    assert len(custom_ids(message)) == 4
    assert all(len(one) <= 100 for one in custom_ids(message))


async def test_in_a_dm_nobody_waits_for_others(play: Play, simcord_env: Any) -> None:
    """The answer is told at once."""
    carol = simcord_env.create_user("carol")
    play.channel = carol.dm_channel
    await play.start(who=carol)
    await play.wait(3)
    await play.pick(carol)

    assert play.said()[-1].endswith(f"✅ Right: <@{carol.id}> +100")


async def test_it_is_played_in_threads(play: Play) -> None:
    """A thread is a place of its own: the channel around it has no game."""
    channel = play.world.env.bot.get_channel(play.world.channel.id)
    await channel.create_thread(name="quiz", type=discord.ChannelType.public_thread)
    [play.channel] = play.world.channel.threads
    await play.begin()

    assert play.question().channel.id == play.channel.id
    play.channel = play.world.channel
    assert "no game" in await play.command("scores")
