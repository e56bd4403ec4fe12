"""Questions made from facts: every fact yields some, or the reason why it has none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.facts import FactBase
from bot.quiz.claims import claims
from bot.quiz.distractors import Neighbours
from bot.quiz.evidence import Evidence
from bot.quiz.lists import composed, firsts, odd_ones
from bot.quiz.making import Desk, Refused
from bot.quiz.measured import measured_questions
from bot.quiz.model import Pool, QuizQuestion
from bot.quiz.named import find_holes, named_questions
from bot.quiz.together import together
from bot.quiz.wording import Wording
from bot.understanding import Lexicon


def build_pool(base: FactBase, lexicon: Lexicon, wording: Wording) -> Pool:
    """Everything that can be asked about a fact base, in the order of its facts."""
    desk = Desk(base, lexicon, wording, Evidence(base, lexicon), Neighbours(base))
    found: dict[str, QuizQuestion] = {}
    reasons: dict[str, str] = {}
    for fact in base.facts.values():
        refused = Refused()
        holes = find_holes(desk, fact, refused)
        made = [
            *named_questions(desk, holes),
            *claims(desk, holes),
            *together(desk, fact, refused),
            *measured_questions(desk, fact, refused),
            *composed(desk, fact),
            *odd_ones(desk, fact),
        ]
        for question in made:
            found.setdefault(question.id, question)
        reasons[fact.id] = "another fact asks the same in the same words" if made else refused.reason
    for question in firsts(desk):
        found.setdefault(question.id, question)
    questions = tuple(_distinct(found.values()))
    asked = {question.fact for question in questions}
    return Pool(questions, {fact: reason for fact, reason in reasons.items() if fact not in asked})


def _distinct(questions: Iterable[QuizQuestion]) -> Iterator[QuizQuestion]:
    """The questions without those that ask for the same in the same words."""
    seen: set[tuple[str, str, frozenset[str]]] = set()
    for question in questions:
        same = (question.text, question.answer.text, frozenset(question.wrong if not question.is_typable else ()))
        if same not in seen:
            seen.add(same)
            yield question
