"""Our words: what each word and phrase can mean, compiled from the language data and the fact base.

A meaning is a *sense*, a short string:

    ``extinguish``     a concept of the vocabulary          ``=lantern``   a word that only means itself (its stem)
    ``@thomas-bach``   an entity                            ``~italy``     a country with its people and things
    ``#choir``         a kind of thing                      ``^anthem``    a topic
    ``&head of events``  a function of several words
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise

from bot.facts import FactBase
from bot.memo import Memoised, memo
from bot.understanding.language import Language
from bot.understanding.phrases import GAP, Phrase, starts_at, tokens_with_gaps
from bot.understanding.words import Token, sound_of, stem, stems_of, tokenise

_UNRANKED = 99
_PLAIN = 2  # concepts that a word of the fact base keeps; with one, words of two equal senses lose the right one
_PLAIN_GAP = 4  # places behind its clearest concept that a second one may stand
_NAME_KINDS = frozenset({"person", "animal"})


class WordClass(IntEnum):
    """How much a word of a question binds its answer."""

    FUNCTION = 0
    FILLER = 1
    MODIFIER = 2
    LIGHT = 3
    OURS = 4
    """Known from facts, names or vocabulary: the answer must explain it."""
    ENGLISH = 5
    """Ordinary English that nothing of ours explains."""
    RARE = 6
    """Less common English; possibly a slip of one of our words."""
    UNKNOWN = 7


def _noun_forms(word: str) -> tuple[str, ...]:
    """A noun with its regular plurals."""
    return (word, f"{word}s", f"{word}es", f"{word[:-1]}ies") if word.endswith("y") else (word, f"{word}s", f"{word}es")


def function_sense(function: str) -> str:
    """The sense of a function of several words, which is more than its words say ("head of events")."""
    return f"&{function.casefold()}"


@lru_cache(maxsize=10_000)
def words_in(senses: frozenset[str]) -> frozenset[str]:
    """The words themselves among senses, whatever they mean."""
    return frozenset(sense for sense in senses if sense[0] == "=")


@lru_cache(maxsize=10_000)
def names_country(senses: frozenset[str]) -> bool:
    """Whether one of the senses is a country with its people and things."""
    return any(sense[0] == "~" for sense in senses)


class Lexicon(Memoised):
    """Senses of words and phrases, and the class of each word."""

    def __init__(self, language: Language, base: FactBase, extra_phrases: Iterable[str] = ()) -> None:
        self.language = language
        self.base = base
        self._common_stems = frozenset(stems_of(list(language.common_english)))
        self._light_stems = {stem(word) for word in language.light_words}
        self._rank: dict[tuple[str, str], int] = {}
        self._exact: defaultdict[str, set[str]] = defaultdict(set)
        self._nouns: defaultdict[str, set[str]] = defaultdict(set)
        self._by_stem: defaultdict[str, set[str]] = defaultdict(set)
        self._phrases: defaultdict[tuple[str, str], list[Phrase]] = defaultdict(list)
        """By start."""
        self._own_stems: set[str] = set()
        self.own_words: set[str] = set()
        """Every word of ours as it is spelt; misspelt words are repaired to one of these."""
        self.name_parts: defaultdict[str, set[str]] = defaultdict(set)
        """Entities by the stem of one part of their name; people and characters only."""
        self.names_by_sound: dict[tuple[str, str], tuple[str, str]] = {}
        """Two neighbouring parts of a name by how they sound."""
        self.name_parts_spelled: defaultdict[str, set[str]] = defaultdict(set)
        """Entities by a part of their name as it is spelt."""
        self._parts_of: defaultdict[str, set[str]] = defaultdict(set)
        self._enter_vocabulary()
        self._enter_names()
        self._enter_facts()
        for phrase in extra_phrases:
            self.own_words.update(token.text for token in tokenise(phrase))
        self.repair_targets = frozenset((*self._spelt_words(), *self._english_forms()))
        """Words to which a misspelt one may be repaired."""

    # -- building ----------------------------------------------------------------------------------------------------

    def _spelt_words(self) -> Iterator[str]:
        """Words of ours and of grammar that are long enough to be misspelt."""
        language = self.language
        grammar = language.function_words | language.fillers | language.light_words | language.modifiers
        every = self.own_words | grammar | language.number_words.keys() | language.ordinal_words.keys()
        return (word for word in every if len(word) > 2 and word.isalpha())

    def _english_forms(self) -> Iterator[str]:
        """Ordinary English words that are other forms of ours."""
        starts = {root[:3] for root in self._own_stems}  # stemming leaves these alone, and most words need no stemming
        every = self.language.common_english | self.language.rare_english
        english = [word for word in every if len(word) > 3 and word[:3] in starts]
        pairs = zip(english, stems_of(english), strict=True)
        return (word for word, root in pairs if root in self._own_stems)

    def _enter_vocabulary(self) -> None:
        for concept, words in self.language.concepts.items():
            single = {word for word in words if " " not in word}
            for rank, word in enumerate(words):
                for token in tokenise(word) if " " not in word else ():
                    for form in (token.text, stem(token.text)):
                        self._rank.setdefault((form, concept), rank)
                # "lighting designer" under "designer" is a sort of designer: it must be read word by word
                # "venue of" is a venue, no idiom
                is_idiom = not single & set(word.split()) and not (word.endswith(" of") and word.count(" ") == 1)
                if " " not in word or is_idiom:
                    self._enter(word, concept)
        for nation, words in self.language.names.items():
            for word in words:
                self._enter(word, f"~{nation}")
        for kind in self.base.registers.kinds.values():
            for word in kind.words:
                self._enter(word, f"#{kind.id}")
        for topic in self.base.registers.topics.values():
            for word in topic.words:
                self._enter(word, f"^{topic.id}")

    def _enter_names(self) -> None:
        for entity in self.base.entities.values():
            is_person = bool(self.base.registers.ancestry(entity.kind) & _NAME_KINDS)
            for name in entity.names:
                tokens = tokenise(name)
                self._enter_tokens(tokens, f"@{entity.id}", keep_own_senses=True)
                parts = [token.text for token in tokens if self._is_name_part(token.text)]
                for part in parts:
                    self._parts_of[entity.id].add(part)
                    self.name_parts_spelled[part].add(entity.id)
                    if is_person:
                        self.name_parts[stem(part)].add(entity.id)
                for first, second in pairwise(parts):
                    self.names_by_sound[sound_of(first), sound_of(second)] = (first, second)
                for part in name.replace("’", "'").split():
                    if "'" in part and not part.endswith("'s"):
                        self._own(tokenise(part.replace("'", " ")))

    def _is_name_part(self, word: str) -> bool:
        if self._nouns.get(word):
            return False
        return word.isalpha() and word not in self.language.common_english and word not in self.language.function_words

    def _enter_facts(self) -> None:
        for fact in self.base.facts.values():
            texts = [fact.say, *fact.keywords, *fact.why, *fact.how]
            texts += [filler.text for filler in fact.fillers()]
            texts += [filler.function for filler in fact.fillers() if filler.function]
            texts += [moment.text for moment in fact.when] + [count.text for count in fact.count]
            for text in texts:
                self._own(tokenise(text))
            for filler in fact.fillers():
                if filler.function and self._is_compound(filler.function):
                    self._enter(filler.function, function_sense(filler.function))
        for ceremony in self.base.ceremonies.values():
            for name in (ceremony.name, ceremony.short, *ceremony.aliases, *(part.title for part in ceremony.parts)):
                self._own(tokenise(name))

    def _is_compound(self, function: str) -> bool:
        content = [token.text for token in tokenise(function) if token.text not in self.language.function_words]
        return len(content) > 1

    def _own(self, tokens: Iterable[Token]) -> None:
        for token in tokens:
            if not token.numbers:
                self.own_words.add(token.text)
                self._own_stems.add(stem(token.text))

    def _enter(self, words: str, sense: str) -> None:
        self._enter_tokens(list(tokens_with_gaps(words)), sense)

    def _enter_tokens(self, tokens: Sequence[Token], sense: str, *, keep_own_senses: bool = False) -> None:
        self._own(token for token in tokens if token.text != GAP)
        if len(tokens) == 1 and not keep_own_senses:
            word = tokens[0].text
            if sense[0] in "#^":  # a performer is no performance, though they share a stem
                for form in _noun_forms(word):
                    self._nouns[form].add(sense)
            else:
                self._exact[word].add(sense)
                self._by_stem[stem(word)].add(sense)
        elif tokens:
            stems = tuple(stem(token.text) for token in tokens)
            phrase = Phrase(stems, sense)
            if phrase not in self._phrases[phrase.start]:
                self._phrases[phrase.start].append(phrase)

    # -- looking up --------------------------------------------------------------------------------------------------

    @memo(maxsize=20_000)
    def senses(self, word: str) -> frozenset[str]:
        """What a single folded word can mean; at least the word itself."""
        root = stem(word)
        nouns = self._nouns.get(word, set())
        by_stem = self._by_stem.get(root, set())
        exact = self._exact.get(word)
        if exact:  # the spelt form decides between concepts ("lighting" is not "light"); names hold for all forms
            return frozenset(exact | nouns | {sense for sense in by_stem if sense[0] in "~@"} | {f"={word}"})
        return frozenset(by_stem | nouns) | {f"={root}", f"={word}"}

    @memo(maxsize=20_000)
    def plain_senses(self, word: str) -> frozenset[str]:
        """What a word means where an author wrote it: its clearest concepts only.

        Concepts list their clearest words first. A question may mean any sense of its words, but if facts did too, two
        loose senses would meet in the middle ("was present" and "presented a medal").
        """
        every = self.senses(word)
        forms = (word, stem(word))
        ranked = sorted(
            (min(self._rank.get((form, sense), _UNRANKED) for form in forms), sense)
            for sense in every
            if sense.isidentifier()
        )
        clearest = {sense for rank, sense in ranked[:_PLAIN] if rank <= ranked[0][0] + _PLAIN_GAP}
        return frozenset(clearest | {sense for sense in every if not sense.isidentifier()})

    def phrases_at(self, stems: Sequence[str], start: int) -> Iterator[tuple[tuple[int, ...], str]]:
        """(positions of its words, sense) of every phrase that starts at a position."""
        for key in starts_at(stems, start):
            for phrase in self._phrases.get(key, ()):
                if positions := phrase.match(stems, start):
                    yield positions, phrase.sense

    def is_name(self, words: Sequence[str]) -> bool:
        """Whether some words together are a name."""
        found = self.phrases_at([stem(word) for word in words], 0)
        return any(sense[0] == "@" and len(positions) == len(words) for positions, sense in found)

    @memo(maxsize=10_000)
    def terms(self, text: str) -> frozenset[str]:
        """Every sense that a text of the fact base expresses."""
        tokens = tokenise(text)
        stems = [stem(token.text) for token in tokens]
        found: set[str] = set()
        for position, token in enumerate(tokens):
            found.update(sense for _, sense in self.phrases_at(stems, position))
            if token.text not in self.language.function_words:
                found |= self.plain_senses(token.text)
        return frozenset(found)

    def content_senses(self, question: str) -> Iterator[frozenset[str]]:
        """The senses of each word of a question that says something, and of each idiom in it."""
        tokens = tokenise(question)
        stems = [stem(token.text) for token in tokens]
        for position, token in enumerate(tokens):
            idioms = {sense for positions, sense in self.phrases_at(stems, position) if len(positions) > 1}
            if idioms:
                yield frozenset(idioms)
            if not token.numbers and self.classify(token.text) >= WordClass.LIGHT:
                yield self.plain_senses(token.text)

    def word_senses(self, text: str) -> Iterator[frozenset[str]]:
        """The senses of each content word of a text, in order."""
        for token in tokenise(text):
            if token.numbers:
                yield frozenset(f"n:{number:g}" for number in token.numbers)
            elif token.text not in self.language.function_words:
                yield self.senses(token.text)

    def numbers(self, text: str) -> set[float]:
        """Every number that a text names, in digits or words."""
        found: set[float] = set()
        for token in tokenise(text):
            found.update(token.numbers)
            if token.text in self.language.number_words:
                found.add(float(self.language.number_words[token.text]))
        return found

    def other_name_parts(self, word: str) -> set[str]:
        """The other words in the names of which this word is a part."""
        return {part for entity in self.name_parts_spelled.get(word, ()) for part in self._parts_of[entity]} - {word}

    def is_person(self, entity: str) -> bool:
        """Whether an entity has a name of which a part is enough."""
        return bool(self.base.registers.ancestry(self.base.entities[entity].kind) & _NAME_KINDS)

    def is_ours(self, word: str) -> bool:
        """Whether facts, names or vocabulary know the word in any form."""
        return word in self.own_words or stem(word) in self._own_stems

    def is_spelled(self, word: str) -> bool:
        """Whether a word is known in this very spelling: "wering" has the stem of "were" and still is no word."""
        language = self.language
        lists = (self.own_words, language.common_english, language.rare_english, language.function_words)
        return any(word in words for words in lists) or WordClass.FUNCTION < self.classify(word) < WordClass.OURS

    @memo(maxsize=20_000)
    def classify(self, word: str) -> WordClass:
        """How much a folded word binds the answer."""
        language = self.language
        if word in language.function_words:
            return WordClass.FUNCTION
        if word in language.fillers:
            return WordClass.FILLER
        if word in language.light_words or (stem(word) in self._light_stems and word not in self._nouns):
            return WordClass.LIGHT
        if word in language.modifiers:
            return WordClass.MODIFIER
        if self.is_ours(word):
            return WordClass.OURS
        if word in language.common_english or (word in language.rare_english and stem(word) in self._common_stems):
            return WordClass.ENGLISH
        return WordClass.RARE if word in language.rare_english else WordClass.UNKNOWN
