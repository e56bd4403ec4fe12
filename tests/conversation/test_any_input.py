"""Whatever people type, they get a proper reply."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answering import Answerer, Outcome
from bot.conversation import Assistant, Incoming, Reply, Status
from bot.understanding import Question

MAX_TYPED = 6_000
MAX_REPLY = 2_000  # what a Discord message holds
UNESCAPED = ("@everyone", "@here", "<@", "<#", "](http", "```")
"""What would ping people, link or open a code block if a reply echoed it."""

# Pieces of questions, chat, mark-up and other scripts, so that typed texts come near what the engine looks for.
PIECES = (
    *("who", "whose", "what", "which", "when", "where", "why", "how many", "how long", "did", "was", "is it true that"),
    *("and", "what about", "the other one", "both", "he", "it", "they", "first", "the last one", "after", "before"),
    *("directed", "sang", "conducted", "anthem", "choir", "song", "flag", "flame", "mayor", "ceremony", "nations"),
    *("hello", "thanks", "help", "sangg", "direcotr", "anthm", "cermony", "whodirectedit"),
    *("1", "2", "99", "-1", "0", "20:14", "8pm", "25:61", "1,200", "30k", "3rd", "1e309", "½", "²"),
    *(
        "@everyone",
        "@here",
        "@Everyone",
        "＠everyone",
        "\\@everyone",
        "@\u200beveryone",
        "<@123456789012345678>",
        "<@&1>",
    ),
    *("<#1>", "[x](http://example.org)", "https://example.org/?q=1", "```py\n", "||spoiler||", "**bold**", "> quote"),
    *(
        "日本語",
        "русский",
        "العربية",
        "עברית",
        "ไทย",
        "İstanbul",
        "ﬁ",
        "e\u0301",
        "👩‍👩‍👧‍👦",
        "\u202e",
        "\x00",
        "\t",
        "\n",
    ),
    *("'", "''''", '"', "“", "…", "?", "!!!", "{value}", "{ceremonies}", "%s", "\\", "$(ls)", "'; drop table"),
)


def typed() -> st.SearchStrategy[str]:
    """Anything at all, and things that look like questions."""
    anything = st.text(max_size=MAX_TYPED)
    question = st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=40).map(" ".join)
    stuck = st.lists(st.sampled_from(PIECES), max_size=15).map("".join)
    long = st.builds(
        lambda piece, times: (piece * times)[:MAX_TYPED], st.sampled_from(PIECES), st.integers(50, MAX_TYPED)
    )
    return st.one_of(question, anything, stuck, long).map(lambda text: text[:MAX_TYPED])


def named(assistant: Assistant) -> st.SearchStrategy[str]:
    """Questions with names of the facts in them, some cut off."""
    names = [name for entity in assistant.base.entities.values() for name in entity.names]
    names += [ceremony.short for ceremony in assistant.base.ceremonies.values()]
    name = st.builds(lambda text, end: text[:end], st.sampled_from(names), st.integers(2, 60))
    return st.lists(st.sampled_from(PIECES) | name, min_size=1, max_size=12).map(" ".join)


def check(reply: Reply) -> None:
    """A reply that can be sent: a known status, a text that fits a message and calls nobody."""
    assert reply.status in get_args(Status)
    assert reply.text.strip()
    assert len(reply.text) <= MAX_REPLY
    assert not [part for part in UNESCAPED if part in reply.text]
    assert 0 <= reply.confidence <= 1
    assert len(reply.choices) <= 25  # as many as Discord's menus hold
    assert all(choice.label.strip() and choice.text.strip() for choice in reply.choices)


# The assistant is the same for all examples: its memory is what the tests of sequences are about.
relaxed = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@relaxed
@given(text=typed())
def test_any_text_gets_a_proper_reply(assistant: Assistant, text: str) -> None:
    """No text in any script breaks the bot or makes it say something improper."""
    check(Assistant(assistant.reader, assistant.answerer).reply(Incoming(text=text, conversation="x")))


@relaxed
@given(data=st.data())
def test_any_question_about_known_names_gets_a_proper_reply(assistant: Assistant, data: st.DataObject) -> None:
    """Known names in any surroundings, whole or cut off, are no exception."""
    text = data.draw(named(assistant))

    check(Assistant(assistant.reader, assistant.answerer).reply(Incoming(text=text, conversation="x")))


@relaxed
@given(data=st.data())
def test_any_conversation_gets_proper_replies(assistant: Assistant, data: st.DataObject) -> None:
    """Whatever was said before, the next message gets a proper reply too."""
    fresh = Assistant(assistant.reader, assistant.answerer)
    for text in data.draw(st.lists(typed() | named(assistant), min_size=2, max_size=6)):
        check(fresh.reply(Incoming(text=text, conversation="x")))


@pytest.mark.parametrize("mention", ["@everyone", "@here", "<@123456789012345678>", "[x](http://example.org)", "```"])
def test_what_would_call_people_is_not_echoed(assistant: Assistant, mention: str) -> None:
    """A word that nothing explains is told back, but never as a mention, a link or a code block."""
    reply = assistant.reply(Incoming(text=f"who sang {mention} zzyzx?", conversation="x"))

    assert reply.status == "unknown"
    check(reply)


class CountingAnswerer(Answerer):
    """Counts how often it is asked."""

    asked = 0

    def answer(self, question: Question, inherited: Sequence[str] = ()) -> Outcome:
        self.asked += 1
        return super().answer(question, inherited)


def test_a_long_message_is_tried_in_a_bounded_number_of_readings(assistant: Assistant) -> None:
    """However much a follow-up could lean on, only so many readings are tried: no message keeps the bot busy."""
    answerer = CountingAnswerer(assistant.base, assistant.reader.lexicon)
    patient = Assistant(assistant.reader, answerer)
    for _ in range(2):
        patient.reply(Incoming(text="日本語 " * 100, conversation="x"))

    assert answerer.asked <= 50
