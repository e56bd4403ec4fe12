"""Questions over several facts: composer and piece, the odd one out, which came first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from bot.facts import Ceremony, Fact, FactBase
from bot.quiz.distractors import LIMIT, pick, scatter
from bot.quiz.making import Desk, says_name, turn_of
from bot.quiz.model import SHOWN, Answer, QuizQuestion

_COMPOSER = "composer"
_WORK = "work"


# -- composer and piece ------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4)
def _composers(base: FactBase) -> dict[str, str]:
    """The composer of each piece, by ids, where all facts agree on one."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for fact in base.facts.values():
        composers = {one.entity for one in fact.who if one.function == _COMPOSER and one.entity}
        for work in _works(base, fact):
            found[work] |= composers
    return {work: next(iter(composers)) for work, composers in found.items() if len(composers) == 1}


def _works(base: FactBase, fact: Fact) -> Iterator[str]:
    for one in fact.what:
        if one.entity and _WORK in base.registers.ancestry(base.entities[one.entity].kind):
            yield one.entity


def composed(desk: Desk, fact: Fact) -> Iterator[QuizQuestion]:
    """Who composed a piece, and which pair of composer and piece is right; their ids name the piece, not the fact."""
    entities, composers = desk.base.entities, _composers(desk.base)
    for work in _works(desk.base, fact):
        if work not in composers or not any(one.entity == composers[work] for one in fact.who):
            continue
        author = entities[composers[work]]
        text = desk.wording.say(_COMPOSER, turn_of(work), work=entities[work].name)
        if desk.evidence.is_given_away(text, author.names):
            continue
        others = [entities[one].name for one in desk.neighbours.people_like(author.id) if one in composers.values()]
        wrong = tuple(pick(others, author.names))[:LIMIT]
        answer = Answer(text=author.name, sort="person", accepted=author.names)
        yield replace(desk.question(fact, "", text, answer, wrong), id=f"{fact.ceremony}/composer/{work}")
        yield from _match(desk, fact, work)


def _match(desk: Desk, fact: Fact, work: str) -> Iterator[QuizQuestion]:
    entities, composers = desk.base.entities, _composers(desk.base)
    works = sorted((one for one in composers if one != work), key=lambda one: scatter(work, one))
    authors = sorted(set(composers.values()), key=lambda one: scatter(one, work))
    wrong = []
    for other in works:
        author = next((one for one in authors if one not in (composers[other], composers[work])), None)
        if author:
            wrong.append(f"{entities[author].name} – {entities[other].name}")
            authors.remove(author)
    if len(wrong) >= SHOWN:
        right = f"{entities[composers[work]].name} – {entities[work].name}"
        text = desk.wording.say("match", turn_of(work))
        answer = Answer(text=right, sort="choice", accepted=(right,))
        yield replace(desk.question(fact, "", text, answer, wrong[:SHOWN]), id=f"{fact.ceremony}/match/{work}")


# -- odd one out -------------------------------------------------------------------------------------------------------


def odd_ones(desk: Desk, fact: Fact) -> Iterator[QuizQuestion]:
    """Three that a fact lists, and one of the same kind that its ceremony's facts never name."""
    groups: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for one in (*fact.who, *fact.what):
        if one.entity:
            groups[desk.base.entities[one.entity].kind][one.entity] = None
    for kind, members in groups.items():
        outsider = next(_outsiders(desk, fact, kind), None) if len(members) >= SHOWN else None
        if outsider:
            shown = sorted(members, key=lambda one: scatter(fact.id, one))[:SHOWN]
            names = [desk.base.entities[one].name for one in shown]
            right = desk.base.entities[outsider].name
            words = desk.base.registers.kinds[kind].words
            short = desk.base.ceremonies[fact.ceremony].short
            text = desk.worded(fact, f"{fact.id}/odd/{kind}", "odd", kind=words[0] if words else kind, ceremony=short)
            answer = Answer(text=right, sort="choice", accepted=(right,))
            yield desk.question(fact, f"odd/{kind}", text, answer, names)


def _outsiders(desk: Desk, asked: Fact, kind: str) -> Iterator[str]:
    """Things of a kind that other ceremonies' facts name and this one's do not, in a fixed scattered order."""
    said = " ".join(fact.say for fact in desk.base.facts.values() if fact.ceremony == asked.ceremony)
    named = desk.named_in(asked.ceremony)
    others = [one for one in desk.base.entities.values() if one.kind == kind and one.id not in named]
    for one in sorted(others, key=lambda one: scatter(asked.id, one.id)):
        if desk.base.by_entity.get(one.id) and not any(says_name(said, name) for name in one.names):
            yield one.id


# -- which came first --------------------------------------------------------------------------------------------------


def firsts(desk: Desk) -> Iterator[QuizQuestion]:
    """For each stage of a ceremony that three others follow: which of the four came first.

    What is told afterwards is the order of the stages that could be chosen.
    """
    for ceremony in desk.base.ceremonies.values():
        for number, part in enumerate(ceremony.parts[:-SHOWN]):
            later = ceremony.parts[number + 1 : number + 1 + LIMIT]  # the nearest are the hardest to tell apart
            if part.title not in {one.title for one in later}:
                yield _first(desk, ceremony, part.id, part.title, [one.title for one in later])


def _first(desk: Desk, ceremony: Ceremony, part: str, title: str, later: list[str]) -> QuizQuestion:
    key = f"{ceremony.id}/first/{part}"
    question = desk.wording.say("first", sum(key.encode()))
    return QuizQuestion(
        id=key,
        text=desk.wording.say("labelled", ceremony=ceremony.short, question=question),
        answer=Answer(text=title, sort="choice", accepted=(title,)),
        wrong=tuple(later),
        told=desk.wording.say("order", order="; ".join((title, *later))),
        source=ceremony.article,
        ceremony=ceremony.id,
    )
