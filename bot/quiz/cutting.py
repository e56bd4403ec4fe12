"""Cutting a part out of a statement and asking for it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

_APPOSITION = re.compile(r", (?!and\b|or\b)[^,;:]+,(?= [a-z])")
_BRACKETS = re.compile(r" \([^)]*\)")
_COPULA = re.compile(r"(?:is|was|are|were) (?=(?:a|an|the) )")
_COPULA_END = re.compile(r"((?:[A-Z][\w'’-]*|The|An?)\b[^,;:]*?) (is|was|are|were) (?:the )?$")
_ARTICLE_END = re.compile(r"(?:^|(?<= ))(?:the|a|an|The|A|An) $")
_JOINED = re.compile(r"(?:,|\band|\bor|\bof the|/|-)\s*$")
_TAIL = re.compile(r"\.?$")
_VERBS_OF_BEING = frozenset({"is", "was", "are", "were", "as", "and", "or"})
_QUOTES = '"“”'
_CLAUSE = re.compile(r"\b(?:that|which|who|whose|as|because|while|when|where)\b")


@dataclass(frozen=True, slots=True)
class Cut:
    """A statement in three parts, the middle one of which is asked for."""

    before: str
    part: str
    after: str

    @property
    def around(self) -> str:
        """Everything but the part."""
        return f"{self.before} {self.after}"

    def with_part(self, text: str) -> str:
        """The statement with something else in the place of the part."""
        return f"{self.before}{text}{self.after}"


def find_cut(say: str, forms: Iterable[str]) -> Cut | None:
    """The statement cut at the first of some forms that stands in it exactly once, or None.

    Args:
        say: One sentence.
        forms: Spellings of what is to be cut out, in order of preference.
    """
    for form in forms:
        found = list(re.finditer(rf"(?<![\w-]){re.escape(form)}(?![\w-])", say))
        if len(found) == 1:
            return _without_quotes(Cut(say[: found[0].start()], form, say[found[0].end() :]))
    return None


def _without_quotes(cut: Cut) -> Cut:
    if cut.before[-1:] and cut.before[-1] in _QUOTES and cut.after[:1] and cut.after[0] in _QUOTES:
        return Cut(cut.before[:-1], cut.part, cut.after[1:])
    return cut


@dataclass(frozen=True, slots=True)
class Shape:
    """Where the hole is: what a template needs to ask for it."""

    sort: str
    """``start``, ``own`` (the start, with a genitive), ``name`` (what something is), ``was``, ``end`` or ``gap``."""
    text: str
    """The words around the hole, or the statement with a blank."""
    full: str = ""
    """For ``name``, the words with their verb."""


def shape_of(cut: Cut, blank: str, function_words: Collection[str]) -> Shape:
    """How a cut is best asked about; ``function_words`` are those after which "whom" or "which" may follow."""
    return _at_start(cut) or _at_end(cut, function_words) or Shape("gap", cut.with_part(blank))


def _at_start(cut: Cut) -> Shape | None:
    if cut.before not in {"", "The "}:
        return None
    rest = _APPOSITION.sub("", _BRACKETS.sub("", cut.after, count=1), count=1)
    if own := re.match(r"['’]s (.*)", rest):
        return Shape("own", _plain(own[1]))
    if not re.match(r" [a-z]", rest) or re.match(r" (?:and|or|of|in|at|from|for|with|on)\b", rest):
        return None
    rest = rest.strip()
    if is_what := _COPULA.match(rest):
        return Shape("name", _plain(rest[is_what.end() :]), _plain(rest))
    return Shape("start", _plain(rest))


def _at_end(cut: Cut, function_words: Collection[str]) -> Shape | None:
    if not re.fullmatch(r"\.?", re.sub(r"^, [^,]+(?=\.$)", "", cut.after)):
        return None
    if copula := _COPULA_END.fullmatch(cut.before):
        subject = copula[1]
        if not _CLAUSE.search(subject):
            return Shape("was", f"{copula[2]} {_lowered(subject)}")
    if cut.after != "." or _JOINED.search(cut.before):
        return None
    start = _ARTICLE_END.sub("", cut.before).rstrip()
    if _JOINED.search(start):
        return None
    last = start.split()[-1] if start else ""
    if not last or last in _VERBS_OF_BEING or not (start != cut.before.rstrip() or last in function_words):
        return None
    return Shape("end", start)


def _plain(text: str) -> str:
    return _TAIL.sub("", text.strip())


def _lowered(text: str) -> str:
    first, _, rest = text.partition(" ")
    return f"{first.lower()} {rest}" if first in {"The", "A", "An"} else text
