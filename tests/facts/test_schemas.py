"""The JSON Schemas that help authors while they type."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from bot.facts.asked import ASKED_KEYS
from bot.facts.cards import CARD_KEYS, CEREMONY_KEYS, ENTITY_KEYS, PART_KEYS
from bot.facts.fillers import FILLER_KEYS
from bot.facts.loading import FACTS_KEYS
from bot.facts.records import CONTRADICTED_KEYS, FACT_KEYS, VERSION_KEYS
from bot.facts.registers import KIND_KEYS, TOPIC_KEYS
from bot.quiz.wording import PLACES, WORDING_KEYS
from bot.settings import shipped_folder
from tests.samples import CARD, FACTS, FILES, NAMES

KNOWLEDGE = shipped_folder("knowledge")
CONFIG = shipped_folder("config")
DATA = Path(__file__).parent.parent / "data"


class EditorLoader(yaml.SafeLoader):
    """Reads YAML as editors do: numbers and truth values are such, dates are texts."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith((":timestamp", ":merge"))]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def schema(name: str) -> dict[str, Any]:
    folder = KNOWLEDGE if (KNOWLEDGE / "schema" / f"{name}.schema.json").exists() else CONFIG
    found: dict[str, Any] = json.loads((folder / "schema" / f"{name}.schema.json").read_text(encoding="utf-8"))
    return found


def errors(name: str, text: str) -> list[str]:
    """What an editor would underline."""
    validator = jsonschema.Draft202012Validator(schema(name))
    return [error.message for error in validator.iter_errors(yaml.load(text, EditorLoader))]


def schema_name(path: Path) -> str:
    """The schema that a file of a knowledge folder follows."""
    if path.parent.name == "entities":
        return "entities"
    if "asked" in path.parts:
        return "asked"
    return "ceremony" if path.name == "ceremony.yaml" else "facts"


def shipped_files() -> Iterator[tuple[str, Path]]:
    """(schema, file) for everything that ships and for the test data."""
    for folder in (KNOWLEDGE, *sorted(DATA.iterdir())):
        for path in sorted(folder.rglob("*.yaml")):
            yield schema_name(path), path
    for name in ("kinds", "topics", "intents", "quiz"):
        yield name, CONFIG / f"{name}.yaml"
    for name in ("vocabulary", "nationalities"):
        yield "concepts", CONFIG / f"{name}.yaml"


@pytest.mark.parametrize(("name", "path"), list(shipped_files()), ids=lambda value: getattr(value, "name", value))
def test_every_file_follows_its_schema(name: str, path: Path) -> None:
    """Editors underline nothing in what ships."""
    assert errors(name, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "path", sorted([*KNOWLEDGE.glob("schema/*"), *CONFIG.glob("schema/*")]), ids=lambda path: path.name
)
def test_each_schema_is_valid_itself(path: Path) -> None:
    """A schema follows the rules for schemas."""
    jsonschema.Draft202012Validator.check_schema(json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("name", "definition", "keys"),
    [
        ("entities", "", {"entities"}),
        ("entities", "entity", ENTITY_KEYS),
        ("ceremony", "", CARD_KEYS),
        ("ceremony", "ceremony", CEREMONY_KEYS),
        ("ceremony", "part", PART_KEYS),
        ("facts", "", FACTS_KEYS),
        ("facts", "plain", FACT_KEYS),
        ("facts", "contradicted", CONTRADICTED_KEYS),
        ("facts", "version", VERSION_KEYS),
        ("facts", "described", FILLER_KEYS),
        ("asked", "", ASKED_KEYS),
        ("kinds", "kind", KIND_KEYS),
        ("topics", "topic", TOPIC_KEYS),
        ("quiz", "", WORDING_KEYS),
        ("quiz", "wording", set(PLACES)),
    ],
)
def test_a_schema_knows_exactly_the_keys_that_are_read(name: str, definition: str, keys: set[str]) -> None:
    """What the schema offers is read, and what is read the schema offers."""
    found = schema(name)
    part = found["$defs"][definition] if definition else found

    assert set(part["properties"]) == keys
    assert part["additionalProperties"] is False


@pytest.mark.parametrize(("name", "path"), [("ceremony", CARD), ("entities", NAMES), ("facts", FACTS)])
def test_a_schema_refuses_an_unknown_key(name: str, path: str) -> None:
    """A slip in a key is underlined while it is typed."""
    assert errors(name, FILES[path]) == []
    assert errors(name, FILES[path] + "surprise: 1\n") != []


@pytest.mark.parametrize(
    "spoilt",
    [
        "    cite: none\n",
        "    cite: 2\n    who: {text: a, name: b}\n",
        "    cite: 2\n    keyword: [a]\n",
        "    cites: 2\n",
    ],
)
def test_a_schema_refuses_a_malformed_fact(spoilt: str) -> None:
    """Citations, values and keys of a fact have their forms."""
    assert errors("facts", f"facts:\n  - id: a\n    say: It was.\n{spoilt}") != []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Who {rest}?", "Who {rst}?"),
        ("who-start:", "who-strat:"),
        ("blank:", "blanc:"),
        ("hedges: [", "hedges: [[a], "),
    ],
)
def test_a_schema_refuses_wrong_wording_of_the_quiz(old: str, new: str) -> None:
    """A template that lacks what it is given, and a slip in a key, are underlined."""
    text = (CONFIG / "quiz.yaml").read_text(encoding="utf-8")
    assert old in text

    assert errors("quiz", text.replace(old, new)) != []
