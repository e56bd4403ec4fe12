"""Each kind of slip: one change to a correct sample, one message, at its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.checks import check_all, check_folders
from bot.settings import Settings, shipped_folder
from tests.samples import CARD, FACTS, FILES, NAMES, SECOND_CARD, fact_file, write_knowledge

CONFIG = shipped_folder("config")
STATED = "    say: Lanterns floated.\n    cite: 3\n"


def problems_in(folder: Path) -> list[str]:
    """What is wrong with a knowledge folder, as ``file:line: message`` with the path inside it."""
    found = [problem for problem in check_folders([folder], CONFIG) if problem.path.is_relative_to(folder)]
    return [str(problem).removeprefix(f"{folder}/") for problem in found]


def changed(name: str, old: str, new: str) -> dict[str, str]:
    assert old in FILES[name]
    return {name: FILES[name].replace(old, new)}


def second(**values: str) -> dict[str, str]:
    """Another ceremony, unlike the first but for the values given."""
    card = {"id": "second-1990", "name": "other ceremony", "short": "Second 1990", "year": "1990", "alias": "Other"}
    return {"ceremonies/second-1990/ceremony.yaml": SECOND_CARD.format(**{**card, **values})}


def test_the_sample_itself_has_no_problem(tmp_path: Path) -> None:
    """What the other tests spoil is correct to begin with."""
    assert problems_in(write_knowledge(tmp_path)) == []


def test_what_ships_has_no_problem() -> None:
    """Nothing that ships is reported."""
    assert [str(problem) for problem in check_all(Settings())] == []


SLIPS = {
    "unknown key": (
        {FACTS: fact_file(STATED + "    what: Boat Song\n    keyword: [lamps]\n")},
        f"{FACTS}:7: fact 'lanterns': unknown key 'keyword'; did you mean 'keywords'?",
    ),
    "unknown key of a file": (
        changed(FACTS, "part: opening", "prat: opening"),
        f"{FACTS}:2: opening.yaml: unknown key 'prat'; did you mean 'part'?",
    ),
    "unknown key of an entity": (
        changed(NAMES, "aliases:", "alias:"),
        f"{NAMES}:3: entity 'boat-song': unknown key 'alias'; did you mean 'aliases'?",
    ),
    "dangling name": (
        changed(FACTS, "what: Boat Song", "what: Boat Sog"),
        f"{FACTS}:9: fact 'boat-song', what: nobody and nothing is called 'Boat Sog'; did you mean 'Boat Song'?",
    ),
    "name like no other": (
        changed(FACTS, "what: Boat Song", "what: 77"),
        f"{FACTS}:9: fact 'boat-song', what: nobody and nothing is called '77'; "
        "add an entity, or write {text: 77} for something without a name",
    ),
    "function that is missing": (
        changed(FACTS, "Greet Jansma: singer", "Greet Jansma:"),
        f"{FACTS}:8: fact 'boat-song', who: 'Greet Jansma' needs a plain function after the colon, "
        "as 'Greet Jansma: singer'",
    ),
    "duplicate fact": (
        {FACTS: FILES[FACTS] + "  - {id: boat-song, say: Again., cite: 4, what: Boat Song}\n"},
        f"{FACTS}:10: fact 'boat-song': this id exists already (opening.yaml, line 4); give each its own",
    ),
    "duplicate entity": (
        {"entities/zz.yaml": "entities:\n  - {id: boat-song, name: Song, kind: song}\n"},
        "entities/zz.yaml:2: entity 'boat-song' exists already (veldhaven.yaml, line 3); give each its own id",
    ),
    "duplicate part": (
        changed(CARD, "id: farewell", "id: opening"),
        f"{CARD}:10: part 2: part 'opening' exists already; give each its own id",
    ),
    "malformed id": (
        changed(FACTS, "id: boat-song", "id: Boat Song"),
        f"{FACTS}:4: fact 'Boat Song': id 'Boat Song' must be lower-case letters, digits and hyphens, as 'boat-song'",
    ),
    "bad time": (
        {FACTS: fact_file(STATED + "    when: 24:10\n")},
        f"{FACTS}:6: fact 'lanterns': when: '24:10' is no time of day; write 00:00 to 23:59",
    ),
    "bad date": (
        {FACTS: fact_file(STATED + "    when: 1988-02-30\n")},
        f"{FACTS}:6: fact 'lanterns': when: '1988-02-30' is no date of the calendar; "
        "write year-month-day, as 1988-02-28",
    ),
    "bad count": (
        {FACTS: fact_file(STATED + "    count: many lanterns\n")},
        f"{FACTS}:6: fact 'lanterns': count: 'many lanterns' is no count; "
        "write a number and what is counted, as '350 paper boats'",
    ),
    "number that brackets cut in two": (
        {FACTS: fact_file(STATED + "    count: [2 boats, about 1,200 lamps]\n")},
        f"{FACTS}:6: fact 'lanterns': count: a comma inside [ ] parts two values; put quotes round 'about 1,200 lamps'",
    ),
    "empty statement": (
        {FACTS: fact_file("    say:\n    cite: 3\n    what: Boat Song\n")},
        f"{FACTS}:4: fact 'lanterns': 'say' is empty; give it a text",
    ),
    "missing statement": (
        {FACTS: fact_file("    cite: 3\n    what: Boat Song\n")},
        f"{FACTS}:3: fact 'lanterns': 'say' is missing; give it a text",
    ),
    "no role": (
        {FACTS: fact_file(STATED + "    keywords: [lamps]\n")},
        f"{FACTS}:3: fact 'lanterns': no role is filled; "
        "fill at least one of who, what, when, where, count, why, how, of",
    ),
    "missing citation": (
        {FACTS: fact_file("    say: Lanterns floated.\n    what: Boat Song\n")},
        f"{FACTS}:3: fact 'lanterns': 'cite' is missing; "
        "give the sentence's number in the section, as 2 or 'Opening 2'",
    ),
    "malformed citation": (
        {FACTS: fact_file("    say: Lanterns floated.\n    cite: second\n    what: Boat Song\n")},
        f"{FACTS}:5: fact 'lanterns': cite 'second' must be a number from 1, or section and number, as 'Opening 2'",
    ),
    "citation without a section": (
        {FACTS: "facts:\n  - {id: a, say: It was., cite: 3, what: Boat Song}\n"},
        f"{FACTS}:2: fact 'a': cite 3 needs a 'section' (here or at the top of the file)",
    ),
    "repeated citation": (
        {FACTS: fact_file("    say: Lanterns floated.\n    cite: [3, Opening 3]\n    what: Boat Song\n")},
        f"{FACTS}:5: fact 'lanterns': cites 'Opening 3' twice; keep one",
    ),
    "unknown kind": (
        changed(NAMES, "kind: soprano", "kind: sopran"),
        f"{NAMES}:2: entity 'greet-jansma': unknown kind 'sopran'; did you mean 'soprano'?",
    ),
    "unknown kind of a text": (
        {FACTS: fact_file(STATED + "    what: {text: lamps, kind: objcet}\n")},
        f"{FACTS}:6: fact 'lanterns', what: unknown kind 'objcet'; did you mean 'object'?",
    ),
    "unknown topic": (
        {FACTS: fact_file(STATED + "    what: Boat Song\n    topic: firework\n")},
        f"{FACTS}:7: fact 'lanterns': unknown topic 'firework'; did you mean 'fireworks'?",
    ),
    "unknown part": (
        changed(FACTS, "part: opening", "part: openning"),
        f"{FACTS}:2: opening.yaml: unknown part 'openning'; did you mean 'opening'?",
    ),
    "unknown definition": (
        {FACTS: fact_file(STATED + "    what: Boat Song\n    defines: Boat Sung\n")},
        f"{FACTS}:7: fact 'lanterns': 'defines' names nobody known: 'Boat Sung'; did you mean 'Boat Song'?",
    ),
    "single version": (
        {FACTS: fact_file("    versions:\n      - {say: It was., cite: 1, what: Boat Song}\n")},
        f"{FACTS}:4: fact 'lanterns': 'versions' needs two or more; a single one is a plain fact",
    ),
    "alias shared by two entities": (
        {"entities/zz.yaml": "entities:\n  - {id: other, name: Other, kind: song, aliases: [song of the BOATS]}\n"},
        "entities/zz.yaml:2: entity 'other': 'song of the BOATS' already names 'boat-song'; "
        "a name means one thing only",
    ),
    "alias that is another's name": (
        {"entities/zz.yaml": "entities:\n  - {id: other, name: Other, kind: song, aliases: [Greet Jansma]}\n"},
        "entities/zz.yaml:2: entity 'other': 'Greet Jansma' already names 'greet-jansma'; a name means one thing only",
    ),
    "alias of a ceremony that the entity has no part in": (
        second(alias="Boat Song"),
        f"{NAMES}:3: entity 'boat-song': 'Boat Song' means the ceremony 'second-1990', which has no fact about it; "
        "rename one of them",
    ),
    "alias shared by two ceremonies": (
        second(alias="lake games"),
        "ceremonies/second-1990/ceremony.yaml:6: ceremony: 'lake games' already means 'veldhaven-1988'; "
        "it must mean one ceremony only",
    ),
    "long statement": (
        {FACTS: fact_file(f"    say: {'very ' * 40}long\n    cite: 3\n    what: Boat Song\n")},
        f"{FACTS}:4: fact 'lanterns': 'say' has 41 words, more than 40; shorten it or make two facts of it",
    ),
    "text that is an entity": (
        {FACTS: fact_file(STATED + "    who: {text: greet jansma}\n")},
        f"{FACTS}:6: fact 'lanterns': who: the text 'greet jansma' is the name of an entity; "
        "write Greet Jansma without 'text'",
    ),
    "name and text": (
        {FACTS: fact_file(STATED + "    who: {text: somebody, name: Greet Jansma}\n")},
        f"{FACTS}:6: fact 'lanterns', who: has both 'name' and 'text'; keep 'name' for what is an entity, else 'text'",
    ),
    "folder and id that differ": (
        changed(CARD, "id: veldhaven-1988", "id: veldhaven"),
        f"{CARD}:2: ceremony: id 'veldhaven' and its folder 'veldhaven-1988' must have the same name",
    ),
    "bad year": (
        changed(CARD, "year: 1988", "year: '88'"),
        f"{CARD}:5: ceremony: year '88' must be four digits, as 1988",
    ),
    "file with the wrong ending": (
        {"entities/more.yml": "entities: []\n"},
        "entities/more.yml: is not read: its name must end in .yaml",
    ),
    "file in the wrong folder": (
        {"lanterns.yaml": "facts: []\n"},
        "lanterns.yaml: is not read: only entities/*.yaml and ceremonies/<ceremony>/*.yaml are",
    ),
    "ceremony without a card": (
        {"ceremonies/bare/facts.yaml": "facts: []\n"},
        "ceremonies/bare: holds no ceremony.yaml; every ceremony needs one",
    ),
    "flag that is neither": (
        {FACTS: fact_file(STATED + "    what: Boat Song\n    open: maybe\n")},
        f"{FACTS}:7: fact 'lanterns': 'open' must be true or false, not 'maybe'",
    ),
    "list where a text belongs": (
        {FACTS: fact_file("    say: [It, was]\n    cite: 3\n    what: Boat Song\n")},
        f"{FACTS}:4: fact 'lanterns': 'say' must be a text, not a list or mapping",
    ),
    "question for an unknown fact": (
        {"ceremonies/veldhaven-1988/asked/opening.yaml": "asked:\n  boat-sogn: [which tune came over the water]\n"},
        "ceremonies/veldhaven-1988/asked/opening.yaml:2: asked: there is no fact 'boat-sogn'; "
        "did you mean 'boat-song'?",
    ),
    "wrong top of a file": (
        {"entities/zz.yaml": "- {id: other, name: Other, kind: song}\n"},
        "entities/zz.yaml:1: zz.yaml: must be a mapping (entities), not a list",
    ),
}


@pytest.mark.parametrize(("changes", "message"), SLIPS.values(), ids=SLIPS.keys())
def test_a_slip_is_told_with_its_place_and_what_would_be_right(
    tmp_path: Path, changes: dict[str, str], message: str
) -> None:
    """The message for a slip names the file and line, and is the first of what is said about it."""
    found = problems_in(write_knowledge(tmp_path, changes))

    assert message in found
    assert len(found) <= 2  # a second one only where the slip has a consequence, such as a list without its key


def test_a_year_shared_by_two_ceremonies_is_told(tmp_path: Path) -> None:
    """A year must mean one ceremony."""
    found = problems_in(write_knowledge(tmp_path, second(year="1988")))

    assert found == [
        f"{CARD}:5: ceremony: '1988' already means 'second-1990'; it must mean one ceremony only",
    ]


def test_a_host_city_may_be_called_like_its_ceremony(tmp_path: Path) -> None:
    """An entity that occurs in a ceremony's facts may share a name with it."""
    changes = changed(CARD, "aliases: [Lake Games]", "aliases: [Boat Song]")

    assert problems_in(write_knowledge(tmp_path, changes)) == []


def test_all_problems_are_told_at_once_in_the_order_of_the_files(tmp_path: Path) -> None:
    """Three slips in two files give three messages."""
    changes = {**changed(NAMES, "kind: song", "kind: snog"), **changed(FACTS, "cite: 2", "cite: two\n    whn: 1988")}
    found = problems_in(write_knowledge(tmp_path, changes))

    assert [message.split(": ")[0] for message in found] == [f"{FACTS}:6", f"{FACTS}:7", f"{NAMES}:3"]


def test_a_missing_knowledge_folder_is_told(tmp_path: Path) -> None:
    """A folder that is not there is a problem, not a crash."""
    found = check_folders([tmp_path / "nowhere"], CONFIG)

    assert "does not exist; a knowledge folder holds entities/*.yaml" in str(found[0])


CONFIG_SLIPS = {
    "word twice in a concept": (
        "vocabulary.yaml",
        "concepts:\n  sing: [sing, croon,\n    Sing]\n",
        "3: concept 'sing': 'Sing' stands here twice; keep one",
    ),
    "nationality twice": (
        "nationalities.yaml",
        "nationalities:\n  iceland: [Iceland, Icelandic, iceland]\n",
        "2: concept 'iceland': 'iceland' stands here twice; keep one",
    ),
    "word in two classes": (
        "language.yaml",
        "function_words: [the, of]\nfillers: [please,\n  of]\n",
        "3: fillers: 'of' is one of the function_words already; keep one",
    ),
    "unknown ask": (
        "intents.yaml",
        "intents:\n  person:\n    asks: whoo\n    keywords: [who]\n",
        "3: intent 'person': cannot ask for 'whoo'; did you mean 'who'?",
    ),
    "function that nobody has": (
        "intents.yaml",
        "intents:\n  juggler:\n    asks: who\n    as: juggler\n    keywords: [who juggled]\n",
        "2: intent 'juggler': asks for somebody as 'juggler', which no fact has",
    ),
    "role that no fact has": (
        "intents.yaml",
        "intents:\n  reason:\n    asks: why\n    keywords: [why]\n",
        "2: intent 'reason': asks for why, which no fact has",
    ),
    "precision that no fact has": (
        "intents.yaml",
        "intents:\n  clock:\n    asks: when\n    precision: clock\n    keywords: [what time]\n",
        "2: intent 'clock': asks for when (clock), which no fact has",
    ),
    "default topics that no fact has": (
        "intents.yaml",
        "intents:\n  person:\n    asks: who\n    default: [director, venue]\n    keywords: [who]\n",
        "2: intent 'person': no fact has any of its default topics (director, venue)",
    ),
    "unknown kind above a kind": (
        "kinds.yaml",
        "kinds:\n  singer:\n    is: artst\n  artist: {words: [artist]}\n  song: {words: [song]}\n"
        "  soprano: {is: singer}\n",
        "3: kinds entry 'singer': unknown kind 'artst' under 'is'; did you mean 'artist'?",
    ),
    "list where a mapping belongs": (
        "topics.yaml",
        "topics: [opening]\n",
        "1: topics.yaml: 'topics' must hold a mapping, each entry under its name",
    ),
}


@pytest.mark.parametrize(("name", "text", "message"), CONFIG_SLIPS.values(), ids=CONFIG_SLIPS.keys())
def test_a_slip_in_the_configuration_is_told_with_its_place(tmp_path: Path, name: str, text: str, message: str) -> None:
    """The message for a slip in a file of ``config/`` names the file and line."""
    config = tmp_path / "config"
    shutil.copytree(CONFIG, config)
    (config / name).write_text(text, encoding="utf-8")
    folder = write_knowledge(tmp_path / "knowledge")

    found = [problem for problem in check_folders([folder], config) if problem.path == config / name]

    assert [str(problem) for problem in found] == [f"{config / name}:{message}"]
