"""Follow-ups made whole: what a question lacks is taken from the turn before.

A complete question takes nothing but, where it names none, the ceremony. The rewrites are tried in order, and the
first that the facts answer is what was meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.answering.index import PERSONAL
from bot.conversation.memory import Turn
from bot.facts import FactBase
from bot.understanding import Intent, Item, Lexicon, Question, Weight
from bot.understanding.words import tokenise

_OF_A_KIND = 3  # likeness of two items from which no less alike one is meant
_SHORT = 4  # words of "how many performers then?"
_FEW = 5  # words of "and the one after that?"
_PLURAL = frozenset({"they", "them", "their", "theirs", "theyre"})
_BACK = frozenset({"before", "previously"})
_ONWARD = frozenset({"after", "afterwards", "then", "next"})


class FollowUps:
    """Rewrites a question in the light of the turn before."""

    def __init__(self, base: FactBase, lexicon: Lexicon) -> None:
        self._base = base
        self._lexicon = lexicon
        self._loose = lexicon.language.order_words | lexicon.language.function_words
        self._ceremony_words = {
            token.text
            for ceremony in base.ceremonies.values()
            for name in (ceremony.short, *ceremony.aliases)
            for token in tokenise(name)
        }

    def rewrites(self, question: Question, last: Turn) -> Iterator[Question]:
        """What a question may mean after a turn, likeliest first; the question alone is not among them."""
        names_only_ceremony = bool(question.ceremonies) and not question.hard_items
        if names_only_ceremony and self._is_elliptic(question):
            yield self._same_question(question, last)
            return
        yield from self._from_list(question, last)
        if not question.hard_items and not question.pronouns and question.intent is not None:
            yield self._other_role(question, last)
        if self.asks_of_a_kind(question):
            yield self._extended(question, last)
        if question.pronouns or not question.hard_items:
            yield from self._with_antecedents(question, last)
        if self._is_elliptic(question) and question.hard_items:
            yield from self._replaced(question, last)
        elif question.is_continuation and question.hard_items:
            yield self._extended(question, last)

    @staticmethod
    def asks_of_a_kind(question: Question) -> bool:
        """Whether a short question names only the sort of thing that it asks for ("which piece?")."""
        hard = question.hard_items
        is_only_head = bool(hard) and all(item in question.head_run for item in hard)
        return is_only_head and question.intent is not None and len(question.tokens) <= _SHORT and not question.pronouns

    def onward(self, question: Question, last: Turn) -> Question | None:
        """ "And then?", "what came before that?": the question as one about the running order; None for others.

        "The next one" is of the kind that was asked for before.
        """
        order = self._onward(question)
        return replace(order, kinds=last.question.kinds) if order and "one" in question.tokens else order

    def _onward(self, question: Question) -> Question | None:
        if any(not self._loose.issuperset(item.surface.split()) for item in question.hard_items):
            return None
        if question.asks in {"after", "before"}:
            return question
        said = {*question.tokens}
        if question.intent is not None or question.ceremonies or len(said) > _FEW or not said & (_ONWARD | _BACK):
            return None
        asks = "before" if said & _BACK else "after"
        return replace(question, intent=Intent(id=asks, asks=asks), items=())

    @staticmethod
    def _is_elliptic(question: Question) -> bool:
        """Whether the question names something but does not say what to tell about it."""
        if question.intent is None:
            return not question.kinds or question.is_continuation
        return question.is_continuation and question.intent.id in {"naming", "story"} and len(question.tokens) <= 5

    def _same_question(self, question: Question, last: Turn) -> Question:
        """The question before, for another ceremony."""
        kept = [
            one for item in last.question.items if not self._names_ceremony(item) for one in self._without_place(item)
        ]
        return replace(
            last.question,
            items=(*kept, *question.items),
            ceremonies=question.ceremonies,
            asks_both=question.asks_both,
            text=question.text,
        )

    def _without_place(self, item: Item) -> Iterator[Item]:
        """An item less the ceremony's own name in it: of "mayor of the host city" the mayor stays."""
        words = item.surface.split()
        if not any(sense.startswith("&") for sense in item.senses) or not self._ceremony_words & set(words):
            yield item
            return
        function_words = self._lexicon.language.function_words
        for word in words:
            if word not in self._ceremony_words and word not in function_words:
                yield Item(surface=word, senses=self._lexicon.senses(word), position=item.position)

    def _names_ceremony(self, item: Item) -> bool:
        return item.weight is Weight.SOFT and item.surface in self._ceremony_words

    def _from_list(self, question: Question, last: Turn) -> Iterator[Question]:
        """One of several that were just listed: "the second one", "the circus one", "which of them ...?"."""
        listed = [entity for value in last.values if (entity := self._named(value, last))]
        if len(listed) < 2 or not ({"one", "ones", "them", "these", "those"} & set(question.tokens) or question.pick):
            return
        if question.pick and abs(question.pick) <= len(listed):
            chosen = listed[question.pick - 1 if question.pick > 0 else -1]
            kept = tuple(
                item for item in question.items if not item.is_number and item.surface not in {"last", "first"}
            )
            yield replace(question, items=(*kept, self._item(chosen)), kinds=frozenset(), head=None)
            return
        for entity in listed:
            fitting = [item for item in question.hard_items if self._is_part_of(item, entity)]
            if fitting and question.asks not in {"who", "any"}:
                kept = tuple(item for item in question.items if item not in fitting)
                yield replace(question, items=(*kept, self._item(entity)))
        yield replace(question, within=frozenset(listed))

    def _named(self, value: str, last: Turn) -> str | None:
        """The entity that a listed value shows."""
        return next((entity for entity in last.entities if self._base.entities[entity].name == value), None)

    def _is_part_of(self, item: Item, entity: str) -> bool:
        words = {sense for name in self._base.entities[entity].names for sense in self._lexicon.terms(name)}
        return any(sense in words for sense in item.senses if sense[0] == "=")

    def _with_antecedents(self, question: Question, last: Turn) -> Iterator[Question]:
        """The question with its pronoun's antecedent put in: each entity of the last answer, then of its question."""
        asked = [entity for item in last.question.items for entity in sorted(item.entities)]
        at = self._pronoun_at(question)
        doers: list[str] = []
        for entity in dict.fromkeys((*last.entities, *asked)):
            nouns = frozenset(kind for item in question.hard_items for kind in item.kinds)
            if self._names_itself(question, entity, nouns) or self._asks_its_name(question, entity):
                yield self._what_is(question, entity)
            elif (nouns and question.precision == "named") or self._suits(entity, question):
                yield self._about(question, entity, at)
            elif nouns and "person" not in question.pronouns:  # "what piece is that?" after a pianist
                doers.append(entity)
        yield from (self._about(question, entity, at) for entity in doers)
        borrowed = tuple(item for item in last.question.hard_items if item not in question.items)
        if borrowed and "person" not in question.pronouns:
            yield replace(question, items=(*question.items, *borrowed))

    def _about(self, question: Question, entity: str, position: int) -> Question:
        """The question with an entity put in."""
        return replace(question, items=(*question.items, self._item(entity)._replace(position=position)))

    def _pronoun_at(self, question: Question) -> int:
        """Where the pronoun stands, and so what is put in its place ("and after *that*?"); -1 without one."""
        pronouns = self._lexicon.language.pronouns
        return next((at for at, word in enumerate(question.tokens) if word in pronouns), -1)

    def _names_itself(self, question: Question, entity: str, nouns: frozenset[str]) -> bool:
        """Whether "what's that piece called?" asks for the very thing that was spoken of."""
        kinds = self._base.registers.ancestry(self._base.entities[entity].kind)
        return question.precision == "named" and len(question.hard_items) == 1 and bool(nouns & kinds)

    def _asks_its_name(self, question: Question, entity: str) -> bool:
        """Whether "what's her name?" asks for somebody who was spoken of without one."""
        return question.precision == "named" and not question.hard_items and self._suits(entity, question)

    def _what_is(self, question: Question, entity: str) -> Question:
        plain = Intent(id="naming", asks="what")
        return replace(question, intent=plain, items=(self._item(entity),), kinds=frozenset(), head=None, head_run=())

    def _suits(self, entity: str, question: Question) -> bool:
        kinds = self._base.registers.ancestry(self._base.entities[entity].kind)
        if len(question.pronouns) != 1:
            return True
        if "person" not in question.pronouns:
            return not kinds & PERSONAL or "animal" in kinds
        return bool(kinds & (PERSONAL if _PLURAL & set(question.tokens) else PERSONAL - {"group"}))

    def _item(self, entity: str) -> Item:
        name = self._base.entities[entity].name
        words = [token.text for token in tokenise(name)]
        own = self._lexicon.senses(words[0]) if len(words) == 1 else frozenset[str]()
        return Item(
            surface=name.casefold(),
            senses=frozenset({f"@{entity}"}) | own,
            parts=(),
            position=-1,
            entities=frozenset({entity}),
            is_name=True,
        )

    def is_put_in(self, item: Item) -> bool:
        """Whether an item is an entity that no question named so, but a rewrite."""
        return any(item.surface == self._base.entities[entity].name.casefold() for entity in item.entities)

    @staticmethod
    def _other_role(question: Question, last: Turn) -> Question:
        """Another role of what was just spoken of: "when?", "where was that?"."""
        return replace(question, items=(*question.items, *last.question.hard_items))

    def _replaced(self, question: Question, last: Turn) -> Iterator[Question]:
        """The question before with its like put in place: "and of the other city?", "what about her?"."""
        new = question.hard_items
        old = [item for item in last.question.items if item.weight is Weight.HARD]
        if len(new) > 1 and any(one.surface == item.surface for one in new for item in old):  # the same of another sort
            kept = [item for item in last.question.items if not any(self._is_another(item, one) for one in new)]
            yield self._with_items(question, last, kept)
        alike = {item: max(self._likeness(item, one) for one in new) for item in old}
        best = max(alike.values(), default=0)
        for gone in sorted(old, key=lambda item: (-alike[item], -item.position)):
            if alike[gone] > 0 and (best < _OF_A_KIND or alike[gone] >= _OF_A_KIND):
                yield self._in_place_of(gone, question, last)
        yield self._with_items(question, last, [item for item in last.question.items if item.weight is not Weight.HARD])
        heads = {item.surface.split()[-1] for item in old}
        if heads.isdisjoint(item.surface.split()[-1] for item in new):  # else it is another one of these
            yield self._with_items(question, last, list(last.question.items))

    def _in_place_of(self, gone: Item, question: Question, last: Turn) -> Question:
        """The question before with what is named now in place of one item, in its words too."""
        first, *others = question.hard_items
        start, end = gone.position, gone.position + gone.width
        words = last.question.tokens
        whole = self._with_items(question, last, [item for item in last.question.items if item is not gone])
        if others or not 0 <= start < end <= len(words):
            return whole
        placed = first._replace(position=start, width=gone.width)
        return replace(
            whole,
            items=tuple(placed if item is first else item for item in whole.items),
            tokens=(*words[:start], first.surface, *[""] * (gone.width - 1), *words[end:]),
        )

    @staticmethod
    def _with_items(question: Question, last: Turn, kept: list[Item]) -> Question:
        items = (*kept, *question.hard_items)
        return replace(
            last.question, items=items, ceremonies=question.ceremonies or last.question.ceremonies, text=question.text
        )

    def _likeness(self, old: Item, new: Item) -> int:
        """How much one item can stand for another: 4 after the same word, 3 of one kind, 2 names, 1 plain, 0 not."""
        if old.before and old.before == new.before and old.before not in {"the", "a", "and"}:
            return 4
        if self._all_kinds(old) & self._all_kinds(new):
            return 3
        if (old.is_name or old.is_foreign) and new.is_name:  # what nobody here knows mostly is a name
            return 2
        return int(old.is_name == new.is_name and not old.is_number)

    def _all_kinds(self, item: Item) -> frozenset[str]:
        kinds = {self._base.entities[entity].kind for entity in item.entities} | set(item.kinds)
        found: frozenset[str] = frozenset()
        for kind in kinds:
            found |= self._base.registers.ancestry(kind)
        return found

    def _extended(self, question: Question, last: Turn) -> Question:
        """The question with the subject of the one before, less what it names another of."""
        new = question.hard_items
        kept = [old for old in last.question.hard_items if not any(self._is_another(old, one) for one in new)]
        return replace(question, items=(*question.items, *kept))

    def _is_another(self, old: Item, new: Item) -> bool:
        if old.is_number and new.is_number:
            return True
        return old.surface == new.surface or bool(self._all_kinds(old) & self._all_kinds(new))
