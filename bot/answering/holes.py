"""Filling a question's hole from one fact: which value answers, or that the fact has no such role."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise

from bot.answering.figures import Figures
from bot.answering.filled import Filled
from bot.answering.index import PERSONAL, FactIndex, FactTerms, FillerTerms, explains
from bot.understanding import Item, Question
from bot.understanding.lexicon import names_country

_SAME = 0.6  # of the words of a nameless filler: a question that says them asks for something else
_CROWD = 3


class HoleFiller:
    """Fills holes; knows what the question mentions and so cannot be its answer."""

    def __init__(self, question: Question, index: FactIndex) -> None:
        self._question = question
        self._index = index
        self._entities = frozenset[str]().union(*[item.entities for item in question.items])
        self._all = question.senses.union(*[item.guesses | item.inner for item in question.items])
        self._precision = question.precision
        self._is_did = len(question.tokens) > 1 and bool({"did", "do", "does"} & set(question.tokens[:3]))
        self._only_names = bool(question.hard_items) and all(item.entities for item in question.hard_items)

    @cached_property
    def _figures(self) -> Figures:
        return Figures(self._question, self._index)

    @cached_property
    def _role_senses(self) -> frozenset[str]:
        """The senses of the words that name a part which people take ("the *director*")."""
        roles = self._index.lexicon.language.role_concepts
        named = [item for item in self._question.hard_items if not item.is_name and not roles.isdisjoint(item.senses)]
        return frozenset(sense for item in named for sense in item.senses if sense[0] not in "#^")

    @cached_property
    def _predicates(self) -> frozenset[str]:
        """What the question says but names: what was done."""
        said = [item.senses | item.inner for item in self._question.hard_items if not item.is_name]
        return frozenset(sense for senses in said for sense in senses if sense[0] not in "#^=")

    def fill(self, terms: FactTerms) -> Filled | None:
        """The hole filled, or None when the fact does not have what is asked for."""
        asks = self._question.asks
        if asks == "who":
            return self._persons(terms)
        if self._precision == "named" and not self._is_did:
            return self._named(terms)
        if asks in {"what", "any", "list"}:
            return self._of_kind(terms) if self._question.kinds else self._things(terms)
        if asks == "when":
            return self._figures.moments(terms)
        if asks == "where":
            return self._places(terms)
        if asks == "count":
            return self._figures.counts(terms)
        if asks in {"why", "how"}:
            texts = terms.fact.why if asks == "why" else self._manners(terms)
            return Filled(texts, 0.5) if texts else self._told(terms)
        return Filled(())

    # -- roles -------------------------------------------------------------------------------------------------------

    def _persons(self, terms: FactTerms) -> Filled | None:
        if self._only_names and terms.fact.defines in self._entities:
            return (
                Filled((), 1.0)
                if any(one.kinds & PERSONAL for one in terms.fillers if self.is_mentioned(one))
                else None
            )
        wanted = self._question.intent.function if self._question.intent else ""
        if wanted:
            chosen = [one for one in terms.fillers if one.filler.function == wanted and self.is_open(one)]
            return Filled(_texts(chosen), 0.8) if chosen else None
        roles = {"who", "of"} if "whose" in self._question.tokens else {"who"}
        in_role = [one for one in terms.fillers if not one.roles.isdisjoint(roles) and self.is_open(one)]
        if not in_role:
            return None
        fitting = [one for one in in_role if self._function_fit(one) > 0]
        if self._is_other_side(terms) if self._is_did else self._is_their_own(terms):
            return None
        if not fitting and not terms.is_digest and self._deals_with_one_of_many(terms):
            return None
        if self._role_senses:
            fitting = [
                one for one in fitting if (one.function | self._index.known_as(one)) & self._role_senses
            ] or self._sole_doer(terms, in_role)
            if not fitting:
                return None  # everybody here took another part than the one asked about
        best = max((self._function_fit(one) for one in fitting), default=0.0)
        chosen = [one for one in fitting if self._function_fit(one) == best] or in_role
        if self._asks_who_that_is() and not any(one.filler.entity for one in chosen):
            return None
        return Filled(_texts(chosen), best)

    def _sole_doer(self, terms: FactTerms, in_role: Sequence[FillerTerms]) -> list[FillerTerms]:
        """The only person of a fact that says itself what was done, whatever their function is called."""
        people = [one for one in in_role if "person" in one.kinds and one.filler.entity]
        return people if len(people) == 1 and self._role_senses & terms.core else []

    def _asks_who_that_is(self) -> bool:
        """Whether somebody is described already ("who was the man with the drum?"): then only a name is news."""
        tokens = self._question.tokens
        auxiliaries = self._index.lexicon.language.auxiliaries
        is_identity = "who" in tokens and (
            tokens[-1] in auxiliaries or any(one == "who" and other in auxiliaries for one, other in pairwise(tokens))
        )
        described = any(self._index.is_personal(item.kinds) for item in self._question.items if not item.entities)
        return is_identity and described and not self._is_did

    def _deals_with_one_of_many(self, terms: FactTerms) -> bool:
        """Whether a list of several people meets a question of what passed between one of them and another."""
        if len(terms.fact.who) < _CROWD or not self._entities or not self._predicates:
            return False
        return any(self.is_mentioned(one) for one in terms.fillers if "who" in one.roles)

    def _is_other_side(self, terms: FactTerms) -> bool:
        """Whether the one of whom "who did X ... to?" speaks did not do it here, but another did."""
        doers = self._doers(terms)
        named = [one for one in terms.fillers if "who" in one.roles and self.is_mentioned(one)]
        return bool(doers and named) and not any(one in doers for one in named)

    def _is_their_own(self, terms: FactTerms) -> bool:
        """Whether "who passed it to X?" meets a fact in which X is the one who passed it."""
        doers = self._doers(terms)
        return bool(doers) and all(self.is_mentioned(one) for one in doers)

    def _doers(self, terms: FactTerms) -> list[FillerTerms]:
        """Those whose function in the fact is what the question asks about."""
        return [one for one in terms.fillers if "who" in one.roles and one.function & self._predicates]

    def _function_fit(self, one: FillerTerms) -> float:
        """1 when the question names exactly this function, less when the function says more than was asked."""
        if one.function.isdisjoint(self._all):
            return 0.0
        words = one.function_words
        return 0.4 + 0.6 * len(words & self._all) / len(words) if words else 0.0

    def _things(self, terms: FactTerms) -> Filled | None:
        fact = terms.fact
        open_ones = [one for one in terms.fillers if "what" in one.roles and self.is_open(one)]
        if self._only_names and not self._is_did and fact.defines in self._entities:
            return Filled((), 0.6)
        if open_ones:
            return Filled(_texts(open_ones), 0.3)
        if self._is_did and not (fact.how or fact.why):
            return None  # "what did she play?" wants a thing
        rest = [one for one in terms.fillers if self.is_open(one) and "who" not in one.roles]
        if rest or fact.how or fact.why or fact.count or fact.when:
            return Filled((), 0.0)
        return Filled((), -0.3)

    def _named(self, terms: FactTerms) -> Filled | None:
        """Only what has a name of its own answers "what was ... called?"."""
        hard, kinds = self._question.hard_items, self._question.kinds
        if self._only_names:
            return None
        named = [one for one in terms.fillers if one.filler.entity and one.roles & {"what", "who"}]
        candidates = [one for one in named if self.is_open(one)]
        run = self._question.head_run or _first_run(hard)
        head = run[-1] if run else None
        if not hard:  # the ceremony itself is asked for, which has titles in place of names
            titles = [one for one in terms.fillers if "what" in one.roles]
            return Filled(_texts(titles), 0.2) if titles else None
        if head is None:
            return Filled(_texts(candidates), 0.2) if candidates else None
        if kinds or head.kinds:
            wanted = kinds or head.kinds
            named = [one for one in candidates if (one.kinds | one.known_as) & wanted]
        else:
            named = [
                one for one in candidates if one.function & head.senses or any(word & head.senses for word in one.words)
            ]
            nameless = any(
                not one.filler.entity and any(word & head.senses for word in one.words) for one in terms.fillers
            )
            named = named or [one for one in candidates if one.filler.entity == terms.fact.defines and not nameless]
        return Filled(_texts(named), 0.4) if named else None

    def _of_kind(self, terms: FactTerms) -> Filled | None:
        kinds = self._question.kinds
        head = self._question.head
        if head and terms.fact.topic and f"^{terms.fact.topic}" in head.senses:
            candidates = [one for one in terms.fillers if self.is_open(one)]
            fitting = [one for one in candidates if one.kinds & kinds] or candidates
            return Filled(_texts(fitting), 0.9)
        exact = self._new([one for one in terms.fillers if not one.kinds.isdisjoint(kinds)])
        if exact:
            return Filled(_texts(exact), 0.5)
        named = self._kinds_by_name
        by_function = self._new(
            [one for one in terms.fillers if not (one.known_as.isdisjoint(kinds) and one.function.isdisjoint(named))]
        )
        if by_function:
            return Filled(_texts(by_function), 0.5)
        untyped = [
            one for one in terms.fillers if not one.kinds and head and any(head.senses & word for word in one.words)
        ]
        untyped = self._new(untyped)
        return Filled(_texts(untyped), 0.3) if untyped else None

    @cached_property
    def _kinds_by_name(self) -> frozenset[str]:
        return frozenset(f"#{kind}" for kind in self._question.kinds)

    def _new(self, fillers: Iterable[FillerTerms]) -> list[FillerTerms]:
        """Those that may be what is asked for and say more than the question does."""
        return [one for one in fillers if self.is_open(one) and not self._is_empty_of_news(one)]

    def _is_empty_of_news(self, one: FillerTerms) -> bool:
        """Whether a filler only repeats the question's noun: "various athletes" does not say which athletes."""
        head = self._question.head
        if one.filler.entity or head is None:
            return False
        colours = self._index.lexicon.language.modifiers
        return all(
            word & head.senses or any(sense[1:] in colours for sense in word if sense[0] == "=") for word in one.words
        )

    def _places(self, terms: FactTerms) -> Filled | None:
        candidates = [one for one in terms.fillers if "where" in one.roles and self.is_open(one)]
        return Filled(_texts(candidates), 0.4) if candidates else None

    def _told(self, terms: FactTerms) -> Filled | None:
        """ "How did X do Y?" without a manner is answered by the statement that X did Y; "why X?" by who X is."""
        if self._question.asks == "why" and self._only_names and terms.fact.defines in self._entities:
            return Filled((), 0.0)
        is_plain = self._question.asks == "how" and not self._precision and len(self._question.hard_items) > 1
        says_all = is_plain and all(explains(terms.core, item) for item in self._question.hard_items)
        return Filled((), -0.4) if says_all and self._is_act() else None

    def _is_act(self) -> bool:
        """Whether "how" asks for the course of an act ("how did they ...") and not for a measure ("how tall")."""
        tokens = self._question.tokens
        at = tokens.index("how") + 1 if "how" in tokens else len(tokens)
        return at < len(tokens) and tokens[at] in self._index.lexicon.language.auxiliaries

    def _manners(self, terms: FactTerms) -> tuple[str, ...]:
        precision = self._precision
        if precision != "language":
            return terms.fact.how
        return terms.fact.how if names_country(terms.core) else ()

    # -- mentions ----------------------------------------------------------------------------------------------------

    def is_open(self, one: FillerTerms) -> bool:
        """Whether the filler may be what is asked for: not named itself, and one of those in question."""
        within = self._question.within
        return not self.is_mentioned(one) and (not within or one.filler.entity in within)

    def is_mentioned(self, one: FillerTerms) -> bool:
        """Whether the question names the filler itself, so that it cannot be what is asked for."""
        if one.filler.entity is not None:
            return one.filler.entity in self._entities
        named = sum(not word.isdisjoint(self._all) for word in one.words)
        return bool(one.words) and named >= _SAME * len(one.words)


def _first_run(items: Sequence[Item]) -> Sequence[Item]:
    """The items that stand together first: of "theme song of the games" the theme and the song."""
    for number, (one, other) in enumerate(pairwise(items), 1):
        if other.position != one.position + one.width:
            return items[:number]
    return items


def _texts(fillers: Iterable[FillerTerms]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.filler.text for one in fillers))
