"""What a question asks for: small talk, or the intent that its keywords show."""

from __future__ import annotations

from collections.abc import Iterator

from bot.understanding.ceremonies import CeremonyFinder
from bot.understanding.draft import Draft
from bot.understanding.intents import Intent, Intents
from bot.understanding.lexicon import Lexicon, WordClass
from bot.understanding.phrases import PhraseTable
from bot.understanding.words import stem

_COMPARING = frozenset({"more", "less", "earlier", "later"})
_BEFORE_ENDING = frozenset({"any", "what", "who", "list"})
_RELATIVE = frozenset({"when", "where", "who", "that", "which"})
GENERIC = frozenset({"any", "what", "claim", "who", "where"})
"""What a question may ask for while another word decides what is meant."""


class IntentFinder:
    """Finds the intent of a question."""

    def __init__(self, lexicon: Lexicon, intents: Intents, ceremonies: CeremonyFinder, both: PhraseTable[bool]) -> None:
        self._lexicon = lexicon
        self._intents = intents
        self._ceremonies = ceremonies
        self._both = both
        self._bounds = PhraseTable(lexicon.language.bounds.items())
        self._number_words = lexicon.language.number_words.keys() - {"one"}
        self._claim = next((one for one in intents.by_id.values() if one.asks == "claim"), None)

    def matches_at(self, draft: Draft, position: int) -> list[tuple[tuple[int, ...], Intent]]:
        """(positions of its keyword's words, intent) of every intent that shows at a position, the longest first."""
        if position not in draft.keywords:
            is_asking = position not in draft.apart
            found = self._intents.matches_at(draft.stems, position, draft.present) if is_asking else []
            draft.keywords[position] = found
        return draft.keywords[position]

    def smalltalk(self, draft: Draft) -> Intent | None:
        """Small talk is a message of nothing but small talk; the longest phrase says of which kind."""
        if not self._intents.may_ask("smalltalk", draft.stems, draft.present):  # mostly so
            return None
        covered: set[int] = set()
        best: tuple[int, Intent] | None = None
        for position in range(len(draft.words)):
            for positions, intent in self.matches_at(draft, position):
                if intent.asks == "smalltalk" and not covered & set(positions):
                    covered |= set(positions)
                    if best is None or len(positions) > best[0]:
                        best = (len(positions), intent)
        if best is None:
            return None
        rest = [word for position, word in enumerate(draft.words) if position not in covered]
        strange = [word for word in rest if self._lexicon.classify(word) > WordClass.MODIFIER]
        is_bare = not strange or (
            len(strange) < len(covered) and not any(self._says_something(word) for word in strange)
        )
        is_question = any(word in self._lexicon.language.pronouns for word in rest) or len(rest) > 6
        return best[1] if is_bare and not is_question else None

    def _says_something(self, word: str) -> bool:
        return self._lexicon.is_ours(word) and bool(self._lexicon.name_parts.get(stem(word)) or word.isdigit())

    def find(self, draft: Draft) -> None:
        """Put the intent and where it shows into the draft; a question may have none."""
        self._find_leading_intent(draft)
        if draft.is_tagged and (draft.intent is None or draft.intent_positions[0] > draft.start):
            draft.intent, draft.intent_positions = self._claim, ()
        elif self._claims_a_bound(draft):
            draft.intent, draft.intent_positions = self._claim, (draft.start,)
        if draft.intent is self._claim:
            draft.bounds = dict(self._bounds_of(draft))
        ending = self._ending(draft)
        if ending and (draft.intent is None or draft.intent.asks in _BEFORE_ENDING):
            positions, draft.intent = ending
            draft.intent_positions = (*draft.intent_positions[:1], *(draft.start + at for at in positions))

    def _claims_a_bound(self, draft: Draft) -> bool:
        """Whether "were there more than 50?" claims, where "were there more here or there?" compares."""
        is_comparing = draft.intent is not None and draft.intent.asks in _COMPARING
        opens = draft.start < len(draft.words) and draft.words[draft.start] in self._lexicon.language.auxiliaries
        return is_comparing and opens and any(True for _ in self._bounds_of(draft))

    def _bounds_of(self, draft: Draft) -> Iterator[tuple[int, tuple[range, str]]]:
        """Numbers that are said to be a bound; a word that says nothing may come between ("over about 50")."""
        for start, end, bound in self._bounds.all_in(draft.words):
            for at in range(end, min(end + 2, len(draft.words))):
                if draft.tokens[at].numbers or draft.tokens[at].clock or draft.words[at] in self._number_words:
                    yield at, (range(start, end), bound)
                    break

    def _ending(self, draft: Draft) -> tuple[tuple[int, ...], Intent] | None:
        """The intent that the last words show, words that say nothing ("again") aside."""
        end = len(draft.words)
        while end > draft.start:
            found = self._intents.ending(draft.stems[draft.start : end])
            if found or self._lexicon.classify(draft.words[end - 1]) is not WordClass.FILLER:
                return found
            end -= 1
        return None

    def _find_leading_intent(self, draft: Draft) -> None:
        leading = True
        fallback: tuple[tuple[int, ...], Intent] | None = None
        for position in range(draft.start, len(draft.words)):
            for positions, intent in self.matches_at(draft, position):
                if intent.asks == "smalltalk" or (intent.at_start and not leading):
                    continue
                if self._is_subordinate(draft, positions):
                    fallback = fallback or (positions, intent)
                    continue
                draft.intent_positions, draft.intent = positions, intent
                self._find_comparison(draft)
                return
            word = draft.words[position]
            is_infinitive = word == "to"  # "things to do" asks nothing
            leading = leading and not is_infinitive and self._lexicon.classify(word) <= WordClass.FILLER
        self._find_comparison(draft)
        if draft.intent is None:
            self._find_tagged_on(draft)
        if draft.intent is None and fallback and not self._starts_with_kind(draft, fallback[0][0]):
            draft.intent_positions, draft.intent = fallback

    def _find_tagged_on(self, draft: Draft) -> None:
        """A yes/no question after its subject ("the second time, was that live?")."""
        for position in range(draft.start + 1, len(draft.words)):
            if draft.tokens[position].opens_clause:
                for positions, intent in self.matches_at(draft, position):
                    if intent.at_start and intent.asks != "smalltalk":
                        draft.intent_positions, draft.intent = positions, intent
                        return

    def _find_comparison(self, draft: Draft) -> None:
        """ "Which of the two lasted longer?" compares, whatever word it opens with, once two things are named."""
        if draft.intent is not None and draft.intent.asks not in GENERIC:
            return
        two = len({ceremony for _, _, ceremony in self._ceremonies.spans(draft)}) > 1
        is_choice = draft.intent is not None and draft.intent.asks == "any" and draft.intent_positions[0] == draft.start
        if not (two or is_choice or self._both.all_in(draft.words) or "or" in draft.words):
            return
        for position in range(draft.start, len(draft.words)):
            for positions, intent in self.matches_at(draft, position):
                if intent.asks in _COMPARING and not intent.at_start:
                    draft.intent_positions, draft.intent = positions, intent
                    return

    def _is_subordinate(self, draft: Draft, positions: tuple[int, ...]) -> bool:
        """Whether "when", "who" and the like open a clause ("the song when ...") rather than the question."""
        word = draft.words[positions[0]]
        if len(positions) > 1 or word not in _RELATIVE:
            return False
        following = positions[0] + 1
        asks = following >= len(draft.words) or draft.words[following] in self._lexicon.language.auxiliaries
        if word == "when":
            return not asks
        if draft.tokens[positions[0]].opens_clause and draft.words[-1] in self._lexicon.language.pronouns:
            return False  # "the anthem, who performed that?"
        return (
            not asks
            and positions[0] > draft.start
            and word in {"who", "where"}
            and self._starts_with_kind(draft, positions[0])
        )

    def _starts_with_kind(self, draft: Draft, before: int) -> bool:
        senses = [self._lexicon.senses(word) for word in draft.words[draft.start : before]]
        return any(sense.startswith("#") for found in senses for sense in found)
