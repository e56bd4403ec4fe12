"""Questions for a name: who, what, where and whose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.facts import Fact, Filler
from bot.quiz.choices import Choices
from bot.quiz.cutting import Cut, find_cut, plain, with_article, without_bracket
from bot.quiz.making import Desk, Refused, says_name
from bot.quiz.model import SHOWN, Answer, QuizQuestion, Sort
from bot.quiz.shapes import Shape, shape_of

_BEING = re.compile(r"(?:is|was|are|were|has|had)\b")
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Hole:
    """A filler cut out of its fact's statement, found fit to be asked for."""

    fact: Fact
    filler: Filler
    cut: Cut
    answer: Answer
    text: str
    wrong: tuple[str, ...]
    key: str
    is_shared: bool
    """The statement holds of others as well, so that only choices make it a question."""


def find_holes(desk: Desk, fact: Fact, refused: Refused) -> list[Hole]:
    """Each name in a fact that can be asked for."""
    holes: list[Hole] = []
    for filler in _each_once(fact):
        hole = _hole(desk, fact, filler)
        if isinstance(hole, str):
            refused.note(filler.text, hole)
        else:
            holes.append(hole)
    return holes


def named_questions(desk: Desk, holes: list[Hole]) -> Iterator[QuizQuestion]:
    """A question for each hole."""
    for hole in holes:
        key = f"one-of/{hole.key}" if hole.is_shared else hole.key
        yield desk.question(hole.fact, key, hole.text, hole.answer, hole.wrong)


def _each_once(fact: Fact) -> Iterator[Filler]:
    seen: set[str] = set()
    for filler in fact.fillers():
        key = filler.entity or filler.text
        if key not in seen:
            seen.add(key)
            yield filler


def _hole(desk: Desk, fact: Fact, filler: Filler) -> Hole | str:
    """The hole, or the reason why nobody could fill it."""
    say = desk.statement(fact)
    cut = find_cut(say, desk.forms_of(filler))
    if cut is None:
        return "does not stand in its statement just once"
    if not filler.entity and not filler.kind:
        return "has neither a name nor a kind"
    cut = without_bracket(cut)
    if cut.is_in_a_name:
        return "stands inside a longer name"
    if len(_named_in(desk, fact, filler, cut.part)) >= _LEAST:
        return "its words name several others"
    if desk.is_about_source(cut.around):
        return "the statement is about its source"
    if not desk.evidence.says_enough(cut.around):
        return "too little is left to ask by"
    if cut.is_one_of_many or (desk.is_shared(cut) and not filler.entity):
        return "the statement holds of others as well"
    return _asked(desk, fact, filler, cut)


def _named_in(desk: Desk, fact: Fact, filler: Filler, text: str) -> set[str]:
    """What else of the fact a text names."""
    others = (one for one in fact.fillers() if one.entity and one.entity != filler.entity)
    return {one.entity or "" for one in others if desk.stands_in(one, text)}


def _asked(desk: Desk, fact: Fact, filler: Filler, cut: Cut) -> Hole | str:
    key = filler.entity or desk.slug(filler.text)
    is_shared = desk.is_shared(cut)
    text = _text(desk, fact, filler, cut, key, is_shared=is_shared)
    answer = _answer(desk, fact, filler)
    is_said = any(says_name(text, name) for name in answer.accepted)
    if is_said or desk.evidence.is_given_away(text, answer.accepted, desk.kind_words(filler)):
        return "the question would give it away"
    if desk.is_host(fact, answer.text):
        return "it is the ceremony's own"
    choices = Choices(desk, fact, filler, cut, text)
    if is_shared:
        wrong = choices.from_elsewhere()
        answer = Answer(text=answer.text, sort="choice", accepted=(answer.text,))
    elif (barred := choices.also_true()) is None:
        return "facts answer it differently"
    else:
        wrong = choices.wrong(barred | set(answer.accepted))
    if answer.sort == "choice" and len(wrong) < (_LEAST if is_shared else SHOWN):
        return "can only be picked, and too little is like it"
    return Hole(fact, filler, cut, answer, text, wrong, key, is_shared)


# -- words -------------------------------------------------------------------------------------------------------------


def _text(desk: Desk, fact: Fact, filler: Filler, cut: Cut, key: str, *, is_shared: bool) -> str:
    gap = with_article(cut).with_part(desk.wording.blank)
    shape = shape_of(cut, desk.wording.blank, desk.lexicon.language.function_words, desk.evidence.common_words)
    words = desk.kind_words(filler)
    kind = words[0] if words else ""
    if kind and shape.sort in {"end", "mid"} and kind in shape.text.casefold().split()[-3:]:
        shape = Shape("gap", gap)  # "the region of which region?"
    if not filler.entity and desk.is_plural(filler.text):
        shape = Shape("gap", gap)  # "which object were shown?"
    if is_shared:
        sort, values = _shared_template(shape, gap)
    elif desk.is_somebody(filler):
        sort, values = _who_template(shape, gap)
    else:
        if shape.sort in {"start", "name"} and desk.is_plural(kind):
            shape = Shape("gap", gap)  # "which games was the origin?"
        sort, values = _which_template(shape, kind, desk.sort_words(filler), gap)
    return desk.worded(fact, f"{fact.id}/{key}", sort, **values)


def _shared_template(shape: Shape, gap: str) -> tuple[str, dict[str, str]]:
    if shape.sort in {"start", "name"}:
        return "one-of", {"rest": shape.full or shape.text}
    return "one-of-gap", {"gap": gap}


def _who_template(shape: Shape, gap: str) -> tuple[str, dict[str, str]]:
    if shape.sort == "mid" and _BEING.match(shape.full):
        shape = Shape("gap", gap)  # "a song by whom was sung?"
    return {
        "start": ("who-start", {"rest": shape.text}),
        "own": ("whose-start", {"rest": shape.text}),
        "name": ("who-start", {"rest": shape.full}),
        "was": ("who-was", {"rest": shape.text}),
        "end": ("who-end", {"start": shape.text}),
        "mid": ("who-mid", {"start": shape.text, "rest": shape.full}),
    }.get(shape.sort, ("who-gap", {"gap": gap}))


def _which_template(shape: Shape, kind: str, words: tuple[str, ...], gap: str) -> tuple[str, dict[str, str]]:
    if shape.sort == "name" and (named := _named(shape, kind, words)):
        return named
    return {
        "start": ("which-start", {"rest": shape.text, "kind": kind}),
        "name": ("name-it", {"rest": shape.text, "kind": kind}),
        "was": ("what-was", {"rest": shape.text}),
        "end": ("which-end", {"start": shape.text, "kind": kind}),
        "mid": ("which-mid", {"start": shape.text, "rest": shape.full, "kind": kind}),
    }.get(shape.sort, ("which-gap", {"gap": gap, "kind": kind}))


def _named(shape: Shape, kind: str, words: tuple[str, ...]) -> tuple[str, dict[str, str]] | None:
    """What something is, asked for by the word it is called: "Name the harbour in which ..."."""
    article, _, rest = shape.text.partition(" ")
    if article != "the":
        return None
    if any(f" {word} " in f" {rest.casefold()} " for word in words):
        return "name-the", {"rest": rest}
    return "which-start", {"rest": shape.full, "kind": kind}


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
        return Answer(text=plain(filler.text), sort="choice", accepted=(plain(filler.text),))
    sort: Sort = "person" if desk.is_somebody(filler) else "name"
    return Answer(text=desk.names_of(filler)[0], sort=sort, accepted=tuple(dict.fromkeys(names)))
