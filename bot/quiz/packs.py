"""Question lists that others have written: Red-DiscordBot's trivia YAML and Open Trivia Database JSON.

Both are read as YAML, of which JSON is a part: every value is the text that was typed, so that an answer ``no`` or
``20:15`` stays one, and every problem has its line.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Protocol

from bot.facts.documents import ConfigFolder, Fields, Node, Report, read_document
from bot.quiz.model import Answer, QuizQuestion, Sort

_RESULTS = "results"
_AUTHOR = "AUTHOR"
_DESCRIPTION = "DESCRIPTION"
_CONFIG = "CONFIG"
_HEADINGS = frozenset({_AUTHOR, _DESCRIPTION, _CONFIG})
_DATABASE_KEYS = frozenset({"response_code", _RESULTS})
_QUESTION_KEYS = frozenset({"category", "type", "difficulty", "question", "correct_answer", "incorrect_answers"})
_TYPES: Mapping[str, int] = {"multiple": 2, "boolean": 1}  # with the fewest wrong answers that each needs


class PackFolder(ConfigFolder, Protocol):
    """A folder of packs, or several seen as one."""

    def names(self) -> Iterable[str]:
        """The names of its files, in the order in which packs take their names."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A question list."""

    name: str
    questions: tuple[QuizQuestion, ...]
    author: str = ""
    description: str = ""


def read_packs(folder: PackFolder, report: Report, needs_choices: tuple[str, ...] = ()) -> dict[str, Pack]:
    """The packs in some files, by name; a name is taken by the first, and what is wrong anywhere leaves a pack out."""
    found: dict[str, Pack] = {}
    taken: set[str] = set()
    for file in folder.names():
        path, name = folder / file, file.rpartition(".")[0]
        own = Report()
        if name in taken:
            own.add(path, 0, f"the name {name!r} is taken by another pack; rename the file")
        elif (root := read_document(path, own)) is not None:
            pack = read_pack(root, name, own, needs_choices)
            if not own.problems:
                found[name] = pack
        taken.add(name)
        report.extend(own.problems)
    return found


def read_pack(root: Node, name: str, report: Report, needs_choices: tuple[str, ...] = ()) -> Pack:
    """Read a question list; what is wrong with it goes into the report, and such questions are left out.

    Args:
        root: The file.
        name: By which the pack is played.
        report: Takes the problems.
        needs_choices: Words of a question that cannot be answered without seeing its choices.
    """
    if not isinstance(root.value, dict) or not root.value:
        report.add(root.path, root.line, f"pack {name!r}: must map questions to answers, or hold 'results'")
        return Pack(name=name, questions=())
    if root.get(_RESULTS) is not None:
        return Pack(name=name, questions=tuple(_database(root, name, report, needs_choices)))
    return _list(root, name, report)


# -- Red-DiscordBot ----------------------------------------------------------------------------------------------------


def _list(root: Node, name: str, report: Report) -> Pack:
    top = Fields(root, report, f"pack {name!r}")
    config = root.get(_CONFIG)
    if config is not None and not isinstance(config.value, dict):
        top.problem("'CONFIG' must hold a mapping of settings", _CONFIG)
    questions = [one for key, node in root.pairs() if key not in _HEADINGS for one in _typed(key, node, name, report)]
    if not questions:
        top.problem("holds no question that can be played")
    author = ", ".join(top.texts(_AUTHOR))
    return Pack(name=name, questions=tuple(questions), author=author, description=top.text(_DESCRIPTION))


def _typed(text: str, node: Node, name: str, report: Report) -> Iterator[QuizQuestion]:
    """The question with its answers, all of which are right; nothing where one cannot be used."""
    label = f"pack {name!r}, question {text!r}"
    answers = [(item, (item.text or "").strip()) for item in node.items()] or [(node, "")]
    for item, answer in answers:
        if problem := _unusable(item, answer):
            report.add(item.path, item.line or node.line, f"{label}: {problem}")
            return
    if not text.strip():
        report.add(node.path, node.line, f"pack {name!r}: a question has no text")
        return
    yield _question(name, text, [answer for _, answer in answers])


def _unusable(node: Node, answer: str) -> str:
    if node.text is None and not node.is_empty:
        return "an answer must be a text or a list of texts, not a mapping"
    if not answer:
        return "has an empty answer; give it a text or a list of texts"
    return "" if any(map(str.isalnum, answer)) else f"the answer {answer!r} has no letter or digit to be typed"


# -- Open Trivia Database ----------------------------------------------------------------------------------------------


def _database(root: Node, name: str, report: Report, needs_choices: tuple[str, ...]) -> Iterator[QuizQuestion]:
    top = Fields(root, report, f"pack {name!r}")
    top.allow(_DATABASE_KEYS)
    code = top.text("response_code", default="0")
    if code != "0":
        top.problem(
            f"the database answered with code {code}, which means no questions; download it again", "response_code"
        )
    entries = list(top.mappings(_RESULTS))
    if not entries and code == "0":
        top.problem("'results' must hold a list of questions", _RESULTS)
    for number, node in enumerate(entries, 1):
        fields = Fields(node, report, f"pack {name!r}, question {number}")
        yield from _entry(fields, name, needs_choices)


def _entry(fields: Fields, name: str, needs_choices: tuple[str, ...]) -> Iterator[QuizQuestion]:
    fields.allow(_QUESTION_KEYS)
    before = len(fields.report.problems)
    text, right = (html.unescape(fields.text(key, required=True)) for key in ("question", "correct_answer"))
    wrong = tuple(html.unescape(one) for one in fields.texts("incorrect_answers"))
    kind = fields.text("type", required=True)
    if kind not in _TYPES:
        fields.problem(f"unknown type {kind!r}; known: {', '.join(_TYPES)}", "type")
    elif len(wrong) < _TYPES[kind]:
        fields.problem(f"needs {_TYPES[kind]} wrong answers at least, not {len(wrong)}", "incorrect_answers")
    choices = [one.casefold() for one in (right, *wrong)]
    if len(set(choices)) < len(choices):
        fields.problem("a choice stands there twice, or the right answer is among the wrong ones", "incorrect_answers")
    if len(fields.report.problems) == before:
        said = text.casefold()
        is_pick = kind == "boolean" or any(words in said for words in needs_choices)
        yield _question(name, text, [right], wrong, is_pick=is_pick)


def _question(
    name: str, text: str, answers: list[str], wrong: tuple[str, ...] = (), *, is_pick: bool = False
) -> QuizQuestion:
    """A question whose id depends on its own words alone, so that it survives edits of the others."""
    key = blake2b(text.encode(), digest_size=8).hexdigest()
    sort: Sort = "choice" if is_pick else "number" if all(map(_is_number, answers)) else "name"
    if sort == "number":
        accepted = tuple(dict.fromkeys(answer.replace(",", "") for answer in answers))
    else:
        accepted = tuple(dict.fromkeys(answers))
    return QuizQuestion(
        id=f"pack:{name}/{key}",
        text=text,
        answer=Answer(text=answers[0], sort=sort, accepted=accepted),
        wrong=wrong,
        source=name,
    )


def _is_number(text: str) -> bool:
    plain = text.replace(",", "")
    return plain.isascii() and plain.isdigit() and len(plain) < 16
