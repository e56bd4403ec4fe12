"""List every sentence of the source documents that no fact cites yet.

    python tests/tools/uncited_sentences.py FOLDER           what is still uncited, and a count
    python tests/tools/uncited_sentences.py FOLDER --all     every sentence with its citation key

FOLDER holds the documents as text files, a wiki-like mark-up: ``= title =``, ``== section ==``,
``=== subsection ===``, list items after ``-`` or ``;``. A citation key is the section (subsections after
``" / "``; ``Lead`` before the first heading) and the sentence's number in it, for instance ``Opening 2``.
The exit status is 0 when every sentence is cited, 1 when some are not, 2 when the folder cannot be used.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_HEADING = re.compile(r"^(=+)\s*(.*?)\s*=+$")
_SENTENCE_END = re.compile(r"(?<=[.!?])(?<!No\.)\s+(?=[A-Z\"'])")
_LEAD = "Lead"
# An overview of other articles states nothing about the ceremony.
_WITHOUT_FACTS = frozenset({"See also"})


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


def main(argv: list[str] | None = None) -> int:
    """Print what is not cited yet; see the module's docstring for the exit status."""
    parser = argparse.ArgumentParser(description="List the sentences of the source documents that no fact cites yet.")
    parser.add_argument("folder", type=Path, help="the folder with the source documents (*.txt)")
    parser.add_argument("--all", action="store_true", help="list every sentence, cited or not")
    options = parser.parse_args(argv)
    try:
        sentences = read_folder(options.folder)
    except (OSError, UnicodeDecodeError) as error:
        print(f"uncited_sentences.py: {error}", file=sys.stderr)
        return 2
    if options.all:
        for sentence in sentences:
            print(f"[{sentence.article}] {sentence.key}: {sentence.text}")
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
