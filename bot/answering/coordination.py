"""Several questions in one: "the director, the creative director and the producer"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.understanding import Item, Question

_AND = frozenset({"and", "plus"})
_BETWEEN = _AND | {"the", "a", "an", "their", "its"}


def coordinated(question: Question) -> Iterator[tuple[Question, ...]]:
    """Ways to take a question apart at "and", each as the questions it then consists of.

    First things in a row that ask for the same ("the director and the producer of the show"), then whole clauses
    ("who led the committee and gave a speech").
    """
    if _AND.isdisjoint(question.tokens):
        return
    for row in _rows(question):
        if 2 <= len(row) <= 4:
            yield tuple(_without(question, [item for item in row if item is not kept]) for kept in row)
    for at, token in enumerate(question.tokens):
        before = [item for item in question.hard_items if item.position < at]
        after = [item for item in question.hard_items if item.position > at]
        if token in _AND and before and after:
            yield _without(question, after), _without(question, before)


def _rows(question: Question) -> Iterator[list[Item]]:
    row: list[Item] = []
    for item in question.hard_items:
        if row:
            between = question.tokens[row[-1].position + row[-1].width : item.position]
            if not set(between) <= _BETWEEN:
                yield from _if_coordinated(question, row)
                row = []
        row.append(item)
    yield from _if_coordinated(question, row)


def _if_coordinated(question: Question, row: list[Item]) -> Iterator[list[Item]]:
    if len(row) > 1 and not _AND.isdisjoint(question.tokens[row[0].position : row[-1].position]):
        yield row


def _without(question: Question, gone: list[Item]) -> Question:
    kept = tuple(item for item in question.items if item not in gone)
    head = None if question.head in gone else question.head
    run = tuple(item for item in question.head_run if item not in gone)
    kinds = question.kinds if head is not None else frozenset[str]()
    return replace(
        question,
        items=kept,
        head=head or (run[0] if run and question.asks == "count" else None),
        head_run=run,
        kinds=kinds,
    )
