"""What a game's channel shows, and what it has yet to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.conversation.quizmaster.lines import Line, Said
from bot.quiz.events import Asked, Revealed

_REMEMBERED = 5
"""Questions whose messages are remembered: people reply to the last ones."""


@dataclass(slots=True)
class Screen:
    """Stored with the game."""

    next_id: int = 1
    unsaid: list[Line] = field(default_factory=list)
    """Written down and not known to be said, oldest first."""
    questions: dict[int, int] = field(default_factory=dict)
    """The messages of the last questions, by the question's number."""
    last_id: int | None = None
    """The last message of the game."""
    revealed: int = 0
    """Number of the question whose answer was told last."""
    guessed: list[str] = field(default_factory=list)
    """Who has typed a guess at the question asked now that is meant as one."""

    def note_guess(self, player: str) -> None:
        """Somebody has typed a guess that is meant as one."""
        if player not in self.guessed:
            self.guessed.append(player)

    def add(self, said: Said, number: int) -> None:
        """Note something that is to be said."""
        self.unsaid.append(Line(self.next_id, number, said))
        self.next_id += 1
        if isinstance(said, Asked):
            self.guessed = []
        elif isinstance(said, Revealed):
            self.revealed = said.number

    def note(self, line: Line, message_id: int) -> None:
        """A line has been said."""
        self.unsaid.remove(line)
        self.last_id = message_id
        if isinstance(line.said, Asked):
            self.questions[line.said.number] = message_id
            for old in sorted(self.questions)[:-_REMEMBERED]:
                del self.questions[old]

    @property
    def is_asking_unseen(self) -> bool:
        """Whether a question is asked that cannot be seen yet."""
        return any(isinstance(line.said, Asked) for line in self.unsaid)

    def to_dict(self) -> dict[str, Any]:
        """The screen as plain JSON values."""
        return {
            "next_id": self.next_id,
            "unsaid": [line.to_dict() for line in self.unsaid],
            "questions": {str(number): message_id for number, message_id in self.questions.items()},
            "last_id": self.last_id,
            "revealed": self.revealed,
            "guessed": list(self.guessed),
        }

    @classmethod
    def from_dict(cls, found: Mapping[str, Any]) -> Screen:
        """The screen that `to_dict` wrote."""
        values = dict(found)
        values["unsaid"] = [Line.from_dict(one) for one in found["unsaid"]]
        values["questions"] = {int(number): message_id for number, message_id in found["questions"].items()}
        return cls(**values)
