"""Before, after, first and last: the running order of the facts that carry a stage of the ceremony."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.answering.filled import Filled
from bot.answering.index import FactTerms
from bot.answering.matching import Match, Matcher
from bot.answering.stages import Stages
from bot.facts import Fact
from bot.understanding import Intent, Item, Question, Weight

_ORDER = {"after": "after", "followed": "after", "following": "after", "before": "before", "preceded": "before"}

_REACH = 4
_PLAIN = frozenset({"any", "what", "describe"})
_NEAR = 1.5  # of a score: answers this close to the best are candidates for the first or last of them


class Sequencer:
    """Answers questions about the order of things."""

    def __init__(self, matcher: Matcher, stages: Stages) -> None:
        self._matcher = matcher
        self._stages = stages

    def answer(self, question: Question, among: int) -> Match | None:
        """The fact that a question about the running order asks for, or None."""
        if question.asks in {"after", "before"}:
            return self._neighbour(question, among)
        return self._extreme(question, among)

    def order_asked(self, question: Question) -> Question | None:
        """The question as one about the running order, if it says "after" or "before" something; else None."""
        if _ORDER.keys().isdisjoint(question.tokens):  # mostly so
            return None
        for at, token in enumerate(question.tokens):
            asks = _ORDER.get(token)
            anchor = tuple(self._anchored(question, at)) if asks else ()
            if asks and any(item.weight is Weight.HARD for item in anchor):
                return replace(question, intent=Intent(id=asks, asks=asks), items=anchor)
        return None

    def _anchored(self, question: Question, at: int) -> Iterator[Item]:
        """What stands behind an order word, up to the question itself ("after X, *what* was next")."""
        words = self._matcher.index.lexicon.language.question_words
        ends = (place for place, word in enumerate(question.tokens) if place > at and word in words)
        end = next(ends, len(question.tokens))
        return (item for item in question.items if at < item.position < end)

    def purely_ordered(self, question: Question) -> Question | None:
        """ "What was shown right after X?": the question as one about the order, if it says nothing else; else None."""
        order = self.order_asked(question)
        if order is None or question.asks not in _PLAIN:
            return None
        anchored = {item.position for item in order.items}
        others = [item for item in question.hard_items if item.position not in anchored]
        return order if all(item in question.head_run for item in others) else None

    def _neighbour(self, question: Question, among: int) -> Match | None:
        if not question.hard_items:
            return None
        anchors = self._anchors(question, among)
        return next((found for anchor in anchors[:5] if (found := self.beside(anchor.fact, question))), None)

    def beside(self, fact: Fact, question: Question) -> Match | None:
        """What comes before or after a fact, whichever the question asks; None where the fact has no place."""
        part = self._matcher.index.base.part_of(fact)
        if part is None:
            return None
        step = 1 if question.asks == "after" else -1
        reach = _REACH if question.kinds else 1  # "which chapter followed": whatever else stood between
        places = (part.order + step * distance for distance in range(1, reach + 1))
        return next((found for order in places if (found := self._in_part(fact.ceremony, order, question))), None)

    def _anchors(self, question: Question, among: int) -> list[Match]:
        return self._matcher.matches(replace(question, intent=None, kinds=frozenset(), head=None), among)

    def _in_part(self, ceremony: str, order: int, question: Question) -> Match | None:
        stage = self._stages.at(ceremony, order)
        best = self._stages.headline(stage, ceremony, question.kinds) if stage else None
        return Match(best, Filled(()), 1.0) if best else None

    def _extreme(self, question: Question, among: int) -> Match | None:
        """The first or last of the facts that the rest of the question describes."""
        is_last = question.asks == "last"
        if not question.hard_items:
            return self._outermost_part(question, among, is_last=is_last)
        plain = replace(question, intent=None)
        matches = [match for match in self._matcher.matches(plain, among) if self._order(match.terms) is not None]
        if not matches:
            return None
        sign = -1 if is_last else 1
        return min(matches, key=lambda match: (sign * (self._order(match.terms) or 0), -match.score))

    def pick_extreme(self, question: Question, matches: Sequence[Match]) -> Match | None:
        """Of several answers the one that came first (or last), where the question says so; else None."""
        said = {"first", "last"} & {item.surface for item in question.items if item.weight is Weight.SOFT}
        if len(said) != 1:
            return None
        near = [match for match in matches if match.score >= matches[0].score - _NEAR]
        placed = [(order, match) for match in near if (order := self._order(match.terms)) is not None]
        if len({order for order, _ in placed}) < 2:
            return None
        return (max if said == {"last"} else min)(placed, key=lambda one: one[0])[1]

    def _order(self, terms: FactTerms) -> int | None:
        part = self._matcher.index.base.part_of(terms.fact)
        return part.order if part else None

    def _outermost_part(self, question: Question, among: int, *, is_last: bool) -> Match | None:
        index = self._matcher.index
        ceremonies = {terms.fact.ceremony for terms in index.facts(among)}
        if len(ceremonies) != 1:
            return None
        for topic in question.intent.default if question.intent else ():
            for terms in index.facts(among & index.of_topic[topic]):
                return Match(terms, Filled(()), 1.0)
        [ceremony] = ceremonies
        parts = index.base.ceremonies[ceremony].parts
        orders = [part.order for part in parts]
        for order in sorted(orders, reverse=is_last):
            found = self._in_part(ceremony, order, question)
            if found:
                return found
        return None
