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


class Placer:
    """Answers questions that name two things and ask how they stand to each other."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._base = matcher.index.base
        self._stages = Stages(matcher.index)

    def answer(self, question: Question, scope: Sequence[str]) -> Answer | None:
        """What the running order of the first ceremony that has both things says, or None."""
        for ceremony in scope:
            found = (
                self._related(question, ceremony)
                or self._between(question, ceremony)
                or self._of_two(question, ceremony)
            )
            if found:
                return found
        return None

    def _related(self, question: Question, ceremony: str) -> Answer | None:
        """ "Was this before or after that?": which, and both facts in their order."""
        at = _index_of(question.tokens, "before", "or", "after") or _index_of(question.tokens, "after", "or", "before")
        if not at:
            return None
        placed = self._both(question, ceremony, _items(question, 0, at), _items(question, at + 3, len(question.tokens)))
        if placed is None:
            return None
        (order, one), (other_order, other) = placed
        lead = "Before." if order < other_order else "After."
        return self._answer([one, other] if order < other_order else [other, one], lead)

    def _of_two(self, question: Question, ceremony: str) -> Answer | None:
        """ "What came first, this or that?": the earlier one."""
        if question.asks not in _EXTREMES or "or" not in question.tokens:
            return None
        at = question.tokens.index("or")
        placed = self._both(question, ceremony, _items(question, 0, at), _items(question, at + 1, len(question.tokens)))
        if placed is None:
            return None
        is_last = question.asks == "last"
        told = sorted(placed, key=lambda one: one[0], reverse=is_last)
        return self._answer([told[0][1]], f"The {'last' if is_last else 'first'} of the two:")

    def _between(self, question: Question, ceremony: str) -> Answer | None:
        """ "What came between this and that?": the stages in between."""
        if question.asks not in _OPEN or "between" not in question.tokens:
            return None
        start = question.tokens.index("between")
        ends = [at for at, token in enumerate(question.tokens) if token == "and" and at > start]
        for at in ends:
            one, other = _items(question, start, at), _items(question, at + 1, len(question.tokens))
            placed = self._both(question, ceremony, one, other)
            if placed:
                return self._inside(question, ceremony, sorted(order for order, _ in placed))
        return None

    def _inside(self, question: Question, ceremony: str, bounds: Sequence[int]) -> Answer | None:
        first, last = bounds
        stages = self._stages.between(ceremony, first, last)
        told = [found for part in stages if (found := self._stages.headline(part, ceremony, question.kinds))]
        return self._answer(told[:_MOST], "In between:") if told else None

    def _both(
        self, question: Question, ceremony: str, one: tuple[Item, ...], other: tuple[Item, ...]
    ) -> list[tuple[int, FactTerms]] | None:
        """(place in the running order, fact) of each of two things; None unless they stand in different places."""
        placed = [found for items in (one, other) if (found := self._placed(question, ceremony, items))]
        return placed if len({order for order, _ in placed}) == len((one, other)) else None

    def _placed(self, question: Question, ceremony: str, items: tuple[Item, ...]) -> tuple[int, FactTerms] | None:
        alone = replace(question, intent=None, items=items, kinds=frozenset(), head=None, head_run=())
        if not alone.hard_items:
            return None
        matches = self._matcher.matches(alone, self._matcher.index.of_ceremony[ceremony])[:_ANCHORS]
        placed = [(part, match.terms) for match in matches if (part := self._base.part_of(match.fact))]
        stage = self._stages.called(ceremony, alone.hard_items)
        if stage is None:
            return next(((part.order, terms) for part, terms in placed), None)
        of_stage = next((terms for part, terms in placed if part == stage), self._stages.headline(stage, ceremony))
        return (stage.order, of_stage) if of_stage else None

    def _answer(self, told: Sequence[FactTerms], lead: str) -> Answer:
        findings = tuple(
            Finding(ceremony=one.fact.ceremony, facts=(one.fact, *self._base.other_versions_of(one.fact)))
            for one in told
        )
        return Answer(findings=findings, confidence=_CONFIDENCE, lead=lead)


def _items(question: Question, start: int, end: int) -> tuple[Item, ...]:
    return tuple(item for item in question.items if start <= item.position < end and item.surface not in _RELATIONS)


def _index_of(tokens: Sequence[str], *words: str) -> int:
    """Where some words stand one after the other; 0 for nowhere (or right at the start)."""
    return next((at for at in range(len(tokens)) if tuple(tokens[at : at + len(words)]) == words), 0)
