"""``explain``: how a text was read, which facts came into question, and why the reply is what it is."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.answering import Answer, Outcome, Unknown
from bot.conversation import Assistant, Incoming, Reply
from bot.facts import Fact
from bot.understanding import Item, Question, Weight

_PIPED_WIDTH = 140
"""Columns where no terminal sets them: tables of sentences want more than the customary 80."""


def run(assistant: Assistant, text: str) -> None:
    """Print how a text is understood and answered, as the first message of a conversation."""
    reply = assistant.reply(Incoming(text=text, conversation=""))
    console = Console(width=None if sys.stdout.isatty() else _PIPED_WIDTH, highlight=False)
    question = reply.question
    if question is not None:
        console.print(reading_table(assistant, question))
        if question.items:
            console.print(items_table(assistant, question))
    if reply.outcome is not None and (candidates := list(_candidates(reply.outcome))):
        console.print(candidates_table(candidates))
    console.print(reply_table(reply))


def reading_table(assistant: Assistant, question: Question) -> Table:
    """The question as a whole: its words, intent and ceremonies."""
    table = _table("How it was read", show_header=False)
    for name, value in _reading(assistant, question):
        table.add_row(f"[bold]{name}[/bold]", escape(value))
    return table


def _reading(assistant: Assistant, question: Question) -> Iterator[tuple[str, str]]:
    ceremonies = assistant.base.ceremonies
    intent = question.intent
    yield "words", " ".join(question.tokens) or "none"
    if question.repairs:
        yield "repairs", ", ".join(f"{typed} → {read}" for typed, read in question.repairs)
    yield "intent", f"{intent.id} (asks: {intent.asks})" if intent else "none: a fragment without a question word"
    if question.head:
        yield "asked for", question.head.surface
    if question.kinds:
        yield "must be", " or ".join(sorted(question.kinds))
    named = [ceremonies[one].short if one in ceremonies else "the other one" for one in question.ceremonies]
    yield "ceremonies", ", ".join(named) or "none named"
    marks = {
        "both ceremonies": question.asks_both,
        "negated": question.is_negated,
        "follow-up": question.is_continuation,
    }
    if any(marks.values()):
        yield "marks", ", ".join(mark for mark, holds in marks.items() if holds)


def items_table(assistant: Assistant, question: Question) -> Table:
    """What the question says, word by word, with the number of facts that explain it."""
    table = _table("What it mentions", "words", "senses", "sort", "counts", "facts")
    index = assistant.answerer.index
    for item in question.items:
        facts = index.explaining(item).bit_count()
        binds = "must be explained" if item.weight is Weight.HARD else "a plus"
        table.add_row(escape(item.surface), escape(_senses(item)), _sort(item), binds, str(facts))
    return table


def _senses(item: Item) -> str:
    senses = sorted(item.senses) or [" + ".join(sorted(part)) for part in item.parts]
    guesses = [f"{sense}?" for sense in sorted(item.guesses)]
    return ", ".join([*senses, *guesses])


def _sort(item: Item) -> str:
    sorts = {"name": item.is_name, "number": item.is_number, "not ours": item.is_foreign, "aside": item.is_aside}
    return ", ".join(sort for sort, holds in sorts.items() if holds) or "word"


def candidates_table(candidates: list[tuple[str, Fact]]) -> Table:
    """The facts that came into question, best first."""
    table = _table("Facts that came into question", "score", "fact", "says", "source")
    for score, fact in candidates:
        table.add_row(score, escape(fact.id), escape(fact.say), escape(str(fact.source)))
    return table


def _candidates(outcome: Outcome) -> Iterator[tuple[str, Fact]]:
    """(score, fact); facts that lie near without answering have no score."""
    if isinstance(outcome, Answer):
        for finding in outcome.findings:
            scored = finding.trace or tuple((fact, finding.score) for fact in finding.facts)
            yield from ((f"{score:.2f}", fact) for fact, score in scored)
    elif isinstance(outcome, Unknown):
        traced = {fact.id for fact, _ in outcome.trace}
        yield from ((f"{score:.2f}", fact) for fact, score in outcome.trace)
        yield from (("near", fact) for fact in outcome.nearest if fact.id not in traced)


def reply_table(reply: Reply) -> Table:
    """The reply, and what it rests on."""
    table = _table("Why this reply", show_header=False)
    sure = f"{reply.confidence:.2f}" if reply.status == "answer" else "-"
    rows = (("status", reply.status), ("sure", sure), ("because", _reason(reply)), ("reply", reply.text))
    for name, value in rows:
        table.add_row(f"[bold]{name}[/bold]", escape(value))
    return table


def _reason(reply: Reply) -> str:
    outcome = reply.outcome
    if isinstance(outcome, Unknown):
        return outcome.reason
    if isinstance(outcome, Answer):
        return "\n".join(
            finding.facts[0].id
            + (" is asked for in such words" if finding.is_recognised else " explains all that must be explained")
            + (f" and holds: {', '.join(finding.values)}" if finding.values else "")
            + (f"; the question has it otherwise: {finding.correction}" if finding.correction else "")
            for finding in outcome.findings
        )
    return "small talk" if outcome is None else "several readings fit, and they are answered differently"


def _table(title: str, *columns: str, show_header: bool = True) -> Table:
    table = Table(*columns, title=title, title_justify="left", show_header=show_header, show_lines=False)
    return table
