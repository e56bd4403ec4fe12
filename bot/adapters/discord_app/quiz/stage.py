"""The messages of a game, each sent once."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import discord
from discord import ui

from bot.adapters.discord_app.delivery import UNDELIVERED, deliver, may_pass
from bot.adapters.discord_app.failures import explain_refusal
from bot.adapters.discord_app.post import link_to
from bot.adapters.discord_app.quiz import telling
from bot.adapters.discord_app.quiz.buttons import AnswerHere, Pick
from bot.conversation.quizmaster import Back, Line, Posted, Table, Unshowable
from bot.quiz.events import Asked

if TYPE_CHECKING:
    from bot.adapters.discord_app.client import CeremonyBot

logger = logging.getLogger(__name__)

_LOOKED_BACK = 100
"""Messages looked through for one that may have been sent before a restart."""


class DiscordStage:
    """Says the lines of a game in its channel.

    A message's nonce is made of the game and the line, so that Discord drops a second copy, whichever process sends it;
    after a restart the channel is looked at, too.
    """

    def __init__(self, bot: CeremonyBot) -> None:
        self._bot = bot

    async def show(self, table: Table, line: Line) -> Posted | None:
        """Send a line."""
        try:
            sent = await self._find(table, line) or await self._send(table, line)
        except UNDELIVERED as error:
            reason = explain_refusal(error, table.channel_id, table.guild_id)
            if not may_pass(error):
                raise Unshowable(reason) from error
            logger.warning("game %s: %s", table.game_id, reason)
            return None
        return Posted(sent.id, self._bot.hall.clock.see(sent.id))

    async def _send(self, table: Table, line: Line) -> discord.Message:
        channel = self._bot.get_partial_messageable(table.channel_id, guild_id=table.guild_id)
        content, view, nonce = self._content(table, line), view_of(table, line), f"{table.game_id}-{line.id}"
        return await deliver(
            lambda: channel.send(content, view=view, nonce=nonce, suppress_embeds=True), what="a line of a game"
        )

    async def _find(self, table: Table, line: Line) -> discord.Message | None:
        """A line that a former process has sent: Discord knows a nonce for some minutes only."""
        if line.id not in table.inherited:
            return None
        channel = self._bot.get_partial_messageable(table.channel_id, guild_id=table.guild_id)
        after = discord.Object(table.screen.last_id) if table.screen.last_id else None
        me, content = self._bot.user, self._content(table, line)
        try:
            async for message in channel.history(limit=_LOOKED_BACK, after=after):
                if me is not None and message.author.id == me.id and message.content == content:
                    return message
        except discord.HTTPException:
            logger.info("game %s: what was said in its channel cannot be read", table.game_id)
        return None

    def _content(self, table: Table, line: Line) -> str:
        number = line.said.number if isinstance(line.said, Back) else line.number
        link = jump(table, table.screen.questions.get(number))
        return telling.tell(line.said, table, sees_all=self._bot.intents.message_content, link=link)

    async def tell_hold(self, table: Table) -> None:
        """Say that the game waits."""
        channel = self._bot.get_partial_messageable(table.channel_id, guild_id=table.guild_id)
        try:
            await deliver(lambda: channel.send(telling.ON_HOLD), what="that a game waits")
        except UNDELIVERED as error:
            logger.warning("game %s: %s", table.game_id, explain_refusal(error, table.channel_id, table.guild_id))


def jump(table: Table, message_id: int | None) -> str:
    """A link to a message of a game; empty where it has none."""
    if message_id is None:
        return ""
    return link_to(table.guild_id, table.channel_id, message_id)


def view_of(table: Table, line: Line) -> ui.View:
    """The buttons under a line."""
    view = ui.View(timeout=None)
    said = line.said
    if isinstance(said, Asked):
        for number, label in enumerate(telling.labels(said.choices)):
            view.add_item(Pick(f"quiz:{table.game_id}:{said.number}:{number}", label=label))
        if not said.choices:
            view.add_item(AnswerHere(f"guess:{table.game_id}:{said.number}"))
    return view
