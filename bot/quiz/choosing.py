"""Which questions a game asks, and with which choices. All chance of a game is here, before its start."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, Protocol

from bot.quiz.model import SHOWN, QuizQuestion
from bot.quiz.state import Mode, Round

Difficulty = Literal["easy", "mixed", "hard"]

_NAMES = frozenset({"person", "name"})
_LEAST = 2  # wrong choices of a question made from facts

ENOUGH = 12
"""Answers before it is known how hard a question is: the share of right ones is then off by a third only once in fifty
times (its standard error is a seventh at most)."""

_EASY = 2 / 3  # share of right answers from which a question is easy
_HARD = 1 / 3  # and up to which it is hard; four buttons pressed at random give a quarter

Solved = Mapping[str, tuple[int, int]]
"""By question, right answers and all answers in the games of before."""


class Chance(Protocol):
    """What is used of `random.Random`."""

    def shuffle(self, x: list[Any], /) -> None:
        """Put a list into another order."""
        ...


def playable(questions: Iterable[QuizQuestion], mode: Mode) -> list[QuizQuestion]:
    """The questions that can be played in a mode."""
    if mode == "typed":
        return [one for one in questions if one.is_typable]
    return [one for one in questions if one.has_choices(_LEAST if one.fact else 1)]


def choose_rounds(
    questions: Iterable[QuizQuestion],
    count: int,
    chance: Chance,
    *,
    mode: Mode,
    difficulty: Difficulty = "mixed",
    asked: Sequence[str] = (),
    solved: Solved | None = None,
) -> list[Round]:
    """Questions for a game, fewer than wanted where there are not so many.

    Args:
        questions: To choose from; those that the mode cannot play are left out.
        count: How many are wanted.
        chance: Decides on the order of questions and choices.
        mode: How they are answered.
        difficulty: ``hard`` shows the wrong choices that are nearest to the answer, ``easy`` the farthest.
            Questions that players were found to know come first in an easy game, and last in a hard one.
        asked: Ids asked earlier, oldest first. None of them comes again before all others have been asked, and then the
            oldest comes first.
        solved: How questions were answered before.
    """
    fresh = playable(questions, mode)
    chance.shuffle(fresh)
    age = {key: number for number, key in enumerate(asked, 1)}
    lean = {"easy": -1, "mixed": 0, "hard": 1}[difficulty]
    # Sorting keeps the shuffled order of those that are equal.
    fresh.sort(key=lambda one: (age.get(one.id, 0), lean * _ease(one, solved or {})))
    return [Round(one, _choices(one, chance, mode, difficulty)) for one in _one_a_fact(fresh, age)[:count]]


def _ease(question: QuizQuestion, solved: Solved) -> int:
    """1 for a question that players know, -1 for one that they do not, 0 where that is not known or in between."""
    right, answered = solved.get(question.id, (0, 0))
    if answered < ENOUGH:
        return 0
    return int(right >= _EASY * answered) - int(right <= _HARD * answered)


def _one_a_fact(questions: list[QuizQuestion], age: dict[str, int]) -> list[QuizQuestion]:
    """Fresh questions, then those about a fact already asked about, or with an answer already given, then old ones."""
    seen: set[str] = set()
    first: list[QuizQuestion] = []
    second: list[QuizQuestion] = []
    old: list[QuizQuestion] = []
    for question in questions:
        keys = {f"fact {question.fact or question.id}"}
        if question.answer.sort in _NAMES:
            keys.add(f"answer {question.answer.text}")
        if question.id in age:
            old.append(question)
            continue
        (second if keys & seen else first).append(question)
        seen |= keys
    return first + second + old


def _choices(question: QuizQuestion, chance: Chance, mode: Mode, difficulty: Difficulty) -> tuple[str, ...]:
    if mode == "typed":
        return ()
    wrong = list(question.wrong)
    if difficulty == "easy":
        wrong.reverse()
    elif difficulty == "mixed":
        chance.shuffle(wrong)
    choices = [question.answer.text, *wrong[:SHOWN]]
    chance.shuffle(choices)
    return tuple(choices)
