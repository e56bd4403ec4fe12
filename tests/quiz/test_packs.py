"""Question lists from elsewhere: both formats, and what is said of wrong ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.checks import check_all
from bot.conversation import Assistant
from bot.errors import SettingsError
from bot.facts.documents import Report
from bot.quiz import Judge, Pack, Wording, read_packs
from bot.settings import PackFolders, Settings, read_settings

RED = """\
AUTHOR: Greet Jansma
DESCRIPTION: Boats and lakes
CONFIG: {max_score: 5}
Which song came first?: [Boat Song, The Song of the Boats]
Is the lake salty?: no
How many boats were there?: 1,350
When did it begin?: 20:15
"""
DATABASE = {
    "response_code": 0,
    "results": [
        {
            "category": "Music",
            "type": "multiple",
            "difficulty": "easy",
            "question": "Who sang &quot;Boat Song&quot;?",
            "correct_answer": "Greet Jansma",
            "incorrect_answers": ["Anna Krall", "Igor Nikolin", "Ann Lind"],
        },
        {
            "category": "Music",
            "type": "boolean",
            "difficulty": "hard",
            "question": "Boats can sing.",
            "correct_answer": "False",
            "incorrect_answers": ["True"],
        },
        {
            "category": "Music",
            "type": "multiple",
            "difficulty": "easy",
            "question": "Which of these is a boat?",
            "correct_answer": "Punt",
            "incorrect_answers": ["Hat", "Shoe", "Coat"],
        },
    ],
}


def read(folder: Path, text: str, name: str = "lakes.yaml") -> tuple[dict[str, Pack], list[str]]:
    """The packs of a folder with one file, and the problems that `check` has with it."""
    (folder / name).write_text(text, encoding="utf-8")
    settings = Settings(packs=PackFolders((folder,)))
    problems = [problem.message for problem in check_all(settings)]
    return read_packs(settings.packs, Report(), ("of these",)), problems


def test_a_red_list_is_read(tmp_path: Path) -> None:
    """Strings and lists are answers, headings are none, and YAML's truth values and times stay texts."""
    packs, problems = read(tmp_path, RED)

    pack = packs["lakes"]
    assert not problems
    assert (pack.author, pack.description) == ("Greet Jansma", "Boats and lakes")
    assert [one.answer.accepted for one in pack.questions] == [
        ("Boat Song", "The Song of the Boats"),
        ("no",),
        ("1350",),
        ("20:15",),
    ]


def test_answers_of_a_pack_are_judged(tmp_path: Path, shipped: Assistant, wording: Wording) -> None:
    """Each of the answers is right as it stands; numbers are exact."""
    judge = Judge(shipped.base, wording, shipped.reader.language)
    song, salty, boats, _ = read(tmp_path, RED)[0]["lakes"].questions

    assert judge.judge("song of the boats", song).is_right
    assert judge.judge("No!", salty).is_right
    assert not judge.judge("yes no", salty).is_right
    assert judge.judge("1350", boats).is_right
    assert not judge.judge("1351", boats).is_right


def test_a_database_file_is_read(tmp_path: Path) -> None:
    """Entities are resolved; what can only be picked is not asked without its choices."""
    packs, problems = read(tmp_path, json.dumps(DATABASE), "music.json")

    sang, boats, punt = packs["music"].questions
    assert not problems
    assert sang.text == 'Who sang "Boat Song"?'
    assert sang.wrong == ("Anna Krall", "Igor Nikolin", "Ann Lind")
    assert [one.is_typable for one in (sang, boats, punt)] == [True, False, False]


def test_ids_survive_other_lines(tmp_path: Path) -> None:
    """A question keeps its id when others come before it."""
    before = {one.text: one.id for one in read(tmp_path, RED)[0]["lakes"].questions}
    after = {one.text: one.id for one in read(tmp_path, f"Something new?: yes\n{RED}")[0]["lakes"].questions}

    assert before.items() <= after.items()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- a\n- b\n", "pack 'lakes': must map questions to answers, or hold 'results'"),
        ("AUTHOR: me\n", "pack 'lakes': holds no question that can be played"),
        ("Who?:\n", "pack 'lakes', question 'Who?': has an empty answer; give it a text or a list of texts"),
        ("Who?: {a: b}\n", "pack 'lakes', question 'Who?': an answer must be a text or a list of texts, not a mapping"),
        ("Who?: '?!'\n", "pack 'lakes', question 'Who?': the answer '?!' has no letter or digit to be typed"),
        (f"CONFIG: 5\n{RED.replace('CONFIG: {max_score: 5}', '')}", "'CONFIG' must hold a mapping of settings"),
        ("response_code: 1\nresults: []\n", "the database answered with code 1"),
        ("results: []\n", "'results' must hold a list of questions"),
    ],
)
def test_a_wrong_pack_is_told(tmp_path: Path, text: str, told: str) -> None:
    """`check` says what is wrong and what would be right."""
    assert any(told in message for message in read(tmp_path, text)[1])


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"type": "essay"}, "question 1: unknown type 'essay'; known: multiple, boolean"),
        ({"incorrect_answers": ["a"]}, "question 1: needs 2 wrong answers at least, not 1"),
        ({"incorrect_answers": ["a", "A", "b"]}, "question 1: a choice stands there twice"),
        ({"incorrect_answers": ["a", "greet jansma"]}, "the right answer is among the wrong ones"),
        ({"question": ""}, "question 1: 'question' is empty; give it a text"),
        ({"answer": "x"}, "question 1: unknown key 'answer'"),
    ],
)
def test_a_wrong_entry_is_told(tmp_path: Path, change: dict[str, object], told: str) -> None:
    """One wrong question is named, and leaves its pack out."""
    results = [DATABASE["results"][0] | change, DATABASE["results"][1]]  # type: ignore[index]

    packs, problems = read(tmp_path, json.dumps({"results": results}), "lakes.json")

    assert any(told in message for message in problems), problems
    assert "lakes" not in packs


def test_two_packs_of_one_name_are_told(tmp_path: Path) -> None:
    """A name means one pack."""
    (tmp_path / "lakes.yml").write_text(RED, encoding="utf-8")

    assert any("the name 'lakes' is taken" in message for message in read(tmp_path, RED)[1])


def test_pack_folders_come_from_environment(tmp_path: Path) -> None:
    """CEREMONY_BOT_PACKS names them; one that is missing is told."""
    assert read_settings({"CEREMONY_BOT_PACKS": str(tmp_path)}).packs == PackFolders((tmp_path,))
    with pytest.raises(SettingsError, match=r"packs: .* does not exist"):
        read_settings({"CEREMONY_BOT_PACKS": str(tmp_path / "none")})


def test_nothing_is_read_of_a_pack_that_is_no_yaml(tmp_path: Path) -> None:
    """A broken file is a problem with a line, and no crash."""
    packs, problems = read(tmp_path, "a: [b\n")

    assert not packs
    assert problems
