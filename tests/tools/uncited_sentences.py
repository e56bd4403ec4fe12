"""Compare the fact base with the source documents it rests on.

    python -m tests.tools.uncited_sentences FOLDER              sentences that no fact cites, and citations of nothing
    python -m tests.tools.uncited_sentences FOLDER --all        every sentence with its citation key
    python -m tests.tools.uncited_sentences FOLDER --copied 8   statements with 8 or more words in a row from a document

FOLDER holds the documents as text files, a wiki-like mark-up: ``= title =``, ``== section ==``,
``=== subsection ===``, list items after ``-`` or ``;``. A citation key is the section (subsections after
``" / "``; ``Lead`` before the first heading) and the sentence's number in it, for instance ``Opening 2``.
The exit status is 0 when there is nothing to list, 1 when there is, 2 when the folder cannot be used.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from bot.errors import BotError
from bot.facts import Fact, FactBase, load_fact_base
from bot.facts.names import fold
from bot.settings import Settings

_HEADING = re.compile(r"^(=+)\s*(.*?)\s*=+$")
_SENTENCE_END = re.compile(r"(?<=[.!?])(?<!No\.)\s+(?=[A-Z\"'])")
_LEAD = "Lead"
# An overview of other articles states nothing about the ceremony.
_WITHOUT_FACTS = frozenset({"See also"})
_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|'[^']*'(?!\w)")
COPIED_FROM = 8
"""Words in a row that are taken for a copy: the sentence "A sang B with C in D" alone has some six."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or list item of a document."""

    article: str
    key: str
    text: str


def read_sentences(path: Path) -> Iterator[Sentence]:
    """Every sentence of one document, in order, with its citation key."""
    article, headings, number = path.stem, [_LEAD], 0
    for line in path.read_text(encoding="utf-8").splitlines():
        line = line.strip()
        if not line:
            continue
        if heading := _HEADING.match(line):
            depth, title = len(heading[1]), heading[2]
            number = 0
            if depth == 1:
                article, headings = title, [_LEAD]
            else:
                headings = [*headings[: depth - 2], title] if headings != [_LEAD] else [title]
            continue
        if line == "Infobox":
            headings, number = [line], 0
            continue
        if headings == ["Infobox"] and not line.startswith("-"):
            headings, number = [_LEAD], 0
        for text in [line.lstrip("-; ")] if line[0] in "-;" else _SENTENCE_END.split(line):
            number += 1
            if headings[0] not in _WITHOUT_FACTS:
                yield Sentence(article, f"{' / '.join(headings)} {number}", text)


def read_folder(folder: Path) -> list[Sentence]:
    """The sentences of all documents in a folder.

    Raises:
        FileNotFoundError: The folder holds no text file.
    """
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        raise FileNotFoundError(f"{folder}: no .txt documents here")
    return [sentence for path in paths for sentence in read_sentences(path)]


def uncited(base: FactBase, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that no fact cites."""
    cited = {(fact.source.article, cite) for fact in base.facts.values() for cite in fact.cites}
    return [sentence for sentence in sentences if (sentence.article, sentence.key) not in cited]


def dangling(base: FactBase, sentences: Sequence[Sentence]) -> list[tuple[Fact, str]]:
    """The citations that point at no sentence, of facts whose article is among the documents."""
    known = {(sentence.article, sentence.key) for sentence in sentences}
    articles = {article for article, _ in known}
    facts = (fact for fact in base.facts.values() if fact.source.article in articles)
    return [(fact, cite) for fact in facts for cite in fact.cites if (fact.source.article, cite) not in known]


def copied(base: FactBase, sentences: Sequence[Sentence], at_least: int) -> list[tuple[Fact, str]]:
    """Statements that share so many words in a row with a document, and those words.

    Names and what stands in quotes do not count: there is one way to write them.
    """
    names = {tuple(_words(name)) for name in _names(base)}
    stretches = {stretch for sentence in sentences for stretch in _stretches(_words(sentence.text), at_least)}
    found = []
    for fact in base.facts.values():
        words, counts = _counted(fact.say, names)
        for start, end in _shared(words, stretches, at_least):
            if sum(counts[start:end]) >= at_least:
                found.append((fact, " ".join(words[start:end])))
    return found


def _stretches(words: Sequence[str], length: int) -> list[tuple[str, ...]]:
    return [tuple(words[start : start + length]) for start in range(len(words) - length + 1)]


def _shared(words: Sequence[str], stretches: Set[tuple[str, ...]], length: int) -> Iterator[tuple[int, int]]:
    """Where a statement runs along with a document: (first word, word after the last), longest possible."""
    start = None
    for at, stretch in enumerate([*_stretches(words, length), ()]):
        if stretch in stretches:
            start = at if start is None else start
        elif start is not None:
            yield start, at + length - 1
            start = None


def _names(base: FactBase) -> Iterator[str]:
    for entity in base.entities.values():
        yield from entity.names
    for ceremony in base.ceremonies.values():
        yield from (ceremony.name, ceremony.short, ceremony.article, *ceremony.aliases)


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _counted(say: str, names: Iterable[tuple[str, ...]]) -> tuple[list[str], list[bool]]:
    """The words of a statement, and for each whether it counts."""
    quoted = [match.span() for match in _QUOTED.finditer(fold(say))]
    matches = list(_WORD.finditer(fold(say)))
    words = [match[0] for match in matches]
    counts = [not any(start <= match.start() < end for start, end in quoted) for match in matches]
    for name in names:
        for start in range(len(words) - len(name) + 1):
            if tuple(words[start : start + len(name)]) == name:
                counts[start : start + len(name)] = [False] * len(name)
    return words, counts


def _lines(options: argparse.Namespace, base: FactBase, sentences: Sequence[Sentence]) -> Iterator[str]:
    """What the options ask to be listed."""
    if options.copied is not None:
        for fact, words in copied(base, sentences, options.copied):
            yield f"{fact.id}: {words}"
        return
    for sentence in uncited(base, sentences):
        yield f"uncited: [{sentence.article}] {sentence.key}: {sentence.text}"
    for fact, cite in dangling(base, sentences):
        yield f"no such sentence: {fact.id} cites {cite!r} of [{fact.source.article}]"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Compare the fact base with the source documents it rests on.")
    parser.add_argument("folder", type=Path, help="the folder with the source documents (*.txt)")
    parser.add_argument("--all", action="store_true", help="list every sentence with its citation key")
    parser.add_argument(
        "--copied",
        type=int,
        nargs="?",
        const=COPIED_FROM,
        metavar="N",
        help=f"list statements that share N or more words in a row with a document (default {COPIED_FROM})",
    )
    return parser


def main(argv: list[str] | None = None) -> int:
    """Print what was asked for; see the module's docstring for the exit status."""
    options = _parser().parse_args(argv)
    try:
        sentences = read_folder(options.folder)
        settings = Settings()
        base = load_fact_base(settings.knowledge, settings.config)
    except (OSError, UnicodeDecodeError, BotError) as error:
        print(f"uncited_sentences: {error}", file=sys.stderr)
        return 2
    if options.all:
        for sentence in sentences:
            print(f"[{sentence.article}] {sentence.key}: {sentence.text}")
        return 0
    lines = list(_lines(options, base, sentences))
    for line in lines:
        print(line)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
