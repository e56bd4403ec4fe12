"""``check``: problems with file and line, or figures."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .conftest import Cli


@pytest.fixture
def mine(tmp_path: Path, lake_games: Path) -> Path:
    """A knowledge folder of one's own, to be spoilt."""
    return Path(shutil.copytree(lake_games, tmp_path / "mine"))


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_what_ships_has_no_problems(cli: Cli) -> None:
    """Knowledge and configuration as they ship are clean, and the figures are told."""
    done = cli("check")

    assert done.stdout.startswith("No problems in ")
    assert done.returncode == 0


def test_a_folder_is_checked_by_itself(cli: Cli, mine: Path) -> None:
    """Figures count the folder alone, not what ships."""
    done = cli("check", str(mine))

    assert done.stdout == "No problems in 1 ceremony, 2 facts, 3 names.\n"
    assert done.returncode == 0


def test_every_problem_is_told_with_its_line(cli: Cli, mine: Path) -> None:
    """Two files with a slip each give two lines, a verdict and status 1."""
    spoil(mine / "entities" / "veldhaven.yaml", "kind: soprano", "kind: sopranno")
    spoil(mine / "ceremonies" / "veldhaven-1988" / "opening.yaml", "what: Boat Song", "what: Boat Son")

    done = cli("check", str(mine))

    lines = done.stdout.splitlines()
    assert done.returncode == 1
    assert lines[0].startswith("mine/ceremonies/veldhaven-1988/opening.yaml:10: ")
    assert lines[1].startswith("mine/entities/veldhaven.yaml:2: ")
    assert lines[-1] == "2 problems in 2 files."


def test_a_file_is_checked_within_its_folder(cli: Cli, mine: Path) -> None:
    """Names are looked up in the whole folder, and only the problems of the file are told."""
    opening = mine / "ceremonies" / "veldhaven-1988" / "opening.yaml"
    spoil(mine / "entities" / "veldhaven.yaml", "kind: soprano", "kind: sopranno")

    assert cli("check", str(opening)).returncode == 0
    assert cli("check", str(mine / "entities")).returncode == 1


def test_configuration_of_ones_own_is_checked_in_its_place(cli: Cli, tmp_path: Path, repository: Path) -> None:
    """A folder with configuration files, or one such file, is checked as CEREMONY_BOT_CONFIG would use it."""
    folder = tmp_path / "config"
    folder.mkdir()
    shutil.copy(repository / "config" / "kinds.yaml", folder)
    spoil(folder / "kinds.yaml", "kinds:", "kinds:\n  zither: {is: instrumment}")

    for path in ("config", "config/kinds.yaml", "."):
        done = cli("check", path)
        assert done.returncode == 1, path
        assert done.stdout.startswith("config/kinds.yaml")
        assert "'instrument'" in done.stdout


def test_a_checkout_is_checked_as_a_whole(cli: Cli, mine: Path) -> None:
    """A folder that holds a knowledge folder stands for it."""
    mine.rename(mine.parent / "knowledge")

    assert cli("check", ".").stdout == "No problems in 1 ceremony, 2 facts, 3 names.\n"


@pytest.mark.parametrize("name", ["packs", "packs/lakes.yaml"])
def test_packs_are_checked_as_such(cli: Cli, tmp_path: Path, name: str) -> None:
    """A folder of question lists, or one of them, is neither knowledge nor configuration."""
    folder = tmp_path / "packs"
    folder.mkdir()
    pack = folder / "lakes.yaml"
    pack.write_text("Is the lake salty?: no\nIs it deep?: yes\n", encoding="utf-8")

    assert cli("check", name).stdout == "No problems in 1 pack, 2 questions.\n"

    spoil(pack, "deep?: yes", "deep?:")
    done = cli("check", name)

    assert done.returncode == 1
    assert done.stdout.startswith("packs/lakes.yaml:2: pack 'lakes', question 'Is it deep?': has an empty answer")


def test_a_sound_pack_is_not_blamed_for_its_neighbour(cli: Cli, tmp_path: Path) -> None:
    """The problems of the file that is named are told, and no others."""
    (tmp_path / "lakes.yaml").write_text("Is the lake salty?: no\n", encoding="utf-8")
    (tmp_path / "seas.yaml").write_text("Is the sea salty?:\n", encoding="utf-8")

    assert cli("check", "lakes.yaml").stdout == "No problems in 1 pack, 1 question.\n"
    assert cli("check", "seas.yaml").returncode == 1
    assert cli("check", str(tmp_path)).returncode == 1


@pytest.mark.parametrize("name", ["missing", "."])
def test_a_path_that_holds_no_knowledge_is_named(cli: Cli, name: str) -> None:
    """A wrong path gets one message that says what a knowledge folder holds."""
    done = cli("check", name)

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "knowledge" in done.stderr
