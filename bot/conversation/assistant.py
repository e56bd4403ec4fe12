"""The one door: a message in, a reply out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from bot.answering import Answer, Answerer, Clarify, Finding, Outcome, Wording
from bot.conversation.clauses import clauses
from bot.conversation.ellipsis import with_noun
from bot.conversation.followups import FollowUps
from bot.conversation.memory import Memory, Turn
from bot.conversation.messages import Choice, Incoming, Reply
from bot.facts import Fact, FactBase
from bot.understanding import Question, Reader, Weight

_DUMMY_VERBS = frozenset({"do", "did", "does", "doing", "done"})
_MAX_REWRITES = 20  # readings of a follow-up that are tried; the likely ones come first
_CERTAIN = 0.9  # confidence from which no other ceremony is looked at
_CERTAIN_ALONE = 0.95  # confidence from which a fragment is taken as it stands
_PART = 0.6  # confidence that each of two questions in one must be answered with
_FAR_BETTER = 0.2  # by which another ceremony's answer must be surer than that of the one spoken of
_PICKING = frozenset({"one", "ones"})  # after a list these point into it: "which one ...?"


class Assistant:
    """Answers messages; remembers the last turn of each conversation."""

    def __init__(self, reader: Reader, answerer: Answerer, *, memory: Memory | None = None) -> None:
        self.reader = reader
        self.answerer = answerer
        self.wording = Wording(answerer.base)
        self.memory = memory or Memory()
        self._followups = FollowUps(answerer.base, reader.lexicon)
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
        question, outcome = self._settle(question, last)
        self.memory.remember(incoming.conversation, self._turn(question, outcome, last))
        return self._reply(question, outcome)

    # -- understanding in context ------------------------------------------------------------------------------------

    def _read(self, text: str, last: Turn | None) -> Question:
        question = self.reader.read(text)
        whole = with_noun(question, last.question.tokens, self.reader.lexicon) if last else None
        return self.reader.read(whole) if whole else question

    def _chosen(self, text: str, last: Turn | None) -> str:
        """The text of the choice that a bare number or ordinal picks, else the text itself."""
        if last is None or not last.choices:
            return text
        pick = self.reader.read(text).pick
        if pick is None or not -1 <= pick <= len(last.choices) or pick == 0:
            return text
        return last.choices[pick - 1 if pick > 0 else -1]

    def _settle(self, question: Question, last: Turn | None) -> tuple[Question, Outcome]:
        inherited = last.ceremonies if last and len(last.ceremonies) == 1 else ()
        if last is None:
            return question, self._whole(question, ())
        is_fragment = question.intent is None and len(question.hard_items) <= 2
        picks = len(last.values) > 1 and bool(_PICKING & set(question.tokens))
        leans = bool(question.pronouns) or picks or is_fragment
        leans = leans or (question.is_continuation and not self._says_what_it_asks(question))
        is_whole = bool(question.hard_items) and not leans
        alone = self._whole(question, inherited) if is_whole else self.answerer.answer(question, inherited)
        if isinstance(alone, Answer) and (is_whole or self._needs_no_other(question, alone)):
            return question, alone
        likeliest: tuple[Question, Outcome] | None = None
        for reading in islice(self._followups.rewrites(question, last), _MAX_REWRITES):
            outcome = self.answerer.answer(reading, self._scope(reading, last, inherited))
            if not isinstance(outcome, Answer):
                likeliest = likeliest or (reading, outcome)
            elif self._speaks_of(outcome, question):
                return reading, outcome
        return likeliest if likeliest and self._leans(question) else (question, alone)

    def _needs_no_other(self, question: Question, alone: Answer) -> bool:
        """Whether a fragment is answered so surely by itself that nothing said before can be meant."""
        is_sure = alone.confidence >= _CERTAIN_ALONE and bool(question.hard_items) and not question.pronouns
        return is_sure or self._is_about_the_ceremony(question) or self._means_the_ceremony(question, alone)

    @staticmethod
    def _means_the_ceremony(question: Question, alone: Answer) -> bool:
        """Whether "it" is the ceremony: what is asked of it is told of each one ("when did it start?")."""
        facts = [finding.facts[0] for finding in alone.findings]
        is_general = all(fact.topic and not fact.part for fact in facts)
        says_something = "thing" in question.pronouns and bool(question.hard_items)
        return says_something and alone.confidence >= _CERTAIN and is_general

    def _speaks_of(self, answer: Answer, question: Question) -> bool:
        """Whether an answer speaks of most that a follow-up says itself, and not only of what was put in."""
        index = self.answerer.index
        told = [1 << index.number[fact.id] for finding in answer.findings for fact in finding.facts]
        met = [any(index.explaining(item, core_only=True) & one for one in told) for item in question.hard_items]
        return 2 * sum(met) >= len(met)

    def _whole(self, question: Question, inherited: Sequence[str]) -> Outcome:
        """What a question gets that leans on nothing said before; two questions in one get an answer each."""
        for first, second in clauses(question, self.reader):
            one = self._alone(first, inherited)
            if isinstance(one, Answer) and one.confidence >= _PART:
                _, other = self._settle(second, self._turn(first, one, None))
                if isinstance(other, Answer) and other.confidence >= _PART:
                    return _together(one, other)
        return self._alone(question, inherited)

    def _alone(self, question: Question, inherited: Sequence[str]) -> Outcome:
        """What a whole question gets: an answer for the ceremony spoken of, unless another's suits it far better."""
        here = self.answerer.answer(question, inherited)
        if not inherited or question.ceremonies or question.asks_both:
            return here
        sure = here.confidence if isinstance(here, Answer) and self._speaks_of_the_named(here, question) else 0.0
        if sure >= _CERTAIN:
            return here
        anywhere = self.answerer.answer(question)
        is_better = isinstance(anywhere, Answer) and anywhere.confidence >= sure + _FAR_BETTER
        return anywhere if is_better else here

    @staticmethod
    def _speaks_of_the_named(answer: Answer, question: Question) -> bool:
        """Whether an answer is about one of those that the question names; true when it names none."""
        named = {entity for item in question.hard_items for entity in item.entities}
        facts = [fact for finding in answer.findings for fact in finding.facts]
        about = {filler.entity for fact in facts for filler in fact.fillers()} | {fact.defines for fact in facts}
        return not named or not named.isdisjoint(about)

    @staticmethod
    def _says_what_it_asks(question: Question) -> bool:
        """Whether "and ..." opens a question that could stand alone ("and who directed it all?")."""
        return (
            question.intent is not None
            and question.intent.id not in {"naming", "story"}
            and "one" not in question.tokens
        )

    @staticmethod
    def _is_about_the_ceremony(question: Question) -> bool:
        """ "Where was it held?" after anything at all asks about the ceremony."""
        said = any(item.weight is Weight.SOFT and item.surface not in _DUMMY_VERBS for item in question.items)
        return (
            "person" not in question.pronouns
            and not question.hard_items
            and said
            and bool(question.intent and question.intent.default)
        )

    @staticmethod
    def _leans(question: Question) -> bool:
        """Whether a question says so little that only the turn before makes it one."""
        is_fragment = question.is_continuation and question.intent is None
        return not question.hard_items or is_fragment or "person" in question.pronouns or bool(question.pick)

    @staticmethod
    def _scope(question: Question, last: Turn, inherited: Sequence[str]) -> Sequence[str]:
        return inherited or (last.ceremonies if not question.ceremonies or "other" in question.ceremonies else ())

    def _turn(self, question: Question, outcome: Outcome, last: Turn | None) -> Turn:
        if isinstance(outcome, Answer):
            facts = [finding.facts[0] for finding in outcome.findings]
            values = [value for finding in outcome.findings for value in finding.values]
            named = [filler for fact in facts for filler in fact.fillers() if filler.entity]
            named.sort(key=lambda filler: filler.text not in values)
            defined = [fact.defines for fact in facts if fact.defines]
            return Turn(
                question=question,
                ceremonies=tuple(dict.fromkeys(finding.ceremony for finding in outcome.findings)),
                entities=tuple(dict.fromkeys([*defined, *(filler.entity or "" for filler in named)])),
                facts=tuple(fact.id for fact in facts),
                values=tuple(values),
            )
        named_ceremonies = tuple(one for one in question.ceremonies if one != "other")
        inherited = named_ceremonies or (last.ceremonies if last else ())
        choices = tuple(text for _, text in outcome.choices) if isinstance(outcome, Clarify) else ()
        return Turn(question=question, ceremonies=inherited, entities=last.entities if last else (), choices=choices)

    def turn_about(self, facts: Sequence[Fact]) -> Turn:
        """The turn that facts were told in, for a conversation that goes on after its turns were forgotten."""
        findings = [Finding(ceremony=fact.ceremony, facts=(fact,)) for fact in facts]
        asked = next((fact.asked[0] for fact in facts if fact.asked), facts[0].say if facts else "")
        return self._turn(self.reader.read(asked), Answer(findings=tuple(findings), confidence=1.0), None)

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


def _together(*answers: Answer) -> Answer:
    findings = {finding.facts[0].id: finding for answer in answers for finding in answer.findings}
    return Answer(findings=tuple(findings.values()), confidence=min(answer.confidence for answer in answers))
