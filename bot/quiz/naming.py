"""Names as guesses are set against them: in words, without what may be left away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from bot.facts import FactBase
from bot.quiz.closeness import Name
from bot.quiz.wording import Wording
from bot.understanding import Language
from bot.understanding.words import tokenise

_LEAST_LETTERS = 4  # of a name without its sort: with fewer, anything could be meant


class Names:
    """Every name that is known, and how the words of names and guesses are read."""

    def __init__(self, base: FactBase, wording: Wording, language: Language) -> None:
        self._ignored = wording.ignored
        self._function_words = language.function_words
        self._numbers = {word: str(value) for word, value in language.number_words.items()}
        self._numbers |= {word: str(value) for word, value in language.ordinal_words.items()}
        self.ordinary = (language.common_english | language.rare_english) - language.number_words.keys()
        """Words that mean something themselves."""
        self.titles: set[str] = set()
        """What people may be called before their name, such as their craft."""
        self.known = [tuple(self._names(base, key)) for key in base.entities]
        self._spelt: defaultdict[str, list[tuple[Name, ...]]] = defaultdict(list)
        for names in self.known:
            for letters in {"".join(name.words) for name in names}:
                self._spelt[letters].append(names)

    def _names(self, base: FactBase, key: str) -> Iterator[Name]:
        entity = base.entities[key]
        is_person = base.registers.is_individual(entity.kind)
        kind = base.registers.kinds.get(entity.kind)
        sort = frozenset(word for text in (kind.words if kind else ()) for word in text.casefold().split())
        if is_person:
            self.titles |= sort
        for name in entity.names:
            yield self.name(name, is_person=is_person, kind=entity.kind, sort=sort)

    def name(self, text: str, *, is_person: bool = False, kind: str = "", sort: frozenset[str] = frozenset()) -> Name:
        """A name in words; ``sort`` holds those that only say what it is."""
        words = self.words(text, is_person=is_person)
        bare = self.bare(words)
        short = tuple(word for word in bare if word not in sort)
        is_long_enough = sum(map(len, short)) >= _LEAST_LETTERS and len(short) < len(bare)
        return Name(words, is_person, bare, short if is_long_enough and not is_person else (), kind)

    def words(self, text: str, *, is_person: bool = False) -> tuple[str, ...]:
        """The words of a name or guess without articles and titles; in those of things, numbers are digits."""
        found = tuple(token.text for token in tokenise(text.replace("&", " and ").replace("+", " and ")))
        found = tuple(word for word in found if word not in self._ignored) or found
        if is_person:
            return found
        digits = [self._digits(word) for word in found]
        return tuple(word for word, after in zip(digits, [*digits[1:], ""], strict=True) if not _is_no(word, after))

    def _digits(self, word: str) -> str:
        plain = word.rstrip("stndrh") if word[:1].isdigit() else word
        return self._numbers.get(plain, plain)

    def spelt(self, guess: tuple[str, ...]) -> list[tuple[Name, ...]]:
        """All names of what is known by just these letters."""
        return self._spelt.get("".join(guess), [])

    def bare(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Words without such as "of", in a fixed order."""
        return tuple(sorted(word for word in words if word not in self._function_words))

    def of(self, accepted: tuple[str, ...], *, is_person: bool) -> list[Name]:
        """The names of an answer, as what is known by one of them where there is such a thing."""
        own = [self.name(one, is_person=is_person) for one in accepted]
        first = own[0].words if own else ()
        same = [name for names in self.known if any(first == one.words for one in names) for name in names]
        words = {name.words for name in own}
        return [*own, *(name for name in same if name.words in words and name.is_person == is_person)]


def _is_no(word: str, after: str) -> bool:
    """Whether a word only says that a number follows."""
    return after.isdigit() and word in {"no", "nr", "number"}
