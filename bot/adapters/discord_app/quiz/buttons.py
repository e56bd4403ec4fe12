"""The buttons of a game. Each carries the game and the question in its custom id, so it works after any restart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.adapters.discord_app.buttons import AnswerButton, Click
from bot.adapters.discord_app.delivery import respond, whisper
from bot.adapters.discord_app.failures import excused
from bot.adapters.discord_app.quiz import telling
from bot.adapters.discord_app.quiz.private import privately
from bot.quiz.events import Guess, Press

if TYPE_CHECKING:
    from bot.conversation.quizmaster import Table

_LONGEST = 100
"""Characters of a guess."""


async def _table(click: Click, game_id: str) -> Table | None:
    """The game of a button; None, with a response, where it is no longer played."""
    table = click.client.hall.master.game(game_id)
    if table is None:
        await whisper(click, telling.OVER)
    return table


class Pick(AnswerButton, template=r"quiz:(?P<game>\w+):(?P<number>\d+):(?P<choice>\d+)"):
    """Picks a choice."""

    style = discord.ButtonStyle.primary
    place = 0

    async def pressed(self, click: Click) -> None:
        """Put the choice to the game, and say privately what became of it."""
        at = click.client.hall.clock.see(click.id)
        table = await _table(click, self.fields["game"])
        if table is None:
            return
        effects = table.put(Press(at, str(click.user.id), int(self.fields["number"]), int(self.fields["choice"])))

        async def told() -> str:
            return telling.confide(await effects, telling.OVER)

        await privately(click, told())


class AnswerHere(AnswerButton, template=r"guess:(?P<game>\w+):(?P<number>\d+)"):
    """Opens a field to type a guess into, where messages cannot be read."""

    label = "Answer"
    emoji = "✍️"
    style = discord.ButtonStyle.primary
    place = 0

    async def pressed(self, click: Click) -> None:
        """Show the field."""
        table = await _table(click, self.fields["game"])
        if table is None:
            return
        if table.game.number != int(self.fields["number"]) or not table.game.is_asking:
            await whisper(click, telling.TOO_LATE)
            return
        field = GuessField(table.game_id, table.game.number)
        await respond(lambda: click.response.send_modal(field), what="a field for a guess")


class GuessField(ui.Modal, title="Your answer"):
    """A field for a guess."""

    guess: ui.TextInput[GuessField] = ui.TextInput(label="Who, what, when …?", custom_id="guess", max_length=_LONGEST)

    def __init__(self, game_id: str, number: int) -> None:
        """A field for a question of a game."""
        super().__init__(timeout=300, custom_id=f"field:{game_id}:{number}")
        self._game_id = game_id
        self._number = number

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Put the guess to the game."""
        async with excused(interaction):
            await self._submit(interaction)

    async def _submit(self, click: Click) -> None:
        at = click.client.hall.clock.see(click.id)
        table = await _table(click, self._game_id)
        if table is None:
            return
        text = " ".join(self.guess.value.split())
        effects = table.put(Guess(at, str(click.user.id), click.id, text))

        async def told() -> str:
            await effects
            if table.game.number != self._number:
                return telling.TOO_LATE
            is_right = table.game.is_right(text)
            return "That is right. Let us see who was first." if is_right else "That is not it. Try again!"

        await privately(click, told())
