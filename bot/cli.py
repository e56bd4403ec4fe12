"""The command line: options in, one command run, every expected failure one message and an exit status.

Exit statuses: 0 done, 1 the data, the database or Discord cannot be used (or ``check`` found problems), 2 wrong usage
or settings. What a command needs is imported when it runs, so that a single question is answered fast.
"""

from __future__ import annotations

import argparse
import gc
import os
import re
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from bot import __version__
from bot.errors import BotError, DataError, SettingsError

if TYPE_CHECKING:
    from bot.conversation import Assistant
    from bot.quiz import Quiz, QuizQuestion
    from bot.settings import Settings

_PROGRAM = "ceremony-bot"
_DATA_PROBLEM = 1
_USAGE = 2
_INTERRUPTED = 128 + signal.SIGINT
_BROKEN_PIPE = 141  # 128 + SIGPIPE, which Windows does not name

_EXAMPLES = """\
examples:
  ceremony-bot chat
  ceremony-bot ask "who sang the anthem?"
  ceremony-bot ask --json "when did it start?"
  ceremony-bot ask --jsonl < requests.jsonl > replies.jsonl
  ceremony-bot explain "which choir sang first?"
  ceremony-bot quiz --rounds 5 --mode typed
  ceremony-bot check my-knowledge
  ceremony-bot preview
  ceremony-bot run
  ceremony-bot chat --knowledge my-knowledge
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; arguments are the process's own by default."""
    _use_utf8()
    try:
        arguments = _parse(argv)
        status = _run(arguments)
        for stream in _outputs():
            stream.flush()
    except BrokenPipeError:
        _discard_output()
        return _BROKEN_PIPE
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BotError as error:
        return _fail(error)
    return status


def _run(arguments: argparse.Namespace) -> int:
    from bot.settings import read_settings

    folders = [Path(folder) for folder in (*arguments.knowledge_before, *arguments.knowledge)]
    settings = read_settings(_environment(), knowledge=folders)
    _log_to_stderr(settings.log_level)
    status: int = arguments.command(settings, arguments)
    return status


def _environment() -> dict[str, str]:
    """The environment, on top of what a file ``.env`` in this folder says."""
    path = Path(".env")
    if not path.is_file():
        return dict(os.environ)
    from dotenv import dotenv_values  # only who keeps such a file needs it

    return {name: value for name, value in dotenv_values(path).items() if value is not None} | os.environ


# -- commands ----------------------------------------------------------------------------------------------------------


def _assistant(settings: Settings) -> Assistant:
    from bot.bootstrap import build_assistant

    assistant = build_assistant(settings, quick_start=True)
    gc.freeze()  # it lives as long as the process: collections, the last one included, need not go through it
    return assistant


def _chat(settings: Settings, arguments: argparse.Namespace) -> int:
    from bot.adapters.terminal import chat

    try:
        chat.run(_assistant(settings))
    except KeyboardInterrupt:
        pass  # leaving with Ctrl-C is as good as with Ctrl-D
    return 0


def _ask(settings: Settings, arguments: argparse.Namespace) -> int:
    from bot.adapters.terminal import ask

    if arguments.jsonl:
        if arguments.text:
            arguments.usage_error("--jsonl reads its questions from standard input; leave TEXT away")
        ask.answer_lines(_assistant(settings), sys.stdin.buffer, sys.stdout)
    else:
        ask.answer_once(_assistant(settings), _text(arguments), as_json=arguments.json)
    return 0


def _explain(settings: Settings, arguments: argparse.Namespace) -> int:
    from bot.adapters.terminal import explain

    explain.run(_assistant(settings), _text(arguments))
    return 0


def _quiz(settings: Settings, arguments: argparse.Namespace) -> int:
    import random

    from bot.adapters.terminal import quiz
    from bot.bootstrap import build_quiz
    from bot.quiz import Game, Options

    assistant = _assistant(settings)
    found = build_quiz(settings, assistant, quick_start=True)
    questions = _questions(found, assistant, arguments)
    chance = random.Random(arguments.seed)
    options = Options(
        rounds=arguments.rounds, mode=arguments.mode, seconds=arguments.seconds, pause=2, grace=0, players=1
    )

    def start(options: Options, at: float) -> Game:
        return found.start(
            options, chance, starter=quiz.PLAYER, at=at, questions=questions, difficulty=arguments.difficulty
        )

    try:
        quiz.run(start, options)
    except KeyboardInterrupt:
        pass  # leaving with Ctrl-C is as good as with Ctrl-D
    return 0


def _questions(quiz: Quiz, assistant: Assistant, arguments: argparse.Namespace) -> Sequence[QuizQuestion]:
    """The questions of a pack or about a ceremony, whichever was named; those of all ceremonies else."""
    from bot.quiz import playable

    if arguments.pack is None:
        return quiz.questions(_ceremony(assistant, arguments))
    if arguments.pack in quiz.left_out:
        arguments.usage_error(f"the pack {arguments.pack!r} has problems; put them right first (see above)")
    if arguments.pack not in quiz.packs:
        known = ", ".join(sorted(quiz.packs)) or "none; CEREMONY_BOT_PACKS names their folders"
        arguments.usage_error(f"unknown pack {arguments.pack!r}; known: {known}")
    questions = quiz.packs[arguments.pack].questions
    if not playable(questions, arguments.mode):
        other = "typed" if arguments.mode == "buttons" else "buttons"
        arguments.usage_error(f"the pack {arguments.pack!r} cannot be played like this; try --mode {other}")
    return questions


def _ceremony(assistant: Assistant, arguments: argparse.Namespace) -> str | None:
    """The id of the ceremony that was named by id, year, short name or alias."""
    named: str | None = arguments.ceremony
    if named is None:
        return None
    for one in assistant.base.ceremonies.values():
        if named.casefold() in {name.casefold() for name in (one.id, str(one.year), one.short, one.name, *one.aliases)}:
            return one.id
    known = ", ".join(one.short for one in assistant.base.ceremonies.values())
    arguments.usage_error(f"unknown ceremony {named!r}; known: {known}")
    return None


def _check(settings: Settings, arguments: argparse.Namespace) -> int:
    from bot.adapters.terminal import check

    return check.run(settings, arguments.path)


def _run_bot(settings: Settings, arguments: argparse.Namespace) -> int:
    _stop_while_starting()
    from bot.adapters.discord_app import logs, running
    from bot.bootstrap import create_bot

    running.require_token(settings.discord_token)
    logs.log_as_json(settings.log_level)
    bot = create_bot(settings, watch=settings.data_folders() if arguments.watch else ())
    gc.freeze()
    return running.run(bot, settings.discord_token)


def _stop_while_starting() -> None:
    """Before it is connected, too, stopping the bot is no failure; the connection brings its own way to stop."""
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: sys.exit(0))


def _preview(settings: Settings, arguments: argparse.Namespace) -> int:
    from dataclasses import replace

    from bot.adapters.discord_app import preview
    from bot.bootstrap import create_bot

    bot = create_bot(replace(settings, database_url="sqlite:///:memory:", message_content=True))
    return preview.run(bot, port=arguments.port, opens_browser=not arguments.no_browser)


def _sync(settings: Settings, arguments: argparse.Namespace) -> int:
    from bot.adapters.discord_app import running
    from bot.bootstrap import create_bot

    running.require_token(settings.discord_token)
    number = running.sync(create_bot(settings), settings.discord_token)
    print(f"{number} commands registered. They may take a minute to show; restarting Discord shows them at once.")
    return 0


def _appeals(settings: Settings, arguments: argparse.Namespace) -> int:
    from bot.adapters.terminal import appeals

    return appeals.run(settings, clear=arguments.clear)


def _text(arguments: argparse.Namespace) -> str:
    text = " ".join(arguments.text).strip()
    if not text:
        arguments.usage_error('what is the question? Put it in quotes, as in: ceremony-bot ask "who sang?"')
    if any("\ud800" <= character <= "\udfff" for character in text):
        arguments.usage_error("the question is not UTF-8 text")
    return text


# -- options -----------------------------------------------------------------------------------------------------------


def _parse(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog=_PROGRAM,
        description="Answers questions about ceremonies from facts, each with its source.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"{_PROGRAM} {__version__}")
    _add_knowledge(parser, "knowledge_before")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    _add(commands, "chat", _chat, "talk to it; Ctrl-D leaves, a number picks one of the choices it offers")
    ask = _add(commands, "ask", _ask, "answer one question, or a batch of them")
    ask.add_argument("text", metavar="TEXT", nargs="*", help="the question")
    forms = ask.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="print the reply as one JSON object")
    forms.add_argument(
        "--jsonl",
        action="store_true",
        help='read request lines such as {"id": "1", "conversation": "a", "text": "who sang?"} from standard input and '
        "print one reply line for each",
    )
    explain = _add(commands, "explain", _explain, "show how a question is read and why it gets its answer")
    explain.add_argument("text", metavar="TEXT", nargs="*", help="the question")
    _add_quiz(commands)
    check = _add(commands, "check", _check, "check knowledge and configuration, and report every problem at once")
    check.add_argument(
        "path",
        metavar="PATH",
        nargs="?",
        type=Path,
        help="a knowledge folder, checked by itself, or a file or folder inside one, whose problems alone are shown; "
        "or a quiz pack, or a folder of packs",
    )
    preview = _add(commands, "preview", _preview, "try the Discord bot on a simulated Discord in your browser")
    preview.add_argument("--port", type=int, default=0, metavar="PORT", help="on 127.0.0.1; any free one by default")
    preview.add_argument("--no-browser", action="store_true", help="print the address without opening it")
    run = _add(commands, "run", _run_bot, "connect to Discord with DISCORD_TOKEN and answer there until stopped")
    run.add_argument("--watch", action="store_true", help="read knowledge and configuration anew when a file changes")
    appeals = _add(commands, "appeals", _appeals, "print guesses that people accepted on appeal in the quiz, as YAML")
    appeals.add_argument("--clear", action="store_true", help="drop them after that")
    _add(commands, "sync", _sync, "register the slash commands with Discord, after they have changed")
    return parser.parse_args(argv)


def _add_quiz(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    quiz = _add(commands, "quiz", _quiz, "play a quiz about what it knows; hint, skip and stop are words to type")
    what = quiz.add_mutually_exclusive_group()
    what.add_argument("--ceremony", metavar="NAME", help="ask about one ceremony: its short name, year or city")
    what.add_argument("--pack", metavar="NAME", help="play a question list from a folder of CEREMONY_BOT_PACKS")
    quiz.add_argument("--rounds", metavar="N", type=_between(5, 50), default=10, help="questions, 5 to 50 (default 10)")
    quiz.add_argument(
        "--mode", choices=("buttons", "typed"), default="buttons", help="pick one of four, or type the answer yourself"
    )
    quiz.add_argument(
        "--seconds", metavar="N", type=_between(5, 60), default=20, help="for each question, 5 to 60 (default 20)"
    )
    quiz.add_argument(
        "--difficulty",
        choices=("easy", "mixed", "hard"),
        default="mixed",
        help="how near the wrong choices are to the right one",
    )
    quiz.add_argument("--seed", metavar="N", type=int, help="a number that gives the same game each time")


def _between(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from {least} to {most}")
        return int(text)

    return read


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[Settings, argparse.Namespace], int],
    help_: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=help_, description=help_, allow_abbrev=False)
    parser.set_defaults(command=run, usage_error=parser.error)
    _add_knowledge(parser, "knowledge")
    return parser


def _add_knowledge(parser: argparse.ArgumentParser, dest: str) -> None:
    parser.add_argument(
        "--knowledge",
        metavar="FOLDER",
        dest=dest,
        action="append",
        default=[],
        help="use this knowledge folder too; may be given several times",
    )


# -- streams -----------------------------------------------------------------------------------------------------------


def _outputs() -> list[TextIO]:
    return [stream for stream in (sys.stdout, sys.stderr) if stream is not None]  # a closed one is None


def _use_utf8() -> None:
    """Names carry accents and other scripts, so the locale's encoding (ASCII under LANG=C) will not do."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)  # a stand-in (in tests, notebooks) may lack it
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")


def _log_to_stderr(level: str) -> None:
    import logging

    logging.basicConfig(level=level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s")


def _discard_output() -> None:
    """Whoever read our output has left: let the interpreter's last flush go nowhere instead of failing."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in _outputs():
        os.dup2(nowhere, stream.fileno())


def _fail(error: BotError) -> int:
    status = _USAGE if isinstance(error, SettingsError) else _DATA_PROBLEM
    problems = error.problems if isinstance(error, SettingsError | DataError) else (error,)
    for problem in problems:
        print(f"{_PROGRAM}: {problem}", file=sys.stderr)
    return status
