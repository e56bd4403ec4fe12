"""More or fewer, longer or shorter, earlier or later: one pattern matched in each ceremony, then compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering.matching import Match, Matcher
from bot.facts import Fact
from bot.understanding import Intent, Question

_ROLE = {"more": "count", "less": "count", "earlier": "when", "later": "when"}


@dataclass(frozen=True, slots=True)
class Comparison:
    """The values found, one a ceremony, and which ceremony the question asks for."""

    matches: tuple[tuple[str, Match], ...]
    winner: str | None
    """Id of a ceremony; None when they are equal."""


def compare(question: Question, ceremonies: Sequence[str], matcher: Matcher) -> Comparison | None:
    """Compare what two or more ceremonies say; None unless at least two say something comparable."""
    intent = question.intent
    if intent is None:
        return None
    probe_intent = Intent(
        id=intent.id,
        asks=_ROLE[question.asks],
        precision="clock" if _ROLE[question.asks] == "when" else intent.precision,
        default=intent.default,
    )
    probe = replace(
        question, intent=probe_intent, kinds=frozenset(), head=question.head if not intent.precision else None
    )
    found: list[tuple[str, Match, float]] = []
    for ceremony in ceremonies:
        matches = matcher.matches(probe, matcher.index.of_ceremony[ceremony])
        # "which lasted longer?" is about the ceremony before it is about anything in it that lasted
        for match in sorted(matches, key=lambda one: one.fact.topic not in intent.default):
            value = _value(match.fact, match.filled.values, probe_intent.asks)
            if value is not None:
                found.append((ceremony, match, value))
                break
    if len(found) < 2 or len({match.fact.topic for _, match, _ in found}) > 1:
        return None  # a number of the one ceremony says nothing against another number of the other
    wants_high = question.asks in {"more", "later"}
    ranked = sorted(found, key=lambda one: one[2], reverse=wants_high)
    winner = ranked[0][0] if ranked[0][2] != ranked[1][2] else None
    return Comparison(tuple((ceremony, match) for ceremony, match, _ in found), winner)


def _value(fact: Fact, values: tuple[str, ...], role: str) -> float | None:
    if role == "count":
        return next((count.number for count in fact.count if count.text in values), None)
    clock = next((moment.time for moment in fact.when if moment.time), None)
    return clock.hour * 60.0 + clock.minute if clock else None
