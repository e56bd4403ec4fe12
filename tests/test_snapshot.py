"""The engine kept between starts."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.bootstrap import build_quiz
from bot.conversation import Assistant, Incoming
from bot.quiz import Pool
from bot.settings import Settings
from bot.snapshot import load_pool, load_snapshot, save_pool, save_snapshot, snapshot_key

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the cache folder is set by XDG_CACHE_HOME on Linux only"
)
QUESTION = Incoming(text="who directed the ceremony?", conversation="x")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, assistant: Assistant) -> Path:
    """The file in which the shipped engine is kept."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    save_snapshot(Settings(), (assistant.reader, assistant.answerer), snapshot_key())
    [path] = (path for path in tmp_path.rglob("*") if path.is_file())
    return path


def test_a_kept_engine_answers_like_the_one_that_was_kept(kept: Path, assistant: Assistant) -> None:
    """Nothing is lost on the way through the file."""
    engine = load_snapshot(Settings(), snapshot_key())

    assert engine is not None
    assert Assistant(*engine).reply(QUESTION).text == assistant.reply(QUESTION).text


def test_arrays_come_back_with_the_types_that_numpy_is_quick_with(kept: Path) -> None:
    """An equal type that is another object makes numpy take its slow way."""
    engine = load_snapshot(Settings(), snapshot_key())

    assert engine is not None
    arrays = [one for one in vars(engine[1].ranker.examples).values() if isinstance(one, np.ndarray)]
    assert arrays
    assert all(one.dtype is np.dtype(one.dtype.str) for one in arrays)


def test_a_quiz_starts_with_the_questions_of_the_last_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, assistant: Assistant
) -> None:
    """They are kept beside the engine and are the same as those made anew."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert load_pool(Settings(), snapshot_key()) is None

    made = build_quiz(Settings(), assistant, quick_start=True).pool

    assert load_pool(Settings(), snapshot_key()) == made == build_quiz(Settings(), assistant).pool
    assert build_quiz(Settings(), assistant, quick_start=True).pool == made
    save_pool(Settings(), Pool((), {}), snapshot_key())
    assert build_quiz(Settings(), assistant, quick_start=True).pool == Pool((), {})


def test_an_engine_of_other_code_or_data_is_not_used(kept: Path) -> None:
    """What the engine was built from is part of its key."""
    content = kept.read_bytes()
    kept.write_bytes(bytes(32) + content[32:])

    assert load_snapshot(Settings(), snapshot_key()) is None


def test_a_broken_file_is_not_used(kept: Path) -> None:
    """A file cut short is only a reason to build anew."""
    kept.write_bytes(kept.read_bytes()[:1000])

    assert load_snapshot(Settings(), snapshot_key()) is None


def test_a_file_that_others_may_write_is_not_used(kept: Path) -> None:
    """Nobody else can slip an engine in."""
    kept.chmod(0o666)

    assert load_snapshot(Settings(), snapshot_key()) is None


def test_knowledge_of_ones_own_is_never_kept(kept: Path, tmp_path: Path, assistant: Assistant) -> None:
    """Only what ships is kept: one file, whatever is tried out."""
    settings = replace(Settings(), knowledge=(tmp_path,))
    kept.unlink()

    save_snapshot(settings, (assistant.reader, assistant.answerer), snapshot_key())

    assert not kept.exists()
    assert load_snapshot(settings, snapshot_key()) is None


def test_a_folder_that_cannot_be_written_does_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, assistant: Assistant
) -> None:
    """Without a cache the engine is built at each start, and nothing is said about it."""
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))

    save_snapshot(Settings(), (assistant.reader, assistant.answerer), snapshot_key())

    assert load_snapshot(Settings(), snapshot_key()) is None


def test_what_was_built_while_files_changed_is_not_used(kept: Path, assistant: Assistant) -> None:
    """The key of the files as they were before the building goes with it, whatever they are like afterwards."""
    save_snapshot(Settings(), (assistant.reader, assistant.answerer), bytes(32))

    assert load_snapshot(Settings(), snapshot_key()) is None
