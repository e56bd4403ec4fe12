"""What is asked: questions with their answers, as immutable values that can be written down as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Sort = Literal["person", "name", "number", "ordinal", "time", "date", "year", "choice"]
"""What an answer is, and so how a typed guess is judged; a ``choice`` can only be picked."""

SHOWN = 3
"""Wrong choices that stand beside the right one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is right."""

    text: str
    """As it is shown."""
    sort: Sort
    accepted: tuple[str, ...] = ()
    """Every form that is right, the shown one included: aliases, or what other versions say."""
    is_about: bool = False
    """The fact itself says "about" or the like, so a guess need not be exact."""

    def to_dict(self) -> dict[str, Any]:
        """The answer as plain JSON values."""
        return {
            "text": self.text,
            "sort": self.sort,
            "accepted": list(self.accepted),
            "is_about": self.is_about,
        }

    @classmethod
    def from_dict(cls, found: Mapping[str, Any]) -> Answer:
        """The answer that `to_dict` wrote."""
        return cls(
            text=found["text"],
            sort=found["sort"],
            accepted=tuple(found["accepted"]),
            is_about=found["is_about"],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizQuestion:
    """One question, whatever it was made from."""

    id: str
    """Made of the fact's id, the sort of question and what is asked for; editing other facts does not change it."""
    text: str
    answer: Answer
    wrong: tuple[str, ...] = ()
    """Choices that are wrong, the most plausible first."""
    told: str = ""
    """What is told when the question is over."""
    source: str = ""
    ceremony: str = ""
    """Id of the ceremony; empty for a question from a pack."""
    fact: str = ""
    """Id of the fact; questions of one fact give one another away."""

    @property
    def is_typable(self) -> bool:
        """Whether somebody could type the answer without having seen choices."""
        return self.answer.sort != "choice"

    def has_choices(self, least: int = 1) -> bool:
        """Whether there are so many wrong choices at least."""
        return len(self.wrong) >= least

    def to_dict(self) -> dict[str, Any]:
        """The question as plain JSON values."""
        return {
            "id": self.id,
            "text": self.text,
            "answer": self.answer.to_dict(),
            "wrong": list(self.wrong),
            "told": self.told,
            "source": self.source,
            "ceremony": self.ceremony,
            "fact": self.fact,
        }

    @classmethod
    def from_dict(cls, found: Mapping[str, Any]) -> QuizQuestion:
        """The question that `to_dict` wrote."""
        values = dict(found)
        return cls(
            **{**values, "answer": Answer.from_dict(values["answer"]), "wrong": tuple(values["wrong"])},
        )


@dataclass(frozen=True, slots=True)
class Pool:
    """All questions, and the facts that yield none."""

    questions: tuple[QuizQuestion, ...]
    left_out: Mapping[str, str]
    """By fact without a question, the reason why it has none."""
