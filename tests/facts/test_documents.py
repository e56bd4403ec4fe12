"""Files on the disk, and mappings read key by key."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.facts.documents import Fields, Report, closest, nearest, read_document


def fields(tmp_path: Path, text: str) -> Fields:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    report = Report()
    root = read_document(path, report)
    assert root is not None
    return Fields(root, report, "a.yaml")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("name: Müller".encode("latin-1"), "not UTF-8 text (byte 7); save the file as UTF-8"),
        ("name: x".encode("utf-16"), "not UTF-8 text (byte 0); save the file as UTF-8"),
        (b"", "the file is empty"),
    ],
)
def test_an_unreadable_file_is_told(tmp_path: Path, content: bytes, message: str) -> None:
    """Other encodings and empty files give one message each."""
    path = tmp_path / "a.yaml"
    path.write_bytes(content)
    report = Report()

    assert read_document(path, report) is None
    assert [str(problem) for problem in report.problems] == [f"{path}: {message}"]


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    """What the system says about a file becomes a problem."""
    report = Report()

    assert read_document(tmp_path / "none.yaml", report) is None
    assert read_document(tmp_path, report) is None
    assert [problem.message.partition(":")[0] for problem in report.problems] == ["cannot be read", "cannot be read"]


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    """Files from editors that write one are read."""
    assert fields(tmp_path, "\ufeffname: x").text("name") == "x"


def test_a_problem_told_twice_is_kept_once(tmp_path: Path) -> None:
    """Reading a key several times does not repeat what is wrong with it."""
    found = fields(tmp_path, "name: [a]")
    found.text("name")
    found.text("name")

    assert len(found.report.problems) == 1


def test_one_text_counts_as_a_list_of_one(tmp_path: Path) -> None:
    """A key for several texts may hold a single one, or nothing."""
    found = fields(tmp_path, "one: a\nmany: [a, b]\nnone:\n")

    assert [found.texts(key) for key in ("one", "many", "none", "missing")] == [("a",), ("a", "b"), (), ()]


def test_the_nearest_known_word_is_suggested() -> None:
    """A slip leads to the word that was meant; what is like nothing lists what there is, where that is short."""
    assert nearest("conductr", {"conductor", "singer"}) == "; did you mean 'conductor'?"
    assert nearest("zzz", {"b", "a"}) == "; known: a, b"
    assert nearest("zzz", [f"name{n}" for n in range(99)]) == ""
    assert closest("zzz", ["conductor"]) is None
