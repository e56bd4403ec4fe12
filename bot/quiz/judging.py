"""Whether a typed guess is right.

Names forgive slips of the keyboard, accents, articles, missing first names, initials and other transliterations, as
long as nothing else that is known is as close to the guess. Numbers, years, dates and times forgive nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot.facts import FactBase
from bot.quiz.closeness import Name, closeness
from bot.quiz.figures import Figures
from bot.quiz.model import QuizQuestion
from bot.quiz.wording import Wording
from bot.understanding import Language
from bot.understanding.words import fold_text, tokenise

Reason = Literal["right", "nothing like it", "several", "as close to another", "rough", "no guess"]

_PERSON = "person"
_GROUP = "group"
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
        self._figures = Figures(language.number_words, language.ordinal_words, wording.hedges)
        self._known = [
            tuple(self._name(name, self._is_person(base, entity.kind)) for name in entity.names)
            for entity in base.entities.values()
        ]

    @staticmethod
    def _is_person(base: FactBase, kind: str) -> bool:
        kinds = base.registers.ancestry(kind)
        return _PERSON in kinds and _GROUP not in kinds

    def _name(self, text: str, is_person: bool) -> Name:
        return Name(self._words(text), is_person)

    def _words(self, text: str) -> tuple[str, ...]:
        words = tuple(token.text for token in tokenise(text.replace("&", " and ")))
        return tuple(word for word in words if word not in self._wording.ignored) or words

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

    def _judge_name(self, text: str, accepted: Iterable[str], is_person: bool) -> Verdict:
        guess = self._words(text)
        right = [self._name(one, is_person) for one in accepted]
        score = max((closeness(guess, name) for name in right), default=0)
        if not score:
            is_several = len(guess) > 1 and any(set(name.words) < set(guess) for name in right)
            return Verdict(False, "several") if is_several else _WRONG
        ours = {name.words for name in right}
        for names in self._known:
            if ours.isdisjoint(name.words for name in names) and any(closeness(guess, one) >= score for one in names):
                return Verdict(False, "as close to another")
        return _RIGHT
