"""What a message means after the one before, and what it gets alone."""

from __future__ import annotations

import pytest

from bot.conversation import Assistant
from tests.asking import ask


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("who was the director in beijing", "when did it start"), "20:00"),
        (("Who served as creative director in Sochi?", "and executive producer?"), "Nasonovskiy"),
        (("which country won the medals in the women's 30 km in sochi?", "and the men's 50?"), "Russia"),
        (("what did the zodiac sleds do", "what came before that"), "lantern"),
        (("who directed the choir for the russian anthem", "and the orchestra?"), "Bashmet"),
        (("what blew out the fire in sochi", "why did it cry"), "1980"),
        (("was xi jinping at the beijing closing", "did his wife come too", "whats her name"), "Peng Liyuan"),
        (("was putin there", "and xi?"), "Xi Jinping"),
        (("who was the mayor of sochi", "and the korean mayor who took the flag?"), "Seok-Rae Lee"),
    ],
)
def test_a_follow_up_takes_what_it_lacks_and_no_more(assistant: Assistant, turns: tuple[str, ...], told: str) -> None:
    assert told in ask(assistant, *turns).text


@pytest.mark.parametrize(
    "turns",
    [
        ("who led the joint choir in sochi?", "ok and what was he paid"),
        ("who is Lyubov?", "what's her shoe size?"),
        ("who sang at the end of beijing", "how many of them"),
        ("name of beijing's lighting designer?", "and the sound designer"),
        ("by whom was korea's anthem sung", "what were they called"),
    ],
)
def test_what_says_nothing_of_a_follow_up_does_not_answer_it(assistant: Assistant, turns: tuple[str, ...]) -> None:
    assert ask(assistant, *turns).status == "unknown"


@pytest.mark.parametrize(
    "question",
    [
        "the elderly gayageum player, who was he?",
        "The newly introduced member of the IOC athletes' commission, who was that?",
    ],
)
def test_who_somebody_nameless_was_is_not_known(assistant: Assistant, question: str) -> None:
    assert ask(assistant, question).status == "unknown"


def test_the_last_noun_says_what_has_the_name(assistant: Assistant) -> None:
    assert "Snowflakes" in ask(assistant, "What was the theme song of the 2022 Winter Olympics called?").text


def test_a_claim_may_name_the_venue(assistant: Assistant) -> None:
    assert ask(assistant, "was the russian anthem played twice at the fisht").text.startswith("Yes")


def test_two_counts_in_one_question_are_one_question(assistant: Assistant) -> None:
    assert "88" in ask(assistant, "how many athletes from how many nations in sochi").text


def test_of_both_ceremonies_each_is_told_or_said_to_be_unknown(assistant: Assistant) -> None:
    text = ask(assistant, "who handed the flag over at both closings").text
    assert all(name in text for name in ("Pakhomov", "Bach"))
    text = ask(assistant, "next hosts introduced at the end: who in sochi, who in beijing").text
    assert "Milan" in text
    assert any(told in text for told in ("Korea", "Pyeongchang", "I don't know that of Sochi 2014"))


def test_what_only_another_ceremony_had_is_named_with_it(assistant: Assistant) -> None:
    reply = ask(assistant, "was there a dj in beijing")
    assert reply.status == "unknown"
    assert "DJ Kto" in reply.text


def test_numbers_of_different_things_are_not_compared(assistant: Assistant) -> None:
    assert not ask(assistant, "which one had more athletes").text.startswith(("Sochi 2014.", "Beijing 2022."))
    assert ask(assistant, "which had more nations").text.startswith("Beijing 2022.")


def test_a_version_that_is_told_is_not_told_again(assistant: Assistant) -> None:
    assert ask(assistant, "what was the theme in beijing").text.count("Zhao Weidong") == 1


def test_what_somebody_did_is_told_however_often_it_is_asked_in_vain(assistant: Assistant) -> None:
    assert "mayor of Beijing" in ask(assistant, "what did Chen Jining do?").text


def test_a_claim_that_names_both_doers_is_never_plainly_denied(assistant: Assistant) -> None:
    text = ask(assistant, "did Xi Jinping enter with Bach?").text
    assert not text.startswith("No")
    assert "Xi Jinping" in text


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("how many nations took part in the sochi closing?", "and 8 years later"), "91"),
        (("which stadium was the beijing one in", "ah the birds nest", "and the one eight years before?"), "Fisht"),
        (("how many countries marched in 2014", "and in 22"), "91"),
        (("What time did the closing ceremony start?", "the russian one, sorry"), "20:14"),
        (("where was the olympic flag next raised after sochi", "and after the chinese one"), "Paris"),
        (("who directed the closing ceremony?", "china"), "Zhang Yimou"),
        (("how long was sochi", "and the other"), "110 minutes"),
        (("who filmed the sochi one", "same guys in beijing?"), "Beijing closing"),
        (("what was sochi's venue", "same place in 2022?"), "Beijing National Stadium"),
        (("how long was the 22 one",), "110 minutes"),
    ],
)
def test_a_ceremony_is_meant_by_year_distance_country_or_likeness(
    assistant: Assistant, turns: tuple[str, ...], told: str
) -> None:
    assert told in ask(assistant, *turns).text


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("what were the chapters in sochi's show", "tell me about the third one"), "ballet"),
        (("list the anthems in beijing", "and the last?"), "Norway"),
        (("who were the chinese dignitaries", "what's the second one's job"), "First Lady"),
        (("which videos were shown in beijing", "what was the last one about"), "goodbye"),
        (("what was the music chapter in sochi", "and the theatre one?"), "ballet"),
        (("what was the first chapter", "and the third?"), "Theatre"),
    ],
)
def test_one_of_several_is_meant_by_its_place_or_name(assistant: Assistant, turns: tuple[str, ...], told: str) -> None:
    assert told in ask(assistant, *turns).text


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("where did the flag go after sochi", "when"), "5 August 2016"),
        (("what are the stars about", "how many"), "7,904"),
        (("did they play tchaikovsky", "which piece"), "Piano Concerto No. 1"),
        (("Which chapter had the pianos?", "Next one?", "And the one after that?"), "Literature"),
    ],
)
def test_a_bare_question_asks_of_what_was_told(assistant: Assistant, turns: tuple[str, ...], told: str) -> None:
    assert told in ask(assistant, *turns).text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("what time did it kick off", ("20:14", "20:00")),
        ("who was the mayor that gave the olympic flag away?", ("Pakhomov", "Chen Jining")),
    ],
)
def test_what_fits_both_ceremonies_is_told_of_both(assistant: Assistant, question: str, told: tuple[str, str]) -> None:
    text = ask(assistant, question).text
    assert all(one in text for one in told)


@pytest.mark.parametrize(
    "remark", ["ah the birds nest", "oh more than i thought", "in greek, wow", "never heard of it"]
)
def test_an_exclamation_leaves_what_was_spoken_of(assistant: Assistant, remark: str) -> None:
    assert "91" in ask(assistant, "how many nations were in sochi", remark, "and in beijing?").text


def test_who_did_it_is_told_by_whoever_a_fact_says_did_it(assistant: Assistant) -> None:
    assert "Gergiev" in ask(assistant, "who directed the choir in the russian anthem in sochi").text


def test_what_is_surely_meant_is_told_though_a_number_is_wrong(assistant: Assistant) -> None:
    assert "43,000" in ask(assistant, "a crazy number of props in sochi. forty thousand and something?").text


@pytest.mark.parametrize(
    ("claim", "ruling"),
    [
        ("did gergiev direct the choir", "Yes"),
        ("did gergiev direct the sochi ceremony", "No, Daniele Finzi Pasca"),
        ("did balich direct the beijing ceremony", "No, Zhang Yimou"),
    ],
)
def test_who_directed_one_part_directed_not_the_whole(assistant: Assistant, claim: str, ruling: str) -> None:
    assert ask(assistant, claim).text.startswith(ruling)
