"""What speaks against asking a question: an answer that stands in it, or facts that answer it differently."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from bot.facts import Fact, FactBase, Filler
from bot.understanding import Lexicon
from bot.understanding.words import stem, tokenise

# Of a question's words, rare ones counting more: a fact that says so many of them may answer it as well. Half is enough
# to keep a name from the wrong choices; a question is given up from three fifths on, since most facts of one scene
# share half their words.
_MAY_ANSWER = 0.5
_ANSWERS_TOO = 0.6
_RAREST = 3  # facts that say a word: it is no better known for being said by fewer
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
        self._saying: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for fact in base.facts.values():
            self._facts[fact.ceremony].append(fact)
            for word in self._words[fact.id]:
                self._saying[fact.ceremony, word].add(fact.id)
        self.common_words = frozenset(
            word for fact in base.facts.values() for word in re.findall(r"(?<= )[a-z]+", fact.say)
        )
        """Words that statements write small."""
        self._said = " ".join(fact.say for fact in base.facts.values()).casefold()

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
        """Whether an answer stands in a text: half of its name, or one of its other names.

        Args:
            text: The question.
            answers: Every name of what is right, the usual one first.
            kind_words: What things of its sort are called; "flag" gives no flag away.
        """
        said = self._senses(text)
        common = self.content(" ".join(kind_words))
        least = _TELLTALE
        for answer in answers:
            if self._share_told(answer, said, common) >= least:
                return True
            least = 1
        return False

    def is_all_said(self, name: str, text: str) -> bool:
        """Whether a text says every word of a name."""
        return self._share_told(name, self._senses(text), frozenset()) == 1

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

    def takes_the(self, name: str) -> bool:
        """Whether statements put "the" before a name more often than not."""
        said, the = self._said.count(name.casefold()), self._said.count(f"the {name.casefold()}")
        return the > said / 2

    def rivals(self, fact: Fact, around: str) -> Iterator[tuple[Fact, bool]]:
        """Other facts that may answer a question about this one, and whether they do so outright."""
        weights = {word: self._weight(fact.ceremony, word) for word in self.content(around)}
        total = sum(weights.values())
        shared: defaultdict[str, float] = defaultdict(float)
        for word, weight in weights.items():
            for other in self._saying.get((fact.ceremony, word), ()):
                shared[other] += weight / total
        for other, share in sorted(shared.items()):
            if share >= _MAY_ANSWER and other != fact.id and other not in fact.versions:
                yield self._base.facts[other], share >= _ANSWERS_TOO

    def _weight(self, ceremony: str, word: str) -> float:
        """How much a word tells: the fewer facts of a ceremony say it, the more."""
        facts = max(_RAREST, len(self._saying.get((ceremony, word), ())))
        return math.log(1 + len(self._facts[ceremony]) / facts)

    def kinds_of(self, filler: Filler) -> frozenset[str]:
        """What sort of thing a filler is, with everything that it is a case of."""
        return self._base.registers.ancestry(self._base.kind_of(filler))
