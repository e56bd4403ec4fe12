"""What stands at the end of a message and says nothing of what is asked: "..., right?", "..., if you don't mind"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.understanding.language import Language
from bot.understanding.words import Token, tokenise

_LEAST = 2  # words that a message keeps
_BREAK = ","
"""Before a phrase of the data: it only counts after a comma or the like."""


class Endings:
    """Finds the ends of messages that can go."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._closers = _words_of(language.closers)
        self._tags = _words_of(one for one in language.tags if not one.startswith(_BREAK))
        self._after_break = self._tags | _words_of(one for one in language.tags if one.startswith(_BREAK))
        self._longest = max(map(len, self._closers | self._after_break), default=0)
        self._last = {phrase[-1] for phrase in self._closers | self._after_break} | language.pronouns.keys()

    def cut(self, tokens: Sequence[Token]) -> tuple[Sequence[Token], bool]:
        """The tokens without such ends, and whether one of them makes a claim of what it follows ("..., right?")."""
        kept, is_tagged = tokens, False
        while found := self._ending(kept):
            kept, is_tagged = kept[: found[0]], is_tagged or found[1]
        return kept, is_tagged

    def _ending(self, tokens: Sequence[Token]) -> tuple[int, bool] | None:
        """(start, whether it is a tag) of the longest end that can go; words that say nothing may follow it."""
        for end in range(len(tokens), _LEAST, -1):
            last = tokens[end - 1].text
            for start in range(max(_LEAST, end - self._longest), end) if last in self._last else ():
                phrase = tuple(token.text for token in tokens[start:end])
                if phrase in self._closers:
                    return start, False
                if self._is_tag(phrase, after_break=tokens[start].opens_clause):
                    return start, True
            if last not in self._language.fillers:
                break
        return None

    def _is_tag(self, phrase: tuple[str, ...], *, after_break: bool) -> bool:
        """Whether words are a tag: one of the data, or an auxiliary and a pronoun ("didn't he")."""
        language = self._language
        if len(phrase) == 2 and phrase[0] in language.auxiliaries and phrase[1] in language.pronouns:
            return after_break or phrase[0] in language.negations
        return phrase in (self._after_break if after_break else self._tags)


def _words_of(phrases: Iterable[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(token.text for token in tokenise(phrase)) for phrase in phrases)
