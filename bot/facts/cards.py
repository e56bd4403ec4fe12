"""Entities and ceremony cards: the YAML that facts refer to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bot.facts.documents import Fields, Node, Report, nearest, read_document
from bot.facts.model import Ceremony, Entity, Part
from bot.facts.records import check_id
from bot.facts.registers import Registers

ENTITY_KEYS = frozenset({"id", "name", "kind", "aliases"})
CARD_KEYS = frozenset({"ceremony", "parts"})
CEREMONY_KEYS = frozenset({"id", "name", "short", "year", "aliases", "article", "source"})
PART_KEYS = frozenset({"id", "title"})

_YEAR = re.compile(r"\d{4}")


def read_entities(path: Path, registers: Registers, report: Report) -> Iterator[tuple[Entity, Node]]:
    """The entities of one file, each with its place; those without an id or a name are left out."""
    root = read_document(path, report)
    if root is None:
        return
    top = Fields(root, report, path.name)
    top.allow({"entities"})
    if root.get("entities") is None:
        top.problem("'entities' is missing; it lists the names of this file")
    for node in top.mappings("entities"):
        entity = _read_entity(node, registers, report)
        if entity.id and entity.name:
            yield entity, node


def _read_entity(node: Node, registers: Registers, report: Report) -> Entity:
    id_node = node.get("id")
    fields = Fields(node, report, f"entity {(id_node.text if id_node else None) or '?'!r}")
    fields.allow(ENTITY_KEYS)
    check_id(fields)
    kind = fields.text("kind", required=True)
    if kind and kind not in registers.kinds:
        fields.problem(f"unknown kind {kind!r}{nearest(kind, registers.kinds.keys())}", "kind")
    return Entity(
        id=fields.text("id", required=True),
        name=fields.text("name", required=True),
        kind=kind,
        aliases=fields.texts("aliases"),
    )


def read_ceremony(path: Path, report: Report) -> tuple[Ceremony, Node] | None:
    """The ceremony on a card, with its place; None when the card does not say which it is."""
    root = read_document(path, report)
    if root is None:
        return None
    top = Fields(root, report, path.name)
    top.allow(CARD_KEYS)
    card = root.get("ceremony")
    if card is None:
        top.problem("'ceremony' is missing; it names the ceremony, its year and its article")
        return None
    fields = Fields(card, report, "ceremony")
    fields.allow(CEREMONY_KEYS)
    ceremony = Ceremony(
        id=_ceremony_id(fields, path.parent.name),
        name=fields.text("name", required=True),
        short=fields.text("short", required=True),
        year=_year(fields),
        aliases=fields.texts("aliases"),
        article=fields.text("article", required=True),
        link=fields.text("source"),
        parts=tuple(_read_parts(top, report)),
    )
    return (ceremony, card) if ceremony.id else None


def _ceremony_id(fields: Fields, folder: str) -> str:
    found = fields.text("id", required=True)
    check_id(fields)
    if found and found != folder:
        fields.problem(f"id {found!r} and its folder {folder!r} must have the same name", "id")
    return found


def _year(fields: Fields) -> int:
    year = fields.text("year", required=True)
    if year and not _YEAR.fullmatch(year):
        fields.problem(f"year {year!r} must be four digits, as 1988", "year")
    return int(year) if _YEAR.fullmatch(year) else 0


def _read_parts(top: Fields, report: Report) -> Iterator[Part]:
    seen: set[str] = set()
    for order, node in enumerate(top.mappings("parts")):
        fields = Fields(node, report, f"part {order + 1}")
        fields.allow(PART_KEYS)
        part = Part(id=fields.text("id", required=True), title=fields.text("title", required=True), order=order)
        check_id(fields)
        if part.id and part.id in seen:
            fields.problem(f"part {part.id!r} exists already; give each its own id", "id")
        seen.add(part.id)
        yield part
