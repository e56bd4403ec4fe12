"""What all makers of questions share: the desk with its tools, and the reasons for refusing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b

from bot.facts import Fact, FactBase, Filler
from bot.quiz.cutting import Cut, plain
from bot.quiz.distractors import Neighbours
from bot.quiz.evidence import Evidence
from bot.quiz.model import Answer, QuizQuestion
from bot.quiz.wording import Wording
from bot.understanding import Lexicon
from bot.understanding.words import tokenise

_FOREIGN = re.compile(r" \([^)\x00-\u024f]+\)")  # brackets in letters other than Latin ones
_LATIN = "\u024f"  # the last letter of Latin alphabets
_HEAD = re.compile(r",? (?:of|in|on|with|from|for|to|that|which|who|whose|at|by|as|and|or|still|dressed|holding)\b|,")
_SEVERAL = re.compile(r"(?<![sui'’])s$")


@dataclass(slots=True)
class Refused:
    """Why parts of a fact are not asked for."""

    reasons: list[str] = field(default_factory=list)

    def note(self, part: str, reason: str) -> None:
        """Note a part that is not asked for."""
        self.reasons.append(f"{part}: {reason}")

    @property
    def reason(self) -> str:
        """Everything that was noted, in one line."""
        return "; ".join(dict.fromkeys(self.reasons)) or "its roles name nothing that its statement says in these words"


@dataclass(frozen=True, slots=True)
class Desk:
    """The tools of those who make questions."""

    base: FactBase
    lexicon: Lexicon
    wording: Wording
    evidence: Evidence
    neighbours: Neighbours

    def worded(self, fact: Fact, key: str, sort: str, **values: str) -> str:
        """A question in words, with the ceremony's name before it where the words do not tell it."""
        text = self.wording.say(sort, turn_of(key), **values)
        ceremony = self.base.ceremonies[fact.ceremony]
        names = (ceremony.short, str(ceremony.year), *ceremony.aliases)
        said = text.casefold()
        if any(name.casefold() in said for name in names):
            return text
        return self.wording.say("labelled", ceremony=ceremony.short, question=text)

    def statement(self, fact: Fact) -> str:
        """What a fact says, without what it says about its source and what it repeats in other letters."""
        say = _FOREIGN.sub("", fact.say)
        for phrase in self.wording.trimmed:
            say = re.sub(re.escape(phrase), "", say, flags=re.IGNORECASE)
        say = say.strip()
        return say[:1].upper() + say[1:]

    def is_about_source(self, say: str) -> bool:
        """Whether a statement tells how something is written down, which nobody knows who was there."""
        return any(says_name(say, word) for word in self.wording.unasked)

    def is_host(self, fact: Fact, name: str) -> bool:
        """Whether every word of a name is one by which the ceremony itself is called."""
        ceremony = self.base.ceremonies[fact.ceremony]
        return self.evidence.is_all_said(name, " ".join((ceremony.short, *ceremony.aliases)))

    def named_in(self, ceremony: str) -> set[str | None]:
        """Ids of what the facts of a ceremony name."""
        facts = (fact for fact in self.base.facts.values() if fact.ceremony == ceremony)
        return {filler.entity for fact in facts for filler in fact.fillers()}

    def is_shared(self, cut: Cut) -> bool:
        """Whether the words around the part cut out say that the statement holds of others too."""
        around = f" {cut.around.casefold()} ".replace(",", " ")
        return any(f" {word} " in around for word in self.wording.shared)

    def names_of(self, filler: Filler) -> tuple[str, ...]:
        """Every name of what stands in a role; nameless things have their words alone."""
        entity = self.base.entities.get(filler.entity or "")
        return entity.names if entity else (filler.text,)

    def forms_of(self, filler: Filler) -> list[str]:
        """How a statement may refer to it, the fullest form first; persons by their surname too."""
        forms = sorted({filler.text, *self.names_of(filler)}, key=lambda form: (-len(form), form))
        if self.is_somebody(filler) and filler.entity:
            forms += [form.split()[-1] for form in forms[:1] if " " in form]
        return forms

    def stands_in(self, filler: Filler, text: str) -> bool:
        """Whether a text names it."""
        return any(says_name(text, form) for form in self.forms_of(filler))

    def is_somebody(self, filler: Filler) -> bool:
        """Whether it is asked for with "who"."""
        return self.base.registers.is_individual(self.base.kind_of(filler))

    def is_plural(self, text: str) -> bool:
        """Whether a name is one of several things, by its main word."""
        main = _HEAD.split(plain(text))[0].split() or [""]
        return _SEVERAL.search(main[-1].casefold()) is not None or main[-1].casefold() in self.wording.plurals

    def looks(self, name: str, *, is_named: bool = True) -> tuple[bool, ...]:
        """What catches the eye in a name; a choice that looks different from the answer is no choice.

        Args:
            name: A name, or words for something that has none.
            is_named: Digits and brackets are no sign in the names of entities.
        """
        is_plain = is_named and not name[:1].islower()
        signs = not is_plain and any(map(str.isdigit, name)), not is_plain and "(" in name
        return self.is_plural(name), name[:1].islower(), name[:1] > _LATIN, *signs

    def kind_words(self, filler: Filler) -> tuple[str, ...]:
        """What people call a thing of its sort."""
        kind = self.base.registers.kinds.get(self.base.kind_of(filler) or "")
        return kind.words if kind else ()

    def sort_words(self, filler: Filler) -> tuple[str, ...]:
        """What people call a thing of its sort, or of any sort that this one is a case of."""
        kinds = self.base.registers.kinds
        return tuple(word for kind in sorted(self.evidence.kinds_of(filler)) for word in kinds[kind].words)

    def slug(self, text: str) -> str:
        """A text as part of an id."""
        return "-".join(token.text for token in tokenise(text)) or "it"

    def question(
        self, fact: Fact, key: str, text: str, answer: Answer, wrong: Iterable[str], *, told: str = ""
    ) -> QuizQuestion:
        """A question about a fact; ``key`` says which one."""
        return QuizQuestion(
            id=f"{fact.id}/{key}",
            text=text,
            answer=answer,
            wrong=tuple(wrong),
            told=told or " ".join(one.say for one in self.base.versions_of(fact)),
            source=str(fact.source),
            ceremony=fact.ceremony,
            fact=fact.id,
        )


def says_name(text: str, name: str) -> bool:
    """Whether a name stands in a text as words of its own, in any case."""
    name, text = name.casefold(), text.casefold()
    if name not in text:  # most names do not, and a pattern costs a hundred times as much
        return False
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def turn_of(key: str) -> int:
    """Which template a question takes: always the same, spread evenly."""
    return blake2b(key.encode(), digest_size=2).digest()[0]
