"""“I was right”, on a simulated Discord."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import discord
import pytest
import sqlalchemy as sa

from bot.adapters.discord_app import CeremonyBot
from bot.adapters.discord_app.quiz.chores import Chores

from ..conftest import custom_ids
from .conftest import Play

YES, NO = "It was right", "It was not"


class Court:
    """A typed game that Alice has started; Bob's guess was refused, and the answer is told."""

    def __init__(self, play: Play) -> None:
        self.play = play
        self.world = play.world
        role = self.world.guild.create_role("Mods", permissions=discord.Permissions(manage_messages=True))
        self.mod = self.world.guild.add_member(self.world.env.create_user("mod"), roles=[role])

    async def guess(self, who: Any, text: str) -> None:
        """Reply to the question."""
        await who.send(self.play.channel, text, reply_to=self.play.question())

    async def close(self) -> None:
        await self.play.wait(21.5)

    async def appeal(self, who: Any = None, **options: Any) -> Any:
        return await (who or self.world.bob).slash(self.play.channel, "quiz appeal", **options)

    async def refusal(self, who: Any = None, **options: Any) -> str:
        """What is told privately where there is nothing to decide."""
        result = await self.appeal(who, **options)
        assert result.ephemeral
        return str(result.response.content)

    def message(self) -> discord.Message:
        return [one for one in self.play.channel.history() if one.content.startswith("⚖️")][-1]

    async def decide(self, who: Any, label: str) -> str:
        """Press a button; what is told privately, if anything."""
        result = await who.click(self.message(), label=label)
        return str(result.response.content) if result.ephemeral else ""

    async def points(self, who: Any) -> int:
        """On the leaderboard."""
        return (await self.world.env.bot.store.standings.profile(who.id, None)).points


@pytest.fixture
async def court(play: Play) -> Court:
    found = Court(play)
    await play.begin(mode="typed")
    await found.guess(found.world.bob, "about that many")
    await found.close()
    return found


async def test_a_granted_appeal_gives_the_points_in_game_and_ledger(court: Court) -> None:
    """Once; the question, the guess and who decided are shown to all."""
    result = await court.appeal()
    assert not result.ephemeral
    bob, alice = court.world.bob, court.world.alice
    told = court.message().content.splitlines()
    assert told[0] == f"⚖️ <@{bob.id}> says that **about that many** was right."
    assert told[1].startswith("**Question 1**: Which number is this")
    assert told[3] == f"-# <@{alice.id}> or a moderator decides, within an hour after the game."

    await court.decide(alice, YES)
    assert court.message().content.endswith(f"✅ <@{alice.id}> agrees: <@{bob.id}> gets 100 points.")
    assert custom_ids(court.message()) == []
    assert await court.points(bob) == 100
    assert f"<@{bob.id}>: 100 points, 1 right" in await court.play.command("scores")


async def test_a_refused_appeal_changes_nothing(court: Court) -> None:
    """It is said who decided."""
    await court.appeal()
    await court.decide(court.mod, NO)

    assert court.message().content.endswith(f"❌ <@{court.mod.id}> leaves it as it was.")
    assert await court.points(court.world.bob) == 0


async def test_only_starter_and_moderators_decide(court: Court) -> None:
    """Not the one who appeals, nor anybody else."""
    carol = court.world.guild.add_member(court.world.env.create_user("carol"))
    await court.appeal()
    for who in (court.world.bob, carol):
        assert "Only whoever started the game, or a moderator" in await court.decide(who, YES)

    assert await court.points(court.world.bob) == 0
    await court.decide(court.mod, YES)
    assert await court.points(court.world.bob) == 100


async def test_the_starter_does_not_decide_on_their_own_guess(play: Play) -> None:
    """A moderator does."""
    court = Court(play)
    await play.begin(mode="typed")
    await court.guess(court.world.alice, "mine")
    await court.close()
    await court.appeal(court.world.alice)
    assert "not on their own guess" in await court.decide(court.world.alice, YES)
    await court.decide(court.mod, YES)

    assert await court.points(court.world.alice) == 100


@pytest.mark.parametrize("is_over", [False, True], ids=["running game", "game over"])
async def test_appeals_outlive_a_restart(
    court: Court, make_quiz_bot: Callable[..., CeremonyBot], is_over: bool
) -> None:
    """The guess is known, the buttons work, and the points count in a game that runs."""
    if is_over:
        await court.play.command("stop")
    await court.world.env.restart_bot(make_quiz_bot())
    await court.appeal()
    await court.world.env.restart_bot(make_quiz_bot())
    await court.decide(court.world.alice, YES)

    assert await court.points(court.world.bob) == 100
    if not is_over:
        assert f"<@{court.world.bob.id}>: 100 points" in await court.play.command("scores")


async def test_a_decision_that_was_cut_short_is_finished_by_pressing_again(
    court: Court, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Written down, but neither in the game nor in the channel: the points are given there, once."""
    store = court.world.env.bot.store.appeals
    await court.appeal()
    decide = store.decide

    async def killed(*arguments: Any) -> bool:
        await decide(*arguments)
        raise RuntimeError("killed")

    monkeypatch.setattr(store, "decide", killed)
    await court.decide(court.world.alice, YES)
    monkeypatch.undo()
    await court.decide(court.mod, NO)

    assert court.message().content.endswith(f"<@{court.world.bob.id}> gets 100 points.")
    assert await court.points(court.world.bob) == 100
    assert f"<@{court.world.bob.id}>: 100 points, 1 right" in await court.play.command("scores")


async def test_which_guess_is_meant_can_be_chosen(play: Play) -> None:
    """Only one's own, of questions that were told; the last one by default."""
    court = Court(play)
    await play.begin(mode="typed")
    for text in ("first thought", "second thought"):
        await court.guess(court.world.bob, text)
    assert await court.world.bob.autocomplete(play.channel, "quiz appeal", "guess", "") == []
    await court.close()

    choices = await court.world.bob.autocomplete(play.channel, "quiz appeal", "guess", "")
    assert [one["value"] for one in choices] == ["second thought", "first thought"]
    assert await court.world.alice.autocomplete(play.channel, "quiz appeal", "guess", "") == []
    await court.appeal(guess="first thought")
    assert "**first thought** was right" in court.message().content


async def test_one_appeals_once_for_a_question(court: Court) -> None:
    """With any guess."""
    await court.appeal()

    assert await court.refusal() == "You have appealed for that question already."


@pytest.mark.parametrize("guess", ["", "something else"])
async def test_without_a_refused_guess_there_is_nothing_to_appeal_for(court: Court, guess: str) -> None:
    """Neither for who has not guessed, nor with a guess that nobody made."""
    who = court.world.alice if not guess else court.world.bob

    assert "nothing that you could appeal for" in await court.refusal(who, guess=guess)


async def test_buttons_cannot_be_appealed_for(play: Play) -> None:
    """A choice is a choice."""
    court = Court(play)
    await play.begin()
    await play.pick(court.world.bob, wrong=1)
    await court.close()

    assert "stay as they are" in await court.refusal()


async def test_where_no_game_was_there_is_none_to_appeal_in(play: Play) -> None:
    """Nor an hour after its end: what was typed is forgotten by then."""
    assert "There is no game here" in await Court(play).refusal()


async def test_guesses_are_forgotten_an_hour_after_the_game(court: Court) -> None:
    """Appeals that are open end with them."""
    await court.appeal()
    await court.play.command("stop")
    chores = court.world.env.bot.get_cog("QuizGroup")
    assert isinstance(chores, Chores)
    for seconds, is_known in ((3500, True), (200, False)):
        await court.world.env.advance_time(seconds)
        await chores.every_minute()
        tables = [await court.world.env.bot.store.database.run(sa.text(f"SELECT * FROM {one}")) for one in TABLES]
        assert ["about that many" in str(rows) for rows in tables] == [is_known, is_known]

    assert "There is no game here" in await court.refusal()
    assert "can no longer be decided" in await court.decide(court.mod, YES)
    assert await court.points(court.world.bob) == 0


TABLES = ("games", "appeals")


async def test_in_a_dm_nobody_else_could_decide(play: Play) -> None:
    """A sentence says so."""
    carol = play.world.env.create_user("carol")
    await carol.send_dm("hello")
    result = await carol.slash("quiz appeal")

    assert "Nobody else is here who could decide" in result.response.content


async def test_without_the_database_nothing_is_decided(court: Court) -> None:
    """Whoever pressed is told to come back, and the appeal stays."""
    await court.appeal()
    await court.world.env.bot.store.database.run(sa.text("ALTER TABLE appeals RENAME TO away"))
    assert "Please try again later" in await court.decide(court.world.alice, YES)
    await court.world.env.bot.store.database.run(sa.text("ALTER TABLE away RENAME TO appeals"))
    await court.decide(court.world.alice, YES)

    assert await court.points(court.world.bob) == 100
