"""Folders of YAML to a fact base, with every problem on the way reported at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import DataError
from bot.facts.asked import read_examples, with_asked
from bot.facts.base import FactBase
from bot.facts.cards import read_ceremony, read_entities
from bot.facts.documents import ConfigFolder, Fields, Node, Report, read_document
from bot.facts.model import Ceremony, Entity, Fact
from bot.facts.names import NameBook
from bot.facts.records import FACT_DEFAULTS, FactReader
from bot.facts.registers import Registers, read_registers

FACTS_KEYS = FACT_DEFAULTS | {"facts"}
"""Keys at the top of a file of facts."""

READ = ("entities/**/*.yaml", "ceremonies/*/*.yaml", "ceremonies/*/asked/**/*.yaml")
"""What is read of a knowledge folder."""
WHERE = "entities/*.yaml and ceremonies/<ceremony>/*.yaml"
"""The same as messages put it."""

_CARD = "ceremony.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where everything stands in the files, by id, for messages about it."""

    entities: dict[str, Node] = field(default_factory=dict)
    ceremonies: dict[str, Node] = field(default_factory=dict)
    facts: dict[str, Node] = field(default_factory=dict)


def load_fact_base(knowledge: Sequence[Path], config: ConfigFolder) -> FactBase:
    """Read the knowledge folders, in this order, into one fact base.

    Raises:
        DataError: Something in them is wrong; it carries every problem found.
    """
    report = Report()
    base = read_fact_base(knowledge, config, report)
    if report.problems:
        raise DataError(report.problems)
    return base


def read_fact_base(
    knowledge: Sequence[Path], config: ConfigFolder, report: Report, places: Places | None = None
) -> FactBase:
    """Read what can be read; problems go into the report, and what they spoil is left out.

    Args:
        knowledge: Folders, in the order in which they are read.
        config: Where the registers of kinds and topics are.
        report: Takes the problems.
        places: Takes the place of each entity, ceremony and fact, for whoever checks them further.
    """
    reader = _KnowledgeReader(read_registers(config, report), report, places or Places())
    folders = [folder for folder in dict.fromkeys(knowledge) if _is_folder(folder, report)]
    for folder in folders:
        reader.read_names(folder)
    for folder in folders:
        reader.read_ceremonies(folder)
        _report_bare_ceremonies(folder, report)
    if folders and not reader.facts:
        report.add(folders[0], 0, f"no facts found; expected {WHERE}")
    return reader.fact_base()


class _KnowledgeReader:
    """Gathers what several folders hold: all names first, since any fact may refer to any name."""

    def __init__(self, registers: Registers, report: Report, places: Places) -> None:
        self.facts: dict[str, Fact] = {}
        self._entities: dict[str, Entity] = {}
        self._ceremonies: dict[str, Ceremony] = {}
        self._unanswered: dict[str, tuple[str, ...]] = {}
        self._registers = registers
        self._report = report
        self._names = NameBook(report)
        self._places = places

    def read_names(self, folder: Path) -> None:
        for path in sorted(folder.glob("entities/**/*.yaml")):
            for entity, node in read_entities(path, self._registers, self._report):
                if entity.id in self._entities:
                    self._exists("entity", entity.id, node, self._places.entities[entity.id])
                    continue
                self._entities[entity.id] = entity
                self._places.entities[entity.id] = node
                self._names.add(entity, node)

    def read_ceremonies(self, folder: Path) -> None:
        for card in sorted(folder.glob(f"ceremonies/*/{_CARD}")):
            found = read_ceremony(card, self._report)
            if found is None:
                continue
            ceremony, node = found
            if ceremony.id in self._ceremonies:
                self._exists("ceremony", ceremony.id, node, self._places.ceremonies[ceremony.id])
                continue
            self._ceremonies[ceremony.id] = ceremony
            self._places.ceremonies[ceremony.id] = node
            self._read_facts(card.parent, ceremony)

    def _read_facts(self, folder: Path, ceremony: Ceremony) -> None:
        reader = FactReader(ceremony=ceremony, registers=self._registers, names=self._names, report=self._report)
        for path in sorted(folder.glob("*.yaml")):
            if path.name != _CARD:
                for fact, node in _read_file(path, reader, self._report):
                    self.facts[fact.id] = fact
                    self._places.facts[fact.id] = node
        own = [fact for fact in self.facts.values() if fact.ceremony == ceremony.id]
        examples = read_examples(folder, own, self._report)
        self._unanswered[ceremony.id] = tuple(examples.unanswered)
        for fact in with_asked(own, examples.asked):
            self.facts[fact.id] = fact

    def _exists(self, what: str, key: str, node: Node, first: Node) -> None:
        message = f"{what} {key!r} exists already ({first.path.name}, line {first.line}); give each its own id"
        self._report.add(node.path, node.key_lines.get("id", node.line), message)

    def fact_base(self) -> FactBase:
        return FactBase(
            registers=self._registers,
            entities=self._entities.values(),
            ceremonies=self._ceremonies.values(),
            facts=self.facts.values(),
            unanswered=self._unanswered,
        )


def _read_file(path: Path, reader: FactReader, report: Report) -> Iterator[tuple[Fact, Node]]:
    root = read_document(path, report)
    if root is None:
        return
    top = Fields(root, report, path.name)
    top.allow(FACTS_KEYS)
    if root.get("facts") is None:
        top.problem("'facts' is missing; it lists the facts of this file")
    for node in top.mappings("facts"):
        yield from reader.read(node, defaults=top)


def _is_folder(folder: Path, report: Report) -> bool:
    if folder.is_dir():
        return True
    what = "is a file, not a folder" if folder.exists() else "does not exist"
    report.add(folder, 0, f"{what}; a knowledge folder holds {WHERE}")
    return False


def _report_bare_ceremonies(folder: Path, report: Report) -> None:
    for place in sorted(folder.glob("ceremonies/*/")):
        if place.is_dir() and not (place / _CARD).exists():
            report.add(place, 0, f"holds no {_CARD}; every ceremony needs one")
