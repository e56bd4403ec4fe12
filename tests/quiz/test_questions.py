"""Questions made from facts: what ships, looked through for faults."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from bot.checks import check_all
from bot.conversation import Assistant
from bot.facts import FactBase
from bot.quiz import Pool, QuizQuestion, Wording, build_pool
from bot.settings import ConfigFolders, Settings, shipped_folder


def says(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", text.casefold()) is not None


def test_every_fact_yields_a_question_or_a_reason(pool: Pool, base: FactBase) -> None:
    """No fact is left out in silence, and none has both."""
    asked = {question.fact for question in pool.questions if question.fact}

    assert asked | set(pool.left_out) == set(base.facts)
    assert not asked & set(pool.left_out)
    assert all(pool.left_out.values())


def test_most_facts_are_asked_about(pool: Pool, base: FactBase) -> None:
    """Two thirds of what ships yields a question; the others have their reasons."""
    asked = {question.fact for question in pool.questions if question.fact}

    assert len(asked) >= 0.65 * len(base.facts)


def test_what_ships_gives_many_questions(pool: Pool) -> None:
    """At least 250 that differ in words or answer, and most of them can be typed."""
    distinct = {(question.text, question.answer.text) for question in pool.questions}

    assert len(distinct) >= 250
    assert sum(question.is_typable for question in pool.questions) >= 250


def test_ids_are_unique(pool: Pool) -> None:
    """One id, one question."""
    assert not [key for key, times in Counter(question.id for question in pool.questions).items() if times > 1]


def test_no_answer_stands_in_its_question(pool: Pool) -> None:
    """Whoever can read cannot read the answer off."""
    given = [
        question.id
        for question in pool.questions
        for name in question.answer.accepted
        if question.is_typable and says(question.text, name)
    ]
    assert not given


def test_no_wrong_choice_is_right(pool: Pool, base: FactBase) -> None:
    """No wrong choice is a name of the answer, or of anything else in the fact that is asked about."""
    names = {entity.name: entity.names for entity in base.entities.values()}
    for question in pool.questions:
        right = {name.casefold() for name in question.answer.accepted}
        for wrong in question.wrong:
            assert not right & {name.casefold() for name in names.get(wrong, (wrong,))}, question.id
        fact = base.facts.get(question.fact)
        if fact and question.answer.sort in {"person", "name"}:
            named = {filler.entity for filler in fact.fillers()}
            shown = {entity.id for entity in base.entities.values() if entity.name in question.wrong}
            assert not named & shown, question.id


def test_choices_differ_from_one_another(pool: Pool) -> None:
    """No choice stands there twice."""
    for question in pool.questions:
        choices = [one.casefold() for one in (question.answer.text, *question.wrong)]
        assert len(choices) == len(set(choices)), question.id


def test_no_wrong_choice_stands_in_the_question(pool: Pool) -> None:
    """What the question names itself is no choice that anybody would consider."""
    named = [one for one in pool.questions if one.answer.sort in {"person", "name"}]

    assert not [one.id for one in named if any(says(one.text, wrong) for wrong in one.wrong)]


def test_a_question_reads_as_one(pool: Pool) -> None:
    """Questions end with their mark, begin with a capital and show no unfilled place."""
    for question in pool.questions:
        assert question.text[-1] in "?.”", question.text
        assert question.text[0].isupper() or question.text[0] in '"0123456789', question.text
        assert not re.search(r"[{}]|  |\.\?|\?\?|,\?", question.text), question.text


def test_one_cut_has_one_answer(pool: Pool) -> None:
    """The same words never ask for two different things."""
    typed: dict[str, set[str]] = {}
    for question in pool.questions:
        if question.is_typable:
            typed.setdefault(question.text, set()).add(question.answer.text)

    assert not {text: answers for text, answers in typed.items() if len(answers) > 1}


@pytest.mark.parametrize("mark", ["/composer/", "/match/", "/odd/", "/claim/", "/first/", "/count/", "/when/"])
def test_every_sort_of_question_is_asked(pool: Pool, mark: str) -> None:
    """Composers, pairs, odd ones out, claims, order, numbers and times all occur."""
    assert sum(mark in question.id for question in pool.questions) >= 3


@pytest.mark.parametrize("role", ["who", "what", "where"])
def test_every_role_is_cut_out(pool: Pool, base: FactBase, role: str) -> None:
    """Who, what and where are asked for by name."""
    asked = {question.id for question in pool.questions}
    cut = [fact for fact in base.facts.values() for one in getattr(fact, role) if f"{fact.id}/{one.entity}" in asked]

    assert len(cut) >= 10


def test_contradicted_facts_accept_every_version(pool: Pool, base: FactBase) -> None:
    """Where the source contradicts itself on a time, each of its versions is right and none is a wrong choice."""
    found = [one for one in pool.questions if one.fact and base.facts[one.fact].versions and one.answer.sort == "time"]

    assert found
    for question in found:
        times = {f"{m.time:%H:%M}" for v in base.versions_of(base.facts[question.fact]) for m in v.when if m.time}
        assert times <= set(question.answer.accepted)
        assert not times & set(question.wrong)


def test_ids_survive_edits_of_other_facts(shipped: Assistant, wording: Wording, pool: Pool) -> None:
    """When one fact is reworded and all stand in another order, the others' questions keep id and answer."""
    base = shipped.base
    edited = next(iter(base.facts))
    facts = [replace(fact, say="Nothing is left.") if fact.id == edited else fact for fact in base.facts.values()]
    other = FactBase(
        registers=base.registers,
        entities=base.entities.values(),
        ceremonies=base.ceremonies.values(),
        facts=reversed(facts),
    )

    after = {question.id: question.answer for question in build_pool(other, shipped.reader.lexicon, wording).questions}

    kept = [one for one in pool.questions if one.fact != edited and after.get(one.id) == one.answer]
    assert len(kept) >= 0.98 * len(pool.questions)  # words of the edited fact may have spoken for or against a few


def test_questions_are_made_the_same_way_each_time(shipped: Assistant, wording: Wording, pool: Pool) -> None:
    """No chance is in it."""
    assert build_pool(shipped.base, shipped.reader.lexicon, wording) == pool


def test_a_question_round_trips(pool: Pool) -> None:
    """What is written down is read back equal."""
    assert all(QuizQuestion.from_dict(question.to_dict()) == question for question in pool.questions)


# -- wording -----------------------------------------------------------------------------------------------------------


def problems_with(folder: Path, old: str, new: str) -> list[str]:
    text = (shipped_folder("config") / "quiz.yaml").read_text(encoding="utf-8")
    assert old in text
    (folder / "quiz.yaml").write_text(text.replace(old, new), encoding="utf-8")
    return [one.message for one in check_all(Settings(config=ConfigFolders((folder, shipped_folder("config")))))]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Who {rest}?", "Who {rst}?", "wording 'who-start': 'Who {rst}?' must use {rest}"),
        ("Who {rest}?", "Who {rest?", "wording 'who-start': 'Who {rest?' must use {rest}"),
        ("Who {rest}?", "Who?", "wording 'who-start': 'Who?' must use {rest}"),
        ("who-start:", "who-stat:", "wording: unknown key 'who-stat'; did you mean 'who-start'?"),
        ('match: ["Composer', 'match: ["{x} Composer', "must use no {...} at all"),
        ('blank: "_____"', "blank:", "quiz.yaml: 'blank' is empty; give it a text"),
    ],
)
def test_wrong_wording_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    """`check` says which template is wrong and what it must use."""
    assert any(told in message for message in problems_with(tmp_path, old, new))
