"""A noun left out ("and the second one?") and put back from the turn before ("the first film")."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding import Lexicon, Question
from bot.understanding.lexicon import WordClass

_STANDS_FOR_NOUN = frozenset({"one", "ones"})


def with_noun(question: Question, last: Sequence[str], lexicon: Lexicon) -> str | None:
    """The text of a question with its "one" replaced by the noun that it stands for.

    The noun is the one that in the turn before followed a word of the same sort: another nation, another ordinal.

    Args:
        question: As it was read.
        last: The words of the turn before.
        lexicon: Knows nations and ordinals.

    Returns:
        None where there is no "one", or nothing that it can stand for.
    """
    words = list(question.tokens)
    for at in range(1, len(words)):
        sort = _sort(words[at - 1], lexicon) if words[at] in _STANDS_FOR_NOUN else ""
        noun = _noun_after(sort, words[at - 1], last, lexicon) if sort else ""
        if noun:
            return " ".join([*words[:at], noun, *words[at + 1 :]])
    return None


def _noun_after(sort: str, but: str, words: Sequence[str], lexicon: Lexicon) -> str:
    for at, word in enumerate(words):
        if word != but and _sort(word, lexicon) == sort:
            following = (other for other in words[at + 1 :] if not _sort(other, lexicon))
            noun = next(following, "")
            return noun if noun and lexicon.classify(noun) > WordClass.FUNCTION else ""
    return ""


def _sort(word: str, lexicon: Lexicon) -> str:
    if word in lexicon.language.ordinal_words:
        return "ordinal"
    return "nation" if any(sense.startswith("~") for sense in lexicon.senses(word)) else ""
