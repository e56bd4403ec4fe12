"""The one door: a message in, a reply out."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering import Answer, Answerer, Clarify, Finding, Outcome, Wording
from bot.conversation.corrections import meant_instead
from bot.conversation.ellipsis import with_noun
from bot.conversation.memory import Memory, Turn, turn_after
from bot.conversation.messages import Choice, Incoming, Reply
from bot.conversation.remarks import is_remark
from bot.conversation.settling import Settler
from bot.facts import Fact, FactBase
from bot.understanding import Question, Reader


class Assistant:
    """Answers messages; remembers the last turn of each conversation."""

    def __init__(self, reader: Reader, answerer: Answerer, *, memory: Memory | None = None) -> None:
        self.reader = reader
        self.answerer = answerer
        self.wording = Wording(answerer.base)
        self.memory = memory or Memory()
        self._settler = Settler(reader, answerer)
        self._greetings: dict[str, int] = {}

    @property
    def base(self) -> FactBase:
        """What is known."""
        return self.answerer.base

    def reply(self, incoming: Incoming) -> Reply:
        """The reply to a message; never fails, whatever the text."""
        last = self.memory.last(incoming.conversation)
        question = self._read(self._chosen(incoming.text, last), last)
        if question.asks == "smalltalk":
            return self._smalltalk(question)
        asked = question
        question, outcome = self._settler.settle(asked, last)
        if not is_remark(asked, outcome, last, self.reader.language.interjections):
            self.memory.remember(incoming.conversation, turn_after(question, outcome, last))
        return self._reply(question, outcome)

    # -- understanding in context ------------------------------------------------------------------------------------

    def _read(self, text: str, last: Turn | None) -> Question:
        question = self._corrected(text, last) or self.reader.read(text)
        whole = with_noun(question, last, self.reader.lexicon) if last else None
        return self.reader.read(whole) if whole else question

    def _corrected(self, text: str, last: Turn | None) -> Question | None:
        """What is meant where a message says what is not; after a turn it goes on from there."""
        meant = meant_instead(text)
        question = self.reader.read(f"and {meant}" if last else meant) if meant else None
        return question if question and (question.hard_items or question.ceremonies) else None

    def _chosen(self, text: str, last: Turn | None) -> str:
        """The text of the choice that a bare number or ordinal picks, else the text itself."""
        if last is None or not last.choices:
            return text
        pick = self.reader.read(text).pick
        if pick is None or not -1 <= pick <= len(last.choices) or pick == 0:
            return text
        return last.choices[pick - 1 if pick > 0 else -1]

    def turn_about(self, facts: Sequence[Fact]) -> Turn:
        """The turn that facts were told in, for a conversation that goes on after its turns were forgotten."""
        findings = [Finding(ceremony=fact.ceremony, facts=(fact,)) for fact in facts]
        asked = next((fact.asked[0] for fact in facts if fact.asked), facts[0].say if facts else "")
        return turn_after(self.reader.read(asked), Answer(findings=tuple(findings), confidence=1.0), None)

    # -- replies -----------------------------------------------------------------------------------------------------

    def _reply(self, question: Question, outcome: Outcome) -> Reply:
        text = self.wording.text(outcome)
        if isinstance(outcome, Answer):
            sources = tuple(dict.fromkeys(fact.source for finding in outcome.findings for fact in finding.facts))
            return Reply(
                status="answer",
                text=text,
                sources=sources,
                confidence=outcome.confidence,
                question=question,
                outcome=outcome,
            )
        if isinstance(outcome, Clarify):
            choices = tuple(Choice(label=label, text=said) for label, said in outcome.choices)
            return Reply(status="clarify", text=text, choices=choices, question=question, outcome=outcome)
        return Reply(status="unknown", text=text, question=question, outcome=outcome)

    def _smalltalk(self, question: Question) -> Reply:
        intent = question.intent
        assert intent is not None  # small talk is an intent
        turn = self._greetings.get(intent.id, 0)
        self._greetings[intent.id] = turn + 1
        template = intent.replies[turn % len(intent.replies)]
        text = template.replace("{ceremonies}", self._ceremonies()).replace("{examples}", self._examples())
        return Reply(status="smalltalk", text=text, confidence=1.0, question=question)

    def _ceremonies(self) -> str:
        names = [f"the {ceremony.name}" for ceremony in self.base.ceremonies.values()]
        return " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} and {names[-1]}"

    def _examples(self) -> str:
        first = next(iter(self.base.ceremonies.values()))
        return f"“Who directed the {first.name}?”, “Which anthems were played in {first.year}?”"
