"""Facts asked back: questions, judging of guesses, and the game as a pure state machine."""

from bot.quiz.choosing import choose_rounds, playable
from bot.quiz.game import Game
from bot.quiz.judging import Judge, Verdict
from bot.quiz.model import Answer, Pool, QuizQuestion
from bot.quiz.packs import Pack, read_packs
from bot.quiz.questions import build_pool
from bot.quiz.quiz import Quiz
from bot.quiz.state import Options
from bot.quiz.wording import Wording, read_wording

__all__ = [
    "Answer",
    "Game",
    "Judge",
    "Options",
    "Pack",
    "Pool",
    "Quiz",
    "QuizQuestion",
    "Verdict",
    "Wording",
    "build_pool",
    "choose_rounds",
    "playable",
    "read_packs",
    "read_wording",
]
