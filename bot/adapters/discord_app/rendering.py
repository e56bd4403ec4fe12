"""Replies of the assistant to posts: the value first, then the sentence, the ceremony and the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from bot.adapters.discord_app import why
from bot.adapters.discord_app.post import MESSAGE, Page, Post, cited, clock, paginate, plain, shorten
from bot.adapters.discord_app.references import pack
from bot.answering import Answer, Clarify, Finding, Unknown, is_ruling
from bot.conversation import Reply
from bot.facts import Fact, FactBase

_LIST_FROM = 4
"""From this many values on, each gets a line of its own."""

_NEAREST = 5
"""Known things offered at most: the buttons of one row."""

_LEAD_ROOM = 100
"""Characters of what is said of all ceremonies together; a page leaves room for it."""

FACT_ROOM = 60
"""Characters that references of facts may take up in a page's custom id."""


def render_reply(reply: Reply, base: FactBase, *, hours: int = 24) -> Post:
    """A reply as a post.

    Args:
        reply: What the assistant says.
        base: The facts it was said from.
        hours: 12 or 24: how clock times are written.
    """
    outcome = reply.outcome
    if isinstance(outcome, Answer):
        return _answer(outcome, reply, base, hours)
    if isinstance(outcome, Clarify):
        return _clarify(outcome, reply)
    if isinstance(outcome, Unknown):
        content = f"**I don't know that.** {plain(outcome.reason)}"
        if outcome.nearest:
            content += "\nThis I can tell:"
        return Post(content=content[:MESSAGE], known=outcome.nearest[:_NEAREST], why=why.pack_reading(reply))
    return Post(content=plain(reply.text)[:MESSAGE])


def render_verdict(reply: Reply, base: FactBase, *, hours: int = 24) -> Post:
    """As `render_reply`, for a claim: what neither rules nor compares is no verdict, only something near."""
    outcome = reply.outcome
    if not isinstance(outcome, Answer) or compares(outcome) or is_ruling(outcome):
        return render_reply(reply, base, hours=hours)
    near = tuple(finding.facts[0] for finding in outcome.findings)[:_NEAREST]
    content = "**I can't tell whether that is so.**\nThis I can tell:"
    return Post(content=content, known=near, why=why.pack_reading(reply))


def compares(outcome: Answer) -> bool:
    """Whether what is said first is the value; of one ceremony alone it is what could not be told of the others."""
    return bool(outcome.lead) and len({finding.ceremony for finding in outcome.findings}) > 1


def _answer(outcome: Answer, reply: Reply, base: FactBase, hours: int) -> Post:
    facts = tuple(dict.fromkeys(fact for finding in outcome.findings for fact in finding.facts))
    lines = [clock(line, hours) for finding in outcome.findings for line in _finding(finding, base)]
    packed = why.pack_reading(reply)
    if len(content := _with_lead("\n".join(lines), outcome)) <= MESSAGE:
        return Post(content=content, facts=facts, why=packed)
    page = Page(kind="facts", key=pack(facts, FACT_ROOM), number=0, total=0)
    post = paged(lines_of_facts(facts, base, hours), page, facts, packed)
    return replace(post, content=_with_lead(post.content, outcome))


def _with_lead(content: str, outcome: Answer) -> str:
    """What holds across the findings, above them where it is the value, else below them."""
    lead = plain(shorten(outcome.lead, _LEAD_ROOM))
    if not lead:
        return content
    return f"**{lead}**\n{content}" if compares(outcome) else f"{content}\n{lead}"


def _clarify(outcome: Clarify, reply: Reply) -> Post:
    numbered = [f"{number}. {plain(label)}" for number, (label, _) in enumerate(outcome.choices, 1)]
    content = paginate([f"**{plain(outcome.prompt)}**", *numbered])[0]
    return Post(content=content, choices=outcome.choices, why=why.pack_reading(reply))


def _finding(finding: Finding, base: FactBase) -> Iterator[str]:
    fact, *others = finding.facts
    yield from _lead(finding)
    if not finding.is_collected:
        yield _sentence(finding)
    yield place(fact, base)
    for other in others if not finding.is_collected else ():
        yield f"The sources disagree: {plain(other.say)}"
        yield place(other, base)


def _sentence(finding: Finding) -> str:
    """What the fact says; a value that it begins with is the value that comes first, and shown so."""
    say, value = finding.facts[0].say, "".join(finding.values[:1])
    if finding.verdict is None and len(finding.values) == 1 and say.startswith(value):
        return f"**{plain(value)}**{plain(say[len(value) :])}"
    return plain(say)


def _lead(finding: Finding) -> Iterator[str]:
    if finding.verdict is not None:
        word = "Yes." if finding.verdict else "No."
        yield f"**No, {plain(finding.correction)}.**" if not finding.verdict and finding.correction else f"**{word}**"
    elif len(finding.values) >= _LIST_FROM:
        yield from numbered(finding.values)
    elif finding.values and not finding.facts[0].say.startswith(finding.values[0]):
        yield f"**{plain(joined(finding.values))}**"


def numbered(values: Iterable[str]) -> Iterator[str]:
    """Values as the lines of a list."""
    return (f"{number}. {plain(value)}" for number, value in enumerate(values, 1))


def joined(values: Sequence[str]) -> str:
    """Values as one phrase: "a, b and c"."""
    return f"{', '.join(values[:-1])} and {values[-1]}" if len(values) > 1 else "".join(values)


def place(fact: Fact, base: FactBase) -> str:
    """The line that names a fact's ceremony and source."""
    return f"-# {plain(base.ceremonies[fact.ceremony].short)} · source: {cited(fact.source)}"


def lines_of_facts(facts: Sequence[Fact], base: FactBase, hours: int = 24, *, bullet: str = "") -> list[str]:
    """Facts told in full, with the lists they hold; neighbours of one source share its line.

    A fact and the line of its source are one item of the result, so that no page comes between them.
    """
    lines: list[str] = []
    for fact, following in zip_longest(facts, facts[1:]):
        listed = _listed(fact)
        lines.append(f"**{plain(fact.say)}**" if listed else f"{bullet}{plain(fact.say)}")
        lines.extend(numbered(listed))
        if following is None or place(following, base) != place(fact, base):
            lines[-1] += f"\n{place(fact, base)}"
    return [clock(line, hours) for line in lines]


def _listed(fact: Fact) -> list[str]:
    """The names in the longest list of a fact, unless its sentence names all of one list anyway."""
    lists = [[filler.text for filler in role] for role in (fact.what, fact.who) if len(role) >= _LIST_FROM]
    if any(all(name in fact.say for name in names) for names in lists):
        return []
    return max(lists, key=len, default=[])


def paged(lines: Sequence[str], page: Page, facts: Sequence[Fact], packed: str = "") -> Post:
    """One page of many lines; the number is brought into range, the total is set here."""
    pages = paginate(lines)
    number = min(max(page.number, 0), len(pages) - 1)
    content = pages[number]
    if len(pages) == 1:
        return Post(content=content, facts=tuple(facts), why=packed)
    content += f"\n-# Page {number + 1} of {len(pages)}"
    where = Page(kind=page.kind, key=page.key, number=number, total=len(pages))
    return Post(content=content, facts=tuple(facts), why=packed, page=where)
