"""A noun left out ("and the second one?") and put back from the turn before ("the first film")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.conversation.memory import Turn
from bot.understanding import Lexicon, Question
from bot.understanding.lexicon import WordClass

_SAME = re.compile(r"^(?:(?:and|was|is|it|were|that|the)\b\s*)*same\s+(?:(\w+)\s+)?(?=(?:in|for|at)\b)", re.I)
_OR = re.compile(r"\bor\b", re.I)
_RESTATES = frozenset(
    {"place", "number", "amount", "person", "people", "man", "woman", "time", "date", "day", "company"}
)
_LAST = frozenset({"last", "latter"})
_STANDS_FOR_NOUN = frozenset({"one", "ones"})


def with_noun(question: Question, last: Turn, lexicon: Lexicon) -> str | None:
    """The text of a question with its "one" replaced by the noun that it stands for.

    The noun is the one that in the turn before followed a word of the same sort: another nation, another ordinal; or
    one with which the word is a name ("the theatre one" after "the music chapter"). After a list it is the one that
    stands there. An ordinal at the end needs no "one" ("and the second?"), and what "the same ... in" another ceremony
    asks for needs not be said again.

    Args:
        question: As it was read.
        last: The turn before.
        lexicon: Knows nations and ordinals.

    Returns:
        None where there is no "one", or nothing that it can stand for.
    """
    if question.ceremonies and (same := _SAME.match(question.text)) and _restates(same[1] or "", lexicon):
        return f"and {_OR.split(question.text[same.end() :])[0]}"
    words = list(question.tokens)
    before = last.question.tokens
    if words[-2:-1] == ["the"] and (words[-1] in lexicon.language.ordinal_words or words[-1] in _LAST):
        words.append("one")
    for at in range(1, len(words)):
        if words[at] not in _STANDS_FOR_NOUN:
            continue
        sort = _sort(words[at - 1], lexicon)
        noun = _noun_after(sort, words[at - 1], before, lexicon)
        place = _place_of(sort, words[at - 1], before, lexicon)
        is_swap = sort == "ordinal" or noun
        if place >= 0 and is_swap and question.intent is None and len(question.hard_items) == 1:
            return " ".join([*before[:place], words[at - 1], *before[place + 1 :]])  # the same of another
        if noun:
            return " ".join([*words[:at], noun, *words[at + 1 :]])
        if value := _listed(words[at - 1], last, lexicon):
            start = at - 2 if words[at - 2 : at - 1] == ["the"] else at - 1
            about = "tell me about" if question.intent is None else ""
            return " ".join([about, *words[:start], value, *words[at + 1 :]]).strip()
    return None


def _listed(which: str, last: Turn, lexicon: Lexicon) -> str:
    """Which of the values that were listed an ordinal means; nothing where they were not so many."""
    place = lexicon.language.ordinal_words.get(which, -1 if which in _LAST else 0)
    return last.values[place - 1 if place > 0 else place] if place and abs(place) <= len(last.values) > 1 else ""


def _restates(word: str, lexicon: Lexicon) -> bool:
    """Whether a word only says again what sort of thing is asked for ("the same *place* in ...?")."""
    return word in _RESTATES or lexicon.classify(word) < WordClass.MODIFIER


def _noun_after(sort: str, but: str, words: Sequence[str], lexicon: Lexicon) -> str:
    """The noun behind a word of the same sort, or one that makes a name with a word of no sort."""
    if not sort:
        return next((noun for noun in words if lexicon.is_name([but, noun])), "")
    place = _place_of(sort, but, words, lexicon)
    following = (other for other in words[place + 1 :] if not _sort(other, lexicon))
    noun = next(following, "") if place >= 0 else ""
    return noun if noun and lexicon.classify(noun) > WordClass.FUNCTION else ""


def _place_of(sort: str, but: str, words: Sequence[str], lexicon: Lexicon) -> int:
    """Where the first word of a sort stands that is another one; -1 where there is none."""
    return next((at for at, word in enumerate(words) if word != but and _sort(word, lexicon) == sort), -1)


def _sort(word: str, lexicon: Lexicon) -> str:
    if word in lexicon.language.ordinal_words:
        return "ordinal"
    return "nation" if any(sense.startswith("~") for sense in lexicon.senses(word)) else ""
