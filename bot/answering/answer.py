"""What answering returns: an answer, a question back, or an honest "I don't know"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from bot.facts import Fact

Cause = Literal["strange", "elsewhere", "empty", "role", "apart"]
"""Why nothing answers: a word that no fact knows, or none of this ceremony; nothing that says what is asked about; the
fact lacks the role; every word is known and no fact puts them together."""


class Finding(NamedTuple):
    """What one ceremony has to say to a question."""

    ceremony: str
    facts: tuple[Fact, ...]
    """The best one first; all versions where the source contradicts itself."""
    values: tuple[str, ...] = ()
    """What was asked for; empty when the statement as a whole is the answer."""
    is_collected: bool = False
    """The values come from several facts; the first of them is the source that is shown."""
    is_recognised: bool = False
    """Found by how people ask, where the rules found nothing or something else."""
    score: float = 0.0
    verdict: bool | None = None
    """For a claim: whether it is so; None when nothing was claimed or it cannot be told."""
    correction: str = ""
    """What the question got wrong, for instance "twelve, not 24"."""
    trace: tuple[tuple[Fact, float], ...] = ()
    """The best candidates with their scores, for `explain`."""


class Answer(NamedTuple):
    """The question is answered, by each ceremony that it concerns."""

    findings: tuple[Finding, ...]
    confidence: float
    lead: str = ""
    """What holds across the findings: "The later one had more." """


class Clarify(NamedTuple):
    """The question has several meanings; each choice is one of them."""

    choices: tuple[tuple[str, str], ...]
    """(label, the question in full that it stands for)."""
    prompt: str = "Which one do you mean?"


class Unknown(NamedTuple):
    """Nothing that is known answers the question, for a reason that can be told."""

    reason: str
    cause: Cause = "apart"
    nearest: tuple[Fact, ...] = ()
    """What is known instead, nearest first."""
    trace: tuple[tuple[Fact, float], ...] = ()


def together(answers: Sequence[Answer]) -> Answer:
    """Several answers as one, each fact told once; as sure as the least sure of them."""
    findings = {finding.facts[0].id: finding for answer in answers for finding in answer.findings}
    return Answer(findings=tuple(findings.values()), confidence=min(answer.confidence for answer in answers))


Outcome = Answer | Clarify | Unknown


UNRULED = Unknown(reason="I don't know whether that is so.")
"""Of a claim that nothing bears out and nothing denies."""


def is_ruling(outcome: Outcome) -> bool:
    """Whether an outcome says yes or no to a claim."""
    return isinstance(outcome, Answer) and any(finding.verdict is not None for finding in outcome.findings)
