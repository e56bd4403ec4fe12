"""YAML as a tree of text with line numbers.

Every scalar stays the text that the author typed: ``yes``, ``20:15`` and ``1988`` are never turned into a truth value
or a number behind the author's back. What a value must be is decided by whoever reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.errors import Problem

# The C parser is some ten times faster; pure Python serves where PyYAML was built without it.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_DEPTH = 30
"""Levels of lists and mappings within each other; an honest file needs six, a hostile one overruns the stack."""

_NOTHING = frozenset({"", "~", "null"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_INDICATOR = re.compile(r"(?:^|:\s|-\s|,\s|\[|\{)\s*([*&!%@`|>])")


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

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written: no text, or a list or mapping without elements."""
        return not (self.text if isinstance(self.value, str) else self.value)

    def items(self) -> list[Node]:
        """The elements of a list; a single value counts as a list of one, an empty one as none."""
        if isinstance(self.value, list):
            return self.value
        return [] if self.is_empty else [self]

    def pairs(self) -> Iterator[tuple[str, Node]]:
        """The keys and values of a mapping, in the order of the file; nothing for other values."""
        if isinstance(self.value, dict):
            yield from self.value.items()

    def get(self, key: str) -> Node | None:
        """The value under a key, or None."""
        return self.value.get(key) if isinstance(self.value, dict) else None


def parse_tree(text: str, path: Path) -> tuple[Node | None, list[Problem]]:
    """The tree of a YAML text; None when it cannot be read at all, and what is wrong with it."""
    if control := _CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        return None, [Problem(path, line, f"control character {control[0]!r} in the text; delete it")]
    builder = _Builder(path, text)
    try:
        root = builder.build()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        builder.add(line, f"not valid YAML: {error.problem or error.context}{_hint(text, line)}")
        root = None
    except _TooDeepError as error:
        builder.add(error.line, f"more than {MAX_DEPTH} lists and mappings within each other; write it flatter")
        root = None
    return root, builder.problems


class _TooDeepError(Exception):
    def __init__(self, line: int) -> None:
        self.line = line


class _Builder:
    """Builds the tree from the parser's events, so that depth and repeated values stay under control."""

    def __init__(self, path: Path, text: str) -> None:
        self.problems: list[Problem] = []
        self._path = path
        self._events: Iterator[Any] = iter(yaml.parse(text, Loader=_Loader))
        self._anchors: dict[str, Node | None] = {}  # None while the anchored value is still being read

    def add(self, line: int, message: str) -> None:
        self.problems.append(Problem(self._path, line, message))

    def build(self) -> Node | None:
        next(self._events)  # the start of the stream
        if not isinstance(next(self._events), yaml.DocumentStartEvent):
            self.add(0, "the file is empty")
            return None
        root = self._value(next(self._events), 0)
        next(self._events)  # the end of the document
        after = next(self._events)
        if isinstance(after, yaml.DocumentStartEvent):
            self.add(_line(after), "a second document starts here; keep one in each file, without '---'")
        if root.value == "":
            self.add(0, "the file is empty")
            return None
        return root

    def _value(self, event: Any, depth: int) -> Node:
        line = _line(event)
        if isinstance(event, yaml.AliasEvent):
            return self._repeated(str(event.anchor), line)
        if event.tag is not None:
            self.add(line, f"{event.tag!r} is read as a YAML tag; put quotes round a text that starts with '!'")
        if event.anchor is not None:
            self._anchors[event.anchor] = None
        node = self._content(event, depth)
        if event.anchor is not None:
            self._anchors[event.anchor] = node
        return node

    def _content(self, event: Any, depth: int) -> Node:
        line = _line(event)
        if isinstance(event, yaml.ScalarEvent):
            is_nothing = event.implicit[0] and event.value in _NOTHING  # implicit: without quotes
            return Node(self._path, line, "" if is_nothing else event.value)
        if depth >= MAX_DEPTH:
            raise _TooDeepError(line)
        if isinstance(event, yaml.SequenceStartEvent):
            elements = _until(self._events, yaml.SequenceEndEvent)
            return Node(self._path, line, [self._value(element, depth + 1) for element in elements])
        return self._mapping(line, depth)

    def _mapping(self, line: int, depth: int) -> Node:
        values: dict[str, Node] = {}
        key_lines: dict[str, int] = {}
        for event in _until(self._events, yaml.MappingEndEvent):
            key = self._value(event, depth + 1)
            value = self._value(next(self._events), depth + 1)
            name = self._key(key)
            if name in key_lines:
                self.add(key.line, f"{name!r} stands here twice (first on line {key_lines[name]}); keep one")
            elif name is not None:
                values[name] = value
                key_lines[name] = key.line
        return Node(self._path, line, values, key_lines)

    def _key(self, key: Node) -> str | None:
        if key.text is None:
            self.add(key.line, "a key must be plain text; put quotes round a text that starts with '[' or '{'")
        elif key.text == "<<":
            self.add(key.line, "merge keys ('<<') are not read; write the values out")
            return None
        return key.text

    def _repeated(self, anchor: str, line: int) -> Node:
        node = self._anchors.get(anchor)
        if node is not None:
            return node
        if anchor in self._anchors:
            self.add(line, "a value that contains itself (an alias inside its own anchor); write it out")
        else:
            self.add(line, f"'*{anchor}' repeats nothing known; put quotes round a text that starts with '*'")
        return Node(self._path, line, "")


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _until(events: Iterator[Any], end: type) -> Iterator[Any]:
    """The events before the one of a type, which is taken as well."""
    for event in events:
        if isinstance(event, end):
            return
        yield event


def _hint(text: str, line: int) -> str:
    """What most often is behind a syntax error in such a line."""
    lines = text.splitlines()
    source = lines[line - 1] if 0 < line <= len(lines) else ""
    if "\t" in source:
        return " (indent with spaces, not tabs)"
    if source.count(": ") > 1:
        return " (put quotes round a text that contains ': ')"
    if start := _INDICATOR.search(source):
        return f" (put quotes round a text that starts with {start[1]!r})"
    return ""
