"""How much a question leans on the turn before: whole, a fragment, a bare question, a pointer into a list."""

from __future__ import annotations

from bot.answering import Answer, Outcome
from bot.conversation.memory import Turn
from bot.understanding import Question, Weight

FEW = 2
"""Binding words of a fragment."""
CERTAIN = 0.9
"""Confidence from which no other reading is looked for."""

_CERTAIN_ALONE = 0.95  # confidence from which a fragment is taken as it stands
_DUMMY_VERBS = frozenset({"do", "did", "does", "doing", "done"})
_ROLES = frozenset({"who", "when", "where", "why", "how", "count"})
_PICKING = frozenset({"one", "ones"})  # after a list these point into it: "which one ...?"


def picks(question: Question, last: Turn) -> bool:
    """Whether a question points into the list that was told."""
    points = bool(_PICKING & set(question.tokens)) or (question.intent is None and bool(question.pick))
    return len(last.values) > 1 and points


def is_whole(question: Question, last: Turn) -> bool:
    """Whether a question says all that it asks, but perhaps the ceremony."""
    is_fragment = question.intent is None and len(question.hard_items) <= FEW
    goes_on = question.is_continuation and not _says_what_it_asks(question)
    return bool(question.hard_items) and not (question.pronouns or picks(question, last) or is_fragment or goes_on)


def goes_on_with(question: Question, last: Turn) -> bool:
    """Whether a fragment must mean what was asked before, or one of what was told."""
    is_fragment = question.intent is None and len(question.hard_items) <= FEW
    continues = question.is_continuation and is_fragment and last.question.intent is not None
    return continues or (picks(question, last) and bool(question.pick))


def leans(question: Question) -> bool:
    """Whether a question says so little that only the turn before makes it one."""
    is_fragment = question.is_continuation and question.intent is None
    return not question.hard_items or is_fragment or "person" in question.pronouns or bool(question.pick)


def is_bare(question: Question) -> bool:
    """Whether a question says nothing but what sort of thing it asks for ("when was that?")."""
    says = any(item.surface not in _DUMMY_VERBS for item in question.items)
    is_open = not question.ceremonies and not question.asks_both and "person" not in question.pronouns
    return question.asks in _ROLES and is_open and not says


def is_of_nobody(question: Question, alone: Outcome) -> bool:
    """Whether a pronoun is all that a question says ("how many of them?"), and nobody surely is meant."""
    is_sure = isinstance(alone, Answer) and alone.confidence >= CERTAIN and question.precision != "named"
    return "person" in question.pronouns and not question.hard_items and not is_sure


def needs_no_other(question: Question, alone: Answer) -> bool:
    """Whether a fragment is answered so surely by itself that nothing said before can be meant."""
    least = CERTAIN if len(question.hard_items) > FEW else _CERTAIN_ALONE
    is_sure = alone.confidence >= least and bool(question.hard_items) and not question.pronouns
    return is_sure or _is_about_the_ceremony(question) or _means_the_ceremony(question, alone)


def _means_the_ceremony(question: Question, alone: Answer) -> bool:
    """Whether "it" is the ceremony: what is asked of it is told of each one ("when did it start?")."""
    facts = [finding.facts[0] for finding in alone.findings]
    is_general = all(fact.topic and not fact.part for fact in facts)
    says_something = "thing" in question.pronouns and bool(question.hard_items)
    return says_something and alone.confidence >= CERTAIN and is_general


def _is_about_the_ceremony(question: Question) -> bool:
    """Whether only the ceremony can be meant: "where was it held?" after anything at all."""
    said = any(item.weight is Weight.SOFT and item.surface not in _DUMMY_VERBS for item in question.items)
    has_default = bool(question.intent and question.intent.default)
    return "person" not in question.pronouns and not question.hard_items and said and has_default


def _says_what_it_asks(question: Question) -> bool:
    """Whether "and ..." opens a question that could stand alone ("and who directed it all?")."""
    is_plain = question.intent is None or question.intent.id in {"naming", "story"}
    return not is_plain and "one" not in question.tokens
