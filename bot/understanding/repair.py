"""Tokens as typed to tokens as meant: chat spellings, number words, misspelt, joined and divided words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from bot.understanding.decoding import Decoder
from bot.understanding.lexicon import Lexicon, WordClass
from bot.understanding.slips import slip_cost
from bot.understanding.spelling import Speller
from bot.understanding.words import Token, sound_of, tokenise

_NAME_ALIKE = 50  # of 100; beside another part of the name half the letters are evidence enough
_REAL_WORD_ALIKE = 75  # of 100; a real word beside a name needs more ("dennis" beside a surname)
_MIN_SOUND = 3  # sounds in both words together; fewer fit too much
_MIN_JOINED = 6  # letters; shorter words stand side by side by chance
_NOT_A_NUMBER = frozenset({"one", "a", "an"})


@dataclass(slots=True)
class Repaired:
    """The words of a question after repair."""

    tokens: list[Token] = field(default_factory=list)
    alternatives: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """For a repaired word: every equally near word, itself among them."""
    repairs: list[tuple[str, str]] = field(default_factory=list)


def repair_tokens(tokens: Sequence[Token], lexicon: Lexicon, speller: Speller, decoder: Decoder) -> Repaired:
    """Expand chat spellings, read number words, then mend what is no word of ours and no ordinary English.

    *Reads* the tokens as typed. *Adds* the tokens as meant, and for each mended word what else it may have been.
    """
    found = Repaired()
    expanded = list(_expand(tokens, lexicon))
    meant = decoder.decode(expanded)
    classes = [lexicon.classify(token.text) for token in expanded]
    position, last = 0, len(expanded) - 1
    while position <= last:
        token = expanded[position]
        if position < last:
            following = expanded[position + 1]
            is_strange = max(classes[position : position + 2]) >= WordClass.RARE
            if pair := _as_pair(token, following, lexicon, is_strange=is_strange):
                found.tokens.extend(pair)
                found.repairs.append((f"{token.text} {following.text}", " ".join(one.text for one in pair)))
                position += 2
                continue
        if position in meant or classes[position] is WordClass.UNKNOWN:
            found.tokens.extend(_mend(token, meant.get(position, ()), lexicon, speller, found))
        else:
            found.tokens.append(token)
        position += 1
    _mend_names(found, lexicon)
    return found


def _mend_names(found: Repaired, lexicon: Lexicon) -> None:
    """Beside a part of somebody's name, an unknown word is most likely another part of it."""
    original = {fixed: wrong for wrong, fixed in found.repairs}
    for position, token in enumerate(found.tokens):
        is_shaky = token.is_guess and token.text not in lexicon.name_parts_spelled
        if not (is_shaky or lexicon.classify(token.text) >= WordClass.RARE) or token.numbers:
            continue
        written = original.get(token.text, token.text)
        beside = [found.tokens[at].text for at in (position - 1, position + 1) if 0 <= at < len(found.tokens)]
        spelled = [part for word in beside for part in lexicon.other_name_parts(word)]
        needed = _REAL_WORD_ALIKE if lexicon.classify(written) is WordClass.RARE else _NAME_ALIKE
        best = process.extractOne(written, spelled, scorer=fuzz.ratio, score_cutoff=needed)
        if best and (not token.is_guess or slip_cost(written, best[0]) < slip_cost(written, token.text)):
            found.tokens[position] = token._replace(text=best[0], is_guess=True)
            found.alternatives.pop(token.text, None)
            found.repairs = [pair for pair in found.repairs if pair[1] != token.text] + [(written, best[0])]


def _expand(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Token]:
    language = lexicon.language
    for position, token in enumerate(tokens):
        following = tokens[position + 1] if position + 1 < len(tokens) else None
        if token.text in {"no", "nr", "number", "num"} and following and following.numbers and not following.is_ordinal:
            continue  # "No. 1" is the number 1
        spelled = language.chat_spellings.get(token.text)
        if spelled and not token.numbers:
            for number, word in enumerate(tokenise(spelled)):
                opens = token.opens_clause and number == 0
                yield _numbered(word._replace(opens_clause=opens), lexicon)
        else:
            yield _numbered(token, lexicon)


def _numbered(token: Token, lexicon: Lexicon) -> Token:
    value = lexicon.language.number_words.get(token.text)
    if value is None or token.text in _NOT_A_NUMBER:
        return token
    return token._replace(numbers=(float(value),))


def _as_pair(token: Token, following: Token, lexicon: Lexicon, *, is_strange: bool) -> Sequence[Token]:
    """Two words read together: two parts of a name by their sound, or one word that was typed as two; else nothing.

    Only where one of them at least is `is_strange`, no word that we know, they may sound like a name.
    """
    if token.numbers or following.numbers:
        return ()
    if is_strange and (name := _sounding_name(token.text, following.text, lexicon)):
        return [one._replace(text=text, is_guess=True) for one, text in zip((token, following), name, strict=True)]
    both = token.text + following.text
    if both not in lexicon.own_words or len(both) < _MIN_JOINED or token.clock or following.clock:
        return ()
    if lexicon.is_ours(token.text) and lexicon.is_ours(following.text):
        return ()
    return [token._replace(text=both, is_guess=True)]  # "fire works"


def _sounding_name(one: str, other: str, lexicon: Lexicon) -> tuple[str, str] | None:
    """The two parts of a name that two words sound like."""
    key = (sound_of(one), sound_of(other))
    return lexicon.names_by_sound.get(key) if len("".join(key)) > _MIN_SOUND else None


def _mend(
    token: Token, candidates: Sequence[str], lexicon: Lexicon, speller: Speller, found: Repaired
) -> Iterator[Token]:
    if token.numbers or token.clock:
        yield token
        return
    if token.text.endswith("in") and lexicon.classify(f"{token.text}g") < WordClass.UNKNOWN:  # "playin"
        yield token._replace(text=f"{token.text}g")
        return
    if candidates:
        found.alternatives[candidates[0]] = tuple(candidates)
        found.repairs.append((token.text, candidates[0]))
        yield _numbered(token._replace(text=candidates[0], is_guess=True), lexicon)
        return
    pieces = speller.split(token.text)
    if pieces:
        found.repairs.append((token.text, " ".join(pieces)))
    for piece in pieces:
        yield _numbered(Token(piece, is_guess=True), lexicon)
    if not pieces:
        yield token
