"""Everything that a quiz needs, apart from players."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.quiz.choosing import Chance, Difficulty, Solved, choose_rounds
from bot.quiz.game import Game
from bot.quiz.judging import Judge
from bot.quiz.model import Pool, QuizQuestion
from bot.quiz.packs import Pack
from bot.quiz.state import Options


@dataclass(frozen=True, slots=True)
class Quiz:
    """The questions and the judge; immutable and shared by all games."""

    pool: Pool
    judge: Judge
    packs: Mapping[str, Pack] = field(default_factory=dict)
    """By name."""
    left_out: frozenset[str] = frozenset()
    """Names of packs with something wrong in them, which are not played."""

    def questions(self, ceremony: str | None = None) -> list[QuizQuestion]:
        """The questions about one ceremony, by its id, or about all."""
        return [one for one in self.pool.questions if ceremony in (None, one.ceremony)]

    def start(
        self,
        options: Options,
        chance: Chance,
        *,
        starter: str,
        at: float,
        questions: Sequence[QuizQuestion] | None = None,
        difficulty: Difficulty = "mixed",
        asked: Sequence[str] = (),
        solved: Solved | None = None,
    ) -> Game:
        """A game, whose first question is due at once.

        Args:
            options: How it is played.
            chance: A `random.Random`; decides on questions and choices.
            starter: Who may skip and stop alone.
            at: Now.
            questions: Those to choose from; all by default.
            difficulty: How near the wrong choices are, and how well the questions are known.
            asked: Ids asked earlier in the same place, oldest first.
            solved: By question, right answers and all answers of before.

        Raises:
            ValueError: None of the questions can be played in this mode.
        """
        found = self.pool.questions if questions is None else questions
        rounds = choose_rounds(
            found, options.rounds, chance, mode=options.mode, difficulty=difficulty, asked=asked, solved=solved
        )
        return Game.start(rounds, options, self.judge, starter=starter, at=at)
