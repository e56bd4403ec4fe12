"""The words of the question of the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.adapters.discord_app.post import MESSAGE, link_to, plain, shorten
from bot.adapters.discord_app.quiz import telling
from bot.quiz.state import Round
from bot.stores import DailyQuestion

_HEAD = "📅 **Question of the day**"
_NAMES = 20  # people named in one line
_STREAKS = 5  # of them, with how many they answered in a row


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a question was answered."""

    question: DailyQuestion
    answers: Mapping[int, bool]
    """By player, in the order of their answers, whether they were right."""
    hidden: set[int]
    """Players that are counted but not named."""
    streaks: Mapping[int, int]

    @property
    def right(self) -> list[int]:
        """Who was right."""
        return [player for player, is_right in self.answers.items() if is_right]

    def named(self, players: Sequence[int]) -> str:
        """Those of some players who may be named."""
        shown = [f"<@{player}>" for player in players if player not in self.hidden]
        more = len(players) - len(shown[:_NAMES])
        return ", ".join(shown[:_NAMES]) + (f" and {more} more" if shown and more else "")


def render_question(question: DailyQuestion, before: Outcome | None) -> str:
    """The question, below how the one before it was answered."""
    asked = Round.from_dict(question.asked)
    lines = [_HEAD, plain(asked.question.text), *telling.spelt_out(asked.choices)]
    lines.append("-# Everybody answers once and is told so alone. The answer comes with the next question.")
    if before is not None:
        lines.append(f"-# {_looking_back(before)}")
    return shorten("\n".join(lines), MESSAGE)


def _looking_back(outcome: Outcome) -> str:
    asked, question = Round.from_dict(outcome.question.asked), outcome.question
    link = link_to(question.guild_id, question.channel_id, question.message_id)
    answer = plain(shorten(asked.question.answer.text, 100))
    counted = f"{len(outcome.right)} of {len(outcome.answers)} were right" if outcome.answers else "nobody answered"
    return f"[The last one](<{link}>): **{answer}**, {counted}."


def render_outcome(question: DailyQuestion, outcome: Outcome) -> str:
    """The question with its answer, its source, who was right, and who has answered most in a row."""
    asked = Round.from_dict(question.asked).question
    lines = [_HEAD, plain(asked.text), f"The answer: **{plain(asked.answer.text)}**"]
    lines += [*telling.behind(asked.told, asked.source), _counted(outcome)]
    if streaks := _streaks(outcome):
        lines.append(f"🔥 In a row: {streaks}")
    return shorten("\n".join(lines), MESSAGE)


def _counted(outcome: Outcome) -> str:
    right = outcome.right
    if not outcome.answers:
        return "Nobody answered."
    names = outcome.named(right)
    return f"✅ {len(right)} of {len(outcome.answers)} were right" + (f": {names}" if names else "")


def _streaks(outcome: Outcome) -> str:
    shown = [(player, days) for player, days in outcome.streaks.items() if days > 1 and player not in outcome.hidden]
    shown.sort(key=lambda one: (-one[1], one[0]))
    return ", ".join(f"<@{player}> {days}" for player, days in shown[:_STREAKS])
