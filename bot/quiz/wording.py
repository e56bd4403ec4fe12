"""How questions are worded: templates that keepers of the facts can change."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.facts.documents import ConfigFolder, Fields, Node, Report, read_document

FILE = "quiz.yaml"
WORDING_KEYS = frozenset(
    {
        "wording",
        "blank",
        "shared",
        "trimmed",
        "unasked",
        "plurals",
        "ignored",
        "openers",
        "hedges",
        "morning",
        "evening",
        "needs_choices",
    }
)

# What each template is given; all of it must be used, or the question would be incomplete.
PLACES: Mapping[str, frozenset[str]] = {
    "labelled": frozenset({"ceremony", "question"}),
    "who-start": frozenset({"rest"}),
    "whose-start": frozenset({"rest"}),
    "which-start": frozenset({"kind", "rest"}),
    "name-it": frozenset({"kind", "rest"}),
    "who-end": frozenset({"start"}),
    "which-end": frozenset({"start", "kind"}),
    "who-was": frozenset({"rest"}),
    "what-was": frozenset({"rest"}),
    "who-mid": frozenset({"start", "rest"}),
    "which-mid": frozenset({"start", "kind", "rest"}),
    "name-the": frozenset({"rest"}),
    "one-of": frozenset({"rest"}),
    "one-of-gap": frozenset({"gap"}),
    "together-gap": frozenset({"gap"}),
    "who-gap": frozenset({"gap"}),
    "which-gap": frozenset({"gap", "kind"}),
    "how-many": frozenset({"rest"}),
    "how-many-mid": frozenset({"start", "rest"}),
    "number-gap": frozenset({"gap"}),
    "time-end": frozenset({"start"}),
    "time-gap": frozenset({"gap"}),
    "date-end": frozenset({"start"}),
    "date-gap": frozenset({"gap"}),
    "year-end": frozenset({"start"}),
    "year-gap": frozenset({"gap"}),
    "composer": frozenset({"work"}),
    "match": frozenset(),
    "claim": frozenset({"claim"}),
    "claim-true": frozenset(),
    "claim-false": frozenset({"name"}),
    "first": frozenset(),
    "odd": frozenset({"kind", "ceremony"}),
    "order": frozenset({"order"}),
}


@dataclass(frozen=True, slots=True)
class Wording:
    """The templates, by the sort of question."""

    templates: Mapping[str, tuple[str, ...]]
    blank: str
    """Stands for the part cut out."""
    shared: tuple[str, ...]
    """Words beside the part cut out which tell that the statement holds of others too."""

    trimmed: tuple[str, ...] = ()
    """Phrases that a question leaves out of a statement: they tell of its source."""
    unasked: tuple[str, ...] = ()
    """Words of statements that are about their source, and so are not asked for."""
    plurals: frozenset[str] = frozenset()
    """Words for several things that do not end in "s"."""
    ignored: frozenset[str] = frozenset()
    """Words that a guess may have or lack."""
    openers: tuple[str, ...] = ()
    """What people type before a guess, the longest first."""
    hedges: frozenset[str] = frozenset()
    """Words that make a number a rough one."""
    halves: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Phrases behind a clock time, by what they mean: ``am`` or ``pm``."""
    needs_choices: tuple[str, ...] = ()
    """Words of a pack's question that cannot be answered without its choices."""

    def say(self, sort: str, turn: int = 0, **values: str) -> str:
        """A template filled in; ``turn`` picks one where there are several.

        Raises:
            KeyError: There is no such template.
        """
        templates = self.templates[sort]
        return templates[turn % len(templates)].format_map(values)


def read_wording(config: ConfigFolder, report: Report) -> Wording:
    """Read ``quiz.yaml`` of a configuration folder; whatever is wrong with it goes into the report."""
    path = config / FILE
    root = read_document(path, report)
    if root is None:
        return Wording({}, "", ())
    top = Fields(root, report, path.name)
    top.allow(WORDING_KEYS)
    wording = root.get("wording")
    if wording is None or not isinstance(wording.value, dict):
        top.problem("'wording' must hold a mapping of templates", "wording")
        return Wording({}, "", ())
    templates = _read_templates(wording, report)
    return Wording(
        templates,
        blank=top.text("blank", required=True),
        shared=top.texts("shared"),
        trimmed=top.texts("trimmed"),
        unasked=top.texts("unasked"),
        plurals=frozenset(top.texts("plurals")),
        ignored=frozenset(top.texts("ignored")),
        openers=tuple(sorted(top.texts("openers"), key=len, reverse=True)),
        hedges=frozenset(top.texts("hedges")),
        halves={"am": top.texts("morning"), "pm": top.texts("evening")},
        needs_choices=top.texts("needs_choices"),
    )


def _read_templates(node: Node, report: Report) -> dict[str, tuple[str, ...]]:
    fields = Fields(node, report, "wording")
    fields.allow(PLACES.keys())
    found: dict[str, tuple[str, ...]] = {}
    for name, places in PLACES.items():
        for item in fields.text_nodes(name):
            _check_template(name, item, places, report)
        found[name] = fields.texts(name)
        if not found[name]:
            fields.problem(f"{name!r} is missing; give it one template at least", name)
    return found


def _check_template(name: str, item: Node, places: frozenset[str], report: Report) -> None:
    text = item.text or ""
    try:
        used = {place for _, place, _, _ in string.Formatter().parse(text) if place is not None}
        text.format_map(dict.fromkeys(places, ""))
    except (ValueError, KeyError, IndexError, AttributeError):
        used = {""}
    if used != places:
        wanted = ", ".join(f"{{{place}}}" for place in sorted(places)) or "no {...} at all"
        report.add(item.path, item.line, f"wording {name!r}: {text!r} must use {wanted}")
