"""How a question was read, packed into the custom id of "Why this answer", and told from there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from bot.adapters.discord_app.post import plain, shorten
from bot.adapters.discord_app.references import CUSTOM_ID, References, reference
from bot.answering import Answer, Outcome, Unknown
from bot.conversation import Reply
from bot.facts import Fact

PREFIX = "why:"
TEMPLATE = (
    PREFIX + r"(?P<intent>[\w-]*):(?P<score>\d+):(?P<best>[\w-]{6})?:"
    r"(?P<runner>[\w-]{6})?:(?P<runner_score>\d*):(?P<words>[^\n]*)"
)


def pack_reading(reply: Reply) -> str:
    """A custom id with intent, score, best fact, runner-up and as many words as fit; empty where nothing was read."""
    question, outcome = reply.question, reply.outcome
    if question is None or outcome is None:
        return ""
    best = outcome.findings[0].facts[0] if isinstance(outcome, Answer) else None
    runner, score = next(_runners_up(outcome), (None, 0.0))
    head = ":".join(
        (
            question.intent.id if question.intent else "",
            _percent(reply.confidence),
            reference(best.id) if best else "",
            reference(runner.id) if runner else "",
            _percent(score) if runner else "",
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


def _percent(score: float) -> str:
    return str(max(0, round(score * 100)))


def tell(fields: dict[str, str], references: References) -> str:
    """The packed reading in words.

    Args:
        fields: The groups that `TEMPLATE` found in the custom id.
        references: Of the fact base in use; a fact that it has lost since is said to be gone.
    """
    best = next(references.facts(fields["best"]), None) if fields["best"] else None
    runner = next(references.facts(fields["runner"]), None) if fields["runner"] else None
    lines = [
        f"**Intent**: {plain(fields['intent'])}" if fields["intent"] else "**Intent**: none, only names or words",
        f"**Words that count**: {plain(fields['words'])}" if fields["words"] else "**Words that count**: none",
        f"**Score**: {int(fields['score'])} of 100" if fields["best"] else "**Score**: no fact explains all of it",
    ]
    if fields["best"]:
        lines.append(f"**Best fact**: {plain(best.say) if best else 'no longer among the facts'}")
    if fields["runner"]:
        say = plain(runner.say) if runner else "no longer among the facts"
        lines.append(f"**Runner-up** ({int(fields['runner_score'])}): {say}")
    elif fields["best"]:
        lines.append("**Runner-up**: none, no other fact came close")
    return "\n".join(lines)
