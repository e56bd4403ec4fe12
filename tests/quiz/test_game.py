"""The game: what it does with events and time, and that nothing is lost wherever it is stopped and loaded again."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.conversation import Assistant
from bot.quiz import Answer, Game, Judge, Options, Pool, QuizQuestion, Wording, choose_rounds
from bot.quiz import events as e
from bot.quiz.events import Asked, Effect, Event, Finished, Guess, Press, Refused, Revealed, Tick
from bot.quiz.scoring import mask
from bot.quiz.state import Round


def number_question(number: int) -> QuizQuestion:
    """A question whose answer is its number."""
    answer = Answer(text=str(number), sort="number", accepted=(str(number),))
    return QuizQuestion(id=f"q{number}", text="?", answer=answer, wrong=("101", "102", "103"), fact=f"f{number}")


QUESTIONS = [number_question(number) for number in range(1, 9)]
BUTTONS = Options(rounds=8, mode="buttons", seconds=20, pause=4, warning=5, grace=1)
TYPED = Options(rounds=8, mode="typed", seconds=20, pause=4, warning=5, grace=1)


@pytest.fixture(scope="module")
def judge(shipped: Assistant, wording: Wording) -> Judge:
    return Judge(shipped.base, wording, shipped.reader.language)


def rounds(options: Options) -> list[Round]:
    is_typed = options.mode == "typed"
    return [Round(one, () if is_typed else (one.answer.text, *one.wrong)) for one in QUESTIONS]


def begin(judge: Judge, options: Options) -> Game:
    """A game that has asked its first question, at second 0."""
    game = Game.start(rounds(options), options, judge, starter="ann", at=0)
    assert [type(effect) for effect in game.handle(Tick(0))] == [Asked]
    return game


def play(game: Game, *events: Event) -> list[Effect]:
    return [effect for event in events for effect in game.handle(event)]


def only(effects: Sequence[Effect], sort: type) -> list[Effect]:
    return [effect for effect in effects if isinstance(effect, sort)]


# -- buttons -----------------------------------------------------------------------------------------------------------


def test_buttons_are_revealed_together_with_points_by_speed(judge: Judge) -> None:
    """Nobody learns who is right before the end; the earlier, the more points."""
    game = begin(judge, BUTTONS)

    early = play(game, Press(0, "ann", 1, 0), Press(10, "bob", 1, 0), Press(12, "cid", 1, 1))
    [revealed] = game.handle(Tick(21))

    assert [type(effect) for effect in early] == [e.Confirmed] * 3
    assert isinstance(revealed, Revealed)
    assert revealed.gained == (("ann", 100), ("bob", 75))
    assert revealed.missed == (("cid", "101"),)


def test_everyone_presses_once(judge: Judge) -> None:
    """A second choice changes nothing and is refused."""
    game = begin(judge, BUTTONS)

    effects = play(game, Press(1, "ann", 1, 1), Press(2, "ann", 1, 0), Tick(21))

    assert only(effects, Refused) == [Refused("ann", "answered already")]
    assert game.scores == {}


@pytest.mark.parametrize(
    ("press", "reason"),
    [
        (Press(1, "ann", 2, 0), "too late"),
        (Press(20.5, "ann", 1, 0), "too late"),
        (Press(1, "ann", 1, 4), "no such choice"),
        (Press(1, "ann", 1, -1), "no such choice"),
    ],
)
def test_a_button_that_does_not_count_says_why(judge: Judge, press: Press, reason: str) -> None:
    """Buttons of another question, after the time, or that do not exist."""
    assert begin(judge, BUTTONS).handle(press) == [Refused("ann", reason)]  # type: ignore[arg-type]


def test_an_answer_in_time_counts_though_it_comes_late(judge: Judge) -> None:
    """What arrived before the deadline is judged even when it is handled after it."""
    game = begin(judge, BUTTONS)

    play(game, Tick(20.5), Press(20, "ann", 1, 0), Tick(21))

    assert game.scores == {"ann": 50}


def test_nobody_waits_when_all_have_answered(judge: Judge) -> None:
    """Where the number of players is known, the last choice reveals the answer."""
    game = begin(judge, Options(rounds=8, players=2))

    effects = play(game, Press(1, "ann", 1, 0), Press(2, "bob", 1, 1))

    assert len(only(effects, Revealed)) == 1


# -- typed -------------------------------------------------------------------------------------------------------------


def test_the_first_right_guess_wins(judge: Judge) -> None:
    """Wrong guesses cost nothing, later right ones earn nothing."""
    game = begin(judge, TYPED)

    effects = play(game, Guess(1, "ann", 1, "7"), Guess(2, "bob", 2, "1"), Guess(2.5, "ann", 3, "1"), Tick(3))

    assert [one.gained for one in only(effects, Revealed)] == [(("bob", 100),)]  # type: ignore[attr-defined]
    assert game.scores == {"bob": 100}


def test_the_earlier_message_wins_though_handled_later(judge: Judge) -> None:
    """Order is that of the messages, not that in which they are handled."""
    game = begin(judge, TYPED)

    play(game, Guess(2.2, "bob", 20, "1"), Guess(2.1, "ann", 10, "1"), Tick(3.2))

    assert game.scores == {"ann": 100}


def test_a_guess_typed_before_the_question_is_none(judge: Judge) -> None:
    """A late message to the question before is not held against this one."""
    game = begin(judge, TYPED)

    play(game, Tick(21), Tick(25), Guess(24, "ann", 1, "2"), Tick(30))

    assert game.scores == {}


def test_the_time_of_a_question_begins_when_it_is_shown(judge: Judge) -> None:
    """A message that takes long to appear takes no time from the players, and gives the first the full points."""
    game = begin(judge, BUTTONS)

    effects = play(game, e.Shown(30, 1), Press(30, "ann", 1, 0), Press(49, "bob", 1, 0), Tick(51))

    assert [type(effect) for effect in effects] == [e.Confirmed, e.Warned, e.Confirmed, Revealed]
    assert game.scores == {"ann": 100, "bob": 52}


def test_showing_again_gives_no_more_time(judge: Judge) -> None:
    """A question shown twice, or one that is over, keeps its time."""
    game = begin(judge, BUTTONS)

    play(game, e.Shown(1, 1), e.Shown(1, 1), e.Shown(15, 2), Press(11, "ann", 1, 0), Tick(22))

    assert game.scores == {"ann": 75}


# -- hints, skips, stops -----------------------------------------------------------------------------------------------


def test_a_hint_halves_the_points_of_later_answers(judge: Judge) -> None:
    """Who answered before the hint keeps the full points."""
    game = begin(judge, BUTTONS)

    effects = play(game, Press(0, "ann", 1, 0), e.HintAsked(1, "bob"), Press(10, "bob", 1, 0), Tick(21))

    assert len(only(effects, e.Hinted)) == 1
    assert game.scores == {"ann": 100, "bob": 37}


def test_a_hint_halves_a_typed_answer(judge: Judge) -> None:
    """Half of 100 points."""
    game = begin(judge, TYPED)

    play(game, e.HintAsked(1, "bob"), Guess(2, "bob", 1, "1"), Tick(3))

    assert game.scores == {"bob": 50}


def test_there_is_one_hint(judge: Judge) -> None:
    """The second is refused, and so is one between questions."""
    game = begin(judge, BUTTONS)

    effects = play(game, e.HintAsked(1, "bob"), e.HintAsked(2, "ann"), Tick(21), e.HintAsked(22, "ann"))

    assert [one.reason for one in only(effects, Refused)] == ["no more hints", "too late"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ("Boat Song", "B••• S•••"),
        ("2,800", "2,•••"),
        ("No. 5", "••. •"),
        ("20:04", "2•:••"),
        ("Greet d'Arc", "G•••• d'•••"),
    ],
)
def test_a_hint_shows_the_shape(answer: str, shown: str) -> None:
    """The first letter of each word that is long enough to keep its secret."""
    assert mask(answer) == shown


def test_the_starter_skips_alone(judge: Judge) -> None:
    """No vote is needed, and what was answered before counts."""
    game = begin(judge, BUTTONS)

    [_, revealed] = play(game, Press(0, "bob", 1, 0), e.SkipAsked(1, "ann"))

    assert isinstance(revealed, Revealed)
    assert revealed.closing == "skipped"
    assert game.scores == {"bob": 100}


def test_others_skip_by_majority(judge: Judge) -> None:
    """More than half of those who take part; a second vote by the same player is none."""
    game = begin(judge, BUTTONS)

    effects = play(game, e.SkipAsked(1, "bob"), e.SkipAsked(2, "bob"), e.SkipAsked(3, "cid"))

    assert [type(effect) for effect in effects] == [e.Voted, e.Voted, Revealed]
    assert effects[1] == e.Voted(1, 2)


def test_only_starter_and_moderators_stop(judge: Judge) -> None:
    """Anybody else is refused; points of the open question are given before the table."""
    game = begin(judge, BUTTONS)

    effects = play(game, Press(0, "bob", 1, 0), e.StopAsked(1, "bob"), e.StopAsked(2, "mod", is_moderator=True))

    assert effects[1] == Refused("bob", "not yours to stop")
    assert isinstance(effects[-1], Finished)
    assert effects[-1].ending == "stopped"
    assert [(row.player, row.points) for row in effects[-1].table] == [("bob", 100), ("ann", 0)]
    assert game.is_over


# -- time --------------------------------------------------------------------------------------------------------------


def test_time_goes_warning_answer_pause_question(judge: Judge) -> None:
    """`wake_at` names each moment at which something is due."""
    game = begin(judge, BUTTONS)
    seen = []
    for _ in range(4):
        at = game.wake_at
        assert at is not None
        seen += [(at, type(effect)) for effect in game.handle(Tick(at))]

    assert seen == [(15, e.Warned), (21, Revealed), (25, Asked), (40, e.Warned)]


def test_three_unanswered_questions_end_a_game(judge: Judge) -> None:
    """A game left alone ends itself."""
    game = begin(judge, BUTTONS)

    effects = run_out(game)

    assert sum(isinstance(effect, Asked) for effect in effects) == 2  # after the first
    assert isinstance(effects[-1], Finished)
    assert effects[-1].ending == "left alone"


def test_any_answer_keeps_a_game_alive(judge: Judge) -> None:
    """A wrong answer is an answer: the count starts anew."""
    game = begin(judge, BUTTONS)
    play(game, Tick(21), Tick(25), Tick(46), Tick(50), Press(51, "bob", 3, 1))

    assert sum(isinstance(effect, Asked) for effect in run_out(game)) == 3


def run_out(game: Game) -> list[Effect]:
    """Let time pass until the game is over."""
    effects: list[Effect] = []
    while (at := game.wake_at) is not None:
        effects += game.handle(Tick(at))
    return effects


def test_after_the_last_question_come_the_final_scores(judge: Judge) -> None:
    """Ties share a place and are told as ties."""
    game = begin(judge, Options(rounds=3, players=3, pause=0))
    effects: list[Effect] = []
    at = 0.0
    for number in (1, 2, 3):
        effects += play(
            game, *(Press(at, player, number, 0 if player != "cid" else 1) for player in ("ann", "bob", "cid"))
        )
        at += 1
        effects += game.handle(Tick(at))

    final = only(effects, Finished)[0]
    assert isinstance(final, Finished)
    assert final.ending == "played"
    assert [(row.place, row.player, row.points, row.right, row.is_tied) for row in final.table] == [
        (1, "ann", 300, 3, True),
        (1, "bob", 300, 3, True),
        (3, "cid", 0, 0, False),
    ]


def test_a_hold_stops_the_clock(judge: Judge) -> None:
    """While nothing can be stored, no time passes and nothing is taken; then the question has the rest of its time."""
    game = begin(judge, BUTTONS)

    effects = play(
        game, e.Hold(5), Press(50, "ann", 1, 0), Tick(100), e.Resume(105), Press(110, "ann", 1, 0), Tick(121)
    )

    assert effects[1] == Refused("ann", "on hold")
    asked = only(effects, Asked)[0]
    assert isinstance(asked, Asked)
    assert asked.seconds == 15
    assert game.scores == {"ann": 75}


def test_a_question_that_ran_out_during_an_absence_goes_on(judge: Judge) -> None:
    """After a long restart the question has the time it had left, and the game has not ended itself."""
    game = Game.load(json.loads(json.dumps(begin(judge, BUTTONS).save())), judge)

    effects = play(game, e.Resume(10_000), Press(10_010, "ann", 1, 0), Tick(10_021))

    assert isinstance(effects[0], Asked)
    assert game.scores == {"ann": 75}


# -- whatever happens --------------------------------------------------------------------------------------------------

PLAYERS = st.sampled_from(["ann", "bob", "cid"])


def test_what_arrived_before_a_hold_counts(judge: Judge) -> None:
    """However late it is handled; what came after the hold is refused."""
    game = begin(judge, BUTTONS)

    effects = play(game, e.Hold(5), Press(5, "ann", 1, 0), Press(6, "bob", 1, 0), e.Resume(105), Tick(121))

    assert only(effects, Refused) == [Refused("bob", "on hold")]
    assert game.scores == {"ann": 88}


@st.composite
def event_lists(draw: st.DrawFn) -> list[Event]:
    """Events of all sorts; most come in order, some arrive a little late."""
    events: list[Event] = []
    now = 0.0
    for order in range(draw(st.integers(5, 60))):
        now += draw(st.sampled_from([0.0, 0.25, 1.0, 4.0, 11.0, 21.0]))
        at = max(0.0, now - draw(st.sampled_from([0.0, 0.0, 0.0, 0.5])))
        player = draw(PLAYERS)
        number = draw(st.integers(1, 8))
        events.append(
            draw(
                st.sampled_from(
                    [
                        Tick(at),
                        Tick(at),
                        Press(at, player, number, draw(st.integers(0, 4))),
                        Press(at, player, number, 0),
                        Guess(at, player, order + draw(st.integers(-2, 2)), str(draw(st.integers(1, 8)))),
                        Guess(at, player, order, str(number)),
                        e.HintAsked(at, player),
                        e.SkipAsked(at, player),
                        e.StopAsked(at, player),
                        e.Hold(at),
                        e.Resume(at),
                        e.Shown(at, number),
                        e.Granted(at, player, number, 100),
                    ]
                )
            )
        )
    return events


OPTIONS = st.builds(
    Options,
    rounds=st.integers(1, 8),
    mode=st.sampled_from(["buttons", "typed"]),
    seconds=st.sampled_from([5.0, 20.0]),
    pause=st.sampled_from([0.0, 4.0]),
    warning=st.sampled_from([0.0, 5.0]),
    grace=st.sampled_from([0.0, 1.0]),
    players=st.sampled_from([0, 2]),
)
ANYTHING = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(options=OPTIONS, events=event_lists(), kills=st.sets(st.integers(0, 60)))
@ANYTHING
def test_a_game_killed_anywhere_goes_on_equal(
    judge: Judge, options: Options, events: list[Event], kills: set[int]
) -> None:
    """Saved as JSON and loaded after any events, a game has the same effects and ends in the same state."""
    whole = Game.start(rounds(options), options, judge, starter="ann", at=0)
    killed = Game.start(rounds(options), options, judge, starter="ann", at=0)

    for number, event in enumerate(events):
        assert killed.handle(event) == whole.handle(event)
        if number in kills:
            saved = killed.save()
            assert json.loads(json.dumps(saved)) == saved
            killed = Game.load(json.loads(json.dumps(saved)), judge)

    assert killed.save() == whole.save()


@given(options=OPTIONS, events=event_lists())
@ANYTHING
def test_what_holds_in_every_game(judge: Judge, options: Options, events: list[Event]) -> None:
    """Points shown are points counted, each once; no question comes twice; the end comes once, and is the end."""
    game = Game.start(rounds(options), options, judge, starter="ann", at=0)
    points: Counter[str] = Counter()
    revealed: set[int] = set()
    ended = 0
    for event in events:
        effects = game.handle(event)
        if isinstance(event, e.Resume):
            continue  # shows again what was shown
        if isinstance(event, e.Granted):
            points = Counter(game.scores)
        for effect in effects:
            assert not ended
            if isinstance(effect, Revealed):
                assert effect.number not in revealed
                revealed.add(effect.number)
                assert len(dict(effect.gained)) == len(effect.gained)
                points.update(dict(effect.gained))
            ended += isinstance(effect, Finished)
        assert dict(points) == dict(game.scores)
    assert game.is_over == bool(ended)
    assert (game.wake_at is None) == (game.is_over or game.save()["held_at"] is not None)


# -- choosing ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["buttons", "typed"])
def test_no_question_repeats_before_the_pool_is_used_up(mode: str) -> None:
    """Game after game asks what has not been asked, then what was asked longest ago."""
    chance = random.Random(4)
    asked: list[str] = []
    for _ in range(4):
        asked += [one.question.id for one in choose_rounds(QUESTIONS, 2, chance, mode=mode, asked=asked)]  # type: ignore[arg-type]

    assert len(set(asked)) == len(QUESTIONS)
    again = choose_rounds(QUESTIONS, 2, chance, mode=mode, asked=asked)  # type: ignore[arg-type]
    assert [one.question.id for one in again] == asked[:2]


def test_a_fact_is_asked_about_once_in_a_game(pool: Pool) -> None:
    """Two questions about one fact would give each other away."""
    facts = [one.question.fact for one in choose_rounds(pool.questions, 50, random.Random(1), mode="buttons")]

    assert len(facts) == 50
    assert max(Counter(fact for fact in facts if fact).values()) == 1


def test_an_answer_is_given_once_in_a_game(pool: Pool) -> None:
    """As long as other questions are left, no name is the answer twice."""
    rounds = choose_rounds(pool.questions, 50, random.Random(1), mode="typed")
    names = Counter(one.question.answer.text for one in rounds if one.question.answer.sort in {"person", "name"})

    assert names
    assert max(names.values()) == 1


@pytest.mark.parametrize(("difficulty", "first", "last"), [("easy", "known", "unknown"), ("hard", "unknown", "known")])
def test_difficulty_is_how_well_a_question_is_known_too(difficulty: str, first: str, last: str) -> None:
    """What players know comes first in an easy game and last in a hard one, once enough have answered."""
    rates = {"known": (8, 12), "unknown": (4, 12), "between": (6, 12), "lucky": (11, 11), "new": (0, 0)}
    questions = [replace(QUESTIONS[0], id=one, fact=one) for one in rates]
    for seed in range(5):
        chosen = choose_rounds(
            questions, 5, random.Random(seed), mode="typed", difficulty=difficulty, solved=rates  # type: ignore[arg-type]
        )  # fmt: skip
        ids = [one.question.id for one in chosen]
        assert (ids[0], ids[-1]) == (first, last)


def test_what_was_asked_comes_after_what_was_not_however_hard_it_is() -> None:
    """Difficulty decides among questions of one age only."""
    known, new = (replace(QUESTIONS[0], id=one, fact=one) for one in ("known", "new"))
    chosen = choose_rounds(
        [known, new], 2, random.Random(1), mode="typed", difficulty="easy", asked=["known"], solved={"known": (99, 99)}
    )

    assert [one.question.id for one in chosen] == ["new", "known"]


def test_difficulty_is_how_near_the_wrong_choices_are() -> None:
    """Hard shows the nearest, easy the farthest."""
    question = QuizQuestion(
        id="q", text="?", answer=Answer(text="a", sort="name"), wrong=("b", "c", "d", "e", "f", "g")
    )
    hard = choose_rounds([question], 1, random.Random(1), mode="buttons", difficulty="hard")
    easy = choose_rounds([question], 1, random.Random(1), mode="buttons", difficulty="easy")

    assert set(hard[0].choices) == {"a", "b", "c", "d"}
    assert set(easy[0].choices) == {"a", "e", "f", "g"}


def test_a_mode_gets_what_it_can_play(pool: Pool) -> None:
    """Typed games ask nothing that can only be picked; games with buttons have three choices at least."""
    typed = choose_rounds(pool.questions, 50, random.Random(2), mode="typed")
    buttons = choose_rounds(pool.questions, 50, random.Random(2), mode="buttons")

    assert all(one.question.is_typable and not one.choices for one in typed)
    assert all(3 <= len(one.choices) <= 4 and one.question.answer.text in one.choices for one in buttons)


def test_the_same_chance_makes_the_same_game(pool: Pool) -> None:
    """A seed fixes questions and choices."""
    first, second = (choose_rounds(pool.questions, 20, random.Random(3), mode="buttons") for _ in range(2))

    assert first == second


@pytest.mark.parametrize("wrong", [{"rounds": 0}, {"rounds": 51}, {"seconds": 0}, {"seconds": 61}, {"pause": -1}])
def test_impossible_options_are_refused(wrong: dict[str, int]) -> None:
    """Outside their ranges there is no game."""
    with pytest.raises(ValueError, match="must"):
        Options(**wrong)  # type: ignore[arg-type]


def test_a_game_needs_a_question(judge: Judge) -> None:
    """Nothing to ask, nothing to start."""
    with pytest.raises(ValueError, match="needs a question"):
        Game.start([], BUTTONS, judge, starter="ann", at=0)
