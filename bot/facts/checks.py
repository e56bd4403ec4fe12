"""What can be read and still is a slip: in names, in citations, in statements.

The fact base works in spite of these, so they are told to authors and stop nobody else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from bot.facts.base import FactBase
from bot.facts.documents import Report
from bot.facts.loading import READ, WHERE, Places
from bot.facts.model import Ceremony, Fact
from bot.facts.names import fold
from bot.facts.tree import Node

MAX_WORDS = 40
"""Words of a statement; what is longer is read by nobody in a chat, and is two facts."""


# A folder given by mistake is not searched any deeper.
_NEARBY = ("*", "*/*", "entities/**/*", "ceremonies/**/*")


def check_facts(base: FactBase, places: Places, report: Report) -> None:
    """Report the slips in a fact base.

    Args:
        base: As it was read.
        places: Where its parts stand in the files.
        report: Takes the problems.
    """
    _check_ceremonies(base, places, report)
    _check_entity_names(base, places, report)
    entity_names = {fold(name): entity.name for entity in base.entities.values() for name in entity.names}
    for fact in base.facts.values():
        node = places.facts[fact.id]
        for key, message in _slips(fact, node, entity_names):
            line = node.key_lines.get(key, node.line)
            report.add(node.path, line, f"fact {_label(fact)}: {message}")


def check_stray_files(folder: Path, report: Report) -> None:
    """Report YAML of a knowledge folder that somebody most likely meant to be read and that is not."""
    nearby = {path for pattern in _NEARBY for path in folder.glob(pattern) if path.suffix in {".yaml", ".yml"}}
    read = {path for pattern in READ for path in folder.glob(pattern)}
    for path in sorted(nearby - read):
        advice = "its name must end in .yaml" if path.suffix == ".yml" else f"only {WHERE} are"
        report.add(path, 0, f"is not read: {advice}")


def _label(fact: Fact) -> str:
    key, _, version = fact.id.partition("/")[2].partition("#")
    return f"{key!r}, version {version}" if version else f"{key!r}"


def _slips(fact: Fact, node: Node, entity_names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """(key, message) for each slip in one fact."""
    words = len(fact.say.split())
    if words > MAX_WORDS:
        yield "say", f"'say' has {words} words, more than {MAX_WORDS}; shorten it or make two facts of it"
    for cite, times in Counter(fact.cites).items():
        if times > 1:
            yield "cite", f"cites {cite!r} twice; keep one"
    for filler in fact.who:  # elsewhere a name may be meant as such: what a choir is called in its own language
        if filler.entity is None and fold(filler.text) in entity_names:
            name = entity_names[fold(filler.text)]
            yield "who", f"who: the text {filler.text!r} is the name of an entity; write {name} without 'text'"


def _names_of(ceremony: Ceremony) -> tuple[str, ...]:
    """Everything that people may call a ceremony, the year apart."""
    return (ceremony.name, ceremony.short, *ceremony.aliases)


def _check_ceremonies(base: FactBase, places: Places, report: Report) -> None:
    holders: dict[str, str] = {}
    for ceremony in base.ceremonies.values():
        keyed = [("year", str(ceremony.year)), ("name", ceremony.name), ("short", ceremony.short)]
        for key, name in [*keyed, *(("aliases", alias) for alias in ceremony.aliases)]:
            holder = holders.setdefault(fold(name), ceremony.id)
            if holder != ceremony.id:
                node = places.ceremonies[ceremony.id]
                message = f"ceremony: {name!r} already means {holder!r}; it must mean one ceremony only"
                report.add(node.path, node.key_lines.get(key, node.line), message)


def _check_entity_names(base: FactBase, places: Places, report: Report) -> None:
    """An entity may be called like the ceremony that it belongs to (its city), and like no other."""
    means: defaultdict[str, set[str]] = defaultdict(set)
    for ceremony in base.ceremonies.values():
        for name in _names_of(ceremony):
            means[fold(name)].add(ceremony.id)
    for entity in base.entities.values():
        at_home = {fact.ceremony for fact in base.by_entity.get(entity.id, ())}
        for name in entity.names:
            others = means.get(fold(name), set())
            if others and at_home and not others & at_home:
                node = places.entities[entity.id]
                message = (
                    f"entity {entity.id!r}: {name!r} means the ceremony {min(others)!r}, which has no fact about it"
                )
                report.add(node.path, node.line, f"{message}; rename one of them")
