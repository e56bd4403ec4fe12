"""``ceremony-bot run`` as a process, against a stand-in for Discord that speaks HTTP and the gateway's protocol."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from .stand_in import EPHEMERAL, TOKEN, StandIn

ITALIAN = "who sang the Italian anthem?"
HERE = Path(__file__).parent

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of this kind are POSIX")


class Process:
    """The bot, started as its users start it."""

    def __init__(self, discord: StandIn, folder: Path, **environment: str) -> None:
        self.discord = discord
        self.folder = folder
        self.environment = os.environ | {
            "DISCORD_TOKEN": TOKEN,
            "STAND_IN": discord.address,
            "DATABASE_URL": f"sqlite:///{folder / 'bot.sqlite3'}",
            "PYTHONPATH": os.pathsep.join([str(HERE / "site"), str(HERE.parents[3])]),
            **environment,
        }
        self.process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start it, and wait until it has identified itself."""
        count = self.discord.identified
        await self.start_only()
        await self.discord.until(lambda: self.discord.identified > count)

    async def start_only(self, command: str = "run") -> None:
        """Start it."""
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", command, cwd=self.folder, env=self.environment,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip

    async def end(self, with_signal: int | None = signal.SIGTERM) -> tuple[int, str]:
        """Send a signal, if one is given; the exit status and the log."""
        assert self.process is not None
        if with_signal is not None:
            self.process.send_signal(with_signal)
        out, log = await asyncio.wait_for(self.process.communicate(), 30)
        assert self.process.returncode is not None
        self.out = out.decode()
        return self.process.returncode, log.decode()

    async def end_if_running(self) -> None:
        """For after a test."""
        if self.process is not None and self.process.returncode is None:
            self.process.kill()
            print((await self.process.communicate())[1].decode())  # pytest shows it where the test has failed


@pytest_asyncio.fixture
async def discord() -> AsyncIterator[StandIn]:
    """Discord."""
    found = StandIn()
    await found.start()
    yield found
    await found.stop()


@pytest_asyncio.fixture
async def idle(discord: StandIn, tmp_path: Path) -> AsyncIterator[Process]:
    """The bot, not started."""
    found = Process(discord, tmp_path)
    yield found
    await found.end_if_running()


@pytest_asyncio.fixture
async def process(idle: Process) -> Process:
    """The bot, connected."""
    await idle.start()
    return idle


async def answered(discord: StandIn, count: int = 1) -> dict[str, Any]:
    """The last of so many answers, once it stands, and no further one comes."""
    await discord.until(lambda: len(discord.answers()) >= count)
    await asyncio.sleep(0.3)
    assert len(discord.answers()) == count
    return discord.answers()[-1]


async def test_a_day_in_the_life(process: Process, discord: StandIn) -> None:
    """Mention, DM, commands, suggestions, edit, delete, dismiss; then SIGTERM, and exit status 0."""
    question = await discord.say(ITALIAN)
    answer = await answered(discord)
    assert "**Malika Ayane**" in answer["content"]
    assert answer["message_reference"]["message_id"] == int(question["id"])

    await discord.say(ITALIAN, dm=True)
    assert "**Malika Ayane**" in (await answered(discord, 2))["content"]

    anthems = (await discord.command("anthems", year="2022"))["data"]
    assert "National Anthem of Italy" in anthems["content"]
    assert anthems["flags"] & EPHEMERAL
    assert "2014 (Sochi 2014) and 2022" in (await discord.command("anthems", year="2013"))["data"]["content"]
    suggested = await discord.command("who", 4, name="tchaikovksy")
    assert suggested["data"]["choices"][0]["value"] == "Pyotr Ilyich Tchaikovsky"

    await discord.edit(question, "who directed the Beijing ceremony?")
    await discord.until(lambda: "Zhang Yimou" in answer["content"])
    await discord.delete(question)
    await discord.until(lambda: answer not in discord.answers())

    await discord.say("who directed the Sochi ceremony?")
    await discord.click(await answered(discord, 2), "drop:")
    await discord.until(lambda: len(discord.answers()) == 1)

    status, log = await process.end()
    assert status == 0
    lines = [json.loads(line) for line in log.splitlines()]
    told = [line for line in lines if line["event"] == "answered"]
    assert [line["address"] for line in told] == ["mention", "dm", "command", "mention", "mention"]
    assert not [line for line in lines if line["level"] in {"error", "critical"}]
    assert "anthem?" not in log
    assert TOKEN not in log


async def test_buttons_work_before_and_after_a_kill(process: Process, discord: StandIn) -> None:
    """What a button needs is in the message, not in the process."""
    question = await discord.say(ITALIAN)
    answer = await answered(discord)

    async def told() -> tuple[str, str]:
        sources, why = await discord.click(answer, "src:"), await discord.click(answer, "why:")
        assert sources["data"]["flags"] & why["data"]["flags"] & EPHEMERAL
        return sources["data"]["content"], why["data"]["content"]

    before = await told()
    assert "Proceedings" in before[0]
    assert "**Intent**: who" in before[1]

    await process.end(signal.SIGKILL)
    await process.start()
    assert await told() == before
    await discord.edit(question, "who directed the Beijing ceremony?")
    await discord.until(lambda: "Zhang Yimou" in answer["content"])
    await discord.click(answer, "drop:")
    await discord.until(lambda: not discord.answers())


@pytest.mark.parametrize("fault", ["503", "cut", "lost", "429", "429 by a proxy"])
async def test_a_fault_while_sending_ends_in_one_answer(process: Process, discord: StandIn, fault: str) -> None:
    """Out of order once, cut off before or after the message was taken, or too fast: one answer, and one only."""
    discord.faults["send"] = [fault]
    await discord.say(ITALIAN)

    def tries() -> int:
        return sum(method == "POST" and path.endswith("/messages") for method, path, _ in discord.requests)

    await discord.until(lambda: tries() == 2)
    assert "Malika Ayane" in (await answered(discord))["content"]
    assert tries() == 2


@pytest.mark.parametrize("fault", ["503", "cut", "lost"])
@pytest.mark.parametrize("kind", ["edit", "delete"])
async def test_a_fault_while_following_is_made_good(process: Process, discord: StandIn, kind: str, fault: str) -> None:
    """The edit or deletion is tried again."""
    question = await discord.say(ITALIAN)
    answer = await answered(discord)
    discord.faults[kind] = [fault]
    if kind == "edit":
        await discord.edit(question, "who directed the Beijing ceremony?")
        await discord.until(lambda: "Zhang Yimou" in answer["content"])
    else:
        await discord.delete(question)
        await discord.until(lambda: not discord.answers())


@pytest.mark.parametrize("fault", ["503", "cut", "lost", "429", "429 by a proxy"])
async def test_a_fault_while_responding_ends_in_one_response(process: Process, discord: StandIn, fault: str) -> None:
    """A command is responded to at the second try."""
    discord.faults["respond"] = [fault]
    response = await discord.command("anthems", year="2022")

    def tries() -> int:
        return sum(path.endswith("/callback") for _, path, _ in discord.requests)

    await discord.until(lambda: tries() == 2)
    assert "National Anthem of Italy" in response["data"]["content"]
    assert len(discord.responses) == 1
    status, log = await process.end()
    assert status == 0
    assert "Traceback" not in log


async def test_a_message_delivered_twice_is_answered_once(process: Process, discord: StandIn) -> None:
    """The same MESSAGE_CREATE again is no second question."""
    message = await discord.say(ITALIAN)
    await discord.dispatch("MESSAGE_CREATE", message)

    await answered(discord)


async def test_after_a_broken_connection_the_missed_question_is_answered(process: Process, discord: StandIn) -> None:
    """The session is resumed, and what happened meanwhile is replayed."""
    await discord.drop()
    await discord.say(ITALIAN, while_away=True)

    await answered(discord)
    assert (discord.identified, discord.resumed) == (1, 1)


async def test_when_asked_to_reconnect_it_does(process: Process, discord: StandIn) -> None:
    """Op 7 ends in a resumed session and an answer."""
    await discord.ask_to_reconnect()
    await discord.until(lambda: discord.resumed)
    await discord.say(ITALIAN)

    await answered(discord)


async def test_a_session_that_is_invalid_is_begun_anew(process: Process, discord: StandIn) -> None:
    """Op 9 ends in a new session and an answer."""
    await discord.invalidate()
    await discord.until(lambda: discord.identified > 1)
    await discord.say(ITALIAN)

    await answered(discord)


async def test_many_questions_at_once_get_an_answer_each(process: Process, discord: StandIn) -> None:
    """None is lost and none is doubled; each reply is to its own question."""
    asked = [await discord.say(f"who performed piece {number}?", dm=True) for number in range(10)]
    await discord.until(lambda: len(discord.answers()) >= len(asked))

    replied = [str(answer["message_reference"]["message_id"]) for answer in discord.answers()]
    assert sorted(replied) == sorted(question["id"] for question in asked)


async def test_a_malformed_event_does_not_end_it(process: Process, discord: StandIn) -> None:
    """A dispatch with a field missing costs a reconnection, not the process."""
    await discord.dispatch("MESSAGE_CREATE", {"id": "1"})
    await discord.until(lambda: discord.identified > 1)
    await discord.say(ITALIAN)

    await answered(discord)


async def test_ctrl_c_ends_it_as_sigterm_does(process: Process) -> None:
    """Exit status 0, and no traceback."""
    status, log = await process.end(signal.SIGINT)

    assert status == 0
    assert "Traceback" not in log


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
async def test_it_can_be_stopped_before_it_is_connected(idle: Process, name: str) -> None:
    """Exit status 0 and not a word, also while knowledge is still being read."""
    stopped_at_once = (
        "import os, signal, sys, bot.bootstrap, bot.cli\n"
        f"bot.bootstrap.create_bot = lambda *_, **__: os.kill(os.getpid(), signal.{name})\n"
        "sys.exit(bot.cli.main(['run']))"
    )
    idle.process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", stopped_at_once, cwd=idle.folder, env=idle.environment,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip

    assert await idle.end(None) == (0, "")


async def test_an_answer_in_the_works_is_sent_before_it_ends(process: Process, discord: StandIn) -> None:
    """SIGTERM while Discord is out of order for a moment does not cost the answer."""
    discord.faults["send"] = ["503"]
    await discord.say(ITALIAN)
    await discord.until(lambda: not discord.faults["send"])
    status, _ = await process.end()

    assert status == 0
    assert len(discord.answers()) == 1


async def test_only_the_intents_it_needs_are_asked_for(process: Process, discord: StandIn) -> None:
    """Guilds, messages in guilds, messages in DMs; nothing privileged."""
    assert discord.intents == (1 << 0) | (1 << 9) | (1 << 12)


async def test_commands_are_registered_on_the_first_start_only(process: Process, discord: StandIn) -> None:
    """A second start leaves Discord's list alone; ``sync`` renews it."""

    def registrations() -> int:
        return sum(method == "PUT" for method, _, _ in discord.requests)

    await discord.until(lambda: registrations() == 1)
    await discord.say(ITALIAN, dm=True)
    await answered(discord)  # by then it is written down
    await process.end()
    await process.start()
    await discord.say(ITALIAN, dm=True)
    await answered(discord, 2)
    assert registrations() == 1
    await process.end()

    await process.start_only("sync")
    assert (await process.end(None))[0] == 0
    assert "commands registered" in process.out
    assert registrations() == 2


# -- what cannot work --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["run", "sync"])
@pytest.mark.parametrize(("token", "said"), [("", "DISCORD_TOKEN is not set"), ("wrong", "Discord refused this token")])
async def test_without_a_good_token_one_sentence_says_so(idle: Process, command: str, token: str, said: str) -> None:
    """Exit status 2, a sentence, no traceback."""
    idle.environment["DISCORD_TOKEN"] = token
    await idle.start_only(command)
    status, log = await idle.end(None)

    assert status == 2
    assert said in log.splitlines()[-1]
    assert "Traceback" not in log


@pytest.mark.parametrize(("kind", "said"), [("login", "does not let the bot in"), ("commands", "does not take")])
async def test_what_discord_does_not_permit_is_said_by_sync(
    idle: Process, discord: StandIn, kind: str, said: str
) -> None:
    """Exit status 1, a sentence, no traceback."""
    discord.faults[kind] = ["403"]
    await idle.start_only("sync")
    status, log = await idle.end(None)

    assert status == 1
    assert said in log.splitlines()[-1]
    assert "Missing Access" in log.splitlines()[-1]
    assert "Traceback" not in log


async def test_a_token_in_a_dotenv_file_is_used(idle: Process, tmp_path: Path) -> None:
    """The environment need not hold the secret."""
    del idle.environment["DISCORD_TOKEN"]
    (tmp_path / ".env").write_text(f"DISCORD_TOKEN={TOKEN}\n", encoding="utf-8")
    await idle.start()

    assert (await idle.end())[0] == 0


@pytest.mark.parametrize(("code", "status", "said"), [(4014, 2, "intent"), (4004, 2, "token"), (4013, 1, "4013")])
async def test_a_connection_that_is_not_wanted_ends_with_a_sentence(
    idle: Process, discord: StandIn, code: int, status: int, said: str
) -> None:
    """An intent that is not granted, a token withdrawn meanwhile, and anything else."""
    idle.environment["CEREMONY_BOT_MESSAGE_CONTENT"] = "true"
    discord.close_code = code
    await idle.start_only()
    found, log = await idle.end(None)

    assert found == status
    assert said in log.splitlines()[-1]
    assert "Traceback" not in log


async def test_commands_that_cannot_be_registered_keep_nobody_from_an_answer(idle: Process, discord: StandIn) -> None:
    """Messages are answered meanwhile, and the next start tries again."""
    discord.faults["commands"] = ["503"] * 10
    await idle.start()
    await discord.say(ITALIAN)
    await answered(discord)
    assert (await idle.end())[0] == 0

    discord.faults["commands"].clear()
    count = len(discord.requests)
    await idle.start()
    await discord.until(lambda: any(method == "PUT" for method, _, _ in discord.requests[count:]))


async def test_a_login_that_is_refused_once_is_tried_again(idle: Process, discord: StandIn) -> None:
    """An outage at the start costs seconds, not the process."""
    discord.faults["login"] = ["503", "cut"]
    await idle.start()
    await discord.say(ITALIAN)

    await answered(discord)


async def test_a_database_that_cannot_be_opened_is_said(idle: Process, tmp_path: Path) -> None:
    """Exit status 1, and a sentence that names the setting."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    idle.environment["DATABASE_URL"] = f"sqlite:///{tmp_path / 'file' / 'bot.sqlite3'}"
    await idle.start_only()
    status, log = await idle.end(None)

    assert status == 1
    assert "DATABASE_URL" in log.splitlines()[-1]
