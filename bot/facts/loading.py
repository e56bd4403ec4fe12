"""Folders of YAML to a fact base, with every problem on the way reported at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.errors import DataError
from bot.facts.base import FactBase
from bot.facts.documents import Fields, Node, Report, nearest, read_document
from bot.facts.model import Ceremony, Entity, Fact, Part
from bot.facts.names import NameBook
from bot.facts.records import FACT_DEFAULTS, FactReader
from bot.facts.registers import Registers, read_registers

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*$")
_CARD = "ceremony.yaml"


def load_fact_base(knowledge: Sequence[Path], config: Path) -> FactBase:
    """Read the knowledge folders, in this order, into one fact base.

    Raises:
        DataError: Something in them is wrong; it carries every problem found.
    """
    report = Report()
    base = read_fact_base(knowledge, config, report)
    if report.problems:
        raise DataError(report.problems)
    return base


def read_fact_base(knowledge: Sequence[Path], config: Path, report: Report) -> FactBase:
    """Read what can be read; problems go into the report, and what they spoil is left out."""
    registers = read_registers(config, report)
    folders = [folder for folder in knowledge if _is_folder(folder, report)]
    entities: dict[str, Entity] = {}
    names = NameBook(report)
    for folder in folders:
        for entity, node in _read_entities(folder, registers, report):
            if entity.id in entities:
                report.add(node.path, node.line, f"entity {entity.id!r} exists already; give each its own id")
                continue
            entities[entity.id] = entity
            names.add(entity, node)
    ceremonies: dict[str, Ceremony] = {}
    facts: dict[str, Fact] = {}
    for folder in folders:
        for card in sorted(folder.glob(f"ceremonies/*/{_CARD}")):
            ceremony = _read_ceremony(card, report)
            if ceremony is None:
                continue
            if ceremony.id in ceremonies:
                report.add(card, 0, f"ceremony {ceremony.id!r} exists already; give each its own id")
                continue
            ceremonies[ceremony.id] = ceremony
            reader = FactReader(ceremony=ceremony, registers=registers, names=names, report=report)
            for fact, node in _read_facts(card.parent, reader, report):
                if fact.id in facts:
                    key = fact.id.partition("/")[2]
                    report.add(node.path, node.line, f"fact {key!r} exists already; give each its own id")
                    continue
                facts[fact.id] = fact
        _report_stray_folders(folder, report)
    if folders and not facts:
        report.add(folders[0], 0, f"no facts found; expected ceremonies/<ceremony>/{_CARD} and fact files beside it")
    return FactBase(registers=registers, entities=entities.values(), ceremonies=ceremonies.values(), facts=facts.values())


def _is_folder(folder: Path, report: Report) -> bool:
    if folder.is_dir():
        return True
    what = "is a file, not a folder" if folder.exists() else "does not exist"
    report.add(folder, 0, f"{what}; a knowledge folder holds entities/ and ceremonies/")
    return False


def _report_stray_folders(folder: Path, report: Report) -> None:
    for place in sorted(folder.glob("ceremonies/*/")):
        if place.is_dir() and not (place / _CARD).exists():
            report.add(place, 0, f"holds no {_CARD}; every ceremony needs one")


def _check_id(fields: Fields, found: str) -> None:
    if found and not _ID.match(found):
        fields.problem(f"id {found!r} must be lower-case letters, digits and hyphens, as 'boat-song'", "id")


def _read_entities(folder: Path, registers: Registers, report: Report) -> Iterator[tuple[Entity, Node]]:
    for path in sorted(folder.glob("entities/**/*.yaml")):
        root = read_document(path, report)
        if root is None:
            continue
        top = Fields(root, report, path.name)
        top.allow({"entities"})
        for node in top.mappings("entities"):
            id_node = node.get("id")
            fields = Fields(node, report, f"entity {id_node.text if id_node else '?'!r}")
            fields.allow({"id", "name", "kind", "aliases"})
            entity = Entity(
                id=fields.text("id", required=True),
                name=fields.text("name", required=True),
                kind=fields.text("kind", required=True),
                aliases=fields.texts("aliases"),
            )
            _check_id(fields, entity.id)
            if entity.kind and entity.kind not in registers.kinds:
                fields.problem(f"unknown kind {entity.kind!r}{nearest(entity.kind, registers.kinds)}", "kind")
            if entity.id and entity.name:
                yield entity, node


def _read_ceremony(path: Path, report: Report) -> Ceremony | None:
    root = read_document(path, report)
    if root is None:
        return None
    top = Fields(root, report, path.name)
    top.allow({"ceremony", "parts"})
    card = root.get("ceremony")
    if card is None:
        top.problem("'ceremony' is missing; it names the ceremony, its year and its article")
        return None
    fields = Fields(card, report, "ceremony")
    fields.allow({"id", "name", "short", "year", "aliases", "article", "source"})
    ceremony_id = fields.text("id", required=True)
    _check_id(fields, ceremony_id)
    if ceremony_id and ceremony_id != path.parent.name:
        fields.problem(f"id {ceremony_id!r} and its folder {path.parent.name!r} must have the same name", "id")
    year = fields.text("year", required=True)
    if year and not re.fullmatch(r"\d{4}", year):
        fields.problem(f"year {year!r} must be four digits, as 1988", "year")
    return Ceremony(
        id=ceremony_id,
        name=fields.text("name", required=True),
        short=fields.text("short", required=True),
        year=int(year) if re.fullmatch(r"\d{4}", year) else 0,
        aliases=fields.texts("aliases"),
        article=fields.text("article", required=True),
        link=fields.text("source"),
        parts=tuple(_read_parts(top, report)),
    )


def _read_parts(top: Fields, report: Report) -> Iterator[Part]:
    seen: set[str] = set()
    for order, node in enumerate(top.mappings("parts")):
        fields = Fields(node, report, f"part {order + 1}")
        fields.allow({"id", "title"})
        part = Part(id=fields.text("id", required=True), title=fields.text("title", required=True), order=order)
        _check_id(fields, part.id)
        if part.id in seen:
            fields.problem(f"part {part.id!r} exists already; give each its own id", "id")
        seen.add(part.id)
        yield part


def _read_facts(folder: Path, reader: FactReader, report: Report) -> Iterator[tuple[Fact, Node]]:
    for path in sorted(folder.glob("*.yaml")):
        if path.name == _CARD:
            continue
        root = read_document(path, report)
        if root is None:
            continue
        top = Fields(root, report, path.name)
        top.allow({"facts", *FACT_DEFAULTS})
        if root.get("facts") is None:
            top.problem("'facts' is missing; it lists the facts of this file")
        for node in top.mappings("facts"):
            for fact in reader.read(node, defaults=top):
                yield fact, node
