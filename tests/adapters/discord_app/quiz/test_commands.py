"""``/quiz``: what is refused, and why; who may do what."""

from __future__ import annotations

from typing import Any

import discord
import pytest

from .conftest import Play


async def test_a_second_start_points_to_the_running_game(play: Play) -> None:
    """With a link to its last message; the game is not disturbed."""
    question = await play.begin()
    said = await play.start(who=play.world.bob)

    assert said == f"There is a game here already. {question.jump_url}"
    assert len([one for one in play.said() if one.startswith("🎲")]) == 1


async def test_where_it_may_not_write_it_says_so(play: Play) -> None:
    """Privately, with the permission that it needs."""
    guild = play.world.guild
    silent = guild.create_text_channel(
        "silent", overwrites={guild.default_role: discord.PermissionOverwrite(send_messages=False)}
    )
    play.channel = silent

    assert await play.start() == "I may not write in this channel. I need the permission Send Messages here to play."
    assert play.said() == []


async def test_where_only_a_person_has_installed_it_it_says_so(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bot itself is not in that server."""
    monkeypatch.setattr(play.world.env.bot, "get_guild", lambda _: None)

    assert "you have installed me for yourself" in await play.start()


async def test_a_channel_that_is_gone_in_the_middle_ends_its_game(play: Play) -> None:
    """No trace remains but the points."""
    await play.begin()
    await play.pick(play.world.bob)
    play.world.env.inject_error("POST", "/channels/*/messages", status=403)
    await play.wait(25)

    assert play.world.env.bot.hall.master.tables() == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"ceremony": "Atlantis"}, "I know no ceremony “Atlantis”: I know "),
        ({"pack": "sixes"}, "There is no pack “sixes”. Pick one of those suggested."),
        ({"ceremony": "2022"}, "None of these questions can be played in this mode. Try the other one."),
    ],
)
async def test_what_cannot_be_played_is_said(play: Play, options: dict[str, Any], said: str) -> None:
    """And the channel stays free."""
    assert (await play.start(**options)).startswith(said)
    assert await play.start() == "The game begins."


async def test_a_pack_is_played(play: Play) -> None:
    """Its questions only, under its name."""
    await play.begin(pack="fives")

    assert play.said()[0].startswith("🎲 **Quiz about fives**: 5 questions")
    assert 500 <= play.number() < 505


async def test_packs_and_ceremonies_are_suggested(play: Play) -> None:
    """By what is typed."""
    alice = play.world.alice
    packs = await alice.autocomplete(play.channel, "quiz start", "pack", "fiv")
    ceremonies = await alice.autocomplete(play.channel, "quiz start", "ceremony", "bejing")

    assert packs == [{"name": "fives (5 questions)", "value": "fives"}]
    assert ceremonies[0]["value"] == "Beijing 2022"


async def test_the_starter_and_moderators_stop(play: Play) -> None:
    """Nobody else; the final scores are told."""
    await play.begin()
    assert "Only whoever started the game" in await play.command("stop", play.world.bob)
    role = play.world.guild.create_role("Mods", permissions=discord.Permissions(manage_messages=True))
    mod = play.world.guild.add_member(play.world.env.create_user("mod"), roles=[role])

    assert await play.command("stop", mod) == "The game ends."
    assert play.said()[-1].startswith("The game was stopped.\n🏁 **Final scores**")
    await play.begin()
    assert await play.command("stop") == "The game ends."


async def test_others_skip_by_majority(play: Play) -> None:
    """Of those who take part; the starter alone at once."""
    await play.begin()
    for name in ("carol", "dave"):
        await play.pick(play.world.guild.add_member(play.world.env.create_user(name)))
    assert await play.command("skip", play.world.bob) == "Your vote counts: 1 of 3."
    assert play.said()[-1] == "⏭️ 1 of 3 votes to skip this question."

    assert await play.command("skip") == "Skipped."
    assert play.said()[-1].startswith("⏭️ Skipped. The answer: ")


async def test_scores_are_shown_in_between(play: Play) -> None:
    """Privately."""
    await play.begin()
    await play.pick(play.world.bob)
    await play.wait(21)
    said = await play.command("scores", play.world.bob)

    assert said.splitlines()[:2] == ["**Question 1 of 5**", f"🥇 1\\. <@{play.world.bob.id}>: 100 points, 1 right"]


@pytest.mark.parametrize("name", ["stop", "skip", "hint", "scores"])
async def test_without_a_game_it_says_so(play: Play, name: str) -> None:
    """And how to begin one."""
    assert await play.command(name) == "There is no game here. `/quiz start` begins one."


async def test_a_hint_strikes_out_a_wrong_choice(play: Play) -> None:
    """One that nobody needs to consider any more."""
    await play.begin()
    await play.command("hint", play.world.bob)

    struck = play.said()[-1].partition("**")[2].partition("**")[0]
    assert int(struck) in {play.number() + 100, play.number() + 200, play.number() + 300}
