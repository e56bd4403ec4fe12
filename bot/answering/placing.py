"""Two things of the running order: which of them came first, whether one came before the other, what was between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.answer import Answer, Finding
from bot.answering.index import FactTerms
from bot.answering.matching import Matcher
from bot.answering.stages import Stages
from bot.understanding import Item, Question

_RELATIONS = frozenset({"before", "after"})
_EXTREMES = frozenset({"first", "last"})
_OPEN = frozenset({"what", "any", "describe", "list", "after", "before"})
_MOST = 3  # stages told that lie between two others
_ANCHORS = 5
_CONFIDENCE = 0.9


_Things = tuple[tuple[Item, ...], tuple[Item, ...]]
"""What a question says of each of two things."""
_Placed = tuple[int, FactTerms]
"""(place in the running order, fact) of a thing."""


class Placer:
    """Answers questions that name two things and ask how they stand to each other."""

    def __init__(self, matcher: Matcher, stages: Stages) -> None:
        self._matcher = matcher
        self._base = matcher.index.base
        self._stages = stages

    def answer(self, question: Question, scope: Sequence[str]) -> Answer | None:
        """What the running order of the first ceremony that has both things says, or None."""
        related, between, of_two = _related(question), _between(question), _of_two(question)
        if not (related or between or of_two):
            return None
        for ceremony in scope:
            if related and (placed := self._both(question, ceremony, related)):
                return self._in_order(*placed)
            bounds = next((both for things in between if (both := self._both(question, ceremony, things))), None)
            if bounds and (found := self._inside(question, ceremony, *sorted(order for order, _ in bounds))):
                return found
            if of_two and (placed := self._both(question, ceremony, of_two)):
                return self._outermost(*placed, is_last=question.asks == "last")
        return None

    def _in_order(self, one: _Placed, other: _Placed) -> Answer:
        told = [terms for _, terms in sorted((one, other), key=_order)]
        return self._answer(told, "Before." if one[0] < other[0] else "After.")

    def _outermost(self, one: _Placed, other: _Placed, *, is_last: bool) -> Answer:
        _, terms = (max if is_last else min)(one, other, key=_order)
        return self._answer([terms], f"The {'last' if is_last else 'first'} of the two:")

    def _inside(self, question: Question, ceremony: str, first: int, last: int) -> Answer | None:
        stages = self._stages.between(ceremony, first, last)
        told = [found for part in stages if (found := self._stages.headline(part, ceremony, question.kinds))]
        return self._answer(told[:_MOST], "In between:") if told else None

    def _both(self, question: Question, ceremony: str, things: _Things) -> tuple[_Placed, _Placed] | None:
        """Each of two things; None unless they stand in different places."""
        one, other = (self._placed(question, ceremony, items) for items in things)
        return (one, other) if one and other and one[0] != other[0] else None

    def _placed(self, question: Question, ceremony: str, items: tuple[Item, ...]) -> _Placed | None:
        alone = replace(question, intent=None, items=items, kinds=frozenset(), head=None, head_run=())
        if not alone.hard_items or any(item.is_foreign for item in alone.hard_items):
            return None
        matches = self._matcher.matches(alone, self._matcher.index.of_ceremony[ceremony])[:_ANCHORS]
        placed = [(part, match.terms) for match in matches if (part := self._base.part_of(match.fact))]
        stage = self._stages.called(ceremony, alone.hard_items)
        if stage is None:
            return next(((part.order, terms) for part, terms in placed), None)
        of_stage = next((terms for part, terms in placed if part == stage), None)
        found = of_stage or self._stages.headline(stage, ceremony)
        return (stage.order, found) if found else None

    def _answer(self, told: Sequence[FactTerms], lead: str) -> Answer:
        findings = tuple(
            Finding(ceremony=one.fact.ceremony, facts=(one.fact, *self._base.other_versions_of(one.fact)))
            for one in told
        )
        return Answer(findings=findings, confidence=_CONFIDENCE, lead=lead)


def _related(question: Question) -> _Things | None:
    """ "Was *this* before or after *that*?"."""
    if "or" not in question.tokens:
        return None
    for words in (("before", "or", "after"), ("after", "or", "before")):
        for at in range(1, len(question.tokens)):
            if question.tokens[at : at + len(words)] == words:
                return _around(question, at, at + len(words))
    return None


def _of_two(question: Question) -> _Things | None:
    """ "What came first, *this* or *that*?"."""
    if question.asks not in _EXTREMES or "or" not in question.tokens:
        return None
    at = question.tokens.index("or")
    return _around(question, at, at + 1)


def _between(question: Question) -> list[_Things]:
    """ "What came between *this* and *that*?": once for each "and" that may part the two."""
    if question.asks not in _OPEN or "between" not in question.tokens:
        return []
    start = question.tokens.index("between")
    ends = [at for at, token in enumerate(question.tokens) if token == "and" and at > start]
    return [_around(question, at, at + 1, start) for at in ends]


def _around(question: Question, end: int, resumed: int, start: int = 0) -> _Things:
    """The items that stand from a start to an end, and those after what parts them."""
    said = [item for item in question.items if item.surface not in _RELATIONS]
    first = tuple(item for item in said if start <= item.position < end)
    return first, tuple(item for item in said if item.position >= resumed)


def _order(placed: _Placed) -> int:
    return placed[0]
