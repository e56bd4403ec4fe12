"""How a statement with a hole in it is best asked about."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from bot.quiz.cutting import Cut

_APPOSITION = re.compile(r", (?!and\b|or\b)[^,;:]+,(?= [a-z])")
_BRACKETS = re.compile(r" \([^)]*\)")
_COPULA = re.compile(r"(is|was) (a|an|the) ")
_NO_START = re.compile(r"(?:are|were|have|(?:is|was) (?:where|what|when|how|why))\b")
_NO_VERB = re.compile(r" (?:and|or|of|in|at|from|for|with|on)\b")
_COPULA_END = re.compile(r"((?:[A-Z][\w'’-]*|The|An?)\b[^,;:]*?) (is|was|are|were) (?:the )?$")
_CALLED_END = re.compile(r"([^,;:]*?) (is|was) (called|entitled|titled|named) $")
_CLEFT = re.compile(r"It (?:is|was) (?:the )?$")
_ARTICLE_END = re.compile(r"(?:^|(?<= ))(?:the|a|an|The|A|An) $")
_JOINED = re.compile(r"(?:,|\band|\bor|/|-)\s*$")
_TAIL = re.compile(r"\.?$")
_ASIDE = re.compile(r"; .*$")
_VERBS_OF_BEING = frozenset({"is", "was", "are", "were", "as", "and", "or"})
_RELATIVE = re.compile(r"\b(?:that|which|who|whom|whose|as|because|where|than)\b")
_RELATIVE_NEXT = re.compile(r" (?:[a-z]+ )?(?:that|which|who|whom|whose|where)\b")
_CLAUSE = re.compile(r"\b(?:that|which|who|whose|as|because|while|when|where)\b")
_NAMING = frozenset({"called", "entitled", "titled", "named"})
_ARTICLES = frozenset({"the", "a", "an"})
_DETERMINERS = frozenset(
    {"the", "a", "an", "all", "its", "his", "her", "their", "these", "those", "this", "both", "no"}
)
_LONGEST_TAIL = 10  # words after the hole; with more of them the question is forgotten before it ends


@dataclass(frozen=True, slots=True)
class Shape:
    """Where the hole is: what a template needs to ask for it."""

    sort: str
    """``start``, ``own`` (the start, with a genitive), ``name`` (what something is), ``was``, ``end``, ``mid`` or
    ``gap``."""
    text: str
    """The words around the hole, those before it for ``mid``, or the statement with a blank."""
    full: str = ""
    """For ``name``, the words with their verb; for ``mid``, those after the hole."""


def shape_of(cut: Cut, blank: str, function_words: Collection[str], common: Collection[str] = ()) -> Shape:
    """How a cut is best asked about.

    Args:
        cut: The statement.
        blank: Stands for the hole where there is no better way.
        function_words: Those after which "whom" or "which" may follow.
        common: Words that are written small but at the beginning of a sentence.
    """
    found = _cleft(cut) or _at_start(cut) or _at_end(cut, function_words, common) or _in_middle(cut, function_words)
    return found or Shape("gap", cut.with_part(blank))


def middle_of_number(cut: Cut, function_words: Collection[str]) -> Shape | None:
    """The shape for "how many" in the place of a number, or None where that would read badly."""
    words = cut.before.split()
    if not words or _JOINED.search(cut.before) or words[-1].casefold() in _DETERMINERS:
        return None
    return _middle(cut.before.rstrip(), cut.after, function_words) if re.match(r" [a-z]", cut.after) else None


def _cleft(cut: Cut) -> Shape | None:
    """ "It was X who did it" asks like "X did it"."""
    rest = re.match(r" (?:who|that|which) (.*)", cut.after)
    return Shape("start", _plain(rest[1])) if rest and _CLEFT.fullmatch(cut.before) else None


def _at_start(cut: Cut) -> Shape | None:
    if cut.before not in {"", "The ", "A ", "An "}:
        return None
    after = _BRACKETS.sub("", cut.after, count=1)
    rest = _APPOSITION.sub("", after, count=1) if _APPOSITION.match(after) else after
    if own := re.match(r"['’]s (.*)", rest):
        return None if own[1].startswith("The ") else Shape("own", _plain(own[1]))
    if not re.match(r" [a-z]", rest) or _NO_VERB.match(rest) or _NO_START.match(rest.strip()):
        return None
    rest = rest.strip()
    if is_what := _COPULA.match(rest):
        return Shape("name", _plain(rest[is_what.start(2) :]), _plain(rest))
    return Shape("start", _plain(rest))


def _at_end(cut: Cut, function_words: Collection[str], common: Collection[str]) -> Shape | None:
    if not re.fullmatch(r"\.?", re.sub(r"^, [^,]+(?=\.$)", "", cut.after)):
        return None
    if (called := _CALLED_END.fullmatch(cut.before)) and cut.after == "." and not _CLAUSE.search(called[1]):
        return Shape("was", f"{called[2]} {_lowered(called[1], common)} {called[3]}")
    if (copula := _COPULA_END.fullmatch(cut.before)) and not _CLAUSE.search(copula[1]):
        return Shape("was", f"{copula[2]} {_lowered(copula[1], common)}")
    if cut.after != "." or _JOINED.search(cut.before):
        return None
    start = _before_hole(cut, function_words)
    return Shape("end", start) if start else None


def _in_middle(cut: Cut, function_words: Collection[str]) -> Shape | None:
    """The hole between a verb or preposition and the rest: "carved which symbol into the floor?"."""
    tail = re.match(r" ([a-z]+)\b", cut.after)
    if not tail or tail[1] in {"and", "or"} or tail[1] not in function_words or _JOINED.search(cut.before):
        return None
    start = _before_hole(cut, function_words)
    return _middle(start, cut.after, function_words) if start else None


def _before_hole(cut: Cut, function_words: Collection[str]) -> str:
    """The words before the hole without its article, or nothing where they want a name after them."""
    start = _ARTICLE_END.sub("", cut.before).rstrip()
    last = start.split()[-1] if start else ""
    if not last or last in _VERBS_OF_BEING | _NAMING or _JOINED.search(start):
        return ""
    fits = start != cut.before.rstrip() or last in function_words or (last.endswith("ed") and last.islower())
    return start if fits else ""


def _middle(start: str, after: str, function_words: Collection[str]) -> Shape | None:
    whole = f"{start} {after}"
    clause = start.rsplit(", ")[-1]
    first = start.split()[0].casefold()
    begins_aside = first in function_words and first not in _DETERMINERS and "," not in start
    if begins_aside or re.search(r"[;:]", whole) or _RELATIVE.search(clause) or len(after.split()) > _LONGEST_TAIL:
        return None
    if _CLAUSE.match(clause) or _RELATIVE_NEXT.match(after):
        return None
    return Shape("mid", start, _plain(after))


def _plain(text: str) -> str:
    return _TAIL.sub("", _ASIDE.sub("", text.strip()))


def _lowered(text: str, common: Collection[str]) -> str:
    first, _, rest = text.partition(" ")
    return f"{first.lower()} {rest}" if first.lower() in _ARTICLES or first.lower() in common else text
