"""Discord's limits on messages, buttons and custom ids, at their edges."""

from __future__ import annotations

from dataclasses import replace

import discord
import pytest

from bot.adapters.discord_app.cards import Cards
from bot.adapters.discord_app.post import MESSAGE, Page, Post, clock, paginate, plain, quoted, shorten, unquoted
from bot.adapters.discord_app.references import References, pack, reference
from bot.adapters.discord_app.rendering import render_reply
from bot.adapters.discord_app.views import post_view
from bot.answering import Answer, Finding, Unknown
from bot.conversation import Assistant, Incoming, Reply
from bot.facts import Fact, FactBase, Filler

ASKER = 2**63 - 1


def payload(view: discord.ui.View) -> list[list[dict[str, object]]]:
    """Rows of components as they are sent."""
    return [row["components"] for row in view.to_components()]


def check(view: discord.ui.View) -> None:
    """What Discord refuses must not be in it."""
    rows = payload(view)
    ids = [str(item["custom_id"]) for row in rows for item in row]
    assert len(rows) <= 5
    assert all(1 <= len(row) <= 5 for row in rows)
    assert len(ids) == len(set(ids))
    assert all(len(one) <= 100 for one in ids)
    assert all(len(str(item.get("label") or "")) <= 80 for row in rows for item in row)
    for item in (item for row in rows for item in row if item["type"] == 3):
        options = item["options"]
        assert isinstance(options, list)
        assert len(options) <= 25
        assert all(len(one["label"]) <= 100 and len(one["value"]) <= 100 for one in options)


@pytest.fixture
def fact(base: FactBase) -> Fact:
    """Any fact."""
    return next(iter(base.facts.values()))


def reply_with(*findings: Finding) -> Reply:
    return Reply(status="answer", text="", outcome=Answer(findings=findings, confidence=1.0), confidence=1.0)


@pytest.mark.parametrize("length", [1, 1800, 1899, 1900, 1999, 2000, 2001, 5000, 50_000])
async def test_an_answer_of_any_length_fits(base: FactBase, fact: Fact, length: int) -> None:
    """What does not fit into one message is paged, and nothing is lost."""
    long = replace(fact, say="word " * (length // 5) + "x" * (length % 5))
    post = render_reply(reply_with(Finding(ceremony=fact.ceremony, facts=(long,))), base)

    assert len(post.content) <= MESSAGE
    assert (post.page is not None) == (len(post.content) < length)
    check(post_view(post, ASKER))


@pytest.mark.parametrize("length", [1800, 1900, 1950, 2000, 2001, 5000])
async def test_an_answer_with_a_sentence_across_its_findings_fits(base: FactBase, fact: Fact, length: int) -> None:
    """That sentence stands on the first page, and is never what is cut off."""
    long = replace(fact, say="word " * (length // 5))
    answer = Answer(
        findings=(Finding(ceremony=fact.ceremony, facts=(long,)),),
        confidence=1.0,
        lead="I don't know that of the other one." + "*" * 40,
    )
    post = render_reply(Reply(status="answer", text="", outcome=answer, confidence=1.0), base)

    assert len(post.content) <= MESSAGE
    assert "I don't know that of the other one." in post.content


async def test_hundreds_of_values_are_paged(base: FactBase, fact: Fact) -> None:
    """A list of any length can be turned over."""
    named = tuple(Filler(text=f"Name number {number}") for number in range(500))
    long = replace(fact, what=named)
    finding = Finding(ceremony=fact.ceremony, facts=(long,), values=tuple(one.text for one in named))
    post = render_reply(reply_with(finding), base)

    assert post.page is not None
    assert post.page.total > 4
    assert len(post.content) <= MESSAGE
    check(post_view(post, ASKER))


async def test_every_card_of_every_thing_fits_on_every_page(base: FactBase) -> None:
    """All ceremonies, topics and names that ship."""
    cards = Cards(base, References(base))
    keys = [("ceremony", Cards.key(one)) for one in base.ceremonies]
    keys += [("timeline", Cards.key(one)) for one in base.ceremonies]
    keys += [("topic", Cards.key(*pair)) for pair in base.by_topic]
    keys += [("compare", Cards.key(one)) for one in base.registers.topics]
    keys += [("who", Cards.key(one)) for one in base.entities]
    for kind, key in keys:
        post = cards.post(kind, key)
        for number in range(post.page.total if post and post.page else 1):
            page = cards.post(kind, key, number)
            if page is not None:
                assert 0 < len(page.content) <= MESSAGE
                check(post_view(page, ASKER))


async def test_every_answer_to_a_shipped_question_fits(assistant: Assistant) -> None:
    """Messages and buttons, for each question that the facts list."""
    for fact in assistant.base.facts.values():
        for number, question in enumerate(fact.asked[:2]):
            reply = assistant.reply(Incoming(text=question, conversation=f"{fact.id}{number}"))
            post = render_reply(reply, assistant.base)
            assert 0 < len(post.content) <= MESSAGE
            check(post_view(post, ASKER, is_private=True))


@pytest.mark.parametrize("count", [1, 5, 6, 25, 26, 100])
async def test_choices_of_any_number_and_length_fit(count: int) -> None:
    """Up to five are buttons, more are a menu of at most 25."""
    choices = tuple((f"{number} " + "label " * 40, f"{number} " + "text " * 40) for number in range(count))

    check(post_view(Post(content="?", choices=choices), ASKER))


async def test_everything_at_once_fits(base: FactBase) -> None:
    """Choices, known things, pages and the footer have a row each."""
    facts = tuple(base.facts.values())
    page = Page(kind="facts", key=pack(facts, 60), number=500, total=999)
    choices = tuple((str(number), str(number)) for number in range(5))
    post = Post(
        content="?", facts=facts, why="why:who:100:::::" + "w" * 83, choices=choices, known=facts[:9], page=page
    )

    check(post_view(post, ASKER))


def test_a_refusal_of_any_length_fits(base: FactBase) -> None:
    """A reason may quote what was typed."""
    post = render_reply(Reply(status="unknown", text="", outcome=Unknown(reason="*" * 5000)), base)

    assert len(post.content) <= MESSAGE


def test_pages_hold_all_lines_in_their_order() -> None:
    """No line is lost or doubled; one that fills a page alone is broken at a space."""
    lines = [f"line {number} " + "x" * (number % 90) for number in range(300)] + ["word " * 1000]
    pages = paginate(lines)

    assert "".join("".join(pages).split()) == "".join("".join(lines).split())
    assert all(len(page) < MESSAGE for page in pages)


@pytest.mark.parametrize("text", ["*a* _b_ `c`", "[a](https://b.example)", "> a", "-# a", "<@1> @here", "# a", "||a||"])
def test_quoting_a_question_and_reading_it_back_changes_nothing(text: str) -> None:
    """The quote is escaped for Discord, and still holds the question for a process that never saw it."""
    assert unquoted(f"{quoted(text)}\nanswer") == text
    assert not quoted(text)[2:].startswith(("> ", "# ", "-# "))


@pytest.mark.parametrize(
    ("typed", "pings"), [("@everyone", "@everyone"), ("@here", "@here"), ("<@123456789012345678>", "<@1")]
)
def test_escaped_text_pings_nobody(typed: str, pings: str) -> None:
    """Even where allowed mentions were forgotten."""
    assert pings not in plain(typed)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("at 0:05", "at 12:05 am"),
        ("12:00 to 13:30", "12:00 pm to 1:30 pm"),
        ("21:50 CST", "9:50 pm CST"),
        ("3:2:1", "3:2:1"),
    ],
)
def test_clock_times_in_twelve_hours(written: str, read: str) -> None:
    """Midnight and noon are 12."""
    assert clock(written, 12) == read
    assert clock(written, 24) == written


def test_a_reference_stands_for_one_thing_of_the_shipped_facts(base: FactBase) -> None:
    """No two facts share one."""
    assert len({reference(one) for one in base.facts}) == len(base.facts)


def test_what_is_shortened_shows_that_something_is_missing() -> None:
    """And is never longer than its room."""
    assert shorten("abcdef", 6) == "abcdef"
    assert shorten("abcdefg", 6) == "abcde…"
