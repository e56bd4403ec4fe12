"""What a game has to say in its channel: written down with the game before it is said, so that it is said once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bot.quiz.events import Asked, Effect, Finished, Hinted, Revealed, Row, Voted, Warned
from bot.quiz.state import Mode


@dataclass(frozen=True, slots=True)
class Opened:
    """Say that a game begins."""

    starter: str
    rounds: int
    seconds: float
    mode: Mode
    about: str
    """What is asked about; empty for everything."""


@dataclass(frozen=True, slots=True)
class Back:
    """Say that the game goes on after a hold or a restart, with a question that stands in the channel already."""

    number: int
    seconds: float
    """Left for it."""


Said = Opened | Back | Asked | Hinted | Voted | Warned | Revealed | Finished
_SORTS: Mapping[str, type[Said]] = {
    sort.__name__: sort for sort in (Opened, Back, Asked, Hinted, Voted, Warned, Revealed, Finished)
}


@dataclass(frozen=True, slots=True)
class Line:
    """One message of a game."""

    id: int
    """Counts the messages of the game from 1; the same line has the same number in every process."""
    number: int
    """Of the question that it belongs to; 0 before the first."""
    said: Said

    def to_dict(self) -> dict[str, Any]:
        """The line as plain JSON values."""
        return {"id": self.id, "number": self.number, "sort": type(self.said).__name__, "said": asdict(self.said)}

    @classmethod
    def from_dict(cls, found: Mapping[str, Any]) -> Line:
        """The line that `to_dict` wrote."""
        values = {name: _tuples(value) for name, value in found["said"].items()}
        if "table" in values:
            values["table"] = tuple(Row(**row) for row in values["table"])
        return cls(found["id"], found["number"], _SORTS[found["sort"]](**values))


def _tuples(value: Any) -> Any:
    """JSON knows lists only."""
    return tuple(_tuples(one) for one in value) if isinstance(value, list | tuple) else value


def is_said(effect: Effect) -> bool:
    """Whether an effect is said in the channel; others are told to one player alone."""
    return type(effect).__name__ in _SORTS
