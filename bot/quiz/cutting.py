"""Cutting a part out of a statement."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

_QUOTES = {'"': '"', "“": "”"}
_ARTICLE_BEFORE = re.compile(r"(?:^|(?<=\s))(?:a|an|A|An) $")
_ARTICLE = re.compile(r"(?:a|an|the) ", re.IGNORECASE)
_INDEFINITE = re.compile(r"(?:, [^,]+,)? (?:is|was) an? ")
_BRACKET_AFTER = re.compile(r" \([^)]*\)")


@dataclass(frozen=True, slots=True)
class Cut:
    """A statement in three parts, the middle one of which is asked for."""

    before: str
    part: str
    after: str
    quotes: tuple[str, str] = ("", "")
    """What stood around the part and is no part of its name."""

    @property
    def around(self) -> str:
        """Everything but the part."""
        return f"{self.before} {self.after}"

    def with_part(self, text: str) -> str:
        """The statement with something else in the place of the part."""
        return f"{self.before}{text}{self.after}"

    def quoted(self, text: str) -> str:
        """The statement with another name in the place of the part, in its quotes."""
        return self.with_part(text.join(self.quotes))

    @property
    def is_one_of_many(self) -> bool:
        """Whether the part is said to be *a* thing of some sort, as others are that nobody speaks of."""
        return _INDEFINITE.match(self.after) is not None

    @property
    def is_in_a_name(self) -> bool:
        """Whether the part belongs to a longer name, as the city in the name of a song does."""
        is_quoted = self.before.count('"') % 2 == 1 or self.before.count("“") > self.before.count("”")
        return is_quoted or re.match(r"[ -][A-Z]", self.after) is not None or self.before.endswith("-")


def find_cut(say: str, forms: Iterable[str]) -> Cut | None:
    """The statement cut at the first of some forms that stands in it exactly once, or None.

    Args:
        say: One sentence.
        forms: Spellings of what is to be cut out, in order of preference.
    """
    for form in forms:
        if form not in say:
            continue
        found = list(re.finditer(rf"(?<![\w-]){re.escape(form)}(?![\w-])", say))
        if len(found) == 1:
            return _without_quotes(Cut(say[: found[0].start()], form, say[found[0].end() :]))
    return None


def _without_quotes(cut: Cut) -> Cut:
    opening, closing = cut.before[-1:], cut.after[:1]
    if opening in _QUOTES and closing == _QUOTES[opening]:
        return Cut(cut.before[:-1], cut.part, cut.after[1:], (opening, closing))
    return cut


def without_bracket(cut: Cut) -> Cut:
    """The cut without a bracket behind the part: it says the same again, in short or in other letters."""
    bracket = _BRACKET_AFTER.match(cut.after)
    return replace(cut, after=cut.after[bracket.end() :]) if bracket else cut


def with_article(cut: Cut) -> Cut:
    """The cut with "a" or "an" taken into it, which would tell what the part begins with, and how many it is."""
    before = _ARTICLE_BEFORE.sub("", cut.before)
    return replace(cut, before=before, part=cut.before[len(before) :] + cut.part)


def plain(name: str) -> str:
    """A name without its article."""
    return _ARTICLE.sub("", name, count=1) if _ARTICLE.match(name) else name
