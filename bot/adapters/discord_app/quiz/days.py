"""The question of the day: asked once a day, answered once by everybody, resolved when the next one comes."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Awaitable
from typing import TYPE_CHECKING

import discord
from discord import ui

from bot.adapters.discord_app.buttons import AnswerButton, Click
from bot.adapters.discord_app.delivery import UNDELIVERED, deliver, may_pass, whisper
from bot.adapters.discord_app.failures import explain_refusal
from bot.adapters.discord_app.post import plain
from bot.adapters.discord_app.quiz import telling
from bot.adapters.discord_app.quiz.clock import moment
from bot.adapters.discord_app.quiz.today import Outcome, render_outcome, render_question
from bot.conversation.keeping import Mark
from bot.errors import BotError
from bot.quiz import choose_rounds
from bot.quiz.scoring import MOST
from bot.quiz.state import Round
from bot.stores import Daily, DailyQuestion

if TYPE_CHECKING:
    from bot.adapters.discord_app.client import CeremonyBot

logger = logging.getLogger(__name__)

_OPEN = 24 * 3600
"""Seconds for answers where no other question comes."""

_SEARCHED = 200
"""Messages looked through for a question that may have been posted before a kill."""


class Days:
    """Asks and resolves; whatever happens in between, a day has one question."""

    def __init__(self, bot: CeremonyBot) -> None:
        self._bot = bot
        self._new: set[tuple[int, int]] = set()

    async def look(self, now: float) -> None:
        """Do what is due; called every minute.

        Raises:
            StoreUnavailable: It cannot be known what is due.
            DataError: The questions cannot be read.
        """
        store = self._bot.store.daily
        last = await store.last_days()
        for daily in await store.all():
            day = daily.day_at(now)
            if day is not None and day > last.get(daily.guild_id, 0):
                await _apart(self._choose(daily, day, now), daily.guild_id)
        waiting = await store.unfinished()
        newest = {one.guild_id: one.day for one in waiting}  # the oldest come first
        for question in waiting:
            if question.day < newest[question.guild_id] or now >= question.asked_at + _OPEN:
                await _apart(self._resolve(question), question.guild_id)
            elif question.message_id is None:
                await _apart(self._post(question), question.guild_id)

    # -- asking --------------------------------------------------------------------------------------------------------

    async def _choose(self, daily: Daily, day: int, now: float) -> None:
        """Write the question down; it is posted after that, so that another process would not choose another."""
        quiz = await self._bot.hall.quiz()
        asked = await self._bot.store.games.asked_in(daily.channel_id)
        rounds = choose_rounds(quiz.pool.questions, 1, self._bot.hall.chance, mode="buttons", asked=asked)
        if not rounds:
            logger.error("guild %s has no question of the day: there is none with choices", daily.guild_id)
            return
        question = DailyQuestion(
            guild_id=daily.guild_id, day=day, channel_id=daily.channel_id, asked=rounds[0].to_dict(), asked_at=now
        )
        if await self._bot.store.daily.ask(question, rounds[0].question.id):
            self._new.add((question.guild_id, question.day))

    async def _post(self, question: DailyQuestion) -> None:
        channel = self._bot.get_partial_messageable(question.channel_id, guild_id=question.guild_id)
        content = render_question(question, await self._outcome_before(question))
        try:
            posted = await self._posted_before(channel, question)
            if posted is None:
                nonce = f"{question.guild_id}{question.day % 10_000}"
                sent = await deliver(
                    lambda: channel.send(content, view=_view(question), nonce=nonce, suppress_embeds=True),
                    what="the question of the day",
                )
                posted = sent.id
        except UNDELIVERED as error:
            await self._refused(question, error)
            return
        await self._bot.store.daily.posted(question, posted)

    async def _posted_before(self, channel: discord.PartialMessageable, question: DailyQuestion) -> int | None:
        """The message of a question that was posted, but not noted before the process ended."""
        key = (question.guild_id, question.day)
        if key in self._new:
            self._new.discard(key)  # if this try fails it may still have got through
            return None
        me = self._bot.user.id if self._bot.user else 0
        after = discord.Object(discord.utils.time_snowflake(_moment(question.asked_at)))
        try:
            async for message in channel.history(limit=_SEARCHED, after=after, oldest_first=True):
                if message.author.id == me and _is_of(message, question.day):
                    return message.id
        except discord.Forbidden:
            pass  # without the permission to read what was written, a second copy is better than no question
        return None

    async def _refused(self, question: DailyQuestion, error: Exception) -> None:
        """Give up for the day where the channel is gone or closed; try again in a minute where Discord is."""
        logger.warning("no question of the day: %s", explain_refusal(error, question.channel_id, question.guild_id))
        if not may_pass(error):
            await self._bot.store.daily.finish(question, "failed")

    # -- resolving -----------------------------------------------------------------------------------------------------

    async def _resolve(self, question: DailyQuestion) -> None:
        """Give the points, then show the answer; a kill in between leaves the second for later."""
        store = self._bot.store.daily
        await store.count(question, lambda player, choice, at: _mark(question, player, choice, at))
        if question.message_id is None:
            await store.finish(question, "failed")  # nobody could answer it
            return
        channel = self._bot.get_partial_messageable(question.channel_id, guild_id=question.guild_id)
        message = channel.get_partial_message(question.message_id)
        content = render_outcome(question, await self._outcome(question))
        try:
            await deliver(lambda: message.edit(content=content, view=None), what="the answer of the day")
        except UNDELIVERED as error:
            logger.warning("no answer: %s", explain_refusal(error, question.channel_id, question.guild_id))
            if may_pass(error):
                return
        await store.finish(question, "shown")

    async def _outcome_before(self, question: DailyQuestion) -> Outcome | None:
        before = await self._bot.store.daily.before(question)
        return await self._outcome(before) if before is not None else None

    async def _outcome(self, question: DailyQuestion) -> Outcome:
        found = await self._bot.store.daily.outcome(question)
        return Outcome(
            question,
            found,
            hidden=await self._bot.store.standings.hidden_among(list(found)),
            streaks=await self._bot.store.daily.streaks(question.guild_id, list(found)),
        )


async def _apart(chore: Awaitable[None], guild_id: int) -> None:
    """What fails in one guild must not keep the others waiting."""
    try:
        await chore
    except BotError:
        raise
    except Exception:
        logger.exception("the question of the day of guild %s failed", guild_id)


class DayPick(AnswerButton, template=r"daily:(?P<day>\d+):(?P<choice>\d)"):
    """Answers the question of the day."""

    style = discord.ButtonStyle.primary
    place = 0

    async def pressed(self, click: Click) -> None:
        """Keep the choice, and say privately what became of it."""
        await whisper(click, await self._take(click))

    async def _take(self, click: Click) -> str:
        store = click.client.store.daily
        question = await store.question(click.guild_id or 0, int(self.fields["day"]))
        if question is None:
            return "I do not know that question any more."
        choice = int(self.fields["choice"])
        kept = await store.answer(question, click.user.id, choice, moment(click.id))
        if kept is None:
            return telling.TOO_LATE
        picked = plain(Round.from_dict(question.asked).choices[kept])
        if kept != choice:
            return f"You have answered already: **{picked}**. The first choice counts."
        streak = (await store.streaks(question.guild_id, [click.user.id]))[click.user.id]
        row = f" That makes {streak} in a row." if streak > 1 else ""
        return f"Taken: **{picked}**. The answer comes with the next question.{row}"


def _mark(question: DailyQuestion, player_id: int, choice: int, at: float) -> Mark:
    asked = Round.from_dict(question.asked)
    is_right = asked.choices[choice] == asked.question.answer.text
    return Mark(
        game_id=question.game_id,
        number=question.day,
        player_id=player_id,
        guild_id=question.guild_id,
        question_id=asked.question.id,
        fact_id=asked.question.fact,
        is_right=is_right,
        points=MOST if is_right else 0,
        answered_at=at,
    )


def _view(question: DailyQuestion) -> ui.View:
    view = ui.View(timeout=None)
    for number, label in enumerate(telling.labels(Round.from_dict(question.asked).choices)):
        view.add_item(DayPick(f"daily:{question.day}:{number}", label=label))
    return view


def _is_of(message: discord.Message, day: int) -> bool:
    rows = [row.children for row in message.components if isinstance(row, discord.ActionRow)]
    return any((item.custom_id or "").startswith(f"daily:{day}:") for row in rows for item in row)


def _moment(seconds: float) -> dt.datetime:
    """A minute before, for clocks that do not quite agree."""
    return dt.datetime.fromtimestamp(seconds - 60, dt.UTC)
