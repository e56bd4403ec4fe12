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
        if not tokens or not self._may_end(tokens[-1].text):  # mostly so
            return kept, is_tagged
        while found := self._ending(kept):
            kept, is_tagged = kept[: found[0]], is_tagged or found[1]
        return kept, is_tagged

    def _may_end(self, word: str) -> bool:
        return word in self._last or word in self._language.fillers

    def _ending(self, tokens: Sequence[Token]) -> tuple[int, bool] | None:
        """(start, whether it is a tag) of the longest end that can go; words that say nothing may follow it."""
        words = tuple([token.text for token in tokens])
        for end in range(len(words), _LEAST, -1):
            for start in range(max(_LEAST, end - self._longest), end) if words[end - 1] in self._last else ():
                if words[start:end] in self._closers:
                    return start, False
                if self._is_tag(words[start:end], after_break=tokens[start].opens_clause):
                    return start, True
            if words[end - 1] not in self._language.fillers:
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
