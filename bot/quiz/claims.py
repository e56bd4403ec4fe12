"""Statements to be found right, or wrong and put right."""

from __future__ import annotations

from collections.abc import Iterator

from bot.quiz.making import Desk, turn_of
from bot.quiz.model import SHOWN, Answer, QuizQuestion
from bot.quiz.named import Hole

_TRUE_EVERY = 3  # one statement in so many is right


def claims(desk: Desk, holes: list[Hole]) -> Iterator[QuizQuestion]:
    """A statement for the first hole that another name fits into; the choices tell what would be right."""
    for hole in holes:
        wrong = [name for name in hole.wrong if hole.filler.entity and _fits(desk, hole, name)]
        if len(wrong) >= SHOWN and not hole.is_shared:
            yield _claim(desk, hole, wrong)
            return


def _fits(desk: Desk, hole: Hole, name: str) -> bool:
    """Whether a name can stand in the hole: it takes an article as the right one does, and brings none of its own."""
    has_article = hole.cut.before.casefold().endswith("the ")
    brings_one = name.casefold().startswith("the ")
    return not brings_one and desk.evidence.takes_the(name) == has_article


def _claim(desk: Desk, hole: Hole, others: list[str]) -> QuizQuestion:
    key = f"claim/{hole.key}"
    say = desk.wording.say
    is_true = turn_of(f"{hole.fact.id}/{key}") % _TRUE_EVERY == 0
    false = [say("claim-false", name=name) for name in others[:SHOWN]]
    if is_true:
        claim, right, wrong = hole.cut.quoted(hole.cut.part), say("claim-true"), false
    else:
        claim, right = hole.cut.quoted(others[0]), say("claim-false", name=hole.answer.text)
        wrong = [say("claim-true"), *false[1:]]
    text = desk.worded(hole.fact, f"{hole.fact.id}/{key}", "claim", claim=claim)
    answer = Answer(text=right, sort="choice", accepted=(right,))
    return desk.question(hole.fact, key, text, answer, wrong)
