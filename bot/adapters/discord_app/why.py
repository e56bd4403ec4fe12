"""How a question was read, packed into the custom id of "Why this answer", and told from there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from bot.adapters.discord_app.post import plain, shorten
from bot.adapters.discord_app.references import CUSTOM_ID, References, reference
from bot.answering import Answer, Outcome, Unknown
from bot.conversation import Reply
from bot.facts import Fact

PREFIX = "why:"
TEMPLATE = (
    PREFIX + r"(?P<intent>[\w-]*):(?P<confidence>\d+):(?P<best>[\w-]{6})?:(?P<score>[-\d.]*):"
    r"(?P<runner>[\w-]{6})?:(?P<runner_score>[-\d.]*):(?P<words>[^\n]*)"
)


def pack_reading(reply: Reply) -> str:
    """A custom id with intent, best fact, runner-up, scores, and as many words as fit; empty without a reading."""
    question, outcome = reply.question, reply.outcome
    if question is None or outcome is None:
        return ""
    finding = outcome.findings[0] if isinstance(outcome, Answer) else None
    runner, score = next(_runners_up(outcome), (None, 0.0))
    head = ":".join(
        (
            question.intent.id if question.intent else "",
            str(round(reply.confidence * 100)),
            reference(finding.facts[0].id) if finding else "",
            f"{finding.score:.2f}" if finding else "",
            reference(runner.id) if runner else "",
            f"{score:.2f}" if runner else "",
        )
    )
    words = ", ".join(dict.fromkeys(item.surface for item in question.items))
    return f"{PREFIX}{head}:{shorten(words, CUSTOM_ID - len(PREFIX) - len(head) - 1)}"


def _runners_up(outcome: Outcome) -> Iterator[tuple[Fact, float]]:
    if isinstance(outcome, Unknown):
        yield from outcome.trace
    elif isinstance(outcome, Answer):
        used = {fact.id for finding in outcome.findings for fact in finding.facts}
        traces = chain.from_iterable(finding.trace for finding in outcome.findings)
        yield from ((fact, score) for fact, score in traces if fact.id not in used)


def tell(fields: dict[str, str], references: References, told: Iterable[Fact] = ()) -> str:
    """The packed reading in words.

    Args:
        fields: The groups that `TEMPLATE` found in the custom id.
        references: Of the fact base in use; a fact that it has lost since is said to be gone.
        told: All that the answer says; what is more than the best fact is listed.
    """
    best = next(references.facts(fields["best"]), None) if fields["best"] else None
    runner = next(references.facts(fields["runner"]), None) if fields["runner"] else None
    lines = [
        f"**Intent**: {plain(fields['intent'])}" if fields["intent"] else "**Intent**: none, only names or words",
        f"**Words that count**: {plain(fields['words'])}" if fields["words"] else "**Words that count**: none",
        f"**Confidence**: {fields['confidence']} of 100" if fields["best"] else "**Score**: no fact explains all of it",
    ]
    if fields["best"]:
        lines.append(f"**Best fact** (score {fields['score']}): {_said(best)}")
        lines += [f"**Told with it**: {_said(fact)}" for fact in told if fact != best]
    if fields["runner"]:
        lines.append(f"**Runner-up** (score {fields['runner_score']}): {_said(runner)}")
    elif fields["best"]:
        lines.append("**Runner-up**: none, no other fact came close")
    return "\n".join(lines)


def _said(fact: Fact | None) -> str:
    return plain(fact.say) if fact else "no longer among the facts"
