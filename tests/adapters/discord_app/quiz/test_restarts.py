"""Games through restarts and while the database is away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.adapters.discord_app import CeremonyBot
from bot.errors import StoreUnavailable

from .conftest import Play


async def test_a_game_goes_on_in_the_same_channel(play: Play, make_quiz_bot: Callable[..., CeremonyBot]) -> None:
    """With the same scores; no question comes twice, and the buttons of the one that stands there work."""
    bob = play.world.bob
    question = await play.begin()
    await play.pick(bob)
    await play.wait(21 + 4)
    second = play.question()
    assert second.id != question.id

    await play.restart(make_quiz_bot())
    assert play.said()[-1] == f"▶️ The game goes on. Question 2 still stands, 20 seconds left. {second.jump_url}"
    assert play.question().id == second.id
    await play.pick(bob)
    while not play.said()[-1].startswith("🏁"):
        await play.wait(25)
        if play.question().content.startswith("**Question") and "🏁" not in play.said()[-1]:
            await play.pick(bob)

    assert play.said()[-1].splitlines()[1] == f"🥇 1\\. <@{bob.id}>: 500 points, 5 right"
    assert len({one for one in play.said() if one.startswith("**Question")}) == 5


async def test_what_is_typed_meanwhile_counts(play: Play, make_quiz_bot: Callable[..., CeremonyBot]) -> None:
    """The channel is read back from the question on."""
    await play.restart(make_quiz_bot(message_content=True))
    await play.begin(mode="typed")
    play.alarms.forget()
    play.world.env.bot.hall.master.table(play.channel.id)._is_live = False  # as good as dead: it does nothing any more
    await play.world.alice.send(play.channel, "9999")
    await play.world.bob.send(play.channel, str(play.number()))

    await play.restart(make_quiz_bot(message_content=True))
    await play.wait(2)
    assert play.said()[-1].endswith(f"✅ First: <@{play.world.bob.id}> +100")


async def test_what_was_said_but_not_noted_is_not_said_again(
    play: Play, make_quiz_bot: Callable[..., CeremonyBot], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also long after, when Discord has forgotten the nonce: the channel is looked at (SimCord knows no nonces)."""
    await play.start()
    stage = play.world.env.bot.hall.stage
    show = stage.show

    async def show_and_die(table: Any, line: Any) -> None:
        await show(table, line)

    monkeypatch.setattr(stage, "show", show_and_die)
    await play.wait(3)
    assert play.said()[-1].startswith("**Question 1 of 5**")

    await play.restart(make_quiz_bot())
    assert await play.pick(play.world.bob) == f"Taken: **{play.number()}**."
    await play.wait(21)
    assert len([one for one in play.said() if one.startswith("**Question 1 of 5**")]) == 1


async def test_a_game_stays_over_after_a_restart(play: Play, make_quiz_bot: Callable[..., CeremonyBot]) -> None:
    """Nothing is said again, and its buttons say why they do not work."""
    question = await play.begin()
    await play.command("stop")
    said = play.said()
    await play.restart(make_quiz_bot())
    await play.wait(60)

    assert play.said() == said
    result = await play.world.bob.click(question, label=question.components[0].children[0].label)
    assert result.response.content == "That game is over. `/quiz start` begins a new one."


async def test_questions_of_an_earlier_game_do_not_come_again(
    play: Play, make_quiz_bot: Callable[..., CeremonyBot]
) -> None:
    """The channel's memory outlives the process."""
    first = await play.begin()
    await play.command("stop")
    await play.restart(make_quiz_bot())  # whose chance is the same

    assert (await play.begin()).content != first.content


async def test_while_the_database_is_away_the_game_waits(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says so, answers questions as ever, and goes on by itself; the choice made before counts."""
    await play.begin()
    await play.wait(5)
    await play.pick(play.world.bob)
    games = play.world.env.bot.store.games
    step = games.step
    is_away = True

    async def away(*args: Any) -> None:
        if is_away:
            raise StoreUnavailable("locked")
        await step(*args)

    monkeypatch.setattr(games, "step", away)
    await play.wait(60)
    assert play.said()[-1].startswith("⏸️ The game waits")
    assert "The game waits at the moment" in await play.pick(play.world.alice)
    await play.world.ask("who sang the Italian anthem?")
    assert "Malika Ayane" in play.world.answer().content

    is_away = False
    await play.wait(15 + 6)
    back = next(one for one in play.said() if one.startswith("▶️"))
    assert back.startswith("▶️ The game goes on. Question 1 still stands, 5 seconds left.")
    assert any(one.endswith(f"✅ Right: <@{play.world.bob.id}> +88") for one in play.said())
