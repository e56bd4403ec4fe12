"""Which word was meant, by its neighbours."""

from __future__ import annotations

import pytest

from bot.understanding.usage import EDGE, Usage

QUESTIONS = [*["who sang the last song?"] * 5, *["who's on the list?"] * 3, "where was it"]


@pytest.fixture(scope="module")
def usage() -> Usage:
    """Has heard a few questions, some of them often."""
    return Usage(QUESTIONS, own=["lantern"], common=["carpet"])


def test_a_word_is_likelier_where_it_was_used_before(usage: Usage) -> None:
    """The same two words, each behind another one."""
    assert usage.cost("last", "song") < usage.cost("last", "list")
    assert usage.cost("the", "list") < usage.cost("sang", "list")


def test_what_was_never_used_can_still_be_meant(usage: Usage) -> None:
    """Words of ours and ordinary ones cost the same, and no word is impossible."""
    assert usage.cost("the", "lantern") == usage.cost("the", "carpet") < 20


def test_where_a_question_begins_and_ends_counts_too(usage: Usage) -> None:
    """A question word opens, a noun closes."""
    assert usage.cost(EDGE, "who") < usage.cost(EDGE, "song")
    assert usage.cost("song", EDGE) < usage.cost("sang", EDGE)


def test_without_any_question_all_known_words_are_equally_likely() -> None:
    """A fact base that has none is read all the same."""
    usage = Usage([], own=["lantern", "choir"], common=[])

    assert usage.cost("the", "lantern") == usage.cost(EDGE, "choir")
