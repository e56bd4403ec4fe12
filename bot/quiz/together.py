"""Questions for several at once: "Ann and Bob" cut out of a statement, to be told from other pairs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.facts import Fact, Filler
from bot.quiz.cutting import Cut, find_cut
from bot.quiz.distractors import scatter
from bot.quiz.making import Desk, Refused, says_name
from bot.quiz.model import SHOWN, Answer, QuizQuestion
from bot.quiz.shapes import shape_of

_BETWEEN = re.compile(r'"?(?:, and |, | and )(?:the )?"?')
_LEAST = 2
_MOST = 4  # names in one choice that can still be read at a glance


def together(desk: Desk, fact: Fact, refused: Refused) -> Iterator[QuizQuestion]:
    """A question for each kind of which a statement lists all that its fact names."""
    groups: defaultdict[str, dict[str, Filler]] = defaultdict(dict)
    for one in fact.fillers():
        if one.entity:
            groups[desk.base.entities[one.entity].kind].setdefault(one.entity, one)
    for kind, members in groups.items():
        if _LEAST <= len(members) <= _MOST:
            found = _question(desk, fact, kind, list(members.values()))
            if isinstance(found, str):
                refused.note(" and ".join(one.text for one in members.values()), found)
            else:
                yield found


def _question(desk: Desk, fact: Fact, kind: str, members: list[Filler]) -> QuizQuestion | str:
    say = desk.statement(fact)
    cut = _cut(desk, say, members)
    if cut is None:
        return "does not stand in its statement as one list"
    if re.match(r",? (?:and|or) ", cut.after) or re.search(r"\b(?:and|or) (?:the )?$", cut.before):
        return "is a part of a longer list"
    if cut.is_in_a_name or desk.is_about_source(cut.around) or desk.is_shared(cut):
        return "others may belong to it"
    if not desk.evidence.says_enough(cut.around):
        return "too little is left to ask by"
    names = [desk.names_of(one)[0] for one in members]
    text = _text(desk, fact, kind, cut, is_people=all(map(desk.is_somebody, members)))
    if any(says_name(text, name) for one in members for name in desk.names_of(one)):
        return "the question would give them away"
    wrong = _wrong(desk, fact, members, cut, text)
    if len(wrong) < SHOWN:
        return "too few are like them"
    answer = Answer(text=_listed(names), sort="choice", accepted=(_listed(names),))
    return desk.question(fact, f"together/{kind}", text, answer, wrong)


def _cut(desk: Desk, say: str, members: Sequence[Filler]) -> Cut | None:
    """The statement with the whole list cut out of it."""
    cuts = [find_cut(say, desk.forms_of(one)) for one in members]
    spans = sorted((len(cut.before), len(cut.before) + len(cut.part)) for cut in cuts if cut)
    if len(spans) < len(members):
        return None
    if not all(_BETWEEN.fullmatch(say[one[1] : other[0]].strip('"')) for one, other in pairwise(spans)):
        return None
    start, end = spans[0][0], spans[-1][1]
    return Cut(say[:start].rstrip('"'), say[start:end], say[end:].lstrip('"'))


def _text(desk: Desk, fact: Fact, kind: str, cut: Cut, *, is_people: bool) -> str:
    key = f"{fact.id}/together/{kind}"
    if is_people and not cut.before and re.match(r" (?!each|both|all)[a-z]", cut.after):
        return desk.worded(fact, key, "who-start", rest=cut.after.strip().removesuffix("."))
    shape = shape_of(cut, desk.wording.blank, desk.lexicon.language.function_words, desk.evidence.common_words)
    if is_people and shape.sort == "was":
        return desk.worded(fact, key, "who-was", rest=shape.text)
    return desk.worded(fact, key, "together-gap", gap=cut.with_part(desk.wording.blank))


def _wrong(desk: Desk, fact: Fact, members: Sequence[Filler], cut: Cut, text: str) -> list[str]:
    """Lists in which one or all are wrong."""
    barred = {one.entity for rival, _ in desk.evidence.rivals(fact, cut.around) for one in rival.fillers()}
    barred |= {one.entity for one in fact.fillers()}
    like = desk.neighbours.people_like if all(map(desk.is_somebody, members)) else desk.neighbours.entities_like
    near = dict.fromkeys(key for one in members for key in like(one.entity or "") if key not in barred)
    others = [desk.base.entities[key] for key in near]
    fitting = [one.name for one in others if not any(says_name(text, name) for name in one.names)]
    fitting = sorted(fitting[:_MOST], key=lambda name: scatter(fact.id, name))
    names = [desk.names_of(one)[0] for one in members]
    if len(fitting) < _LEAST:
        return []
    found = [[*names[:-1], fitting[0]], [fitting[1], *names[1:]], [*fitting[:2], *names[2:]]]
    if len(fitting) > _LEAST:
        found.append([*names[:-1], fitting[2]])
    return [_listed(one) for one in found]


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"
