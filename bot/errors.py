"""What can go wrong, as one tree.

    BotError
    ├── DataError          knowledge or configuration that cannot be used; carries every problem at once
    ├── SettingsError      settings (environment, options, settings file) that cannot be used; every problem at once
    ├── DiscordUnavailable Discord cannot be reached or does not let the bot in
    └── StoreUnavailable   the database cannot be opened or fails

A question without an answer is no error: "I don't know" is a kind of reply.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class BotError(Exception):
    """Anything that ends a command with a message instead of a traceback."""


class SettingsError(BotError):
    """Settings that cannot be used; each problem names the setting, what is wrong and what would be right."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with a data file, in words that an author can act on."""

    path: Path
    """The file as it was opened."""

    line: int
    """Counted from 1; 0 when the file as a whole is meant."""

    message: str
    """What is wrong and what would be right, without the place."""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else str(self.path)
        return f"{place}: {self.message}"


class DataError(BotError):
    """Data files that cannot be used."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class DiscordUnavailable(BotError):
    """Discord cannot be reached, or does not let the bot in; the message says what to do."""


class StoreUnavailable(BotError):
    """The database cannot be opened, or fails while it is used; the driver's error is the cause."""
