"""``quiz``: played at a terminal or from a pipe."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from bot.adapters.terminal.quiz import PLAYER, Table, picked, play
from bot.bootstrap import build_quiz
from bot.conversation import Assistant
from bot.quiz import Options, Quiz
from bot.settings import Settings

from .conftest import Cli
from .test_chat import Terminal, pseudo_terminal

CHOICES = ("Boat Song", "Lake Song", "2", "d")


@pytest.fixture(scope="module")
def quiz(shipped: Assistant) -> Quiz:
    return build_quiz(Settings(), shipped)


@pytest.mark.parametrize(
    ("typed", "place"),
    [("1", 0), (" 2 ", 1), ("2.", 1), ("a", 0), ("C)", 2), ("lake song", 1), ("5", None), ("0", None), ("e", None),
     ("²", None), ("-1", None), ("what?", None)],
)  # fmt: skip
def test_a_choice_is_picked_by_number_letter_or_words(typed: str, place: int | None) -> None:
    """Anything else picks none."""
    assert picked(typed, CHOICES) == place


class Played:
    """A game with a clock that stands still but when a line is None: then the time given passes."""

    def __init__(self, quiz: Quiz, lines: list[str | None], **options: object) -> None:
        self.now = 0.0
        self.lines: Iterator[str | None] = iter(lines)
        shown = io.StringIO()
        chosen = Options(**{"rounds": 5, "pause": 2, "grace": 0, "players": 1, **options})  # type: ignore[arg-type]
        table = Table(Console(file=shown, soft_wrap=True), chosen)
        self.game = quiz.start(chosen, random.Random(5), starter=PLAYER, at=0)
        play(self.game, table, lambda: self.now, self.read)
        self.shown = shown.getvalue()

    def read(self, seconds: float) -> str | None:
        line = None if seconds <= 0 else next(self.lines, "")
        self.now += seconds if line is None else 0
        return line

    @property
    def rounds(self) -> list[dict[str, object]]:
        found: list[dict[str, object]] = self.game.save()["rounds"]
        return found


def test_time_runs_out_at_a_terminal(quiz: Quiz) -> None:
    """A warning comes before the end of a question, and three unanswered ones end the game."""
    shown = Played(quiz, [None] * 100).shown

    assert shown.count("5 seconds left.") == 3
    assert shown.count("Time is up.") == 3
    assert "Nobody answers" in shown
    assert "Final scores" in shown


def test_a_typed_answer_is_judged(quiz: Quiz) -> None:
    """A wrong guess may be followed by the right one, which ends the question."""
    right = [str(one["question"]["answer"]["text"]) for one in Played(quiz, [], mode="typed").rounds]  # type: ignore[index]

    shown = Played(quiz, ["zzyzx", right[0], None, None, right[1]], mode="typed").shown

    assert "No." in shown
    assert "you: 200 points, 2 right answers" in shown


def test_a_piped_game_prints_questions_answers_and_scores(cli: Cli) -> None:
    """Each line is an answer; nothing waits and nothing is coloured."""
    done = cli("quiz", "--rounds", "5", "--seed", "1", stdin="1\nb\n3\n4\n1\n")

    assert done.returncode == 0
    assert done.stderr == ""
    assert len(re.findall(r"^Question \d of 5$", done.stdout, re.MULTILINE)) == 5
    assert done.stdout.count("(source: ") == 5
    assert len(re.findall(r"^(?:Right|Wrong)", done.stdout, re.MULTILINE)) == 5
    assert "Final scores\n1. you: " in done.stdout
    assert "\x1b" not in done.stdout


def test_a_seed_gives_the_same_game(cli: Cli) -> None:
    """The same lines then lead to the same scores."""
    first, second = (cli("quiz", "--rounds", "5", "--seed", "9", stdin="1\n2\n3\n4\n1\n").stdout for _ in range(2))

    assert first == second


def test_the_end_of_the_input_ends_the_game_with_its_scores(cli: Cli) -> None:
    """What was earned is shown."""
    done = cli("quiz", "--seed", "1", stdin="1\n")

    assert done.returncode == 0
    assert "Question 2 of 10" in done.stdout
    assert "Final scores" in done.stdout


def test_hint_skip_and_stop_are_words_to_type(cli: Cli) -> None:
    """They are no answers; a line that means nothing is told what would."""
    done = cli("quiz", "--seed", "2", stdin=b"hint\nhint\nwhat\n\xff\nskip\nstop\n1\n")

    assert "Not this one: " in done.stdout
    assert "There is no hint for this question now." in done.stdout
    assert "Type 1 to 4. Also: hint, skip, stop." in done.stdout
    assert "Question 2 of 10" in done.stdout
    assert "Question 3 of 10" not in done.stdout


def test_one_ceremony_can_be_asked_about(cli: Cli, quiz: Quiz, shipped: Assistant) -> None:
    """By its year, short name or city; all its questions are about it."""
    for ceremony in shipped.base.ceremonies.values():
        assert {one.ceremony for one in quiz.questions(ceremony.id)} == {ceremony.id}
    named = next(iter(shipped.base.ceremonies.values()))

    by_name, by_year = (
        cli("quiz", "--seed", "2", "--ceremony", name).stdout for name in (named.short.upper(), str(named.year))
    )

    assert by_name == by_year
    assert "Question 1 of 10" in by_name


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--ceremony", "Atlantis"), "unknown ceremony 'Atlantis'; known: "),
        (("--rounds", "4"), "'4' is not a whole number from 5 to 50"),
        (("--rounds", "51"), "'51' is not a whole number from 5 to 50"),
        (("--rounds", "²"), "is not a whole number from 5 to 50"),
        (("--seconds", "61"), "'61' is not a whole number from 5 to 60"),
        (("--mode", "sung"), "invalid choice: 'sung'"),
        (("--difficulty", "no"), "invalid choice: 'no'"),
        (("--seed", "x"), "invalid int value: 'x'"),
    ],
)
def test_wrong_options_are_told(cli: Cli, options: tuple[str, ...], told: str) -> None:
    """One message, status 2."""
    done = cli("quiz", *options)

    assert done.returncode == 2
    assert told in done.stderr


def test_wrong_wording_stops_the_quiz_with_its_place(cli: Cli, tmp_path: Path) -> None:
    """A template that cannot be used is named with file and line."""
    (tmp_path / "quiz.yaml").write_text("wording: {who-start: ['Who?']}\nblank: _\n", encoding="utf-8")

    done = cli("quiz", env={"CEREMONY_BOT_CONFIG": str(tmp_path)})

    assert done.returncode == 1
    assert "quiz.yaml:1: wording 'who-start': 'Who?' must use {rest}" in done.stderr


def test_a_pack_is_played(cli: Cli, tmp_path: Path) -> None:
    """A question list from a folder, with the answers it accepts."""
    (tmp_path / "lakes.yaml").write_text("Is the lake salty?: [no, nope]\n", encoding="utf-8")
    env = {"CEREMONY_BOT_PACKS": str(tmp_path)}

    done = cli("quiz", "--pack", "lakes", "--mode", "typed", stdin="yes\nNope!\n", env=env)

    assert "Is the lake salty?\nNo.\nRight (+100): no" in done.stdout
    assert cli("check", env=env).returncode == 0


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--pack", "seas"), "unknown pack 'seas'; known: lakes"),
        (("--pack", "lakes"), "the pack 'lakes' cannot be played like this; try --mode typed"),
        (("--pack", "lakes", "--ceremony", "x"), "not allowed with argument --pack"),
    ],
)
def test_a_pack_that_cannot_be_played_is_told(cli: Cli, tmp_path: Path, options: tuple[str, ...], told: str) -> None:
    """One message, status 2."""
    (tmp_path / "lakes.yaml").write_text("Is the lake salty?: no\n", encoding="utf-8")

    done = cli("quiz", *options, env={"CEREMONY_BOT_PACKS": str(tmp_path)})

    assert done.returncode == 2
    assert told in done.stderr


@pytest.fixture
def spoilt(tmp_path: Path) -> dict[str, str]:
    """A broken pack and a sound one."""
    (tmp_path / "lakes.yaml").write_text("AUTHOR: me\nIs the lake salty?:\n", encoding="utf-8")
    (tmp_path / "seas.yaml").write_text("Is the sea salty?: yes\n", encoding="utf-8")
    return {"CEREMONY_BOT_PACKS": str(tmp_path)}


def test_a_wrong_pack_is_told_with_its_place(cli: Cli, spoilt: dict[str, str]) -> None:
    """By `check`, which fails, and by every quiz, which is played all the same."""
    checked, played = cli("check", env=spoilt), cli("quiz", env=spoilt)
    other = cli("quiz", "--pack", "seas", "--mode", "typed", stdin="yes\n", env=spoilt)

    told = "lakes.yaml:2: pack 'lakes', question 'Is the lake salty?': has an empty answer"
    assert told in checked.stdout
    assert told in played.stderr
    assert "Right (+100): yes" in other.stdout
    assert (checked.returncode, played.returncode, other.returncode) == (1, 0, 0)


def test_a_wrong_pack_is_not_played(cli: Cli, spoilt: dict[str, str]) -> None:
    """Whoever asks for it learns what to put right."""
    done = cli("quiz", "--pack", "lakes", env=spoilt)

    assert done.returncode == 2
    assert "has an empty answer" in done.stderr
    assert "the pack 'lakes' has problems" in done.stderr


@pseudo_terminal
def test_control_d_leaves_a_typed_game(tmp_path: Path) -> None:
    """At a terminal too, the end of the input shows the scores and leaves with status 0."""
    terminal = Terminal(tmp_path, "quiz")
    terminal.wait_for(b"Question 1 of 10")
    terminal.type(b"1\n")
    terminal.wait_for(b"Question 2 of 10")
    terminal.type(b"\x04")

    assert terminal.end() == 0
    assert b"Final scores" in terminal.shown
    assert b"Traceback" not in terminal.shown


@pseudo_terminal
def test_control_c_leaves_a_typed_game(tmp_path: Path) -> None:
    """So does the key that interrupts."""
    terminal = Terminal(tmp_path, "quiz")
    terminal.wait_for(b"Question 1 of 10")
    terminal.interrupt()

    assert terminal.end() == 0
