"""Wrong choices for a name: what is of the asked sort, looks like the answer and is in no way true."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.facts import Entity, Fact, Filler
from bot.quiz.cutting import Cut, plain
from bot.quiz.distractors import LIMIT, pick
from bot.quiz.making import Desk, says_name

_LEAST = 2  # things that make a list
_SAME_WORD = 4  # letters that a verb shares with the word for who does it ("directed", "director")


@dataclass(frozen=True, slots=True)
class Choices:
    """What may stand beside an answer."""

    desk: Desk
    fact: Fact
    filler: Filler
    cut: Cut
    text: str
    """The question."""

    def also_true(self) -> set[str] | None:
        """Names that may be right as well, or None when so many are that the question has no one answer."""
        if any(self._is_rival(other) for other in self.fact.fillers() if other.entity != self.filler.entity):
            return None
        barred: set[str] = set()
        for rival, is_outright in self.desk.evidence.rivals(self.fact, self.cut.around):
            for other in rival.fillers():
                if self._is_same(other) or not self._is_rival(other):
                    continue
                if is_outright and not self._has_other_part(other) and not self._is_paired(rival):
                    return None
                if not self._is_told_apart(other):
                    barred.update(self.desk.names_of(other))
        return barred

    def _is_same(self, other: Filler) -> bool:
        return other.entity == self.filler.entity if other.entity else other.text == self.filler.text

    def _is_rival(self, other: Filler) -> bool:
        """Whether somebody could give another filler as the answer."""
        if self.desk.is_somebody(self.filler):
            is_asked = self.desk.is_somebody(other)
        else:
            is_asked = self.desk.base.kind_of(self.filler) in self.desk.evidence.kinds_of(other)
        return is_asked and not self.desk.stands_in(other, self.text)

    def _has_other_part(self, other: Filler) -> bool:
        """Whether the question says as what the answer took part, and the other one took part as something else."""
        own, theirs = self.filler.function, other.function
        if not own or not theirs or own.casefold() == theirs.casefold():
            return False
        said = self.desk.evidence.content(self.text)
        return all(any(_alike(word, one) for one in said) for word in self.desk.evidence.content(own))

    def _is_paired(self, rival: Fact) -> bool:
        """Whether a rival lists things with what belongs to each, the answer with what the question names."""
        ours = self._of_a_kind(rival, self.filler)
        if len(ours) < _LEAST or self.filler.entity not in ours:
            return False
        named = [one for one in self.fact.fillers() if one.entity and self.desk.stands_in(one, self.text)]
        groups = [self._of_a_kind(rival, one) for one in named]
        return any(len(group) == len(ours) and group != ours for group in groups)

    def _of_a_kind(self, fact: Fact, filler: Filler) -> set[str]:
        kinds = {one.entity: self.desk.evidence.kinds_of(one) for one in fact.fillers() if one.entity}
        kind = self.desk.base.entities[filler.entity].kind if filler.entity else ""
        return {key for key, found in kinds.items() if kind in found}

    def _is_told_apart(self, other: Filler) -> bool:
        """Whether a word of the answer's part, which the question says, is none of the other one's."""
        content = self.desk.evidence.content
        return self._has_other_part(other) and not content(self.filler.function or "") <= content(other.function or "")

    def wrong(self, barred: set[str]) -> tuple[str, ...]:
        """Names of the asked sort that are in no way right, the nearest first."""
        taken = barred | {name for one in self.fact.fillers() for name in self.desk.names_of(one)}
        if not self.filler.entity:
            return tuple(self._nameless(taken))[:LIMIT]
        return tuple(pick((one.name for one in self._fitting(taken)), taken))[:LIMIT]

    def from_elsewhere(self) -> tuple[str, ...]:
        """Names that no fact of the ceremony speaks of, for a statement that holds of more than one there."""
        named = self.desk.named_in(self.fact.ceremony)
        taken = {name for one in self.fact.fillers() for name in self.desk.names_of(one)}
        return tuple(pick((one.name for one in self._fitting(taken) if one.id not in named), taken))[:LIMIT]

    def _fitting(self, taken: set[str]) -> Iterator[Entity]:
        desk, own = self.desk, self.desk.base.entities[self.filler.entity or ""]
        like = desk.neighbours.people_like if desk.is_somebody(self.filler) else desk.neighbours.entities_like
        for key in like(own.id):
            other = desk.base.entities[key]
            words = desk.kind_words(Filler(text=other.name, entity=key))
            is_said = any(says_name(self.text, name) for name in other.names)
            if is_said or set(other.names) & taken or desk.looks(own.name) != desk.looks(other.name):
                continue
            if not desk.evidence.is_given_away(self.text, other.names[:1], words):
                yield other

    def _nameless(self, taken: set[str]) -> Iterator[str]:
        """Things without names that share no word with one another, the answer or its statement."""
        desk, filler = self.desk, self.filler
        own = desk.evidence.content(f"{filler.text} {self.fact.say}")
        looks = desk.looks(plain(filler.text), is_named=False)
        for one in pick(map(plain, desk.neighbours.texts_like(filler.kind or "", filler.text)), taken):
            words = desk.evidence.content(one)
            if words and not words & own and desk.looks(one, is_named=False) == looks:
                own |= words
                yield one


def _alike(word: str, other: str) -> bool:
    return word == other or (len(word) > _SAME_WORD and word[:_SAME_WORD] == other[:_SAME_WORD])
