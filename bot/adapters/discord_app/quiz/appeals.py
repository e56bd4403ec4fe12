"""``/quiz appeal``: "I was right", decided by whoever started the game or by moderators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from discord import app_commands, ui
from discord.app_commands import Choice

from bot.adapters.discord_app.buttons import AnswerButton, Click
from bot.adapters.discord_app.delivery import UNDELIVERED, put_in_place, say, whisper
from bot.adapters.discord_app.lookup import choices
from bot.adapters.discord_app.post import MESSAGE, plain, shorten
from bot.adapters.discord_app.quiz.part import QuizPart
from bot.adapters.discord_app.responding import Command
from bot.quiz.appeals import RefusedGuess, refused_guesses
from bot.quiz.events import Granted
from bot.stores import Appeal

if TYPE_CHECKING:
    from bot.adapters.discord_app.client import CeremonyBot

_ALONE = "Nobody else is here who could decide. In a server, whoever started the game or a moderator does."
_NO_GAME = "There is no game here whose guesses I still know. I keep them for an hour after its end."
_NO_GUESS = (
    "There is nothing that you could appeal for: I know no wrong guess of yours for the last two questions that were"
    " told. Choices that were picked with a button stay as they are."
)
_TWICE = "You have appealed for that question already."
_GONE = "That appeal can no longer be decided: its game is long over."
_NOT_YOURS = "Only whoever started the game, or a moderator, can decide; and not on their own guess."


@dataclass(frozen=True, slots=True)
class Played:
    """A game that runs or has just ended."""

    game_id: str
    state: Mapping[str, Any]

    @property
    def starter(self) -> str:
        """Who started it."""
        return str(self.state["starter"])


class Appealing(QuizPart):
    """Second opinions."""

    @app_commands.command(description="“I was right”: let a person decide on a guess that I did not take")
    @app_commands.describe(guess="Which of your guesses; the last one by default")
    async def appeal(self, command: Command, guess: str = "") -> None:
        """Ask for a decision in the channel."""
        played = await _played_in(self.bot, command.channel_id or 0)
        if command.guild_id is None:
            await whisper(command, _ALONE)
        elif played is None:
            await whisper(command, _NO_GAME)
        elif (refused := _meant(played, command.user.id, guess)) is None:
            await whisper(command, _NO_GUESS)
        else:
            await self._open(command, played, refused)

    async def _open(self, command: Command, played: Played, refused: RefusedGuess) -> None:
        appeal = Appeal(
            game_id=played.game_id,
            number=refused.number,
            player_id=command.user.id,
            guild_id=command.guild_id,
            question_id=refused.question.id,
            fact_id=refused.question.fact,
            answer=refused.question.answer.text,
            guess=refused.text,
            points=refused.points,
            appealed_at=self.bot.hall.clock(),
        )
        if not await self.bot.store.appeals.open(appeal):
            await whisper(command, _TWICE)
            return
        try:
            await say(command, _told(appeal, refused, played), _view(appeal), is_private=False)
        except UNDELIVERED:
            await self.bot.store.appeals.take_back(appeal)
            raise

    @appeal.autocomplete("guess")
    async def suggest_guesses(self, command: Command, typed: str) -> list[Choice[str]]:
        """One's own refused guesses, the last one first."""
        played = await _played_in(self.bot, command.channel_id or 0)
        found = refused_guesses(played.state, str(command.user.id)) if played is not None else []
        texts = [text for text in dict.fromkeys(one.text for one in found) if typed.casefold() in text.casefold()]
        return choices(texts)


class Decide(AnswerButton, template=r"appeal:(?P<game>\w+):(?P<number>\d+):(?P<player>\d+):(?P<verdict>yes|no)"):
    """Decides on an appeal."""

    async def pressed(self, click: Click) -> None:
        """Correct the points, or leave them; and say so where the appeal stands."""
        bot = click.client
        key = (self.fields["game"], int(self.fields["number"]), int(self.fields["player"]))
        appeal = await bot.store.appeals.find(*key)
        if appeal is None:
            await whisper(click, _GONE)
        elif not await _may_decide(click, appeal):
            await whisper(click, _NOT_YOURS)
        else:
            is_granted = self.fields["verdict"] == "yes"
            if not await bot.store.appeals.decide(appeal, is_granted):
                decided = await bot.store.appeals.find(*key)  # by somebody else, or by a process that has ended
                is_granted = decided is not None and decided.is_granted is True
            await self._tell(click, appeal, is_granted)

    async def _tell(self, click: Click, appeal: Appeal, is_granted: bool) -> None:
        table = click.client.hall.master.game(appeal.game_id)
        if is_granted and table is not None:
            player, at = str(appeal.player_id), click.client.hall.clock()
            await table.put(Granted(at, player, appeal.number, appeal.points))
        await put_in_place(click, _decided(click, appeal, is_granted), None)


async def _played_in(bot: CeremonyBot, channel_id: int) -> Played | None:
    """The game of a channel as it is now, or the last one while it is known."""
    table = bot.hall.master.table(channel_id)
    if table is not None:
        return Played(table.game_id, table.game.save())
    stored = await bot.store.games.last_in(channel_id)
    return Played(stored.game_id, stored.state) if stored is not None else None


def _meant(played: Played, player_id: int, typed: str) -> RefusedGuess | None:
    """The guess that was named, or the last one; one may be told by its beginning."""
    found = refused_guesses(played.state, str(player_id))
    wanted = typed.strip().rstrip("…").casefold()
    return next((one for one in found if one.text.casefold().startswith(wanted)), None)


async def _may_decide(click: Click, appeal: Appeal) -> bool:
    if click.permissions.manage_messages:
        return True
    table = click.client.hall.master.game(appeal.game_id)
    if table is not None:
        starter = table.game.starter
    else:
        stored = await click.client.store.games.game(appeal.game_id)
        starter = Played(stored.game_id, stored.state).starter if stored is not None else ""
    return starter == str(click.user.id) != str(appeal.player_id)


def _told(appeal: Appeal, refused: RefusedGuess, played: Played) -> str:
    lines = [
        f"⚖️ <@{appeal.player_id}> says that **{plain(appeal.guess)}** was right.",
        f"**Question {appeal.number}**: {plain(shorten(refused.question.text, MESSAGE // 4))}",
        f"I took **{plain(shorten(appeal.answer, MESSAGE // 4))}**.",
        f"-# <@{played.starter}> or a moderator decides, within an hour after the game.",
    ]
    return "\n".join(lines)


def _decided(click: Click, appeal: Appeal, is_granted: bool) -> str:
    assert click.message is not None  # a button is always under one
    told = click.message.content.split("\n")[:-1]
    if is_granted:
        verdict = f"✅ <@{click.user.id}> agrees: <@{appeal.player_id}> gets {appeal.points} points."
    else:
        verdict = f"❌ <@{click.user.id}> leaves it as it was."
    return "\n".join([*told, verdict])


def _view(appeal: Appeal) -> ui.View:
    view = ui.View(timeout=None)
    head = f"appeal:{appeal.game_id}:{appeal.number}:{appeal.player_id}"
    view.add_item(Decide(f"{head}:yes", label="It was right"))
    view.add_item(Decide(f"{head}:no", label="It was not"))
    return view
