"""Text to `Question`, in stages: words, repair, openers, ceremonies, intent, items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.facts import Ceremony, FactBase
from bot.understanding.decoding import Decoder
from bot.understanding.intents import Intent, Intents
from bot.understanding.items import ItemBuilder
from bot.understanding.language import Language
from bot.understanding.lexicon import Lexicon, WordClass
from bot.understanding.phrases import PhraseTable
from bot.understanding.question import Item, Question, Weight
from bot.understanding.repair import repair_tokens
from bot.understanding.spelling import Speller
from bot.understanding.usage import Usage
from bot.understanding.words import Token, stem, tokenise

_MAX_ITEMS = 24  # no question says more; the rest of a longer message is not weighed
_WITH_HEAD = frozenset({"any", "what", "count", "more", "less", "list", "first", "last", "after", "before"})
_COUNTED = frozenset({"count", "more", "less"})
_BEFORE_HEAD = frozenset(
    {
        "is",
        "was",
        "were",
        "are",
        "the",
        "a",
        "an",
        "of",
        "s",
        "all",
        "these",
        "those",
        "some",
        "any",
        "different",
        "other",
    }
)
_COMPARING = frozenset({"more", "less", "earlier", "later"})
_GENERIC = frozenset({"any", "what", "claim", "who", "where"})
_BEFORE_ENDING = frozenset({"any", "what", "who", "list"})
_RELATIVE = frozenset({"when", "where", "who", "that", "which"})


@dataclass(slots=True)
class _Draft:
    """What the stages have found so far."""

    text: str
    tokens: list[Token]
    alternatives: dict[str, tuple[str, ...]]
    repairs: list[tuple[str, str]]
    words: list[str] = field(default_factory=list)
    stems: list[str] = field(default_factory=list)
    present: frozenset[str] = frozenset()
    """The stems, for a quick look whether one occurs at all."""
    start: int = 0
    """Index of the first token after openers."""
    is_continuation: bool = False
    intent: Intent | None = None
    intent_positions: tuple[int, ...] = ()


class Reader:
    """Reads questions in the light of what is known."""

    def __init__(self, language: Language, base: FactBase, intents: Intents) -> None:
        self.language = language
        self.base = base
        self.intents = intents
        self.lexicon = Lexicon(language, base, extra_phrases=intents.keyword_texts())
        self.speller = Speller(
            self.lexicon.repair_targets,
            common=(word for word in language.common_english if len(word) > 3),
            helpers=language.function_words | language.auxiliaries,
        )
        self._decoder = Decoder(self.lexicon, self.speller, _usage(self.lexicon))
        self._items = ItemBuilder(self.lexicon, self.speller)
        self._openers = PhraseTable((phrase, True) for phrase in language.polite_openers)
        self._continuations = PhraseTable((phrase, True) for phrase in language.continuations)
        self._others = PhraseTable((phrase, True) for phrase in language.other_one)
        self._both = PhraseTable((phrase, True) for phrase in language.both_words)
        self._idle = PhraseTable((phrase, True) for phrase in language.idle_phrases)
        self._order = PhraseTable((phrase, True) for phrase in language.order_words if " " in phrase)
        self._generic = PhraseTable((phrase, True) for phrase in language.ceremony_words)
        self._ceremonies = PhraseTable(
            (name, ceremony.id)
            for ceremony in base.ceremonies.values()
            for name in _names_of(ceremony, self._only_ceremonies())
        )
        self._venues = PhraseTable(
            (name, ceremony) for ceremony in base.ceremonies for name in _venue_names(base, ceremony)
        )
        self._short_years = {ceremony.year % 100: ceremony.id for ceremony in base.ceremonies.values()}

    def _only_ceremonies(self) -> list[str]:
        """Words for ceremonies of any sort, less those for whole Games."""
        kinds = {word for kind in self.base.registers.kinds.values() for word in kind.words}
        return [word for word in self.language.ceremony_words if not kinds & {word, word.removesuffix("s")}]

    def read(self, text: str) -> Question:
        """What a message asks; never fails, whatever the text."""
        repaired = repair_tokens(tokenise(text), self.lexicon, self.speller, self._decoder)
        draft = _Draft(text, repaired.tokens, repaired.alternatives, repaired.repairs)
        draft.words = [token.text for token in draft.tokens]
        draft.stems = [stem(word) for word in draft.words]
        draft.present = frozenset(draft.stems)
        self._strip_openers(draft)
        smalltalk = self._find_smalltalk(draft)
        if smalltalk:
            return Question(text=text, intent=smalltalk, tokens=tuple(draft.words))
        self._find_intent(draft)
        return self._compose(draft)

    # -- openers -----------------------------------------------------------------------------------------------------

    def _strip_openers(self, draft: _Draft) -> None:
        position = 0
        while position < len(draft.words):
            continuation = self._continuations.longest_at(draft.words, position)
            if continuation and not self._others.longest_at(draft.words, position):
                draft.is_continuation = True
                position = continuation[0]
                continue
            opener = self._openers.longest_at(draft.words, position)
            longest = max((len(found) for found, _ in self._intents_at(draft, position)), default=0)
            if opener and opener[0] < len(draft.words) and longest <= opener[0] - position:
                position = opener[0]
            elif self.lexicon.classify(draft.words[position]) is WordClass.FILLER and not self._intents_at(
                draft, position
            ):
                position += 1
            else:
                break
        draft.start = min(position, len(draft.words))

    # -- intent ------------------------------------------------------------------------------------------------------

    def _intents_at(self, draft: _Draft, position: int) -> list[tuple[tuple[int, ...], Intent]]:
        found = list(self.intents.matches_at(draft.stems, position, draft.present))
        return sorted(found, key=lambda match: -len(match[0]))

    def _find_smalltalk(self, draft: _Draft) -> Intent | None:
        """Small talk is a message of nothing but small talk; the longest phrase says of which kind."""
        covered: set[int] = set()
        best: tuple[int, Intent] | None = None
        for position in range(len(draft.words)):
            for positions, intent in self._intents_at(draft, position):
                if intent.asks == "smalltalk" and not covered & set(positions):
                    covered |= set(positions)
                    if best is None or len(positions) > best[0]:
                        best = (len(positions), intent)
        rest = [word for position, word in enumerate(draft.words) if position not in covered]
        strange = [word for word in rest if self.lexicon.classify(word) > WordClass.MODIFIER]
        is_bare = not strange or (
            len(strange) < len(covered) and not any(self._says_something(word) for word in strange)
        )
        is_question = any(word in self.language.pronouns for word in rest) or len(rest) > 6
        return best[1] if best and is_bare and not is_question else None

    def _says_something(self, word: str) -> bool:
        return self.lexicon.is_ours(word) and bool(self.lexicon.name_parts.get(stem(word)) or word.isdigit())

    def _find_intent(self, draft: _Draft) -> None:
        self._find_leading_intent(draft)
        ending = self._ending(draft)
        if ending and (draft.intent is None or draft.intent.asks in _BEFORE_ENDING):
            positions, draft.intent = ending
            draft.intent_positions = (*draft.intent_positions[:1], *(draft.start + at for at in positions))

    def _ending(self, draft: _Draft) -> tuple[tuple[int, ...], Intent] | None:
        """The intent that the last words show, words that say nothing ("again") aside."""
        end = len(draft.words)
        while end > draft.start:
            found = self.intents.ending(draft.stems[draft.start : end])
            if found or self.lexicon.classify(draft.words[end - 1]) is not WordClass.FILLER:
                return found
            end -= 1
        return None

    def _find_leading_intent(self, draft: _Draft) -> None:
        leading = True
        fallback: tuple[tuple[int, ...], Intent] | None = None
        for position in range(draft.start, len(draft.words)):
            for positions, intent in self._intents_at(draft, position):
                if intent.asks == "smalltalk" or (intent.at_start and not leading):
                    continue
                if self._is_subordinate(draft, positions):
                    fallback = fallback or (positions, intent)
                    continue
                draft.intent_positions, draft.intent = positions, intent
                self._find_comparison(draft)
                return
            leading = leading and self.lexicon.classify(draft.words[position]) <= WordClass.FILLER
        self._find_comparison(draft)
        if draft.intent is None:
            self._find_tagged_on(draft)
        if draft.intent is None and fallback and not self._starts_with_kind(draft, fallback[0][0]):
            draft.intent_positions, draft.intent = fallback

    def _find_tagged_on(self, draft: _Draft) -> None:
        """A yes/no question after its subject ("the second time, was that live?")."""
        for position in range(draft.start + 1, len(draft.words)):
            if draft.tokens[position].opens_clause:
                for positions, intent in self._intents_at(draft, position):
                    if intent.at_start and intent.asks != "smalltalk":
                        draft.intent_positions, draft.intent = positions, intent
                        return

    def _find_comparison(self, draft: _Draft) -> None:
        """ "Which of the two lasted longer?" compares, whatever word it opens with, once two things are named."""
        if draft.intent is not None and draft.intent.asks not in _GENERIC:
            return
        two = len({ceremony for _, _, ceremony in self._ceremonies.all_in(draft.words)}) > 1
        is_choice = draft.intent is not None and draft.intent.asks == "any" and draft.intent_positions[0] == draft.start
        if not (two or is_choice or self._both.all_in(draft.words) or "or" in draft.words):
            return
        for position in range(draft.start, len(draft.words)):
            for positions, intent in self._intents_at(draft, position):
                if intent.asks in _COMPARING and not intent.at_start:
                    draft.intent_positions, draft.intent = positions, intent
                    return

    def _is_subordinate(self, draft: _Draft, positions: tuple[int, ...]) -> bool:
        """Whether "when", "who" and the like open a clause ("the song when ...") rather than the question."""
        word = draft.words[positions[0]]
        if len(positions) > 1 or word not in _RELATIVE:
            return False
        following = positions[0] + 1
        asks = following >= len(draft.words) or draft.words[following] in self.language.auxiliaries
        if word == "when":
            return not asks
        return (
            not asks
            and positions[0] > draft.start
            and word in {"who", "where"}
            and self._starts_with_kind(draft, positions[0])
        )

    def _starts_with_kind(self, draft: _Draft, before: int) -> bool:
        senses = [self.lexicon.senses(word) for word in draft.words[draft.start : before]]
        return any(sense.startswith("#") for found in senses for sense in found)

    # -- the question ------------------------------------------------------------------------------------------------

    def _compose(self, draft: _Draft) -> Question:
        consumed = self._consumed(draft)
        for start, end, _ in (*self._both.all_in(draft.words), *self._idle.all_in(draft.words)):
            consumed |= set(range(start, end))
        spans = [span for span in self._ceremonies.all_in(draft.words) if span[0] >= 0]
        settings = [(start, end) for start, end, _ in (*spans, *self._generic.all_in(draft.words))]
        order = [(start, end) for start, end, _ in self._order.all_in(draft.words)]
        items = self._items.build(
            draft.tokens,
            draft.stems,
            alternatives=draft.alternatives,
            skip=consumed | set(range(draft.start)),
            soft_spans=[*settings, *order],
            settings=settings,
            preface_end=draft.intent_positions[0] if draft.intent_positions else 0,
            clause_start=self._clause_start(draft),
            order_binds=draft.intent is not None and draft.intent.asks == "claim",
            few_are_soft=draft.intent is None or draft.intent.asks not in {"claim", "count"},
            counts_are_soft=draft.intent is not None and draft.intent.asks in {"any", "list", "what", "who"},
        )
        ceremonies = self._named_ceremonies(draft, spans, items)
        items = items[:_MAX_ITEMS]
        run = self._head_run(draft, items)
        head = self._head(draft, run)
        hard_words = draft.words[draft.start :]
        if not any(item.weight is Weight.HARD for item in items) and draft.intent and draft.intent.asks in _GENERIC:
            draft.intent = self._extreme(draft) or draft.intent
        return Question(
            text=draft.text,
            intent=draft.intent,
            items=tuple(self._settle_asides(items)),
            head=head,
            head_run=run,
            kinds=self._kinds(draft, head),
            ceremonies=ceremonies,
            asks_both=bool(self._both.all_in(draft.words)) or len(ceremonies) > 1,
            is_negated=any(word in self.language.negations for word in hard_words),
            pronouns=frozenset(self.language.pronouns[word] for word in hard_words if word in self.language.pronouns),
            is_continuation=draft.is_continuation,
            pick=self._pick(draft),
            tokens=tuple(draft.words),
            repairs=tuple(draft.repairs),
        )

    def _clause_start(self, draft: _Draft) -> int:
        """Where a clause begins that only places the question in time ("... when the flame went out")."""
        first = (draft.intent_positions[-1] if draft.intent_positions else draft.start) + 2
        found = (
            at
            for at in range(first, len(draft.words))
            if self._adds_a_clause(draft, at)
            or (
                draft.words[at] in self.language.clause_words
                and not any(len(positions) > 1 for positions, _ in self.lexicon.phrases_at(draft.stems, at))
            )
        )
        return next(found, len(draft.words))

    def _adds_a_clause(self, draft: _Draft, at: int) -> bool:
        """Whether a remark begins here (", it was mentioned with the jets")."""
        return draft.tokens[at].opens_clause and (
            draft.words[at] in self.language.pronouns or draft.words[at] in {"i", "my", "we"}
        )

    def _consumed(self, draft: _Draft) -> set[int]:
        content = draft.intent.content_stems if draft.intent else frozenset()
        return {position for position in draft.intent_positions if draft.stems[position] not in content}

    def _named_ceremonies(
        self, draft: _Draft, spans: Sequence[tuple[int, int, str]], items: Sequence[Item]
    ) -> tuple[str, ...]:
        taken = {
            p
            for item in items
            if item.is_name and item.width > 1 and item.weight is Weight.HARD
            for p in range(item.position, item.position + item.width)
        }
        found = [ceremony for start, _, ceremony in spans if start not in taken]
        found += [ceremony for _, _, ceremony in self._venues.all_in(draft.words)]
        for position, token in enumerate(draft.tokens):
            if len(token.numbers) == 1 and token.text.isdigit() and len(token.text) == 2 and not token.is_ordinal:
                short = self._short_years.get(int(token.text))
                before = draft.words[position - 1] if position else ""
                if short and (
                    before in {"in", "of", "about", "for", "and"} or not before or before in self._alias_words(short)
                ):
                    found.append(short)
        if self._others.all_in(draft.words):
            found.append("other")
        return tuple(dict.fromkeys(found))

    def _alias_words(self, ceremony_id: str) -> set[str]:
        ceremony = self.base.ceremonies[ceremony_id]
        return {token.text for name in (ceremony.short, *ceremony.aliases) for token in tokenise(name)}

    @staticmethod
    def _settle_asides(items: Sequence[Item]) -> list[Item]:
        """What stands beside the question proper and is no word of ours does not bind."""
        return [item.softened() if item.is_aside and item.is_foreign else item for item in items]

    def _extreme(self, draft: _Draft) -> Intent | None:
        """The intent for the first or the last of all, where a question with no other content says so."""
        for word in draft.words:
            if word in {"first", "last"}:
                return self.intents.by_id.get(word)
        return None

    def _head_run(self, draft: _Draft, items: Sequence[Item]) -> tuple[Item, ...]:
        """The run of words after "which", "what" or "how many" that says what is asked for."""
        asks = draft.intent.asks if draft.intent else "any"
        if asks not in _WITH_HEAD:
            return ()
        if draft.intent is None:
            return tuple(item for item in items if _is_kind(item))[:1]
        position = draft.intent_positions[-1] + 1
        if position < len(draft.words) and draft.words[position] in {"did", "do", "does"}:
            return ()
        if self._asks_for_doings(draft, position):
            return ()
        by_position = {item.position: item for item in items}
        run: list[Item] = []
        while position < len(draft.words):
            item = by_position.get(position)
            if item is not None and not item.is_number:
                run.append(item)
                if draft.tokens[
                    position + item.width - 1
                ].is_possessive:  # "which artist's works": the artist is asked for
                    break
            elif item is None and (run or draft.words[position] not in _BEFORE_HEAD):
                break
            position += item.width if item else 1
        return tuple(run)

    @staticmethod
    def _asks_for_doings(draft: _Draft, position: int) -> bool:
        """ "What were the composers wearing?" asks for what they wore, not for composers."""
        opens = draft.words[position : position + 1]
        later = draft.words[position + 3 :]
        return opens in (["was"], ["were"]) and any(len(word) > 5 and word.endswith("ing") for word in later)

    @staticmethod
    def _head(draft: _Draft, run: Sequence[Item]) -> Item | None:
        """The noun itself: the last word for a kind in the run; for a count the first word where none names a kind."""
        kinds = [item for item in run if _is_kind(item)]
        for item in kinds[:-1]:
            if item.surface.endswith("s"):  # "which cities host": after a plural comes the verb
                return item
        if kinds:
            return kinds[-1]
        return run[0] if run and draft.intent and draft.intent.asks in _COUNTED else None

    def _kinds(self, draft: _Draft, head: Item | None) -> frozenset[str]:
        if head is None or (draft.intent and draft.intent.asks == "count"):
            return frozenset()
        return head.kinds

    def _pick(self, draft: _Draft) -> int | None:
        """ "the second one", "number 2", "the last": which of several; only where little else is said."""
        rest = [word for word in draft.words[draft.start :] if self.lexicon.classify(word) > WordClass.LIGHT]
        if len(rest) > 1:
            return None
        for token in draft.tokens[draft.start :]:
            if token.text in self.language.ordinal_words:
                return self.language.ordinal_words[token.text]
            if token.text in {"last", "latter"}:
                return -1
            if token.text == "former":
                return 1
            if token.numbers and token.numbers[0] <= 25:
                return int(token.numbers[0])
        return None


def _names_of(ceremony: Ceremony, generic: Iterable[str]) -> Iterator[str]:
    """What a ceremony is called; where its name ends in a word for ceremonies, any other of these will do."""
    for name in (ceremony.name, ceremony.short, str(ceremony.year), *ceremony.aliases):
        yield name
        whose, _, what = name.partition(" ")
        if what in generic:
            yield from (f"{whose} {other}" for other in generic)


def _usage(lexicon: Lexicon) -> Usage:
    """How words are put together in questions, statements and names."""
    base = lexicon.base
    texts = [fact.say for fact in base.facts.values()]
    texts += [name for entity in base.entities.values() for name in entity.names]
    texts += [text for fact in base.facts.values() for text in fact.asked]
    texts += [text for found in base.unanswered.values() for text in found]
    return Usage(texts, lexicon.repair_targets, lexicon.language.common_english)


def _venue_names(base: FactBase, ceremony: str) -> Iterator[str]:
    """The names of the places where a ceremony was held: to name the venue is to name the ceremony."""
    for fact in base.by_topic.get((ceremony, "venue"), ()):
        for filler in fact.where:
            if filler.entity and len(ceremonies_at(base, filler.entity)) == 1:
                yield from base.entities[filler.entity].names


def ceremonies_at(base: FactBase, place: str) -> set[str]:
    """The ceremonies whose venue a place is."""
    facts = (fact for (_, topic), found in base.by_topic.items() if topic == "venue" for fact in found)
    return {fact.ceremony for fact in facts if any(filler.entity == place for filler in fact.where)}


def _is_kind(item: Item) -> bool:
    return bool(item.kinds) and not item.entities
