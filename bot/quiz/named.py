"""Questions for a name: who, what, where and whose, and statements to be found right or wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.facts import Fact, Filler
from bot.quiz.cutting import Cut, Shape, find_cut, shape_of
from bot.quiz.distractors import LIMIT, pick
from bot.quiz.making import Desk, Refused, says_name, turn_of
from bot.quiz.model import Answer, QuizQuestion, Sort

_SHOWN = 3  # wrong choices of a question that has a fixed set of them
_TRUE_EVERY = 4  # one statement in so many is right


@dataclass(frozen=True, slots=True)
class _Hole:
    """A filler cut out of its fact's statement, found fit to be asked for."""

    fact: Fact
    filler: Filler
    cut: Cut
    answer: Answer
    text: str
    wrong: tuple[str, ...]
    key: str


def named_questions(desk: Desk, fact: Fact, refused: Refused) -> Iterator[QuizQuestion]:
    """A question for each name in a fact that can be asked for, and one statement to judge."""
    holes: list[_Hole] = []
    for filler in _each_once(fact):
        hole = _hole(desk, fact, filler)
        if isinstance(hole, str):
            refused.note(filler.text, hole)
        else:
            holes.append(hole)
    for hole in holes:
        yield desk.question(fact, hole.key, hole.text, hole.answer, hole.wrong)
    yield from (claim for hole in holes[:1] for claim in _claim(desk, hole))


def _each_once(fact: Fact) -> Iterator[Filler]:
    seen: set[str] = set()
    for filler in fact.fillers():
        key = filler.entity or filler.text
        if key not in seen:
            seen.add(key)
            yield filler


def _hole(desk: Desk, fact: Fact, filler: Filler) -> _Hole | str:
    """The hole, or the reason why nobody could fill it."""
    cut = find_cut(fact.say, desk.forms_of(filler))
    if cut is None:
        return "does not stand in its statement just once"
    if not filler.entity and not filler.kind:
        return "has neither a name nor a kind"
    if desk.is_shared(cut):
        return "the statement holds of others as well"
    if not desk.evidence.says_enough(cut.around):
        return "too little is left to ask by"
    return _asked(desk, fact, filler, cut)


def _asked(desk: Desk, fact: Fact, filler: Filler, cut: Cut) -> _Hole | str:
    key = filler.entity or desk.slug(filler.text)
    text = _text(desk, fact, filler, cut, key)
    answer = _answer(desk, fact, filler)
    is_said = any(says_name(text, name) for name in answer.accepted)
    if is_said or desk.evidence.is_given_away(text, answer.accepted, desk.kind_words(filler)):
        return "the question would give it away"
    if (barred := _others_true(desk, fact, filler, cut, text)) is None:
        return "facts answer it differently"
    wrong = _wrong(desk, fact, filler, text, barred | set(answer.accepted))
    if answer.sort == "choice" and len(wrong) < _SHOWN:
        return "can only be picked, and too little is like it"
    return _Hole(fact, filler, cut, answer, text, wrong, key)


# -- words -------------------------------------------------------------------------------------------------------------


def _text(desk: Desk, fact: Fact, filler: Filler, cut: Cut, key: str) -> str:
    shape = shape_of(cut, desk.wording.blank, desk.lexicon.language.function_words)
    words = desk.kind_words(filler)
    kind = words[0] if words else ""
    if kind and shape.sort == "end" and kind in shape.text.casefold().split()[-3:]:
        shape = Shape("gap", cut.with_part(desk.wording.blank))  # "the region of which region?"
    sort, values = _template(shape, kind, desk.is_somebody(filler), cut.with_part(desk.wording.blank))
    return desk.worded(fact, f"{fact.id}/{key}", sort, **values)


def _template(shape: Shape, kind: str, is_somebody: bool, gap: str) -> tuple[str, dict[str, str]]:
    """The template for a shape, with what goes into it."""
    if is_somebody:
        return {
            "start": ("who-start", {"rest": shape.text}),
            "own": ("whose-start", {"rest": shape.text}),
            "name": ("who-start", {"rest": shape.full}),
            "was": ("who-was", {"rest": shape.text}),
            "end": ("who-end", {"start": shape.text}),
        }.get(shape.sort, ("who-gap", {"gap": gap}))
    return {
        "start": ("which-start", {"rest": shape.text, "kind": kind}),
        "name": ("name-it", {"rest": shape.text, "kind": kind}),
        "was": ("what-was", {"rest": shape.text}),
        "end": ("which-end", {"start": shape.text, "kind": kind}),
    }.get(shape.sort, ("which-gap", {"gap": gap, "kind": kind}))


# -- answers -----------------------------------------------------------------------------------------------------------


def _answer(desk: Desk, fact: Fact, filler: Filler) -> Answer:
    """What is right, whichever version of a contradicted fact is believed."""
    role = next(role for role in ("who", "what", "where", "of") if filler in getattr(fact, role))
    kinds = desk.evidence.kinds_of(filler)
    same = [filler, *(one for version in desk.base.versions_of(fact) for one in getattr(version, role))]
    names = [
        name for one in same if desk.evidence.kinds_of(one) & kinds or one is filler for name in desk.names_of(one)
    ]
    if not filler.entity:
        return Answer(text=filler.text, sort="choice", accepted=(filler.text,))
    sort: Sort = "person" if desk.is_somebody(filler) else "name"
    return Answer(text=desk.names_of(filler)[0], sort=sort, accepted=tuple(dict.fromkeys(names)))


def _others_true(desk: Desk, fact: Fact, filler: Filler, cut: Cut, text: str) -> set[str] | None:
    """Names that may be right as well, or None when so many are that the question has no one answer."""
    own = desk.evidence.kinds_of(filler)
    for other in fact.fillers():
        if other.entity != filler.entity and own & desk.evidence.kinds_of(other) and not desk.stands_in(other, text):
            return None
    barred: set[str] = set()
    for rival, is_outright in desk.evidence.rivals(fact, cut.around):
        for other in rival.fillers():
            if other.entity == filler.entity if other.entity else other.text == filler.text:
                continue
            if not own & desk.evidence.kinds_of(other) or desk.stands_in(other, text):
                continue
            if is_outright:
                return None
            barred.update(desk.names_of(other))
    return barred


def _wrong(desk: Desk, fact: Fact, filler: Filler, text: str, barred: set[str]) -> tuple[str, ...]:
    """Names of the same sort that are in no way right."""
    taken = barred | {name for one in fact.fillers() for name in desk.names_of(one)}
    if not filler.entity:
        own = desk.evidence.content(f"{filler.text} {fact.say}")
        like = desk.neighbours.texts_like(filler.kind or "", filler.text)
        apart: list[str] = []
        for one in pick(like, taken):
            words = desk.evidence.content(one)
            if words and not words & own:
                apart.append(one)
                own |= words
        return tuple(apart[:LIMIT])
    others = (desk.base.entities[one] for one in desk.neighbours.entities_like(filler.entity))
    fitting = [
        one for one in others if not set(one.names) & taken and not any(says_name(text, name) for name in one.names)
    ]
    own_kind = [one for one in fitting if one.kind == desk.base.entities[filler.entity].kind]
    if len(own_kind) >= _SHOWN and not desk.is_somebody(filler):
        fitting = own_kind  # a country is no choice where a city is asked for
    return tuple(pick((one.name for one in fitting), taken))[:LIMIT]


# -- true or false -----------------------------------------------------------------------------------------------------


def _claim(desk: Desk, hole: _Hole) -> Iterator[QuizQuestion]:
    """A statement that is right or has a wrong name in it; the choices tell what would be right."""
    if len(hole.wrong) < _SHOWN or not hole.filler.entity:
        return
    key = f"claim/{hole.key}"
    say = desk.wording.say
    is_true = turn_of(f"{hole.fact.id}/{key}") % _TRUE_EVERY == 0
    false = [say("claim-false", name=name) for name in hole.wrong[:_SHOWN]]
    if is_true:
        claim, right, wrong = hole.fact.say, say("claim-true"), false
    else:
        claim, right = hole.cut.with_part(hole.wrong[0]), say("claim-false", name=hole.answer.text)
        wrong = [say("claim-true"), *false[1:]]
    text = desk.worded(hole.fact, f"{hole.fact.id}/{key}", "claim", claim=claim)
    answer = Answer(text=right, sort="choice", accepted=(right,))
    yield desk.question(hole.fact, key, text, answer, wrong)
