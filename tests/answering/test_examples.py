"""What the questions that people ask teach: which fact is meant, and whether any is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.answering import Answer
from bot.answering.beliefs import Beliefs
from bot.answering.groups import GROUPS, group_of
from bot.answering.odds import log_odds
from bot.answering.postings import Postings
from bot.answering.similarity import Similarity
from bot.answering.turns import Turns
from bot.answering.weights import RANKING, SURENESS
from bot.bootstrap import build_assistant
from bot.conversation import Assistant
from bot.settings import Settings
from tests.samples import write_knowledge

STEP = 97  # every so many of the shipped questions are asked: enough to see a decline, and quick

WORDS = [
    (0, [frozenset({"=lantern"}), frozenset({"=float"})]),
    (1, [frozenset({"=choir"}), frozenset({"sing", "=sang"})]),
    (-1, [frozenset({"=choir"}), frozenset({"=cost"})]),
]
EVERY = slice(0, len(WORDS))
RED, BOAT, SAIL, OAR, UNHEARD = range(5)


def test_postings_give_places_and_values_by_mark() -> None:
    """A known mark has its places and values; an unknown one is not known."""
    postings = Postings({"a": {3: 0.5, 7: 1.0}, "b": {}}, np.float32)

    assert "c" not in postings
    assert [array.tolist() for array in postings.at("a")] == [[3, 7], [0.5, 1.0]]


def test_an_example_is_wholly_like_itself_and_unlike_a_stranger() -> None:
    """Likeness runs from 0, where no word is shared, to 1, where all are."""
    similarity = Similarity(WORDS)
    words = [(senses, similarity.weight(senses)) for senses in WORDS[0][1]]
    found = similarity.to(words, EVERY)

    assert found.places.tolist() == [0]
    assert found.likeness.tolist() == pytest.approx([1], abs=0.005)
    assert not similarity.to([(frozenset({"=unheard"}), 1.0)], EVERY).places.size


def test_a_text_of_hundreds_of_words_is_as_like_its_example() -> None:
    """What long texts share is more than the numbers of short ones hold."""
    examples = [(0, [frozenset({f"={number}"}) for number in range(60)]), *WORDS[1:]]
    similarity = Similarity(examples)
    words = [(senses, similarity.weight(senses)) for senses in examples[0][1]]
    strange = [(frozenset({f"=unheard-{number}"}), 1.0) for number in range(300)]

    assert similarity.to(words, EVERY).likeness.tolist() == pytest.approx([1], abs=0.01)
    assert similarity.to(words * 50, EVERY).places.tolist() == [0]
    assert not similarity.to([*words, *strange], EVERY).places.size


def test_a_synonym_is_less_like_than_the_word_itself() -> None:
    """The same meaning in another word counts, and counts less."""
    similarity = Similarity(WORDS)
    (same,) = similarity.to([(frozenset({"=sang"}), 1.0)], EVERY).likeness
    (meant,) = similarity.to([(frozenset({"sing", "=chanted"}), 1.0)], EVERY).likeness

    assert 0 < meant < same


@pytest.mark.parametrize("rare", ["dance", "act", "join", "perform", "show", "move", "turn", "play"])
def test_of_senses_met_equally_well_the_weightiest_counts(rare: str) -> None:
    """Likeness does not hang on the order in which a set happens to keep its senses."""
    examples = [(0, [frozenset({rare}), frozenset({"game"})]), (1, [frozenset({"game"})]), (2, [frozenset({"=oar"})])]
    similarity = Similarity(examples)

    both = similarity.to([(frozenset({rare, "game"}), 1.0)], EVERY).likeness
    alone = similarity.to([(frozenset({rare}), 1.0)], EVERY).likeness
    assert both[0] == alone[0]


def test_words_of_several_examples_add_up() -> None:
    """A fact asked for in both words is likelier than facts asked for in one of them each."""
    beliefs = Beliefs([(0, [RED]), (0, [BOAT]), (1, [RED, SAIL]), (2, [BOAT, OAR])], facts=3, marks=5)

    assert np.argmax(beliefs.of([RED, BOAT])) == 0


def test_marks_of_many_facts_and_of_few_both_count() -> None:
    """A mark that is kept as a full row tells as much as one in the postings."""
    texts = [(fact, [RED, OAR]) for fact in range(20)] + [(20, [BOAT, SAIL])]
    beliefs = Beliefs(texts, facts=21, marks=5)

    assert beliefs.of([RED])[0] > beliefs.of([RED])[20]
    assert beliefs.of([BOAT])[20] > beliefs.of([BOAT])[0]


def test_unknown_words_change_no_belief() -> None:
    """What no example says speaks for no fact."""
    beliefs = Beliefs([(0, [RED]), (1, [BOAT])], facts=2, marks=5)

    assert beliefs.of([UNHEARD]).tolist() == [0, 0]


def test_only_the_stretch_that_is_asked_about_is_searched() -> None:
    """Examples of another ceremony are like nothing that is asked of this one."""
    found = Similarity(WORDS).to([(frozenset({"=choir"}), 1.0)], slice(1, 2))

    assert found.places.tolist() == [1]


def test_turns_of_phrase_are_stems_and_pairs_that_stand_together_often_enough() -> None:
    """A pair that was seen but once has no number, and a word that was never seen has none either."""
    turns = Turns([("who", "sang"), ("who", "sang", "it")], least=2)
    stems, pairs = turns.of(("who", "sang", "it", "loudly"))

    assert len(stems) == len({"<", "who", "sang", "it", ">"})
    assert len(pairs) == len({"< who", "who sang"})
    assert max(pairs) < len(turns)


def test_words_of_unanswered_questions_count_against_an_answer() -> None:
    """A mark of answered questions has positive odds, one of unanswered ones negative."""
    odds = log_odds([(True, {"sang", "who"}), (False, {"cost", "who"})])

    assert odds["sang"] > odds["who"] == 0 > odds["cost"]


def test_one_sided_examples_prove_nothing() -> None:
    """Without unanswered questions nothing can be said of odds."""
    assert log_odds([(True, {"sang"})]) == {}


@pytest.mark.parametrize(
    ("question", "group"),
    [
        ("who sang", "who"),
        ("whose song was it", "who"),
        ("how many boats", "count"),
        ("How come they sang?", "why"),
        ("at what time did it start", "when"),
        ("which year was that", "when"),
        ("how did it end", "how"),
        ("name the song", "other"),
    ],
)
def test_the_question_word_says_what_is_asked_for(question: str, group: str) -> None:
    """Questions are grouped by what they ask for."""
    assert GROUPS[group_of(question)] == group


def test_every_weight_belongs_to_something_that_is_weighed(assistant: Assistant) -> None:
    """No weight is left over from evidence that is gone, and no evidence goes without a weight."""
    question = assistant.reader.read("who sang the song")
    scope = list(assistant.base.ceremonies)
    ranked = assistant.answerer.ranker.rank(question, assistant.answerer.strict(question, scope), scope)

    assert set(RANKING) == set(ranked.candidates[0].features)
    assert set(SURENESS) == set(ranked.features)


def test_a_question_in_quite_other_words_finds_the_fact_people_ask_so_for(tmp_path: Path) -> None:
    """What neither the fact nor the vocabulary says is understood from the questions under ``asked``."""
    asked = "asked:\n  boat-song:\n" + "".join(
        f"    - {text}\n"
        for text in ("which tune drifted over from that barge", "the melody from the barge", "who crooned on the barge")
    )
    unanswered = "unanswered:\n  - what did the barge cost\n  - who built the barge\n"
    folder = write_knowledge(tmp_path, {"ceremonies/veldhaven-1988/asked/a/opening.yaml": asked + unanswered})
    lake = build_assistant(Settings(knowledge=(folder,)))

    ranked = lake.answerer.ranker.rank(
        question := lake.reader.read("what melody drifted over from the barge"),
        lake.answerer.strict(question, ["veldhaven-1988"]),
        ["veldhaven-1988"],
    )

    assert ranked.candidates[0].fact.id == "veldhaven-1988/boat-song"
    assert ranked.candidates[0].features["nearest"] > ranked.general["unanswered"]


def test_questions_that_are_asked_for_a_fact_are_answered_by_it(assistant: Assistant) -> None:
    """Of the shipped questions nine in ten get the fact they were written for; others share it with a neighbour."""
    every = [(fact, text) for fact in assistant.base.facts.values() for text in fact.asked][::STEP]
    answered = 0
    for fact, text in every:
        outcome = assistant.answerer.answer(assistant.reader.read(text))
        facts = [one.id for finding in outcome.findings for one in finding.facts] if isinstance(outcome, Answer) else []
        answered += fact.id in facts

    assert answered / len(every) >= 0.88


def test_questions_that_the_source_does_not_answer_are_refused(assistant: Assistant) -> None:
    """Of the shipped questions without an answer at most one in six gets one."""
    every = [text for texts in assistant.base.unanswered.values() for text in texts][::STEP]
    refused = [text for text in every if not isinstance(assistant.answerer.answer(assistant.reader.read(text)), Answer)]

    assert len(refused) / len(every) >= 0.83
