"""``/quiz practice``: what somebody missed, asked again privately and ever more seldom."""

from __future__ import annotations

import random
from dataclasses import dataclass

import discord
from discord import app_commands, ui

from bot.adapters.discord_app.buttons import AnswerButton, Click
from bot.adapters.discord_app.delivery import put_in_place, whisper
from bot.adapters.discord_app.post import MESSAGE, plain, shorten
from bot.adapters.discord_app.quiz import telling
from bot.adapters.discord_app.quiz.part import QuizPart
from bot.adapters.discord_app.references import reference
from bot.adapters.discord_app.responding import Command
from bot.quiz import Quiz, QuizQuestion, choose_rounds, playable

_MOST = 1000  # due questions looked at; some of them may be gone from the files
_SEEDS = 10_000
_STOPPED = "That was it for now. `/quiz practice` goes on whenever you like."
_CHANGED = "This question has changed since it was asked."


class Practising(QuizPart):
    """Learning from mistakes."""

    @app_commands.command(description="Practise the questions that you missed; only you see them")
    async def practice(self, command: Command) -> None:
        """Ask the first question that is due."""
        content, view = await _next_question(command)
        await whisper(command, content, view)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A question with its choices in one order; a seed makes it again in any process."""

    question: QuizQuestion
    seed: int

    @property
    def choices(self) -> tuple[str, ...]:
        """The right choice and the wrong ones."""
        return choose_rounds([self.question], 1, random.Random(self.seed), mode="buttons")[0].choices

    @property
    def check(self) -> str:
        """Changes with what is shown."""
        return reference("\n".join((self.question.text, *self.choices)))

    def custom_id(self, choice: int) -> str:
        """What the button of a choice carries."""
        return f"train:{reference(self.question.id)}:{self.seed}:{self.check}:{choice}"


class Train(AnswerButton, template=r"train:(?P<question>[\w-]{6}):(?P<seed>\d+):(?P<check>[\w-]{6}):(?P<choice>\d)"):
    """Picks a choice while practising."""

    style = discord.ButtonStyle.primary
    place = 0

    async def pressed(self, click: Click) -> None:
        """Tell whether it was right, and keep when the question comes again."""
        quiz = await click.client.hall.quiz()
        question = _by_reference(quiz).get(self.fields["question"])
        sheet = Sheet(question, int(self.fields["seed"])) if question is not None else None
        if sheet is None or sheet.check != self.fields["check"]:
            await put_in_place(click, _CHANGED, _go_on())
            return
        picked = sheet.choices[int(self.fields["choice"])]
        is_right = picked == sheet.question.answer.text
        now = click.client.hall.clock()
        await click.client.store.practice.practised(click.user.id, sheet.question.id, is_right, now)
        await put_in_place(click, _told(sheet.question, picked, is_right), _go_on())


class TrainNext(AnswerButton, template=r"train:next"):
    """Asks the next question."""

    label = "Next"
    emoji = "▶️"
    style = discord.ButtonStyle.success

    async def pressed(self, click: Click) -> None:
        """Show it in place of the last one."""
        await put_in_place(click, *await _next_question(click))


class TrainStop(AnswerButton, template=r"train:stop"):
    """Ends practising."""

    label = "Stop"

    async def pressed(self, click: Click) -> None:
        """Leave nothing to press."""
        await put_in_place(click, _STOPPED, None)


async def _next_question(click: Click) -> tuple[str, ui.View | None]:
    """The first question that is due, or what to do until one is."""
    bot = click.client
    now = bot.hall.clock()
    quiz = await bot.hall.quiz()
    found = {one.id: one for one in _questions(quiz)}
    missed = await bot.store.practice.missed(click.user.id, now, _MOST)
    due = [found[one] for one in missed if one in found]
    if not due:
        return _nothing_due(await bot.store.practice.next_at(click.user.id, now)), None
    return _asked(Sheet(due[0], bot.hall.chance.randrange(_SEEDS)), len(due))


def _questions(quiz: Quiz) -> list[QuizQuestion]:
    """What can be practised: questions with choices, packs included."""
    packed = [one for pack in quiz.packs.values() for one in pack.questions]
    return playable([*quiz.pool.questions, *packed], "buttons")


def _by_reference(quiz: Quiz) -> dict[str, QuizQuestion]:
    return {reference(one.id): one for one in _questions(quiz)}


def _nothing_due(next_at: float | None) -> str:
    if next_at is not None:
        return f"Nothing is due now. The next question comes <t:{int(next_at)}:R>."
    return "There is nothing to practise: you know everything that you were asked. `/quiz start` asks you more."


def _asked(sheet: Sheet, due: int) -> tuple[str, ui.View]:
    left = "the last question that is due" if due == 1 else f"{due} questions are due"
    choices = sheet.choices
    lines = [f"**Practice** · {left}", plain(sheet.question.text), *telling.spelt_out(choices)]
    view = ui.View(timeout=None)
    for number, label in enumerate(telling.labels(choices)):
        view.add_item(Train(sheet.custom_id(number), label=label))
    view.add_item(TrainStop("train:stop"))
    return shorten("\n".join(lines), MESSAGE), view


def _told(question: QuizQuestion, picked: str, is_right: bool) -> str:
    verdict = "✅ Right!" if is_right else f"❌ Not quite; you picked {plain(picked)}."
    lines = [plain(question.text), f"{verdict} The answer: **{plain(question.answer.text)}**"]
    lines += telling.behind(question.told, question.source)
    return shorten("\n".join(lines), MESSAGE)


def _go_on() -> ui.View:
    view = ui.View(timeout=None)
    view.add_item(TrainNext("train:next"))
    view.add_item(TrainStop("train:stop"))
    return view
