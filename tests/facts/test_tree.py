"""YAML to a tree of text: every scalar as typed, every failure with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.facts.tree import MAX_DEPTH, Node, parse_tree

PATH = Path("opening.yaml")


def tree(text: str) -> Node:
    root, problems = parse_tree(text, PATH)
    assert problems == []
    assert root is not None
    return root


def told(text: str) -> list[str]:
    """What is wrong with a YAML text, as ``line: message``."""
    return [f"{problem.line}: {problem.message}" for problem in parse_tree(text, PATH)[1]]


def plain(node: Node) -> object:
    """A tree as dictionaries, lists and texts."""
    if isinstance(node.value, dict):
        return {key: plain(value) for key, value in node.value.items()}
    return [plain(item) for item in node.value] if isinstance(node.value, list) else node.value


@pytest.mark.parametrize(
    "typed",
    [
        "yes",
        "No",
        "on",
        "OFF",
        "true",
        "20:14",
        "2014",
        "007",
        "0x1F",
        "1e3",
        ".inf",
        "1_000",
        "2014-02-23",
        "=",
        "Null",
    ],
)
def test_a_scalar_stays_the_text_that_was_typed(typed: str) -> None:
    """No value is turned into a truth value, a number or a date behind the author's back."""
    assert plain(tree(f"key: {typed}")) == {"key": typed}


@pytest.mark.parametrize("typed", ["", "~", "null", "''", '""'])
def test_what_stands_for_nothing_is_empty(typed: str) -> None:
    """Nothing, a tilde and null all are an empty value."""
    node = tree(f"key: {typed}\nother: x").get("key")

    assert node is not None
    assert node.is_empty


@pytest.mark.parametrize("typed", ["'~'", "'null'"])
def test_quotes_make_a_text_of_what_stands_for_nothing(typed: str) -> None:
    """A quoted word is that word."""
    assert plain(tree(f"key: {typed}")) == {"key": typed.strip("'")}


def test_keys_and_values_know_their_lines() -> None:
    """Lines count from 1, for keys as for values."""
    root = tree("first: a\nsecond:\n  - b\n  - c\n")
    second = root.get("second")

    assert root.key_lines == {"first": 1, "second": 2}
    assert second is not None
    assert [item.line for item in second.items()] == [3, 4]


def test_an_anchor_repeats_its_value() -> None:
    """An alias stands for the anchored value."""
    assert plain(tree("a: &x [1, 2]\nb: *x\n")) == {"a": ["1", "2"], "b": ["1", "2"]}


def test_repeated_anchors_do_not_grow_without_limit() -> None:
    """Aliases share one value, so that a small file cannot fill the memory."""
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 25)]

    assert tree("\n".join(lines)).get("a24") is not None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "0: the file is empty"),
        ("# only a comment\n", "0: the file is empty"),
        ("---\n", "0: the file is empty"),
        ("a: 1\na: 2\n", "2: 'a' stands here twice (first on line 1); keep one"),
        ("a: &x [1, *x]\n", "1: a value that contains itself (an alias inside its own anchor); write it out"),
        ("a: *x\n", "1: '*x' repeats nothing known; put quotes round a text that starts with '*'"),
        ("a: !bang\n", "1: '!bang' is read as a YAML tag; put quotes round a text that starts with '!'"),
        ("b: &x {c: 1}\na:\n  <<: *x\n", "3: merge keys ('<<') are not read; write the values out"),
        ("[a, b]: c\n", "1: a key must be plain text; put quotes round a text that starts with '[' or '{'"),
        ("a: 1\n---\nb: 2\n", "2: a second document starts here; keep one in each file, without '---'"),
        ("a: 1\nb: \x07\n", "2: control character '\\x07' in the text; delete it"),
        ("a: \x00\n", "1: control character '\\x00' in the text; delete it"),
    ],
)
def test_what_is_not_read_is_told(text: str, message: str) -> None:
    """Each trap gives one message with its line."""
    assert told(text) == [message]


@pytest.mark.parametrize(
    ("text", "line", "hint"),
    [
        ("a:\n\tb: 1\n", 2, "(indent with spaces, not tabs)"),
        ("a: one: two\n", 1, "(put quotes round a text that contains ': ')"),
        ("say: *bold* words\n", 1, "(put quotes round a text that starts with '*')"),
        ("say: @home\n", 1, "(put quotes round a text that starts with '@')"),
    ],
)
def test_a_syntax_error_has_a_line_and_a_hint(text: str, line: int, hint: str) -> None:
    """The hint names what most often is behind such an error."""
    [message] = told(text)

    assert message.startswith(f"{line}: not valid YAML: ")
    assert message.endswith(hint)


@pytest.mark.parametrize(
    "text", ["a: [1, 2\n", 'a: "open\n', "a: {b: 1\n", "a:\n  - b\n c: d\n", "%YAML 9.9\n---\na: 1\n"]
)
def test_broken_yaml_is_told_in_one_line(text: str) -> None:
    """A message never spans several lines, whatever the parser says."""
    [message] = told(text)

    assert "not valid YAML" in message
    assert "\n" not in message


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}")])
@pytest.mark.parametrize("depth", [MAX_DEPTH, 2_000, 100_000])
def test_enormous_nesting_is_told(opening: str, closing: str, depth: int) -> None:
    """Lists and mappings within each other end in a message, not in an overrun stack."""
    [message] = told("a: " + opening * depth + closing * depth)

    assert message == f"1: more than {MAX_DEPTH} lists and mappings within each other; write it flatter"


def test_honest_nesting_is_read() -> None:
    """One level less than the limit passes."""
    depth = MAX_DEPTH - 1

    assert tree("a: " + "[" * depth + "]" * depth).get("a") is not None
