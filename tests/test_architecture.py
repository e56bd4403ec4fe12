"""The design, kept: imports point one way, and the code knows nothing of what it answers about."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.conversation import Assistant
from bot.facts import FactBase
from bot.understanding import Language

from .conftest import ROOT

BOT = ROOT / "bot"
FILES = sorted(BOT.rglob("*.py"))

# What each room may import besides itself. docs/design.md draws the picture.
_KNOWLEDGE = {"errors", "facts", "memo"}
_ENGINE = _KNOWLEDGE | {"understanding", "answering", "quiz", "conversation"}
MAY_IMPORT = {
    "__init__": set(),
    "errors": set(),
    "memo": set(),
    "facts": {"errors"},
    "understanding": _KNOWLEDGE,
    "answering": _KNOWLEDGE | {"understanding"},
    "quiz": _KNOWLEDGE | {"understanding"},
    "conversation": _ENGINE,
    "settings": _KNOWLEDGE,
    "checks": _ENGINE | {"settings"},
    "stores": _ENGINE | {"settings"},
    "adapters": _ENGINE | {"__init__", "settings", "checks", "stores"},
    "snapshot": _ENGINE | {"settings", "__init__"},
    "bootstrap": _ENGINE | {"settings", "adapters", "stores", "snapshot"},
    "cli": _ENGINE | {"__init__", "settings", "adapters", "bootstrap"},
    "__main__": {"cli"},
}
# Rooms that compute and nothing else: the same question gets the same outcome, wherever and whenever it is asked.
PURE = ("answering", "quiz")
IMPURE_MODULES = {
    "asyncio",
    "io",
    "os",
    "pathlib",
    "random",
    "shutil",
    "socket",
    "sqlite3",
    "subprocess",
    "sys",
    "time",
}


def room_of(path: Path) -> str:
    return path.relative_to(BOT).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """The modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides where it points"
            yield node.module or ""


def calls(path: Path) -> Iterator[str]:
    """The plain functions that a file calls."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id


def names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(BOT)) for path in paths]


@pytest.mark.parametrize("path", FILES, ids=names(FILES))
def test_imports_point_one_way(path: Path) -> None:
    """A room imports only rooms that lie below it."""
    room = room_of(path)
    own = [module.split(".") for module in imports(path) if module.split(".")[0] == "bot"]
    reached = {parts[1] if len(parts) > 1 else "__init__" for parts in own}

    assert reached <= MAY_IMPORT[room] | {room}


PURE_FILES = [path for path in FILES if room_of(path) in PURE]


@pytest.mark.parametrize("path", PURE_FILES, ids=names(PURE_FILES))
def test_finding_answers_touches_nothing_outside(path: Path) -> None:
    """No files, no network, no clock, no chance, no environment where answers are found."""
    assert not {module.split(".")[0] for module in imports(path)} & IMPURE_MODULES
    assert "open" not in set(calls(path))


LIBRARY = [path for path in FILES if room_of(path) not in {"adapters", "cli"}]


@pytest.mark.parametrize("path", LIBRARY, ids=names(LIBRARY))
def test_the_library_never_prints(path: Path) -> None:
    """Only the edges write to the terminal."""
    assert not {"print", "input"} & set(calls(path))


# -- the code knows no facts -------------------------------------------------------------------------------------------


def ordinary_words(language: Language, base: FactBase) -> set[str]:
    """Words that mean something apart from being part of a name."""
    known = language.common_english | language.rare_english | language.function_words
    kinds = {word for kind in base.registers.kinds.values() for phrase in kind.words for word in words(phrase)}
    return known | kinds | set(base.registers.kinds) | set(dir(builtins))


def words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{3,}", text.casefold())


def names_known(base: FactBase) -> set[str]:
    """Every name of a ceremony, person, group, work or place."""
    found = {name for entity in base.entities.values() for name in entity.names}
    for ceremony in base.ceremonies.values():
        found |= {ceremony.name, ceremony.short, ceremony.article, *ceremony.aliases}
    return found


@pytest.fixture(scope="session")
def telling_words(base: FactBase, shipped_language: Language) -> set[str]:
    """The words of names that are no ordinary English: surnames, cities, titles in other languages."""
    ordinary = ordinary_words(shipped_language, base)
    return {word for name in names_known(base) for word in words(name) if word not in ordinary}


@pytest.fixture(scope="session")
def telling_phrases(base: FactBase) -> set[str]:
    """The names of several words, capitalised as names are, so that ordinary phrases are none."""
    return {name for name in names_known(base) if len(name.split()) > 1 and name[0].isupper()}


@pytest.fixture(scope="session")
def telling_years(base: FactBase) -> set[str]:
    """The years of the ceremonies, and every other year that a fact names."""
    years = {str(ceremony.year) for ceremony in base.ceremonies.values()}
    return years | {year for fact in base.facts.values() for year in re.findall(r"\b(?:1[89]|20)\d\d\b", fact.say)}


@pytest.fixture(scope="session")
def shipped_language(shipped: Assistant) -> Language:
    """The language data that ships."""
    return shipped.reader.language


@pytest.mark.parametrize("path", FILES, ids=names(FILES))
def test_the_code_names_nothing_that_it_answers_about(
    path: Path, telling_words: set[str], telling_phrases: set[str], telling_years: set[str]
) -> None:
    """No ceremony, person, work, place or year stands in the code, its comments or its docstrings."""
    text = path.read_text(encoding="utf-8")

    found = telling_words & set(words(text))
    found |= {phrase for phrase in telling_phrases if re.search(rf"\b{re.escape(phrase)}\b", text)}
    found |= telling_years & set(re.findall(r"\d+", text))
    assert not found


def test_the_grep_would_find_a_name(
    telling_words: set[str], telling_phrases: set[str], telling_years: set[str], base: FactBase
) -> None:
    """The test above is not empty: it knows surnames, phrases and the years of the ceremonies."""
    assert len(telling_words) > 100
    assert len(telling_phrases) > 100
    assert {str(ceremony.year) for ceremony in base.ceremonies.values()} <= telling_years
