"""Joining the parts: a whole bot in one call, or every problem at once."""

from __future__ import annotations

import gc
import shutil
from pathlib import Path

import pytest

from bot.bootstrap import build_assistant
from bot.conversation import Incoming
from bot.errors import DataError
from bot.settings import ConfigFolders, Settings, shipped_folder


@pytest.fixture
def broken(tmp_path: Path, lake_games: Path) -> Settings:
    """One slip in each of: names, facts, kinds, language and intents."""
    knowledge = Path(shutil.copytree(lake_games, tmp_path / "knowledge"))
    config = Path(shutil.copytree(shipped_folder("config"), tmp_path / "config"))
    for path, old, new in (
        (knowledge / "entities" / "veldhaven.yaml", "kind: soprano", "kind: sopranno"),
        (knowledge / "ceremonies" / "veldhaven-1988" / "opening.yaml", "count:", "cuont:"),
        (config / "kinds.yaml", "kinds:", "kinds:\n  zither: {is: instrumment}"),
        (config / "language.yaml", "function_words:", "functoin_words: [a]\nfunction_words:"),
        (config / "intents.yaml", "intents:", "intents:\n  zither: {asks: whoo, keywords: [zither]}"),
    ):
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return Settings(knowledge=(knowledge,), config=config)


def test_one_call_gives_a_bot_that_answers(lake_games: Path) -> None:
    """Settings are all it takes."""
    assistant = build_assistant(Settings(knowledge=(lake_games,)))

    reply = assistant.reply(Incoming(text="Who sang the Boat Song?", conversation="x"))

    assert reply.status == "answer"
    assert "Greet Jansma" in reply.text


def test_the_problems_of_all_files_are_reported_at_once(broken: Settings) -> None:
    """Knowledge, registers, language and intents are all read before anything is reported."""
    with pytest.raises(DataError) as caught:
        build_assistant(broken)

    names = {problem.path.name for problem in caught.value.problems}
    assert names == {"veldhaven.yaml", "opening.yaml", "kinds.yaml", "language.yaml", "intents.yaml"}


def test_missing_config_files_are_reported_by_name(lake_games: Path, tmp_path: Path) -> None:
    """An empty configuration folder is missing every file of it."""
    with pytest.raises(DataError) as caught:
        build_assistant(Settings(knowledge=(lake_games,), config=ConfigFolders((tmp_path,))))

    missing = {problem.path.name for problem in caught.value.problems}
    assert {"kinds.yaml", "topics.yaml", "intents.yaml", "vocabulary.yaml", "language.yaml", "english.txt"} <= missing


def test_knowledge_of_ones_own_joins_what_ships(lake_games: Path) -> None:
    """Several folders make one fact base."""
    shipped = Settings()

    base = build_assistant(Settings(knowledge=(*shipped.knowledge, lake_games))).base

    assert "veldhaven-1988" in base.ceremonies
    assert len(base.ceremonies) > 1


def test_garbage_collection_is_as_it_was(lake_games: Path, broken: Settings) -> None:
    """Building leaves the interpreter as it found it, whether it succeeds or not."""
    build_assistant(Settings(knowledge=(lake_games,)))
    with pytest.raises(DataError):
        build_assistant(broken)

    assert gc.isenabled()
