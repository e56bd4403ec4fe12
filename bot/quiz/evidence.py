"""What speaks against asking a question: an answer that stands in it, or facts that answer it differently."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from bot.facts import Fact, FactBase, Filler
from bot.understanding import Lexicon
from bot.understanding.words import stem, tokenise

# Of a question's words: a fact that says so many of them may answer it as well. Half is enough to keep a name from the
# wrong choices; a question is given up from two thirds on, since most facts of one scene share half their words.
_MAY_ANSWER = 0.5
_ANSWERS_TOO = 0.66
_TELLTALE = 0.5  # of an answer's words: so many in the question give it away
_LEAST_WORDS = 2  # of its own that a question needs to be about something


class Evidence:
    """The words of all facts, to set a question against."""

    def __init__(self, base: FactBase, lexicon: Lexicon) -> None:
        self._base = base
        self._lexicon = lexicon
        self._function_words = lexicon.language.function_words
        self._words = {fact.id: self._words_of(fact) for fact in base.facts.values()}
        self._facts: defaultdict[str, list[Fact]] = defaultdict(list)
        for fact in base.facts.values():
            self._facts[fact.ceremony].append(fact)

    def content(self, text: str) -> frozenset[str]:
        """The stems of the words of a text that say something."""
        return frozenset(stem(word) for word in self._content_words(text))

    def _content_words(self, text: str) -> Iterator[str]:
        for token in tokenise(text):
            if token.text not in self._function_words and any(map(str.isalnum, token.text)):
                yield token.text

    def _words_of(self, fact: Fact) -> frozenset[str]:
        texts = [fact.say, *fact.keywords, *(filler.text for filler in fact.fillers())]
        texts += [filler.function for filler in fact.fillers() if filler.function]
        return self.content(" ".join(texts))

    def says_enough(self, around: str) -> bool:
        """Whether the words around a hole are enough to know what is meant."""
        return len(self.content(around)) >= _LEAST_WORDS

    def is_given_away(self, text: str, answers: Iterable[str], kind_words: Iterable[str] = ()) -> bool:
        """Whether an answer, under any of its names, stands in a text.

        Args:
            text: The question.
            answers: Every name of what is right.
            kind_words: What things of its sort are called; "flag" gives no flag away.
        """
        said = self._senses(text)
        common = self.content(" ".join(kind_words))
        return any(self._share_told(answer, said, common) >= _TELLTALE for answer in answers)

    def _share_told(self, answer: str, said: frozenset[str], common: frozenset[str]) -> float:
        words = [word for word in self._content_words(answer) if stem(word) not in common]
        words = words or list(self._content_words(answer))
        told = [word for word in words if self._senses(word) & said]
        return len(told) / len(words) if words else 0.0

    def _senses(self, text: str) -> frozenset[str]:
        """Words by their stems, nations by themselves: "Italian" gives "Italy" away."""
        words = [*self._content_words(text)]
        nations = {sense for word in words for sense in self._lexicon.senses(word) if sense[0] == "~"}
        return frozenset(nations | {stem(word) for word in words})

    def rivals(self, fact: Fact, around: str) -> Iterator[tuple[Fact, bool]]:
        """Other facts that may answer a question about this one, and whether they do so outright."""
        asked = self.content(around)
        for other in self._facts[fact.ceremony]:
            if other.id == fact.id or other.id in fact.versions or not asked:
                continue
            share = len(asked & self._words[other.id]) / len(asked)
            if share >= _MAY_ANSWER:
                yield other, share >= _ANSWERS_TOO

    def kinds_of(self, filler: Filler) -> frozenset[str]:
        """What sort of thing a filler is, with everything that it is a case of."""
        entity = self._base.entities.get(filler.entity or "")
        return self._base.registers.ancestry(filler.kind or (entity.kind if entity else None))
