"""How well facts fit a question, by the rules alone."""

from __future__ import annotations

from bot.answering.filled import Filled
from bot.answering.index import FactIndex, FactTerms
from bot.understanding import Question, Weight
from bot.understanding.lexicon import words_in

# Shares of a fact's score; set by hand against the tuning questions (see docs/answering.md).
_CORE = 2.0  # words that the fact itself explains, against those that only its surroundings do
_SOFT = 0.6  # words that need not be explained
_SPECIFIC = 1.6  # how much of the fact the question asks about: the plainest fact that fits wins
_DEFINES = 1.2  # the fact that introduces what the question is about
_TOPIC = 0.35  # facts that are set side by side across ceremonies are the headline ones
_DOER = 0.6  # what somebody did is told by a fact in which they do it
_DOINGS = frozenset({"describe", "what"})
_LITERAL = 0.8  # a phrase whose very words the fact uses, beside phrases of the same meaning
_NAMED_TOPIC = 0.8  # the topic that the question itself names ("the announcers")
_MANY = 0.12  # each further value, where the question asks for several
_MAX_MANY = 8
_DIGEST = 0.8  # facts that sum up others, where one thing is asked for
_TELLING = frozenset({"describe", "list"})
_EVERY = frozenset({"all", "everyone", "everybody", "every", "everything"})


class Scorer:
    """Scores facts for one question; comparable between facts of that question only."""

    def __init__(self, question: Question, index: FactIndex) -> None:
        hard = question.hard_items
        self._question = question
        self._hard = [(item, index.weight(item), index.explaining(item, core_only=True)) for item in hard]
        self._total = sum(weight for _, weight, _ in self._hard) or 1.0
        soft = (item for item in question.items if item.weight is Weight.SOFT)
        self._soft = [index.explaining(item, core_only=True) for item in soft]
        self._phrases = [words for item in hard if (words := words_in(item.inner))]
        self._topics = frozenset(sense for item in hard for sense in item.senses if sense[0] == "^")
        self._several = asks_for_several(question)
        is_doing = question.asks in _DOINGS
        self._doers = frozenset(sense for item in hard for sense in item.senses if is_doing and sense[0] not in "#^")

    def score(self, terms: FactTerms, filled: Filled) -> float:
        """How well a fact fits that puts this into the hole."""
        bit = terms.bit
        explained = sum([weight for _, weight, facts in self._hard if facts & bit])
        score = _CORE * explained / self._total if self._hard else _CORE
        score += _SOFT * sum([1 for facts in self._soft if facts & bit]) / (1 + len(self._soft))
        asked = len(terms.said & self._question.senses)
        score += _SPECIFIC * (len(self._hard) + asked) / (len(self._hard) + len(terms.said) + 1)
        score += _LITERAL * sum([len(words & terms.core) / len(words) for words in self._phrases])
        score += filled.fit + self._of_sort(terms)
        if self._several:
            score += _MANY * min(len(filled.values), _MAX_MANY)
        return score

    def _of_sort(self, terms: FactTerms) -> float:
        """What the sort of fact adds, whatever it says of the question's words."""
        score = 0.0
        if terms.fact.defines and self._hard and all(terms.fact.defines in item.entities for item, *_ in self._hard):
            score += _DEFINES
        if terms.fact.topic:
            score += _TOPIC + _NAMED_TOPIC * (f"^{terms.fact.topic}" in self._topics)
        if self._doers and self._does(terms):
            score += _DOER
        if terms.is_digest and self._question.asks not in _TELLING and not self._several:
            score -= _DIGEST
        return score

    def _does(self, terms: FactTerms) -> bool:
        """Whether somebody in the question is the one who acts in a fact."""
        return any(
            "who" in one.roles and one.words and not self._doers.isdisjoint(one.words[-1]) for one in terms.fillers
        )


def asks_for_several(question: Question) -> bool:
    """Whether the wording expects more than one value: "which writers", "who were", "list"."""
    if question.asks == "list":
        return True
    if question.asks not in {"who", "what", "any"}:
        return False
    head = question.head.surface if question.head else ""
    is_plural = head.endswith("s") or head in {"people", "children"} or (not head and "were" in question.tokens[:3])
    names_a_body = any(item.inner and any(sense[0] == "^" for sense in item.senses) for item in question.hard_items)
    return is_plural or (names_a_body and question.asks == "who") or not _EVERY.isdisjoint(question.tokens[:3])
