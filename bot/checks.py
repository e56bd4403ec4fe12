"""Everything that is wrong with the data files, told at once.

What keeps the bot from starting is found while reading; what is only a slip is looked for here and in
`bot.facts.checks`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.errors import Problem
from bot.facts import ROLES, Fact, FactBase, read_fact_base
from bot.facts.checks import check_facts, check_stray_files
from bot.facts.documents import ConfigFolder, Node, Report, read_document
from bot.facts.loading import Places
from bot.facts.names import fold
from bot.quiz import read_packs, read_wording
from bot.settings import Settings
from bot.understanding.intents import Intent, Intents, read_intents
from bot.understanding.language import read_language

_WORD_CLASSES = ("function_words", "fillers", "light_words", "modifiers")
_TIME_UNITS = ("second", "minute", "hour", "day")


def check_all(settings: Settings) -> list[Problem]:
    """Every problem of the knowledge, configuration and packs that an installation uses, in the order of the files."""
    report = Report()
    wording = read_wording(settings.config, report)
    read_packs(settings.packs, report, wording.needs_choices)
    report.extend(check_folders(settings.knowledge, settings.config))
    return sorted(report.problems)


def check_folders(knowledge: Sequence[Path], config: ConfigFolder) -> list[Problem]:
    """Every problem of some knowledge folders and a configuration folder, by file and line."""
    report = Report()
    places = Places()
    base = read_fact_base(knowledge, config, report, places)
    read_language(config, report)
    intents = read_intents(config / "intents.yaml", list(base.registers.topics), report)
    read_wording(config, report)
    check_facts(base, places, report)
    for folder in knowledge:
        check_stray_files(folder, report)
    for name in ("vocabulary.yaml", "nationalities.yaml"):
        _check_concepts(config / name, report)
    _check_word_classes(config / "language.yaml", report)
    if base.facts:  # without any, each intent would be to blame for what one message says
        _check_intents(config / "intents.yaml", intents, base, report)
    return sorted(report.problems)


def _check_concepts(path: Path, report: Report) -> None:
    """Report words that one concept lists twice."""
    root = _root(path)
    for _, concepts in root.pairs() if root else ():
        for name, node in concepts.pairs():
            seen: set[str] = set()
            for item in node.items():
                word = fold(item.text or "")
                if word in seen:
                    report.add(path, item.line, f"concept {name!r}: {item.text!r} stands here twice; keep one")
                seen.add(word)


def _check_word_classes(path: Path, report: Report) -> None:
    """Report words that are in two classes: only the weakest of them would ever count."""
    root = _root(path)
    first: dict[str, str] = {}
    for name in _WORD_CLASSES:
        words = root.get(name) if root else None
        for item in words.items() if words else ():
            holder = first.setdefault(fold(item.text or ""), name)
            if holder != name:
                report.add(path, item.line, f"{name}: {item.text!r} is one of the {holder} already; keep one")


def _check_intents(path: Path, intents: Intents, base: FactBase, report: Report) -> None:
    """Report intents that no fact at all could ever satisfy."""
    root = _root(path)
    listed = root.get("intents") if root else None
    for intent in intents:
        for reason in _unsatisfied(intent, base):
            line = listed.key_lines.get(intent.id, 0) if listed else 0
            report.add(path, line, f"intent {intent.id!r}: {reason}")


def _unsatisfied(intent: Intent, base: FactBase) -> Iterator[str]:
    """Why no fact can satisfy an intent; nothing when one can."""
    facts = base.facts.values()
    if intent.asks in ROLES and not any(_satisfies(intent.asks, intent.precision, fact) for fact in facts):
        wanted = f"{intent.asks} ({intent.precision})" if intent.precision else intent.asks
        yield f"asks for {wanted}, which no fact has"
    functions = {filler.function for fact in facts for filler in fact.fillers()}
    if intent.function and intent.function not in functions:
        yield f"asks for somebody as {intent.function!r}, which no fact has"
    topics = {fact.topic for fact in facts}
    if intent.default and not topics & set(intent.default):
        yield f"no fact has any of its default topics ({', '.join(intent.default)})"


def _satisfies(role: str, precision: str, fact: Fact) -> bool:
    """Whether a fact has a role in a form that an intent asks for."""
    if precision == "clock":
        return any(moment.time for moment in fact.when)
    if precision == "date":
        return any(moment.date for moment in fact.when)
    if precision == "year":
        return any(moment.year for moment in fact.when)
    if precision == "duration":
        return any(count.unit.startswith(_TIME_UNITS) for count in fact.count)
    return bool(getattr(fact, role))


def _root(path: Path) -> Node | None:
    """A file that has been read before: what is wrong with its YAML is known already."""
    return read_document(path, Report())
