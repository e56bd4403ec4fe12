"""Intents: what a question can ask for, and the keywords that show it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from bot.facts.documents import Fields, Report, nearest, read_document
from bot.facts.model import Role
from bot.understanding.phrases import Phrase, starts_at, tokens_with_gaps
from bot.understanding.words import stem, tokenise

OPERATORS = frozenset(
    {
        "any",
        "describe",
        "claim",
        "list",
        "after",
        "before",
        "first",
        "last",
        "more",
        "less",
        "later",
        "earlier",
        "smalltalk",
    }
)
PRECISIONS = frozenset(
    {
        "",
        "clock",
        "date",
        "year",
        "duration",
        "number",
        "language",
        "interval",
        "named",
        "times",
        "measure",
        "size",
        "amount",
    }
)
_ASKS = OPERATORS | frozenset(get_args(Role))
_KEYS = frozenset(
    {"asks", "as", "precision", "keywords", "at_start", "at_end", "default", "wording", "missing", "replies"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """One thing that a question can ask for."""

    id: str
    asks: str
    """A role of facts, or one of `OPERATORS`."""
    function: str = ""
    """The function that the answer must have ("whose music" wants a composer); empty for any."""
    precision: str = ""
    keywords: tuple[str, ...] = ()
    at_start: bool = False
    at_end: bool = False
    """The keywords count only as the last words, and then more than a plain "who" or "what" before them."""
    default: tuple[str, ...] = ()
    """Topics that are meant when a question names nothing but the ceremony."""
    wording: str = "{value}"
    missing: str = "I don't know that."
    replies: tuple[str, ...] = ()
    content_stems: frozenset[str] = frozenset()
    """Stems of keyword words that still count as content of the question."""


class Intents:
    """All intents, found by their keywords."""

    def __init__(self, intents: Sequence[Intent]) -> None:
        self.by_id = {intent.id: intent for intent in intents}
        self._keywords: defaultdict[tuple[str, str], list[tuple[int, Phrase, Intent]]] = defaultdict(list)
        """By start."""
        keywords = [(_stems(keyword), intent) for intent in intents for keyword in intent.keywords]
        self._asking: defaultdict[tuple[str, str], list[frozenset[str]]] = defaultdict(list)
        """By what they ask for and first stem, the words of keywords."""
        self._endings: defaultdict[str, list[tuple[tuple[str, ...], Intent]]] = defaultdict(list)
        """By last stem."""
        for order, (stems, intent) in enumerate(keywords):
            if stems and intent.at_end:
                self._endings[stems[-1]].append((stems, intent))
            elif stems:
                phrase = Phrase(stems, intent.id)
                self._keywords[phrase.start].append((order, phrase, intent))
                self._asking[intent.asks, stems[0]].append(phrase.words)

    def __iter__(self) -> Iterator[Intent]:
        return iter(self.by_id.values())

    def keyword_texts(self) -> Iterator[str]:
        """Every keyword, for the words it adds to ours."""
        return (keyword for intent in self for keyword in intent.keywords)

    def may_ask(self, asks: str, stems: Sequence[str], present: frozenset[str]) -> bool:
        """Whether all words of a keyword occur that asks for something; `present` holds all stems."""
        return any(present.issuperset(words) for stem in stems for words in self._asking.get((asks, stem), ()))

    def matches_at(
        self, stems: Sequence[str], start: int, present: frozenset[str]
    ) -> list[tuple[tuple[int, ...], Intent]]:
        """(positions of the keyword's words, intent) for every keyword that starts here, the longest first.

        Args:
            stems: Of all words.
            start: Place of the keyword's first word.
            present: All stems, for a quick look.
        """
        found = [
            (positions, order, intent)
            for key in starts_at(stems, start)
            for order, phrase, intent in self._keywords.get(key, ())
            if present.issuperset(phrase.words) and (positions := phrase.match(stems, start))
        ]
        found.sort(key=lambda one: (-len(one[0]), one[1]))
        return [(positions, intent) for positions, _, intent in found]

    def ending(self, stems: Sequence[str]) -> tuple[tuple[int, ...], Intent] | None:
        """(positions of the keyword's words, intent) for a keyword that the question ends with."""
        for ending, intent in self._endings.get(stems[-1], ()) if stems else ():
            if tuple(stems[-len(ending) :]) == ending:
                return tuple(range(len(stems) - len(ending), len(stems))), intent
        return None


def _stems(keyword: str) -> tuple[str, ...]:
    return tuple(stem(token.text) for token in tokens_with_gaps(keyword))


def _content_stems(keywords: Sequence[str]) -> frozenset[str]:
    """The stems of words marked with + in keywords: they show the intent and still count as content."""
    marked = [word[1:] for keyword in keywords for word in keyword.split() if word.startswith("+")]
    return frozenset(stem(token.text) for word in marked for token in tokenise(word))


def read_intents(path: Path, topics: Sequence[str], report: Report) -> Intents:
    """Read ``intents.yaml``; problems go into the report."""
    root = read_document(path, report)
    if root is None:
        return Intents([])
    Fields(root, report, path.name).allow({"intents"})
    listed = root.get("intents")
    found: list[Intent] = []
    for name, node in listed.pairs() if listed else ():
        fields = Fields(node, report, f"intent {name!r}")
        fields.allow(_KEYS)
        intent = Intent(
            id=name,
            asks=fields.text("asks", required=True),
            function=fields.text("as"),
            precision=fields.text("precision"),
            keywords=fields.texts("keywords"),
            at_start=fields.flag("at_start"),
            at_end=fields.flag("at_end"),
            default=fields.texts("default"),
            wording=fields.text("wording", default="{value}"),
            missing=fields.text("missing", default="I don't know that."),
            replies=fields.texts("replies"),
            content_stems=_content_stems(fields.texts("keywords")),
        )
        _check(intent, fields, topics)
        found.append(intent)
    return Intents(found)


def _check(intent: Intent, fields: Fields, topics: Sequence[str]) -> None:
    if intent.asks and intent.asks not in _ASKS:
        fields.problem(f"cannot ask for {intent.asks!r}{nearest(intent.asks, _ASKS)}", "asks")
    if intent.precision not in PRECISIONS:
        fields.problem(
            f"unknown precision {intent.precision!r}{nearest(intent.precision, PRECISIONS - {''})}", "precision"
        )
    if not intent.keywords:
        fields.problem("'keywords' is missing; without them no question can have this intent")
    if intent.asks == "smalltalk" and not intent.replies:
        fields.problem("small talk needs 'replies'")
    for topic in intent.default:
        if topic not in topics:
            fields.problem(f"unknown topic {topic!r}{nearest(topic, topics)}", "default")
    if intent.wording.count("{value}") != 1:
        fields.problem("'wording' needs {value} exactly once", "wording")
