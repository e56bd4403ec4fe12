"""YAML files as trees of text with line numbers.

Every scalar stays the text that the author typed: ``yes``, ``20:14`` and ``2014`` are never turned into a truth value
or a number behind the author's back. What a value must be is decided by whoever reads it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from rapidfuzz import process

from bot.errors import Problem

# The C parser is some ten times faster; pure Python serves where PyYAML was built without it.
_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# "Did you mean" is offered from two thirds alike upwards: below, suggestions puzzle more than they help.
_SUGGEST_FROM = 66


@dataclass(slots=True)
class Report:
    """Collects problems while files are read, so that an author sees all of them at once."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, path: Path, line: int, message: str) -> None:
        """Note a problem; ``line`` counts from 1, 0 means the whole file."""
        problem = Problem(path, line, message)
        if problem not in self.problems:
            self.problems.append(problem)


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a YAML file: text, a list or a mapping, with its place."""

    path: Path
    line: int
    value: str | list[Node] | dict[str, Node]
    key_lines: dict[str, int] = field(default_factory=dict)

    @property
    def text(self) -> str | None:
        """The typed text, or None for a list or mapping."""
        return self.value.strip() if isinstance(self.value, str) else None

    def items(self) -> list[Node]:
        """The elements of a list; a single value counts as a list of one, an empty one as none."""
        if isinstance(self.value, list):
            return self.value
        return [] if self.value == "" else [self]

    def pairs(self) -> Iterator[tuple[str, Node]]:
        """The keys and values of a mapping, in the order of the file; nothing for other values."""
        if isinstance(self.value, dict):
            yield from self.value.items()

    def get(self, key: str) -> Node | None:
        """The value under a key, or None."""
        return self.value.get(key) if isinstance(self.value, dict) else None


def nearest(word: str, known: Collection[str]) -> str:
    """A half sentence that names the nearest known word, or all of them when they are few, or nothing."""
    found = process.extractOne(word, list(known), score_cutoff=_SUGGEST_FROM)
    if found:
        return f"; did you mean {found[0]!r}?"
    return f"; known: {', '.join(sorted(known))}" if 0 < len(known) <= 30 else ""


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
    try:
        loader = _Loader(text)
        root = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        report.add(path, line, f"not valid YAML: {error.problem or error.context}{_hint(text, line)}")
        return None
    except (yaml.YAMLError, RecursionError) as error:
        report.add(path, 0, f"not valid YAML: {error}")
        return None
    if root is None:
        report.add(path, 0, "the file is empty")
        return None
    return _convert(root, path, report, frozenset())


def _hint(text: str, line: int) -> str:
    lines = text.splitlines()
    source = lines[line - 1] if 0 < line <= len(lines) else ""
    if "\t" in source:
        return " (indent with spaces, not tabs)"
    if source.count(": ") > 1:
        return " (put quotes round a text that contains ': ')"
    return ""


def _convert(node: yaml.Node, path: Path, report: Report, above: frozenset[int]) -> Node:
    line = node.start_mark.line + 1
    if id(node) in above:
        report.add(path, line, "a value that contains itself (an alias inside its own anchor); write it out")
        return Node(path, line, "")
    inside = above | {id(node)}
    if isinstance(node, yaml.SequenceNode):
        return Node(path, line, [_convert(child, path, report, inside) for child in node.value])
    if isinstance(node, yaml.MappingNode):
        return _convert_mapping(node, path, report, inside)
    is_null = node.tag == "tag:yaml.org,2002:null"
    return Node(path, line, "" if is_null and node.value in {"", "~", "null"} else str(node.value))


def _convert_mapping(node: yaml.MappingNode, path: Path, report: Report, inside: frozenset[int]) -> Node:
    values: dict[str, Node] = {}
    key_lines: dict[str, int] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            report.add(path, line, "a key must be plain text")
            continue
        key = str(key_node.value).strip()
        if key in values:
            report.add(path, line, f"{key!r} stands here twice (first on line {key_lines[key]}); keep one")
            continue
        values[key] = _convert(value_node, path, report, inside)
        key_lines[key] = line
    return Node(path, node.start_mark.line + 1, values, key_lines)


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping read key by key; whatever is wrong with it goes into the report."""

    node: Node
    report: Report
    label: str
    """How messages call the mapping, for instance ``fact 'lanterns'``."""

    def allow(self, known: Collection[str]) -> None:
        """Report keys that mean nothing here, each with the nearest known one."""
        for key, line in self.node.key_lines.items():
            if key not in known:
                self.report.add(self.node.path, line, f"{self.label}: unknown key {key!r}{nearest(key, known)}")

    def problem(self, message: str, key: str | None = None) -> None:
        """Report something about the mapping, at the line of a key where one is given."""
        line = self.node.key_lines.get(key, self.node.line) if key else self.node.line
        self.report.add(self.node.path, line, f"{self.label}: {message}")

    def text(self, key: str, *, required: bool = False, default: str = "") -> str:
        """The text under a key; a missing or empty one is reported where it is required."""
        node = self.node.get(key)
        if node is None or node.value == "":
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
        node = self.node.get(key)
        found = []
        for item in node.items() if node else []:
            if item.text:
                found.append(item.text)
            else:
                self.report.add(item.path, item.line, f"{self.label}: {key!r} holds texts only, none of them empty")
        return tuple(found)

    def flag(self, key: str) -> bool:
        """A yes/no value; anything but true/false, yes/no, on/off is reported."""
        text = self.text(key).casefold()
        if text in {"", "false", "no", "off"}:
            return False
        if text not in {"true", "yes", "on"}:
            self.problem(f"{key!r} must be true or false, not {text!r}", key)
        return True

    def mappings(self, key: str) -> Iterator[Node]:
        """The mappings in the list under a key; other elements are reported."""
        node = self.node.get(key)
        for item in node.items() if node else []:
            if isinstance(item.value, dict):
                yield item
            else:
                self.report.add(item.path, item.line, f"{self.label}: each entry of {key!r} must be a mapping")
