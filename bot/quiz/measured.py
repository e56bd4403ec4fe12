"""Questions for a number, a clock time, a date or a year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.facts import Count, Fact, Moment
from bot.facts.values import spell_date
from bot.quiz import distractors as near
from bot.quiz.cutting import Cut, find_cut
from bot.quiz.making import Desk, Refused
from bot.quiz.model import Answer, QuizQuestion, Sort
from bot.quiz.shapes import middle_of_number, shape_of

_ABOUT = frozenset({"about", "around", "nearly", "almost", "some"})
_EXACT = frozenset({"", "only", "exactly"})
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)\b")
_DIGITS = re.compile(r"\d[\d,\u00a0\u202f]*")
_TIME = re.compile(r"\b(\d\d?):(\d\d)\b")
_LISTED = 12  # things in a list that somebody might count instead of knowing their number


def measured_questions(desk: Desk, fact: Fact, refused: Refused) -> Iterator[QuizQuestion]:
    """A question for each count and moment of a fact that its statement tells."""
    asked = [(count.text, _count(desk, fact, count)) for count in fact.count]
    asked += [(moment.text, _moment(desk, fact, moment)) for moment in fact.when]
    for part, question in asked:
        if isinstance(question, str):
            refused.note(part, question)
        else:
            yield question


# -- numbers -----------------------------------------------------------------------------------------------------------


def _count(desk: Desk, fact: Fact, count: Count) -> QuizQuestion | str:
    """The question, or the reason why there is none."""
    cut = find_cut(desk.statement(fact), _number_forms(desk, count))
    if cut is None:
        return "its number does not stand in the statement just once"
    if desk.is_about_source(cut.around):
        return "the statement is about its source"
    text = _number_text(desk, fact, count, cut)
    said = desk.lexicon.numbers(text) | {float(digits) for digits in re.findall(r"\d+", text)}
    is_said = count.number in said or _is_reckoned(count.number, said, text)
    if is_said or _is_countable(desk, fact, count, text):
        return "the question would give the number away"
    if not desk.evidence.says_enough(cut.around):
        return "too little is left to ask by"
    barred = _other_numbers(desk, fact, count, cut)
    if barred is None:
        return "facts answer it differently"
    same_unit = sum(one.unit == count.unit for one in fact.count) > 1
    key = f"count/{desk.slug(count.text if same_unit else count.unit)}"
    return desk.question(fact, key, text, *_number_answer(desk, fact, count, barred))


def _number_forms(desk: Desk, count: Count) -> list[str]:
    words = [word for word, value in desk.lexicon.language.number_words.items() if value == count.number]
    digits = _ORDINAL.search(count.text) or _DIGITS.search(count.text)
    plain = f"{count.number:g}"
    forms = [digits[0].rstrip(",")] if digits else []
    forms += [plain, f"{int(count.number):,}", *words, *(word.capitalize() for word in words)]
    return list(dict.fromkeys(forms))


def _number_text(desk: Desk, fact: Fact, count: Count, cut: Cut) -> str:
    key = f"{fact.id}/count/{count.unit}"
    if not cut.before and not _ORDINAL.search(count.text):
        rest = _before_list(desk, fact, cut.after).split("; ")[0].strip().removesuffix(".")
        return desk.worded(fact, key, "how-many", rest=rest)
    middle = None if _ORDINAL.search(count.text) else middle_of_number(cut, desk.lexicon.language.function_words)
    if middle:
        return desk.worded(fact, key, "how-many-mid", start=middle.text, rest=middle.full)
    return desk.worded(fact, key, "number-gap", gap=cut.with_part(desk.wording.blank))


def _before_list(desk: Desk, fact: Fact, rest: str) -> str:
    """A statement up to the names that it lists after a comma or colon, which would tell how many there are."""
    starts = [rest.find(form) for filler in fact.fillers() for form in desk.forms_of(filler) if form in rest]
    ends = [match.start() for match in re.finditer(r"[,:;] ", rest) if starts and match.start() < min(starts)]
    listed = sum(any(form in rest for form in desk.forms_of(filler)) for filler in fact.fillers())
    return rest[: ends[-1]] if ends and listed > 1 else rest


def _is_reckoned(number: float, said: set[float], text: str) -> bool:
    """Whether a number can be worked out of others: it is their sum, or the time between two that are told."""
    times = sorted(int(hours) * 60 + int(minutes) for hours, minutes in _TIME.findall(text))
    if len(times) > 1 and times[-1] - times[0] in (number, number * 60):
        return True
    return len(said) > 1 and (sum(said) == number or any(one - number * 60 in said for one in said))


def _is_countable(desk: Desk, fact: Fact, count: Count, text: str) -> bool:
    if count.number > _LISTED or count.number < 2:
        return False
    said = {filler.entity or filler.text for filler in fact.fillers() if desk.stands_in(filler, text)}
    return len(said) >= count.number or count.number == _listed_in(text)


def _listed_in(text: str) -> int:
    """How many things a text lists after its first comma or colon."""
    first = re.search(r"[,:] ", text)
    if first is None:
        return 0
    listed = text[first.end() :]
    return len(re.split(r", (?:and )?" if ", " in listed else " and ", listed))


def _other_numbers(desk: Desk, fact: Fact, count: Count, cut: Cut) -> set[float] | None:
    """Numbers that may be right as well, or None when another fact gives a different one outright."""
    unit = desk.evidence.content(count.unit)
    barred: set[float] = set()
    for rival, is_outright in desk.evidence.rivals(fact, cut.around):
        for other in rival.count:
            if other.number == count.number or not (unit & desk.evidence.content(other.unit) or not unit):
                continue
            if is_outright:
                return None
            barred.add(other.number)
    return barred


def _number_answer(desk: Desk, fact: Fact, count: Count, barred: set[float]) -> tuple[Answer, tuple[str, ...]]:
    ordinal = _ORDINAL.search(count.text)
    others = desk.base.other_versions_of(fact)
    versions = [one for version in others for one in version.count if one.unit == count.unit]
    right = [count, *versions]
    shown = f"{int(count.number):,}" if count.number.is_integer() else f"{count.number:g}"
    accepted = tuple(dict.fromkeys(f"{one.number:g}" if one.number < 1e6 else f"{int(one.number)}" for one in right))
    sort: Sort = "ordinal" if ordinal else "number"
    answer = Answer(
        text=ordinal[0] if ordinal else shown, sort=sort, accepted=accepted, is_about=count.qualifier in _ABOUT
    )
    if count.qualifier not in _EXACT | _ABOUT:
        return answer, ()  # "more than 20" is true of 10 as well: such a number can only be typed
    barred = barred | {one.number for one in right} | {one.number for one in fact.count}
    numbers = [one for one in near.numbers_near(fact.id, count.number) if one not in barred]
    return answer, tuple(near.ordinal(one) if ordinal else f"{one:,}" for one in numbers)


# -- moments -----------------------------------------------------------------------------------------------------------


def _moment(desk: Desk, fact: Fact, moment: Moment) -> QuizQuestion | str:
    found = _sort_of(moment)
    if found is None:
        return "is a moment in words"
    sort, form = found
    cut = find_cut(desk.statement(fact), [form])
    if cut is None:
        return "does not stand in its statement just once"
    if desk.is_about_source(cut.around):
        return "the statement is about its source"
    text = _moment_text(desk, fact, sort, cut)
    right = _right_moments(desk, fact, sort)
    if any(one.casefold() in text.casefold() for one in right) or not desk.evidence.says_enough(cut.around):
        return "the question would give it away, or says too little"
    barred = _other_moments(desk, fact, sort, cut, right)
    if barred is None:
        return "facts answer it differently"
    wrong = [one for one in _near(desk, fact, moment) if one not in barred | set(right)]
    answer = Answer(text=form, sort=sort, accepted=right)
    return desk.question(fact, f"when/{sort}", text, answer, wrong)


def _sort_of(moment: Moment) -> tuple[Sort, str] | None:
    if moment.time:
        return "time", f"{moment.time:%H:%M}"
    if moment.date:
        return "date", spell_date(moment.date)
    return ("year", str(moment.year)) if moment.year else None


def _moment_text(desk: Desk, fact: Fact, sort: Sort, cut: Cut) -> str:
    zone = re.fullmatch(r"(?: [A-Z]\w*)*\." if sort == "time" else r"\.", cut.after)  # a time zone may follow
    shape = shape_of(Cut(cut.before, cut.part, "."), desk.wording.blank, desk.lexicon.language.function_words)
    key = f"{fact.id}/when/{sort}"
    if zone and shape.sort == "end":
        return desk.worded(fact, key, f"{sort}-end", start=shape.text)
    return desk.worded(fact, key, f"{sort}-gap", gap=cut.with_part(desk.wording.blank))


def _moments(fact: Fact, sort: Sort) -> set[str]:
    return {found[1] for moment in fact.when if (found := _sort_of(moment)) and found[0] == sort}


def _right_moments(desk: Desk, fact: Fact, sort: Sort) -> tuple[str, ...]:
    own = sorted(_moments(fact, sort))
    versions = [one for version in desk.base.versions_of(fact) for one in sorted(_moments(version, sort))]
    return tuple(dict.fromkeys([*own, *versions]))


def _other_moments(desk: Desk, fact: Fact, sort: Sort, cut: Cut, right: tuple[str, ...]) -> set[str] | None:
    barred: set[str] = set()
    for rival, is_outright in desk.evidence.rivals(fact, cut.around):
        moments = _moments(rival, sort)
        others = moments - set(right)
        if others == moments and others and is_outright:
            return None  # one that tells the right moment too is about a span of time
        barred |= others
    return barred


def _near(desk: Desk, fact: Fact, moment: Moment) -> list[str]:
    if moment.time:
        return near.times_near(fact.id, moment.time)
    if moment.date:
        return near.dates_near(fact.id, moment.date)
    known = [one.year for other in desk.base.facts.values() for one in other.when if one.year]
    return near.years_near(fact.id, moment.year or 0, known)
