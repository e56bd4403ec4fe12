"""Whether a typed guess is right.

Names forgive slips of the keyboard, accents, articles, missing first names, initials and other transliterations, as
long as nothing else that is known is as close to the guess. Numbers, years, dates and times forgive nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import dropwhile
from typing import Literal

from bot.facts import FactBase
from bot.quiz.closeness import EXACT, Name, closeness
from bot.quiz.figures import Figures
from bot.quiz.model import QuizQuestion
from bot.quiz.naming import Names
from bot.quiz.wording import Wording
from bot.understanding import Language
from bot.understanding.words import fold_text

Reason = Literal["right", "nothing like it", "several", "as close to another", "rough", "no guess"]

_LONGEST = 200  # characters; nobody's answer is longer, and judging must stay quick


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a guess is worth, and why."""

    is_right: bool
    reason: Reason


_RIGHT = Verdict(True, "right")
_WRONG = Verdict(False, "nothing like it")


class Judge:
    """Judges guesses; knows every name, so that a guess is not taken for the wrong thing."""

    def __init__(self, base: FactBase, wording: Wording, language: Language) -> None:
        self._wording = wording
        halves = {phrase: half for half, phrases in wording.halves.items() for phrase in phrases}
        self._figures = Figures(language.number_words, language.ordinal_words, wording.hedges, halves)
        self._names = Names(base, wording, language)

    def judge(self, guess: str, question: QuizQuestion) -> Verdict:
        """Whether a guess is right; a question that can only be picked takes one of its choices as it is written."""
        text = self._stripped(guess[:_LONGEST])
        if not text:
            return Verdict(False, "no guess")
        answer = question.answer
        if answer.sort in {"person", "name"}:
            return self._judge_name(text, answer.accepted, answer.sort == "person")
        if answer.sort == "choice":
            return _RIGHT if text in {self._stripped(one) for one in answer.accepted} else _WRONG
        reason = self._figures.judge(text, answer)
        return Verdict(reason == "right", reason)

    def _stripped(self, guess: str) -> str:
        text = fold_text(guess).strip().rstrip("?!. ")
        for opener in self._wording.openers:
            if text.startswith(f"{opener} "):
                return text[len(opener) :].strip()
        return text

    def _judge_name(self, text: str, accepted: tuple[str, ...], is_person: bool) -> Verdict:
        words = self._names.words(text, is_person=is_person)
        right = self._names.of(accepted, is_person=is_person)
        verdict = self._compare(words, right)
        plain = tuple(dropwhile(self._names.titles.__contains__, words)) if is_person else words
        return self._compare(plain, right) if not verdict.is_right and plain and plain != words else verdict

    def _compare(self, guess: tuple[str, ...], right: list[Name]) -> Verdict:
        ordinary = self._names.ordinary
        score = max((closeness(guess, name, ordinary) for name in right), default=0)
        if not score:
            return self._without_sort(guess, right)
        ours = {name.words for name in right}
        # Only the same letters are as close as the name itself, and most right guesses are just that.
        known = self._names.spelt(guess) if score == EXACT else self._names.known
        for names in known:
            is_other = ours.isdisjoint(name.words for name in names)
            if is_other and any(closeness(guess, one, ordinary) >= score for one in names):
                return Verdict(False, "as close to another")
        return _RIGHT

    def _without_sort(self, guess: tuple[str, ...], right: list[Name]) -> Verdict:
        """A name without the word for what it is ("Lake" for "Lake Choir"), where nothing else of that sort has it."""
        bare = self._names.bare(guess)
        if not bare or not any(bare == name.short for name in right):
            is_several = len(guess) > 1 and any(set(name.words) < set(guess) for name in right)
            return Verdict(False, "several") if is_several else _WRONG
        kinds = {name.kind for name in right}
        ours = {name.words for name in right}
        for names in self._names.known:
            is_other = names[0].kind in kinds and ours.isdisjoint(name.words for name in names)
            if is_other and any(set(bare) <= set(name.words) for name in names):
                return Verdict(False, "as close to another")
        return _RIGHT
