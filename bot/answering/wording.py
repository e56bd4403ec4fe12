"""Outcomes to text: the value first, then the sentence, the ceremony and the source."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.answer import Answer, Clarify, Finding, Outcome, Unknown
from bot.facts import Fact, FactBase

_LIST_FROM = 4
"""From this many values on the statement lists them itself."""


class Wording:
    """Writes replies as plain text."""

    def __init__(self, base: FactBase) -> None:
        self._base = base

    def text(self, outcome: Outcome) -> str:
        """The whole reply as a person reads it."""
        if isinstance(outcome, Answer):
            lines = [self.finding(finding) for finding in outcome.findings]
            return "\n".join([outcome.lead, *lines] if outcome.lead else lines)
        if isinstance(outcome, Clarify):
            numbered = [f"{number}. {label}" for number, (label, _) in enumerate(outcome.choices, 1)]
            return "\n".join([outcome.prompt, *numbered])
        return self.unknown(outcome)

    def finding(self, finding: Finding) -> str:
        """One ceremony's answer with its source."""
        fact, *others = finding.facts
        if finding.is_collected:
            return f"{_joined(finding.values)}. ({self.place(fact)})"
        lead = self._lead(finding)
        text = f"{lead}{fact.say} ({self.place(fact)})"
        for other in others:
            text += f" The sources disagree: {other.say} ({self.place(other)})"
        return text

    def _lead(self, finding: Finding) -> str:
        if finding.verdict is True:
            return "Yes. "
        if finding.verdict is False:
            return f"No, {finding.correction}: " if finding.correction else "No. "
        return f"{_joined(finding.values)} – " if self._needs_values(finding) else ""

    @staticmethod
    def _needs_values(finding: Finding) -> bool:
        say = finding.facts[0].say
        if not finding.values or (len(finding.values) >= _LIST_FROM and all(value in say for value in finding.values)):
            return False
        return not say.startswith(finding.values[0])

    def place(self, fact: Fact) -> str:
        """The ceremony and the source of a fact."""
        return f"{self._base.ceremonies[fact.ceremony].short}; source: {fact.source}"

    def unknown(self, outcome: Unknown) -> str:
        """An honest "I don't know", with what is known nearby."""
        text = f"I don't know that. {outcome.reason}"
        if outcome.nearest:
            known = " ".join(f"{fact.say} ({self._base.ceremonies[fact.ceremony].short})" for fact in outcome.nearest)
            text += f" What I do know: {known}"
        return text


def _joined(values: Sequence[str]) -> str:
    if len(values) < 2:
        return "".join(values)
    return f"{', '.join(values[:-1])} and {values[-1]}"
