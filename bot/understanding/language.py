"""The language data in ``config/``: synonyms, words that do not matter, chat spellings, ordinary English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.facts.documents import ConfigFolder, Fields, Report, read_document

_LISTS = (
    "function_words",
    "fillers",
    "light_words",
    "modifiers",
    "polite_openers",
    "ceremony_words",
    "order_words",
    "clause_words",
    "question_words",
    "joining_words",
    "idle_phrases",
    "closers",
    "interjections",
    "naming_words",
    "tags",
    "role_concepts",
    "continuations",
    "other_one",
    "both_words",
    "negations",
    "auxiliaries",
    "existential",
)
_NUMBERS = ("number_words", "ordinal_words")
_MAPS = ("chat_spellings", "pronouns", "bounds", "years_apart", "homophones", *_NUMBERS)
_LESS_COMMON = "# Less common"


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """What ``language.yaml``, ``vocabulary.yaml``, ``nationalities.yaml`` and ``english.txt`` say."""

    concepts: Mapping[str, tuple[str, ...]]
    """Words and phrases that mean the same, by concept id."""
    names: Mapping[str, tuple[str, ...]]
    """Concepts that are names (countries with their adjectives): they are never dropped or repaired away."""
    function_words: frozenset[str]
    fillers: frozenset[str]
    light_words: frozenset[str]
    """So general that not finding them in a fact is no evidence against it."""
    modifiers: frozenset[str]
    """Adjectives and adverbs that colour a question but do not decide it."""
    polite_openers: tuple[str, ...]
    chat_spellings: Mapping[str, str]
    order_words: frozenset[str]
    """Words that place something in time; the running order settles what they say."""
    idle_phrases: tuple[str, ...]
    """Phrases that say nothing about what is asked."""
    closers: tuple[str, ...]
    """The same, but only at the end."""
    interjections: frozenset[str]
    """What opens an exclamation in answer to what was said."""
    naming_words: frozenset[str]
    """What asks for a name where it is all that is said."""
    tags: tuple[str, ...]
    """What makes a claim of a statement that it ends; with a comma before it where it needs one."""
    role_concepts: frozenset[str]
    """Concepts for what somebody does as a function: only somebody with that function answers "who ...?"."""
    clause_words: frozenset[str]
    """Words that open a clause which only places the rest in time."""
    question_words: frozenset[str]
    joining_words: frozenset[str]
    """Words between two questions in one message."""
    ceremony_words: tuple[str, ...]
    """Phrases that name "the ceremony" as such, whichever it is."""
    continuations: tuple[str, ...]
    """Openers that continue the question before."""
    other_one: tuple[str, ...]
    """Phrases that point at the other ceremony."""
    both_words: tuple[str, ...]
    negations: tuple[str, ...]
    auxiliaries: frozenset[str]
    existential: frozenset[str]
    """Pronouns that stand for nothing beside an auxiliary ("was there ...")."""
    pronouns: Mapping[str, str]
    """``person`` or ``thing`` by pronoun."""
    bounds: Mapping[str, str]
    """``more`` or ``less`` by phrase, where it stands before a number ("more than 50")."""
    homophones: Mapping[str, tuple[str, ...]]
    """Words that sound like a word and may have been meant by it."""
    years_apart: Mapping[str, str]
    """``later`` or ``earlier`` by word, where it stands after a number of years ("eight years on")."""
    number_words: Mapping[str, int]
    ordinal_words: Mapping[str, int]
    common_english: frozenset[str]
    """Never taken for a slip."""
    rare_english: frozenset[str]
    """Taken for a slip only where nothing else explains them."""


def read_language(config: ConfigFolder, report: Report) -> Language:
    """Read the language files of a configuration folder."""
    lists, maps = _read_language_file(config / "language.yaml", report)
    common, rare = _read_english(config / "english.txt", report)
    return Language(
        concepts=dict(_read_concepts(config / "vocabulary.yaml", "concepts", report)),
        names=dict(_read_concepts(config / "nationalities.yaml", "nationalities", report)),
        function_words=frozenset(lists["function_words"]),
        fillers=frozenset(lists["fillers"]),
        light_words=frozenset(lists["light_words"]),
        modifiers=frozenset(lists["modifiers"]),
        polite_openers=lists["polite_openers"],
        order_words=frozenset(lists["order_words"]),
        idle_phrases=lists["idle_phrases"],
        closers=lists["closers"],
        interjections=frozenset(lists["interjections"]),
        naming_words=frozenset(lists["naming_words"]),
        tags=lists["tags"],
        role_concepts=frozenset(lists["role_concepts"]),
        clause_words=frozenset(lists["clause_words"]),
        question_words=frozenset(lists["question_words"]),
        joining_words=frozenset(lists["joining_words"]),
        ceremony_words=lists["ceremony_words"],
        continuations=lists["continuations"],
        other_one=lists["other_one"],
        both_words=lists["both_words"],
        negations=lists["negations"],
        auxiliaries=frozenset(lists["auxiliaries"]),
        existential=frozenset(lists["existential"]),
        pronouns=maps["pronouns"],
        bounds=maps["bounds"],
        homophones={word: tuple(others.split()) for word, others in maps["homophones"].items()},
        years_apart=maps["years_apart"],
        chat_spellings=maps["chat_spellings"],
        number_words={word: int(value) for word, value in maps["number_words"].items() if value.isdigit()},
        ordinal_words={word: int(value) for word, value in maps["ordinal_words"].items() if value.isdigit()},
        common_english=common,
        rare_english=rare,
    )


def _read_concepts(path: Path, key: str, report: Report) -> Iterator[tuple[str, tuple[str, ...]]]:
    root = read_document(path, report)
    if root is None:
        return
    top = Fields(root, report, path.name)
    top.allow({key})
    listed = root.get(key)
    concepts = Fields(listed, report, key) if listed else None
    for name, node in listed.pairs() if listed else ():
        words = concepts.texts(name) if concepts else ()
        if not words:
            report.add(path, node.line, f"{key} entry {name!r} has no words; list at least one")
        yield name, words


def _read_language_file(path: Path, report: Report) -> tuple[dict[str, tuple[str, ...]], dict[str, dict[str, str]]]:
    lists: dict[str, tuple[str, ...]] = dict.fromkeys(_LISTS, ())
    maps: dict[str, dict[str, str]] = {name: {} for name in _MAPS}
    root = read_document(path, report)
    if root is None:
        return lists, maps
    top = Fields(root, report, path.name)
    top.allow({*_LISTS, *_MAPS})
    for name in _LISTS:
        lists[name] = top.texts(name)
    for name in _MAPS:
        node = root.get(name)
        for key, value in node.pairs() if node else ():
            maps[name][key] = value.text or ""
            if name in _NUMBERS and not (value.text or "").isdigit():
                report.add(path, value.line, f"{name}: {key!r} needs a whole number")
    return lists, maps


def _read_english(path: Path, report: Report) -> tuple[frozenset[str], frozenset[str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        report.add(path, 0, f"cannot be read: {error}")
        return frozenset(), frozenset()
    common, _, rare = text.partition(_LESS_COMMON)
    return frozenset(_lines(common)), frozenset(_lines(rare.partition("\n")[2]))


def _lines(text: str) -> Iterator[str]:
    return (line for line in text.splitlines() if line and not line.startswith("#"))
