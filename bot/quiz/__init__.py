"""Facts asked back: questions, judging of guesses, and the game as a pure state machine."""

from bot.quiz.judging import Judge, Verdict
from bot.quiz.model import Answer, Pool, QuizQuestion
from bot.quiz.questions import build_pool
from bot.quiz.wording import Wording, read_wording

__all__ = ["Answer", "Judge", "Pool", "QuizQuestion", "Verdict", "Wording", "build_pool", "read_wording"]
