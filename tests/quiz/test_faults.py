"""Every question that is made from what ships, looked through for each fault that a rule can find."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

import pytest

from bot.conversation import Assistant
from bot.facts import Entity, Fact, FactBase
from bot.quiz import Pool, QuizQuestion, Wording
from bot.understanding.words import stem, tokenise

LEAST_WORDS = 2
MARKS = ("composer", "match", "odd", "claim", "first", "count", "when", "together")


@pytest.fixture(scope="module")
def named(pool: Pool) -> list[QuizQuestion]:
    """The questions for one name."""
    return [one for one in pool.questions if not any(f"/{mark}/" in one.id for mark in MARKS)]


@pytest.fixture(scope="module")
def entities(base: FactBase) -> dict[str, Entity]:
    """By the name that is shown."""
    return {entity.name: entity for entity in base.entities.values()}


def words(text: str, assistant: Assistant) -> set[str]:
    small = assistant.reader.language.function_words
    return {stem(one.text) for one in tokenise(text) if one.text not in small and one.text.isalnum()}


def statement(question: QuizQuestion) -> str:
    """What is asked, without the ceremony's label."""
    return re.sub(r"^[^:“]+ \d{4}: ", "", question.text)


def test_choices_are_of_the_sort_that_is_asked_for(
    named: list[QuizQuestion], base: FactBase, entities: dict[str, Entity]
) -> None:
    """People beside people, and a choir beside nothing but choirs."""
    for question in named:
        answer = entities.get(question.answer.text)
        if answer is None:
            continue
        for wrong in question.wrong:
            own, other = (base.registers.ancestry(entity.kind) for entity in (answer, entities[wrong]))
            is_person = "person" in own and "group" not in own
            assert "person" in other if is_person else answer.kind in other, (question.id, wrong)


def test_choices_look_alike(named: list[QuizQuestion]) -> None:
    """None is told by a small first letter or an article."""
    for question in named:
        choices = (question.answer.text, *question.wrong)
        assert len({choice[0].islower() for choice in choices}) == 1, question.id
        if question.answer.text[0].islower():
            assert not [choice for choice in choices if re.match(r"(?:a|an|the) ", choice)], question.id


def test_no_two_choices_name_the_same(pool: Pool, base: FactBase) -> None:
    """An alias beside the name would be the same choice twice."""
    for question in pool.questions:
        for one, other in combinations((question.answer.text, *question.wrong), 2):
            same = [entity.id for entity in base.entities.values() if {one, other} <= set(entity.names)]
            assert not same, question.id


def test_no_choice_is_true_by_another_fact(
    named: list[QuizQuestion], base: FactBase, shipped: Assistant, entities: dict[str, Entity]
) -> None:
    """No other fact of the ceremony that says all words of a question names one of its wrong choices."""
    told = {fact.id: words(" ".join((fact.say, *fact.keywords)), shipped) for fact in base.facts.values()}
    for question in named:
        asked = words(statement(question), shipped)
        wrong = {entities[name].id for name in question.wrong if name in entities}
        parts = {one.function for one in base.facts[question.fact].fillers() if one.text == question.answer.text}
        for fact in rivals(base, question):
            also = {one.entity for one in fact.fillers() if not parts or one.function in parts} & wrong
            assert not (also and asked <= told[fact.id]), (question.id, fact.id)


def rivals(base: FactBase, question: QuizQuestion) -> Iterator[Fact]:
    return (fact for fact in base.facts.values() if fact.ceremony == question.ceremony and fact.id != question.fact)


def test_a_question_says_enough(pool: Pool, shipped: Assistant) -> None:
    """ "Who sang?" is none."""
    for question in pool.questions:
        if question.is_typable:
            asked = words(question.text.replace("_____", ""), shipped)
            assert len(asked) >= LEAST_WORDS, question.text


def test_a_question_tells_its_ceremony(pool: Pool, base: FactBase) -> None:
    """Unless it is about something that is so everywhere, such as who composed a piece."""
    for question in pool.questions:
        if "/composer/" in question.id or "/match/" in question.id:
            continue
        ceremony = base.ceremonies[question.ceremony]
        names = (ceremony.short, str(ceremony.year), *ceremony.aliases)
        assert any(name.casefold() in question.text.casefold() for name in names), question.text


def test_what_is_asked_for_is_one_thing(named: list[QuizQuestion], base: FactBase) -> None:
    """Words that are the names of several others in the fact are no name to ask for."""
    for question in named:
        fact, blank = base.facts[question.fact], "_____"
        before, _, after = question.text.partition("“")[2].rstrip("”").partition(blank)
        part = fact.say[len(before) : -len(after)] if blank in question.text and fact.say.endswith(after) else ""
        inside = {one.text for one in fact.fillers() if one.text != question.answer.text and one.text in part}
        assert len(inside) < 2, question.text


def test_no_question_is_about_the_source(pool: Pool, wording: Wording) -> None:
    """What the article is like is no question about a ceremony."""
    for question in pool.questions:
        said = [word for word in wording.unasked if re.search(rf"\b{re.escape(word)}\b", question.text.casefold())]
        assert not said, question.text


@pytest.mark.parametrize(
    "slip",
    [
        r"\ba ?n? _____",  # the article would tell the answer's first letter, and that it is one
        r"\bthe the\b",
        r"\b(?:the|a|an) (?:which|whom|how many)\b",
        r"\bhow many (?:the|a|an)\b",
        r"\bwhich \w+ (?:\w+ )?(?:whom|whose|that)\b",
        r"\b(?:which|whom) (?:which|whom|whose)\b",
        r"\bwhich \w+ (?:are|were|have)\b",
        r"\bby whom (?:is|was)\b",
        r"\(\s*\)",
        r"“ | ”",
    ],
)
def test_no_question_stumbles(pool: Pool, slip: str) -> None:
    """Forms that nobody would say do not occur."""
    found = [one.text for one in pool.questions if re.search(slip, one.text, re.IGNORECASE)]

    assert not found


def test_a_gap_is_one_gap(pool: Pool, wording: Wording) -> None:
    """Every statement with a blank has exactly one."""
    assert all(one.text.count(wording.blank) <= 1 for one in pool.questions)


def test_no_number_can_be_worked_out(pool: Pool) -> None:
    """Two clock times give no duration away, and the parts of a sum no total."""
    for question in pool.questions:
        if question.answer.sort != "number":
            continue
        times = [int(hour) * 60 + int(minute) for hour, minute in re.findall(r"\b(\d\d?):(\d\d)\b", question.text)]
        spans = {str(abs(one - other)) for one, other in combinations(times, 2)}
        assert not spans & set(question.answer.accepted), question.text


def test_a_wrong_statement_differs_by_one_name(pool: Pool, base: FactBase) -> None:
    """Where "True" is wrong, what would be right is among the choices, and the statement is not the fact's."""
    found = [one for one in pool.questions if "/claim/" in one.id]

    assert found
    for question in found:
        [claim] = re.findall(r"“(.*)”$", question.text)
        is_true = question.answer.text == "True"
        assert is_true == ("True" not in question.wrong), question.id
        if not is_true:
            assert claim != base.facts[question.fact].say, question.id


def test_lists_are_as_long_as_one_another(pool: Pool) -> None:
    """Where several are asked for at once, every choice names as many."""
    for question in pool.questions:
        if "/together/" in question.id:
            lengths = {len(re.split(r", | and ", choice)) for choice in (question.answer.text, *question.wrong)}
            assert len(lengths) == 1, question.id


def test_the_order_that_is_told_is_that_of_the_choices(pool: Pool, base: FactBase) -> None:
    """Not the whole running order, which nobody would read between two questions."""
    found = [one for one in pool.questions if "/first/" in one.id]

    assert found
    for question in found:
        titles = [part.title for part in base.ceremonies[question.ceremony].parts]
        start = titles.index(question.answer.text)
        assert list(question.wrong) == titles[start + 1 : start + 1 + len(question.wrong)]
        assert question.told.endswith("; ".join((question.answer.text, *question.wrong)) + ".")


def test_one_of_many_is_only_asked_with_choices(pool: Pool, base: FactBase, entities: dict[str, Entity]) -> None:
    """What holds of several is picked, and no wrong choice is named for that ceremony at all."""
    found = [one for one in pool.questions if "/one-of/" in one.id]

    assert found
    for question in found:
        here = {
            filler.entity
            for fact in base.facts.values()
            if fact.ceremony == question.ceremony
            for filler in fact.fillers()
        }
        assert not question.is_typable
        assert not [wrong for wrong in question.wrong if entities[wrong].id in here], question.id
