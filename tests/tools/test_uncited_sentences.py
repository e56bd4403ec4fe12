"""The fact base against the documents it rests on."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.facts import FactBase, load_fact_base
from bot.settings import shipped_folder
from tests.samples import FACTS, fact_file, write_knowledge
from tests.tools.uncited_sentences import COPIED_FROM, copied, dangling, main, read_folder, uncited

THIRD = Path(__file__).parent.parent / "data" / "third_ceremony"

DOCUMENT = """\
= 1988 Lake Games closing ceremony =

Infobox
- Title: Lake Games

It rained. Nobody left.

==Opening==
A boat came. Greet Jansma sang the Boat Song on the lake in the rain that evening.

===Lanterns===
- 1,200 lanterns
; 3 boats
== See also ==
- Other ceremonies
"""


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """A folder with one document."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "lake.txt").write_text(DOCUMENT, encoding="utf-8")
    return folder


def facts(tmp_path: Path, text: str) -> FactBase:
    return load_fact_base([write_knowledge(tmp_path / "knowledge", {FACTS: text})], shipped_folder("config"))


def test_sentences_and_list_items_are_numbered_within_their_section(documents: Path) -> None:
    """Keys name the section, its subsection and the number; overviews of other articles are left out."""
    assert [sentence.key for sentence in read_folder(documents)] == [
        "Infobox 1",
        "Lead 1",
        "Lead 2",
        "Opening 1",
        "Opening 2",
        "Opening / Lanterns 1",
        "Opening / Lanterns 2",
    ]


def test_what_no_fact_cites_is_found(tmp_path: Path, documents: Path) -> None:
    """A cited sentence is not listed, all others are."""
    text = fact_file("    say: It was wet.\n    cite: [Lead 1, 2, Opening / Lanterns 1]\n    what: Boat Song\n")
    missing = uncited(facts(tmp_path, text), read_folder(documents))

    assert [sentence.key for sentence in missing] == ["Infobox 1", "Lead 2", "Opening 1", "Opening / Lanterns 2"]


def test_citations_of_no_sentence_are_found(tmp_path: Path, documents: Path) -> None:
    """A number too high and a section misspelt both point at nothing."""
    text = fact_file("    say: It was wet.\n    cite: [1, 9, Openning 1]\n    what: Boat Song\n")
    found = dangling(facts(tmp_path, text), read_folder(documents))

    assert [cite for _, cite in found] == ["Opening 9", "Openning 1"]


@pytest.mark.parametrize(
    ("say", "words"),
    [
        ("In the evening she sang the tune on the lake in the rain that fell.", 7),
        ("Greet Jansma sang the Boat Song on the lake in the rain.", 8),
        ('"On the lake in the rain that evening" was heard.', 0),
    ],
)
def test_copied_words_are_counted_without_names_and_quotes(
    tmp_path: Path, documents: Path, say: str, words: int
) -> None:
    """The longest stretch shared with a document counts; names and quotations do not."""
    base = facts(tmp_path, fact_file(f"    say: '{say}'\n    cite: 1\n    what: Boat Song\n"))
    sentences = read_folder(documents)

    assert bool(copied(base, sentences, max(words, 1))) == bool(words)
    assert not copied(base, sentences, words + 1)


def test_the_tool_says_what_is_missing_and_fails(documents: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Documents that the shipped facts know nothing of are listed sentence by sentence."""
    assert main([str(documents)]) == 1
    assert "uncited: [1988 Lake Games closing ceremony] Lead 1: It rained." in capsys.readouterr().out


def test_the_tool_lists_every_sentence_on_request(documents: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --all the list of keys is what an author needs to write citations."""
    assert main([str(documents), "--all"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 7


def test_a_folder_without_documents_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong folder gives one message and exit status 2."""
    assert main([str(tmp_path)]) == 2
    assert "no .txt documents here" in capsys.readouterr().err


def test_the_invented_ceremony_cites_every_sentence_of_its_article() -> None:
    """The test data is complete, cites what exists, and says it in its own words."""
    base = load_fact_base([THIRD], shipped_folder("config"))
    sentences = read_folder(THIRD)

    assert len(sentences) > 60
    assert uncited(base, sentences) == []
    assert dangling(base, sentences) == []
    assert copied(base, sentences, COPIED_FROM) == []


def test_every_sentence_of_the_documents_is_cited(sources: Path, base: FactBase) -> None:
    """Nothing that the documents say is missing from the facts, and no citation points beside them."""
    sentences = read_folder(sources)

    assert [f"{sentence.article}: {sentence.key}" for sentence in uncited(base, sentences)] == []
    assert [f"{fact.id}: {cite}" for fact, cite in dangling(base, sentences)] == []


def test_no_statement_is_copied_from_the_documents(sources: Path, base: FactBase) -> None:
    """Facts are told in their own words, names and titles apart."""
    assert [f"{fact.id}: {words}" for fact, words in copied(base, read_folder(sources), COPIED_FROM)] == []
