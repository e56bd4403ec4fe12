"""``check``: every problem of knowledge and configuration, or the good news with figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot.checks import check_all
from bot.errors import Problem, SettingsError
from bot.facts import load_fact_base
from bot.facts.documents import Report
from bot.quiz import read_packs
from bot.settings import ConfigFolders, PackFolders, Settings, shipped_folder

_KNOWLEDGE_MARKS = ("entities", "ceremonies")


def run(settings: Settings, path: Path | None) -> int:
    """Check what the settings name, or what lies at a path; 0 when all is well, 1 when there are problems.

    Raises:
        SettingsError: There is neither knowledge nor configuration at the path.
    """
    if path is not None:
        settings = _narrowed(settings, path)
    found = check_all(settings)
    problems = [problem for problem in found if path is None or _lies_in(path, problem)]
    for problem in problems:
        print(replace(problem, path=_shortened(problem.path)))
    print(_verdict(problems) if problems else _good_news(settings, path, found))
    return 1 if problems else 0


def _narrowed(settings: Settings, path: Path) -> Settings:
    """The settings with the knowledge or configuration at a path in place of what they name."""
    if not path.exists():
        raise SettingsError([f"{path} does not exist; name a folder with knowledge, or a file or folder inside one"])
    knowledge, config = _knowledge_folder(path), _config_folder(path)
    packs = _pack_folder(path) if knowledge is None and config is None else None
    if packs:
        return replace(settings, packs=PackFolders((packs,)))
    if knowledge is None and config is None:
        raise SettingsError(
            [
                f"{path} lies in no knowledge folder, which holds entities/ and ceremonies/, "
                "and holds no quiz packs, which are .yaml or .json files"
            ]
        )
    if knowledge and not any(knowledge.samefile(used) for used in settings.knowledge):  # else it may lean on others
        settings = replace(settings, knowledge=(knowledge,))
    if config:
        settings = replace(settings, config=ConfigFolders((config, shipped_folder("config"))))
    return settings


def _knowledge_folder(path: Path) -> Path | None:
    """The knowledge folder that a path holds, names or lies in."""
    places = (path / "knowledge", path, *path.resolve().parents)
    return next((place for place in places if any((place / mark).is_dir() for mark in _KNOWLEDGE_MARKS)), None)


def _config_folder(path: Path) -> Path | None:
    """The configuration folder that a path holds, names or, for one of its files, lies in."""
    names = {file.name for file in shipped_folder("config").iterdir()}
    if path.is_file():
        return path.parent if path.name in names else None
    return next((place for place in (path / "config", path) if any((place / name).is_file() for name in names)), None)


def _pack_folder(path: Path) -> Path | None:
    """The folder of packs that a path is, or in which it is one."""
    folder = path.parent if path.is_file() else path
    packs = _packs_in(folder)
    return folder if packs and path in (folder, *packs) else None


def _lies_in(path: Path, problem: Problem) -> bool:
    return problem.path.resolve().is_relative_to(path.resolve())


def _shortened(path: Path) -> Path:
    """A path as an author would type it here."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _verdict(problems: Sequence[Problem]) -> str:
    files = len({problem.path for problem in problems})
    return f"{_counted(len(problems), 'problem')} in {_counted(files, 'file')}."


def _good_news(settings: Settings, path: Path | None, found: Sequence[Problem]) -> str:
    """The figures; where a part was checked, the problems of the knowledge around it would make them wrong."""
    if path is not None and any(path in (folder, *_packs_in(folder)) for folder in settings.packs.folders):
        return f"No problems in {_pack_figures(settings, path)}."
    around = [problem for problem in found if any(_lies_in(folder, problem) for folder in settings.knowledge)]
    if around:
        return f"No problems in {path}; {_counted(len(around), 'problem')} elsewhere."
    return f"No problems in {_figures(settings)}."


def _packs_in(folder: Path) -> list[Path]:
    return [folder / name for name in PackFolders((folder,)).names()]


def _pack_figures(settings: Settings, path: Path) -> str:
    packs = read_packs(settings.packs, Report()).values()
    found = [pack for pack in packs if path.is_dir() or pack.name == path.stem]
    questions = sum(len(pack.questions) for pack in found)
    return f"{_counted(len(found), 'pack')}, {_counted(questions, 'question')}"


def _figures(settings: Settings) -> str:
    base = load_fact_base(settings.knowledge, settings.config)
    counts = [
        _counted(len(base.ceremonies), "ceremony", "ceremonies"),
        _counted(len(base.facts), "fact"),
        _counted(len(base.entities), "name"),
    ]
    return ", ".join(counts)


def _counted(number: int, singular: str, plural: str = "") -> str:
    return f"{number} {singular if number == 1 else plural or singular + 's'}"
