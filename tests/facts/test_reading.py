"""Facts as the README of the knowledge folder describes them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.errors import DataError
from bot.facts import Fact, Filler, load_fact_base
from bot.settings import shipped_folder
from tests.samples import CARD, FACTS, FILES, fact_file, write_knowledge

STATED = "    say: Lanterns floated.\n    cite: 3\n"


def read(tmp_path: Path, text: str) -> list[Fact]:
    """The facts of a file of the sample, in its order."""
    base = load_fact_base([write_knowledge(tmp_path, {FACTS: text})], shipped_folder("config"))
    return list(base.facts.values())


def one(tmp_path: Path, body: str) -> Fact:
    [fact] = read(tmp_path, fact_file(STATED + body))
    return fact


def test_a_plain_fact_has_its_id_statement_and_source(tmp_path: Path) -> None:
    """The id is unique across ceremonies, the source is the section of the sentence cited."""
    fact = one(tmp_path, "    what: Boat Song\n")

    assert (fact.id, fact.ceremony, fact.say) == ("veldhaven-1988/lanterns", "veldhaven-1988", "Lanterns floated.")
    assert (fact.cites, fact.source.article, fact.source.section) == (
        ("Opening 3",),
        "1988 Lake Games closing ceremony",
        "Opening",
    )


@pytest.mark.parametrize(
    ("cite", "cites"),
    [
        ("3", ("Opening 3",)),
        ("[3, 4]", ("Opening 3", "Opening 4")),
        ("[Farewell 2, 3]", ("Farewell 2", "Opening 3")),
        ("Proceedings / Farewell 12", ("Proceedings / Farewell 12",)),
    ],
)
def test_citations_are_numbers_or_sections_with_numbers(tmp_path: Path, cite: str, cites: tuple[str, ...]) -> None:
    """A bare number counts in the section of the file."""
    [fact] = read(tmp_path, fact_file(f"    say: It was.\n    cite: {cite}\n    what: Boat Song\n"))

    assert fact.cites == cites


@pytest.mark.parametrize(
    ("written", "filler"),
    [
        ("Greet Jansma", Filler(text="Greet Jansma", entity="greet-jansma", kind="soprano")),
        ("greet-jansma", Filler(text="Greet Jansma", entity="greet-jansma", kind="soprano")),
        ("GREET jánsma", Filler(text="Greet Jansma", entity="greet-jansma", kind="soprano")),
        (
            "{Greet Jansma: singer}",
            Filler(text="Greet Jansma", entity="greet-jansma", kind="soprano", function="singer"),
        ),
        (
            "{name: Greet Jansma, as: narrator, kind: person}",
            Filler(text="Greet Jansma", entity="greet-jansma", kind="person", function="narrator"),
        ),
        ("{text: two children}", Filler(text="two children")),
        (
            "{text: two children, kind: children, as: bearers}",
            Filler(text="two children", kind="children", function="bearers"),
        ),
    ],
)
def test_a_value_is_a_name_a_name_with_a_function_or_a_text(tmp_path: Path, written: str, filler: Filler) -> None:
    """Names may be any alias or the id; the long form takes a kind and a function."""
    assert one(tmp_path, f"    who: {written}\n").who == (filler,)


def test_a_role_may_hold_a_list_of_all_forms(tmp_path: Path) -> None:
    """The order of the list is kept."""
    fact = one(tmp_path, "    who:\n      - Greet Jansma: singer\n      - {text: a child}\n      - boat-song\n")

    assert [filler.text for filler in fact.who] == ["Greet Jansma", "a child", "Boat Song"]


EVERYTHING = """\
    when: ["20:14", 1988-09-17]
    where: {text: on the lake}
    count: ["1,200 lamps", 2 boats]
    why: one for each athlete
    how: by hand
    of: Greet Jansma
    keywords: [lamps, lights]
    asked: what floated there
    topic: finale
    open: yes
    defines: Song of the Boats
    part: farewell
"""


def test_all_roles_and_keys_are_read(tmp_path: Path) -> None:
    """Every key of the README ends up in the fact."""
    fact = one(tmp_path, EVERYTHING)

    assert [(moment.time, moment.date) for moment in fact.when] == [
        (dt.time(20, 14), None),
        (None, dt.date(1988, 9, 17)),
    ]
    assert [(count.number, count.unit) for count in fact.count] == [(1200, "lamps"), (2, "boats")]
    assert (fact.why, fact.how, fact.keywords) == (("one for each athlete",), ("by hand",), ("lamps", "lights"))
    assert (fact.asked, fact.topic, fact.is_open) == (("what floated there",), "finale", True)
    assert (fact.defines, fact.where[0].text, fact.of[0].entity) == ("boat-song", "on the lake", "greet-jansma")
    assert fact.part == "farewell"


@pytest.mark.parametrize(("key", "attribute"), [("part", "part"), ("topic", "topic")])
def test_none_takes_back_the_default_of_the_file(tmp_path: Path, key: str, attribute: str) -> None:
    """A default of the file holds for each fact but those that say ``none``."""
    value = {"part": "opening", "topic": "finale"}[key]
    facts = read(
        tmp_path,
        f"section: Opening\n{key}: {value}\nfacts:\n"
        "  - {id: a, say: It was., cite: 1, what: Boat Song}\n"
        f"  - {{id: b, say: It was., cite: 1, what: Boat Song, {key}: none}}\n",
    )

    assert [getattr(fact, attribute) for fact in facts] == [value, None]


VERSIONS = """\
section: Opening
part: opening
facts:
  - id: end
    say: There are two times.
    topic: end
    keywords: [over]
    versions:
      - {say: It ended at ten., cite: 1, when: "22:00"}
      - {say: It ended at eleven., cite: 4, section: Card, when: "23:00", part: none}
"""


def test_each_version_of_a_contradiction_is_a_fact_of_its_own(tmp_path: Path) -> None:
    """Versions know each other, inherit what stands beside them, and cite their own sections."""
    first, second = read(tmp_path, VERSIONS)

    assert (first.id, second.id) == ("veldhaven-1988/end#1", "veldhaven-1988/end#2")
    assert first.versions == second.versions == (first.id, second.id)
    assert (first.say, second.say) == ("It ended at ten.", "It ended at eleven.")
    assert (first.topic, second.topic, second.keywords) == ("end", "end", ("over",))
    assert (first.source.section, second.source.section) == ("Opening", "Card")
    assert (first.part, second.part) == ("opening", None)


def test_questions_of_a_separate_file_belong_to_their_fact(tmp_path: Path) -> None:
    """A file under ``asked`` adds to what the fact itself lists."""
    asked = "asked:\n  boat-song: [which tune came over the water]\n"
    folder = write_knowledge(tmp_path, {"ceremonies/veldhaven-1988/asked/opening.yaml": asked})
    base = load_fact_base([folder], shipped_folder("config"))

    assert base.facts["veldhaven-1988/boat-song"].asked == ("which tune came over the water",)


def test_questions_without_an_answer_are_kept_by_ceremony(tmp_path: Path) -> None:
    """``unanswered`` may stand alone in a file, in any folder below ``asked``."""
    text = "unanswered: [what did the barge cost]\n"
    folder = write_knowledge(tmp_path, {"ceremonies/veldhaven-1988/asked/one-writer/opening.yaml": text})

    base = load_fact_base([folder], shipped_folder("config"))

    assert base.unanswered == {"veldhaven-1988": ("what did the barge cost",)}


def test_a_second_folder_adds_to_the_first_and_uses_its_names(tmp_path: Path) -> None:
    """Knowledge may lie in several folders; names are shared by all."""
    first = write_knowledge(tmp_path / "one")
    second = tmp_path / "two" / "ceremonies" / "other-1990"
    second.mkdir(parents=True)
    card = FILES[CARD].replace("veldhaven-1988", "other-1990").replace("1988", "1990").replace("Lake", "Sea")
    (second / "ceremony.yaml").write_text(card, encoding="utf-8")
    (second / "opening.yaml").write_text(FILES[FACTS], encoding="utf-8")

    base = load_fact_base([first, tmp_path / "two"], shipped_folder("config"))

    assert list(base.facts) == ["veldhaven-1988/boat-song", "other-1990/boat-song"]


def test_facts_are_found_by_topic_entity_part_and_version(tmp_path: Path) -> None:
    """The fact base answers what the engine looks up."""
    folder = write_knowledge(tmp_path, {"ceremonies/veldhaven-1988/end.yaml": VERSIONS})
    base = load_fact_base([folder], shipped_folder("config"))
    song, first = base.facts["veldhaven-1988/boat-song"], base.facts["veldhaven-1988/end#1"]

    assert base.by_entity["greet-jansma"] == (song,)
    assert [fact.id for fact in base.by_topic["veldhaven-1988", "end"]] == list(first.versions)
    assert [fact.id for fact in base.versions_of(first)] == list(first.versions)
    assert base.versions_of(song) == (song,)
    part = base.part_of(song)
    assert part is not None
    assert (part.title, part.order) == ("Opening", 0)


def test_loading_raises_with_every_problem(tmp_path: Path) -> None:
    """What cannot be used is told all at once, sorted by file and line."""
    text = fact_file("    say:\n    cite: x\n    what: Nobody\n")

    with pytest.raises(DataError) as caught:
        read(tmp_path, text)

    assert [problem.line for problem in caught.value.problems] == [4, 5, 6]
