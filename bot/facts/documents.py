"""Data files read key by key, with everything that is wrong in them noted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from rapidfuzz import process

from bot.errors import Problem
from bot.facts.tree import Node, parse_tree

__all__ = ["ConfigFolder", "Fields", "Node", "Report", "closest", "nearest", "read_document"]

# "Did you mean" is offered from two thirds alike upwards: below, suggestions puzzle more than they help.
_SUGGEST_FROM = 66
_LIST_UP_TO = 30  # names; more of them help nobody in an error message


class ConfigFolder(Protocol):
    """A folder of configuration files, or several seen as one; a `Path` is one."""

    def __truediv__(self, name: str, /) -> Path:
        """The file of this name, which need not exist."""
        ...


@dataclass(slots=True)
class Report:
    """Collects problems while files are read, so that an author sees all of them at once."""

    problems: list[Problem] = field(default_factory=list)
    _seen: set[Problem] = field(default_factory=set)

    def add(self, path: Path, line: int, message: str) -> None:
        """Note a problem; ``line`` counts from 1, 0 means the whole file."""
        self.extend([Problem(path, line, message)])

    def extend(self, problems: Iterable[Problem]) -> None:
        """Note several problems; one that is known already is kept once."""
        for problem in problems:
            if problem not in self._seen:
                self._seen.add(problem)
                self.problems.append(problem)


def closest(word: str, known: Collection[str]) -> str | None:
    """The known word that a misspelt one most likely means, or None."""
    found = process.extractOne(word, list(known), score_cutoff=_SUGGEST_FROM)
    return found[0] if found else None


def nearest(word: str, known: Collection[str]) -> str:
    """A half sentence that names the nearest known word, or all of them when they are few, or nothing."""
    if found := closest(word, known):
        return f"; did you mean {found!r}?"
    return f"; known: {', '.join(sorted(known))}" if 0 < len(known) <= _LIST_UP_TO else ""


def read_document(path: Path, report: Report) -> Node | None:
    """Read one YAML file; None (and a problem in the report) when it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        report.add(path, 0, f"not UTF-8 text (byte {error.start}); save the file as UTF-8")
        return None
    except OSError as error:
        report.add(path, 0, f"cannot be read: {error.strerror or error}")
        return None
    root, problems = parse_tree(text, path)
    report.extend(problems)
    return root


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping read key by key; whatever is wrong with it goes into the report."""

    node: Node
    report: Report
    label: str
    """How messages call the mapping, for instance ``fact 'lanterns'``."""

    def allow(self, known: Collection[str]) -> None:
        """Report keys that mean nothing here, each with the nearest known one, and what is no mapping at all."""
        if not isinstance(self.node.value, dict):
            what = "a list" if isinstance(self.node.value, list) else "a text"
            self.problem(f"must be a mapping ({', '.join(sorted(known))}), not {what}")
        for key, line in self.node.key_lines.items():
            if key not in known:
                self.report.add(self.node.path, line, f"{self.label}: unknown key {key!r}{nearest(key, known)}")

    def problem(self, message: str, key: str | None = None) -> None:
        """Report something about the mapping, at the line of a key where one is given."""
        line = self.node.key_lines.get(key, self.node.line) if key else self.node.line
        self.report.add(self.node.path, line, f"{self.label}: {message}")

    def holds(self, key: str) -> bool:
        """Whether anything is written under a key."""
        node = self.node.get(key)
        return node is not None and not node.is_empty

    def text(self, key: str, *, required: bool = False, default: str = "") -> str:
        """The text under a key; a missing or empty one is reported where it is required."""
        node = self.node.get(key)
        if node is None or node.text == "":
            if required:
                what = "is empty" if node is not None else "is missing"
                self.problem(f"{key!r} {what}; give it a text", key)
            return default
        if node.text is None:
            self.problem(f"{key!r} must be a text, not a list or mapping", key)
            return default
        return node.text

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts under a key that may hold one or a list."""
        return tuple(item.text or "" for item in self.text_nodes(key))

    def text_nodes(self, key: str) -> Iterator[Node]:
        """The texts under a key that may hold one or a list, with their lines; none of them is empty."""
        node = self.node.get(key)
        for item in node.items() if node else ():
            if item.text:
                yield item
            else:
                self.report.add(item.path, item.line, f"{self.label}: {key!r} holds texts only, none of them empty")

    def flag(self, key: str) -> bool:
        """A yes/no value; anything but true/false, yes/no, on/off is reported."""
        text = self.text(key).casefold()
        if text in {"", "false", "no", "off"}:
            return False
        if text not in {"true", "yes", "on"}:
            self.problem(f"{key!r} must be true or false, not {text!r}", key)
        return True

    def entries(self, key: str) -> Iterator[tuple[str, Node]]:
        """The named entries of the mapping under a key; anything else there is reported."""
        node = self.node.get(key)
        if node is None or not isinstance(node.value, dict):
            self.problem(f"{key!r} must hold a mapping, each entry under its name", key)
        yield from node.pairs() if node else ()

    def mappings(self, key: str) -> Iterator[Node]:
        """The mappings in the list under a key; other elements are reported."""
        node = self.node.get(key)
        for item in node.items() if node else ():
            if isinstance(item.value, dict):
                yield item
            else:
                self.report.add(item.path, item.line, f"{self.label}: each entry of {key!r} must be a mapping")
