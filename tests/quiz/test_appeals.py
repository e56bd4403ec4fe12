"""Guesses that were refused, and the points that an appeal brings."""

from __future__ import annotations

import json

import pytest

from bot.conversation import Assistant
from bot.quiz import Answer, Game, Judge, Options, QuizQuestion, Wording
from bot.quiz.appeals import refused_guesses
from bot.quiz.events import Granted, Guess, HintAsked, Hold, Press, StopAsked, Tick
from bot.quiz.state import Round

QUESTIONS = [
    QuizQuestion(id=f"q{number}", text="?", answer=Answer(text=str(number), sort="number", accepted=(str(number),)))
    for number in range(1, 9)
]
TYPED = Options(rounds=8, mode="typed", seconds=20, pause=4, warning=0, grace=0)


@pytest.fixture
def game(shipped: Assistant, wording: Wording) -> Game:
    """One that asks its first question at second 0; each question takes 20 seconds, each pause 4."""
    judge = Judge(shipped.base, wording, shipped.reader.language)
    begun = Game.start([Round(one, ()) for one in QUESTIONS], TYPED, judge, starter="ann", at=0)
    begun.handle(Tick(0))
    return begun


def texts(game: Game, player: str = "bob") -> list[tuple[int, str, int]]:
    """Number, text and points of what a player may appeal for, in a game read back from its store."""
    saved = json.loads(json.dumps(game.save()))
    return [(one.number, one.text, one.points) for one in refused_guesses(saved, player)]


def test_a_refused_guess_may_be_appealed_for_once_the_answer_is_told(game: Game) -> None:
    """Not before, and by nobody else; the last guess comes first."""
    game.handle(Guess(1, "bob", 1, "seven"))
    game.handle(Guess(2, "bob", 2, "9"))
    assert texts(game) == []

    game.handle(Tick(20))
    assert texts(game) == [(1, "9", 100), (1, "seven", 100)]
    assert texts(game, "ann") == []
    assert refused_guesses(game.save(), "bob")[0].question == QUESTIONS[0]


def test_whoever_got_the_points_has_nothing_to_appeal_for(game: Game) -> None:
    """Though they guessed wrongly at first."""
    game.handle(Guess(1, "bob", 1, "7"))
    game.handle(Guess(2, "bob", 2, "1"))

    assert texts(game) == []


def test_guesses_of_the_last_two_questions_are_kept(game: Game) -> None:
    """Text of players is not kept longer than it is needed."""
    for number in range(4):
        game.handle(Tick(24 * number))
        game.handle(Guess(24 * number + 1, "bob", number, "77"))
        game.handle(Tick(24 * number + 20))
    game.handle(Tick(96))

    assert texts(game) == [(4, "77", 100), (3, "77", 100)]


def test_the_last_five_guesses_of_a_player_are_kept(game: Game) -> None:
    """Nobody can make the game grow; what is longer than a guess is cut."""
    for order in range(9):
        game.handle(Guess(1, "bob", order, f"{order}" * 300))
    game.handle(Tick(20))

    assert [text for _, text, _ in texts(game)] == [f"{order}" * 100 for order in (8, 7, 6, 5, 4)]


@pytest.mark.parametrize("sign", ["\0", "\ud800", "\n", "\u2028"])
def test_what_cannot_be_written_down_is_left_out(game: Game, sign: str) -> None:
    """A database takes any guess that is kept."""
    game.handle(Guess(1, "bob", 1, f"a{sign}b"))
    game.handle(Tick(20))

    assert texts(game) == [(1, "a b", 100)]


def test_after_a_hint_a_guess_was_worth_half(game: Game) -> None:
    """As if it had been taken for right at once."""
    game.handle(HintAsked(1, "ann"))
    game.handle(Guess(2, "bob", 1, "7"))
    game.handle(Tick(20))

    assert texts(game) == [(1, "7", 50)]


@pytest.mark.parametrize("event", [Tick(21), Hold(21), StopAsked(21, "ann")], ids=["pause", "hold", "over"])
def test_a_granted_appeal_gives_points_once_at_any_time(game: Game, event: Tick | Hold | StopAsked) -> None:
    """While the game pauses or waits, or when it is over; then there is nothing more to appeal for."""
    game.handle(Guess(1, "bob", 1, "7"))
    game.handle(Tick(20))
    game.handle(event)
    for _ in range(2):
        assert game.handle(Granted(22, "bob", 1, 100)) == []

    assert game.scores == {"bob": 100}
    assert [(row.player, row.points, row.right) for row in game.table] == [("bob", 100, 1), ("ann", 0, 0)]
    assert texts(game) == []


def test_what_won_already_is_not_granted_again(game: Game) -> None:
    """The points of an answer that counted are not given twice."""
    game.handle(Guess(1, "bob", 1, "1"))
    game.handle(Granted(22, "bob", 1, 100))

    assert game.scores == {"bob": 100}


def test_buttons_leave_nothing_to_appeal_for(shipped: Assistant, wording: Wording) -> None:
    """A choice is a choice."""
    judge = Judge(shipped.base, wording, shipped.reader.language)
    game = Game.start([Round(QUESTIONS[0], ("1", "2"))], Options(rounds=1), judge, starter="ann", at=0)
    game.handle(Tick(0))
    game.handle(Press(1, "bob", 1, 1))
    game.handle(Tick(60))

    assert texts(game) == []
