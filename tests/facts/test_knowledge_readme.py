"""What the README of the knowledge folder shows really works."""

from __future__ import annotations

import re
from pathlib import Path

from bot.checks import check_folders
from bot.facts import FactBase, load_fact_base
from bot.settings import shipped_folder

_BLOCK = re.compile(r"```yaml\n# knowledge/(?P<path>\S+)\n(?P<text>.*?)```", re.DOTALL)


def sample(folder: Path) -> Path:
    """A knowledge folder with the files that the README shows."""
    readme = (shipped_folder("knowledge") / "README.md").read_text(encoding="utf-8")
    for block in _BLOCK.finditer(readme):
        path = folder / block["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block["text"], encoding="utf-8")
    return folder


def load(folder: Path) -> FactBase:
    return load_fact_base([folder], shipped_folder("config"))


def test_the_files_shown_are_a_knowledge_folder_without_problems(tmp_path: Path) -> None:
    """Whoever copies the samples gets a base that loads and has nothing to report."""
    folder = sample(tmp_path)
    problems = check_folders([folder], shipped_folder("config"))

    assert [str(problem) for problem in problems if problem.path.is_relative_to(folder)] == []
    assert len(load(folder).facts) >= 2


def test_the_files_shown_say_what_the_text_around_them_says(tmp_path: Path) -> None:
    """A function, a count and a reason are read as the README tells."""
    base = load(sample(tmp_path))
    song, lanterns = base.facts["veldhaven-1988/boat-song"], base.facts["veldhaven-1988/lanterns"]

    assert [filler.function for filler in song.who] == ["singer", "choir"]
    assert (lanterns.count[0].number, lanterns.count[0].qualifier) == (1200, "more than")
    assert lanterns.why == ("each lantern stood for one athlete",)
    assert lanterns.cites == ("Opening 3", "Opening 4")
