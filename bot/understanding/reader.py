"""Text to `Question`, in stages: words, repair, openers, ceremonies, intent, items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.facts import FactBase
from bot.understanding.asking import GENERIC, IntentFinder
from bot.understanding.ceremonies import CeremonyFinder, is_venue
from bot.understanding.decoding import Decoder
from bot.understanding.draft import Draft
from bot.understanding.endings import Endings
from bot.understanding.heads import head_of, head_run, kinds_asked_for
from bot.understanding.intents import Intents
from bot.understanding.items import ItemBuilder
from bot.understanding.language import Language
from bot.understanding.lexicon import Lexicon, WordClass
from bot.understanding.phrases import PhraseTable
from bot.understanding.question import Item, Question, Weight
from bot.understanding.repair import repair_tokens
from bot.understanding.spelling import Speller
from bot.understanding.usage import Usage
from bot.understanding.words import tokenise

_LAST = frozenset({"last", "latter"})
_MAX_ITEMS = 24  # no question says more; the rest of a longer message is not weighed


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
        self._both = PhraseTable((phrase, True) for phrase in language.both_words)
        self._idle = PhraseTable((phrase, True) for phrase in language.idle_phrases)
        self._order = PhraseTable((phrase, True) for phrase in language.order_words if " " in phrase)
        self._generic = PhraseTable((phrase, True) for phrase in language.ceremony_words)
        self._endings = Endings(language)
        self._ceremonies = CeremonyFinder(language, base)
        self._asking = IntentFinder(self.lexicon, intents, self._ceremonies, self._both)

    def read(self, text: str) -> Question:
        """What a message asks; never fails, whatever the text."""
        typed, is_tagged = self._endings.cut(tokenise(text))
        repaired = repair_tokens(typed, self.lexicon, self.speller, self._decoder)
        tokens, is_tagged_too = self._endings.cut(repaired.tokens)
        draft = Draft(text, list(tokens), repaired.alternatives, repaired.repairs, is_tagged or is_tagged_too)
        draft.apart = self._ceremonies.years_between(draft)
        self._strip_openers(draft)
        smalltalk = self._asking.smalltalk(draft)
        if smalltalk:
            return Question(text=text, intent=smalltalk, tokens=tuple(draft.words))
        self._asking.find(draft)
        return self._compose(draft)

    # -- openers -----------------------------------------------------------------------------------------------------

    def _strip_openers(self, draft: Draft) -> None:
        while draft.start < len(draft.words):
            end = self._end_of_opener(draft, draft.start)
            if end == draft.start:
                break
            draft.start = end

    def _end_of_opener(self, draft: Draft, start: int) -> int:
        """Where words end that only open the question; the start itself where there are none."""
        continuation = self._continuations.longest_at(draft.words, start)
        if continuation and not self._ceremonies.other_at(draft, start):
            draft.is_continuation = True
            return continuation[0]
        opener = self._openers.longest_at(draft.words, start)
        longest = max((len(found) for found, _ in self._asking.matches_at(draft, start)), default=0)
        if opener and opener[0] < len(draft.words) and longest <= opener[0] - start:
            return opener[0]
        is_filler = not longest and self.lexicon.classify(draft.words[start]) is WordClass.FILLER
        return start + 1 if is_filler else start

    # -- the question ------------------------------------------------------------------------------------------------

    def _compose(self, draft: Draft) -> Question:
        spans = self._ceremonies.spans(draft)
        settings = [(start, end) for start, end, _ in (*spans, *self._generic.all_in(draft.words))]
        items = self._items.build(
            draft,
            skip=self._dealt_with(draft),
            settings=settings,
            order=[(start, end) for start, end, _ in self._order.all_in(draft.words)],
            clause_start=self._clause_start(draft),
        )
        ceremonies = self._ceremonies.named(draft, spans, items)
        items = items[:_MAX_ITEMS]
        run = head_run(draft, items)
        head = head_of(draft, run)
        self._settle_intent(draft, items)
        asked = draft.words[draft.start :]
        return Question(
            text=draft.text,
            intent=draft.intent,
            items=tuple(self._settle_venues(self._settle_asides(items), ceremonies)),
            head=head,
            head_run=run,
            kinds=kinds_asked_for(draft, head),
            ceremonies=ceremonies,
            asks_both=bool(self._both.all_in(draft.words)) or len(ceremonies) > 1,
            is_negated=any(word in self.language.negations for word in asked),
            pronouns=frozenset() if self._names_first(draft, items) else self._pronouns(asked),
            is_continuation=draft.is_continuation,
            pick=self._pick(draft),
            tokens=tuple(draft.words),
            repairs=tuple(draft.repairs),
        )

    def _names_first(self, draft: Draft, items: Sequence[Item]) -> bool:
        """Whether a message says itself what its pronoun stands for ("the anthem, who performed *that*?")."""
        words = self.language.question_words
        asked = next((at for at in range(draft.start + 1, len(draft.words)) if draft.words[at] in words), 0)
        return (
            asked > 0
            and draft.tokens[asked].opens_clause
            and any(
                item.weight is Weight.HARD and (item.is_name or item.kinds) and item.position < asked for item in items
            )
        )

    def _pronouns(self, words: Sequence[str]) -> frozenset[str]:
        """What the pronouns stand for; in "was there a song?" there is none."""
        language = self.language
        found: set[str] = set()
        for at, word in enumerate(words):
            if word not in language.pronouns:
                continue
            beside = {*words[max(0, at - 1) : at], *words[at + 1 : at + 2]}
            if not (word in language.existential and beside & language.auxiliaries):
                found.add(language.pronouns[word])
        return frozenset(found)

    def _clause_start(self, draft: Draft) -> int:
        """Where a clause begins that only places the question in time ("... when the flame went out")."""
        first = (draft.intent_positions[-1] if draft.intent_positions else draft.start) + 2
        places = range(first, len(draft.words))
        found = (at for at in places if self._adds_a_clause(draft, at) or self._opens_a_clause(draft, at))
        return next(found, len(draft.words))

    def _opens_a_clause(self, draft: Draft, at: int) -> bool:
        if draft.words[at] not in self.language.clause_words:
            return False
        return not any(len(positions) > 1 for positions, _ in self.lexicon.phrases_at(draft.stems, at))

    def _adds_a_clause(self, draft: Draft, at: int) -> bool:
        """Whether a remark begins here (", it was mentioned with the jets")."""
        return draft.tokens[at].opens_clause and (
            draft.words[at] in self.language.pronouns or draft.words[at] in {"i", "my", "we"}
        )

    def _dealt_with(self, draft: Draft) -> set[int]:
        """Positions of words that say nothing besides: openers, keywords of the intent, "both", idle phrases."""
        content = draft.intent.content_stems if draft.intent else frozenset()
        found = {position for position in draft.intent_positions if draft.stems[position] not in content}
        found.update(self._asked_again(draft))
        found.update(range(draft.start))
        found.update(at for positions, _ in draft.bounds.values() for at in positions)
        for start, end, _ in (*self._both.all_in(draft.words), *self._idle.all_in(draft.words)):
            found.update(range(start, end))
        return found

    @staticmethod
    def _asked_again(draft: Draft) -> Iterator[int]:
        """Where a keyword of several words is said once more: "how many ... from *how many* nations"."""
        keyword = [draft.words[position] for position in draft.intent_positions]
        if len(keyword) < 2:
            return
        for at in range(draft.intent_positions[-1] + 1, len(draft.words)):
            if draft.words[at : at + len(keyword)] == keyword:
                yield from range(at, at + len(keyword))

    @staticmethod
    def _settle_asides(items: Sequence[Item]) -> list[Item]:
        """What stands beside the question proper and is no word of ours does not bind."""
        return [item.softened() if item.is_aside and item.is_foreign else item for item in items]

    def _settle_venues(self, items: Sequence[Item], ceremonies: Sequence[str]) -> list[Item]:
        """Where a ceremony was held tells which is meant; beside anything else it need not be said by the answer."""
        base = self.lexicon.base
        settled = [
            item.softened() if is_venue(item, base, ceremonies) and item.before != "of" else item for item in items
        ]
        return settled if any(item.weight is Weight.HARD for item in settled) else list(items)

    def _settle_intent(self, draft: Draft, items: Sequence[Item]) -> None:
        """A question with no content but "first" or "last" asks for the first or the last of all."""
        is_empty = not any(item.weight is Weight.HARD for item in items)
        if is_empty and draft.intent is not None and draft.intent.asks in GENERIC:
            extreme = next((word for word in draft.words if word in {"first", "last"}), "")
            draft.intent = self.intents.by_id.get(extreme, draft.intent)

    def _pick(self, draft: Draft) -> int | None:
        """ "the second one", "number 2", "the last": which of several; without "one" only where little else is said."""
        for word, following in pairwise(draft.words[draft.start :]):
            if following in {"one", "ones"} and (word in self.language.ordinal_words or word in _LAST):
                return self.language.ordinal_words.get(word, -1)
        rest = [word for word in draft.words[draft.start :] if self.lexicon.classify(word) > WordClass.LIGHT]
        if len(rest) > 1:
            return None
        for token in draft.tokens[draft.start :]:
            if token.text in self.language.ordinal_words:
                return self.language.ordinal_words[token.text]
            if token.text in _LAST:
                return -1
            if token.text == "former":
                return 1
            if token.numbers and token.numbers[0] <= 25:
                return int(token.numbers[0])
        return None


def _usage(lexicon: Lexicon) -> Usage:
    """How words are put together in questions, statements and names."""
    base = lexicon.base
    texts = [fact.say for fact in base.facts.values()]
    texts += [name for entity in base.entities.values() for name in entity.names]
    texts += [text for fact in base.facts.values() for text in fact.asked]
    texts += [text for found in base.unanswered.values() for text in found]
    return Usage(texts, lexicon.repair_targets, lexicon.language.common_english)
