"""Is it so? A claim fills every hole itself; answering compares, and corrects what is wrong.

"Yes" needs a fact that says all of it with everyone in the right part. "No" needs a fact that says all of it but one
thing, and says something else in that thing's place. Everything between is "I don't know".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.answering.filled import Filled
from bot.answering.index import PERSONAL, FactTerms, FillerTerms, explains
from bot.answering.matching import Match, Matcher
from bot.answering.numbers import Numbers
from bot.answering.scoring import Scorer
from bot.understanding import Item, Question
from bot.understanding.ceremonies import is_venue
from bot.understanding.lexicon import function_sense, names_country

_RELATION = 2
_PLACE_WORDS = frozenset({"in", "at", "inside", "near"})


@dataclass(frozen=True, slots=True)
class Ruling:
    """Whether a claim holds, and the fact that says so."""

    match: Match
    is_true: bool
    wrong: Item | None = None
    """What the claim got wrong, where one thing can be named."""
    right: str = ""
    """What the fact says in its place."""


class ClaimChecker:
    """Checks claims, and finds the one thing that a question got wrong."""

    def __init__(self, matcher: Matcher, numbers: Numbers) -> None:
        self._matcher = matcher
        self._numbers = numbers

    def check(self, question: Question, among: int) -> Ruling | None:
        """Whether the facts of a set confirm or contradict a claim; None when they do neither."""
        if not self._is_substantial(question) and not self._claims_a_place(question):
            return None
        if self._is_all_place(question):
            return self._check_place(question, among)
        other = self._other_holder(question, among)
        if other:
            return other
        matches = self._matcher.matches(question, among)
        for match in matches[:6]:
            if not self.is_swapped(question, match.terms):
                return self._exact_holder(question, match.terms, among) or Ruling(match, is_true=True)
        contradiction = self.contradiction(question, among)
        if contradiction:
            return contradiction
        return Ruling(matches[0], is_true=False) if matches else None

    @staticmethod
    def _is_substantial(question: Question) -> bool:
        """Whether a claim says enough to be checked: "was it snowing?" finds snow anywhere."""
        hard = question.hard_items
        if not {"before", "after"}.isdisjoint(item.surface for item in hard) and len(hard) <= _RELATION:
            return False  # of two things in time, facts seldom say which came first
        is_number_alone = len(hard) == 1 and hard[0].is_number and not (hard[0].is_year or "in" in question.tokens)
        says = len(hard) > 1 or "there" in question.tokens or any(item.is_name or item.is_number for item in hard)
        return says and not is_number_alone

    def _claims_a_place(self, question: Question) -> bool:
        """ "Was it held in Shanghai?": one strange word, but said to be the place."""
        return any(item.is_foreign and self._is_place(question, item) for item in question.hard_items)

    def _functions_named(self, item: Item) -> frozenset[str]:
        """Senses of an item that name a function: "director", "chief lighting designer", "mayor of the host city"."""
        compounds = frozenset(sense for sense in item.senses if sense.startswith("&"))
        is_noun = bool(item.kinds)  # "was X the director", not "did X direct the choir"
        roles = self._matcher.index.lexicon.language.role_concepts
        return compounds | (item.senses & roles if is_noun else frozenset())

    def _is_all_place(self, question: Question) -> bool:
        """Whether a claim only says where the ceremony was ("was it in Moscow?")."""
        hard = question.hard_items
        return bool(hard) and all(self._is_place(question, item) and (item.is_name or item.is_foreign) for item in hard)

    def _check_place(self, question: Question, among: int) -> Ruling | None:
        """The claim held against where the ceremony was."""
        index = self._matcher.index
        facts = list(index.facts((index.of_topic["venue"] | index.of_topic["place"]) & among))
        for terms in facts:
            if all(explains(terms.core, item) for item in question.hard_items):
                return Ruling(Match(terms, Filled(()), 1.0), is_true=True)
        return _corrected(facts[0], ", ".join(filler.text for filler in facts[0].fact.where)) if facts else None

    def _other_holder(self, question: Question, among: int) -> Ruling | None:
        """Somebody else who holds exactly the function that a claim gives to somebody ("was X the director?")."""
        filler = self._matcher.filler(question)
        plain = [item for item in question.hard_items if not item.is_name]
        named = frozenset(entity for item in question.hard_items for entity in item.entities)
        roles = self._functions_named(plain[0]) if len(plain) == 1 else frozenset[str]()
        if not roles or not named:
            return None
        holders = list(self._exact_holders(roles, self._matcher.index.explaining(plain[0], core_only=True) & among))
        if not holders or any(filler.is_mentioned(one) for _, one in holders):
            return None
        terms, one = holders[0]
        return _corrected(terms, one.filler.text)

    def _exact_holder(self, question: Question, terms: FactTerms, among: int) -> Ruling | None:
        """Who did it, where the one that a claim names only did something of the sort.

        A "creative director" is no director as long as there is one.
        """
        filler = self._matcher.filler(question)
        language = self._matcher.index.lexicon.language
        senses = frozenset(sense for item in question.hard_items if not item.is_name for sense in item.senses)
        roles = senses & language.role_concepts
        named = [one for one in terms.fillers if one.filler.function and filler.is_mentioned(one)]
        beside = [item for item in question.hard_items if not item.senses & roles]
        is_of_all = len(beside) == 1 and beside[0].is_name  # nothing but somebody and their role is said
        if not roles or not any((one.function & roles or is_of_all) and not _is_exactly(one, roles) for one in named):
            return None
        holders = list(self._exact_holders(roles, among))
        if not holders or any(filler.is_mentioned(one) for _, one in holders):
            return None
        other, one = holders[0]
        return _corrected(other, one.filler.text)

    def _exact_holders(self, roles: frozenset[str], among: int) -> Iterator[tuple[FactTerms, FillerTerms]]:
        """Who holds exactly one of these functions, each with the fact that says so."""
        for terms in self._matcher.index.facts(among):
            for one in terms.fillers:
                if "who" in one.roles and _is_exactly(one, roles):
                    yield terms, one

    def is_swapped(self, question: Question, terms: FactTerms) -> bool:
        """Whether the question gives somebody the part that another plays ("did the singer play the violin?")."""
        people = [one for one in terms.fillers if one.kinds & PERSONAL and "who" in one.roles]
        filler = self._matcher.filler(question)
        in_part = [one for one in people if one.filler.function and self._is_given_part(question, one)]
        named = [one for one in people if filler.is_mentioned(one)]
        if not in_part or not named:
            return False
        if not any(filler.is_mentioned(one) for one in in_part):
            return not any(one.filler.function is None for one in named)
        first = self._first_named(question, named)
        return (
            first is not None
            and first.filler.function is not None
            and first not in in_part
            and "by" not in question.tokens
        )

    @staticmethod
    def _is_given_part(question: Question, one: FillerTerms) -> bool:
        """Whether a question speaks of somebody's part; to call them what they are ("the choir") gives them none."""
        return any(one.function & item.senses and not one.kinds & frozenset(item.kinds) for item in question.items)

    @staticmethod
    def _first_named(question: Question, named: Sequence[FillerTerms]) -> FillerTerms | None:
        for item in question.items:
            for one in named:
                if one.filler.entity in item.entities:
                    return one
        return None

    def contradiction(self, question: Question, among: int) -> Ruling | None:
        """The fact that agrees with all of the question but one thing and says another thing in its place."""
        best: Ruling | None = None
        hard = question.hard_items
        for wrong in hard:
            if not (wrong.is_name or wrong.is_number or wrong.is_foreign):
                continue
            if is_venue(wrong, self._matcher.index.base, question.ceremonies):
                continue
            others = tuple(item for item in hard if item is not wrong)
            if len(others) < 2 and not self._stands_alone(question, wrong) and not self._asks_function(others):
                continue
            found = self._matcher.explaining_all(others, among)
            if not others:
                found &= self._default_facts(question, wrong)
            facts = self._matcher.index.facts(found)
            otherwise = [(terms, right) for terms in facts if (right := self._in_place_of(question, wrong, terms))]
            if not otherwise:
                continue
            rest = replace(question, items=tuple(item for item in question.items if item is not wrong))
            open_rest = replace(rest, intent=None, kinds=frozenset())
            scorer = Scorer(rest, self._matcher.index)
            for terms, right in otherwise:
                if not self.is_swapped(rest, terms):
                    filled = self._matcher.filler(open_rest).fill(terms)
                    if filled is None:
                        continue
                    match = Match(terms, filled, scorer.score(terms, filled))
                    if best is None or match.score > best.match.score:
                        best = Ruling(match, is_true=False, wrong=wrong, right=right)
        return best

    def _asks_function(self, others: tuple[Item, ...]) -> bool:
        """Whether the rest of a question is a function ("director"): enough to say who held it instead."""
        roles = self._matcher.index.lexicon.language.role_concepts
        return any(item.senses & roles for item in others)

    def _stands_alone(self, question: Question, wrong: Item) -> bool:
        return self._is_place(question, wrong) or wrong.is_number

    def _default_facts(self, question: Question, wrong: Item) -> int:
        topics = self._matcher.index.of_topic
        return (
            topics["venue"] | topics["place"] if self._is_place(question, wrong) else topics["date"] | topics["start"]
        )

    @staticmethod
    def _is_place(question: Question, item: Item) -> bool:
        before = question.tokens[max(0, item.position - 2) : item.position]
        return bool(_PLACE_WORDS & set(before))

    def _in_place_of(self, question: Question, wrong: Item, terms: FactTerms) -> str:
        """What the fact says where the question has the item, or nothing when it says nothing there."""
        fact = terms.fact
        if fact.is_open:
            return ""
        if names_country(wrong.senses) and not wrong.entities:
            for text in fact.how:  # "in English?" - "in French"
                if names_country(self._matcher.index.lexicon.terms(text)):
                    return text
        if wrong.surface in self._matcher.index.lexicon.language.ordinal_words:
            return ""  # how many there were says nothing against "the fifth"
        if wrong.is_number:
            instead = self._numbers.instead_of(wrong, question, terms)
            return instead.text if instead and instead.is_so is False else ""
        kinds = self._kinds_of(wrong)
        if self._is_place(question, wrong) and (not kinds or kinds & {"place"} or not wrong.entities):
            return ", ".join(filler.text for filler in fact.where)
        if wrong.is_foreign and not wrong.is_name:
            return ""
        filler = self._matcher.filler(question)
        others = [one for one in terms.fillers if one.kinds & kinds and not filler.is_mentioned(one)]
        if kinds & PERSONAL:  # somebody else must have done it in that very part
            said = frozenset(
                sense for item in question.items if item is not wrong for sense in (*item.senses, *item.inner)
            )
            others = [one for one in others if one.function & said]
        return ", ".join(dict.fromkeys(one.filler.text for one in others))

    def _kinds_of(self, item: Item) -> frozenset[str]:
        base = self._matcher.index.base
        found: frozenset[str] = frozenset()
        for entity in item.entities:
            found |= base.registers.ancestry(base.entities[entity].kind)
        if names_country(item.senses) and not item.entities:
            found |= {"country", "place"}
        return found


def _corrected(terms: FactTerms, right: str) -> Ruling:
    """A no that rests on a fact which says something else."""
    return Ruling(Match(terms, Filled(()), 1.0), is_true=False, right=right)


def _is_exactly(one: FillerTerms, roles: frozenset[str]) -> bool:
    """Whether somebody's function is the one named and nothing more: "director", not "creative director"."""
    function = one.filler.function or ""
    is_exact = " " not in function or function_sense(function) in roles
    return bool(function) and is_exact and bool(one.function & roles)
