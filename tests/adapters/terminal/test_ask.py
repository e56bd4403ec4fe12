"""``ask``: single questions and batches."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from bot.adapters.terminal.ask import answer_lines, answer_once
from bot.conversation import Assistant

from .conftest import Cli

KEYS = ["id", "turn", "status", "text", "sources", "choices", "confidence", "elapsed_ms"]


@pytest.fixture
def batch(assistant: Assistant) -> Any:
    """Answers lines of bytes and returns the reply objects."""

    def answer(*lines: bytes) -> list[dict[str, Any]]:
        out = io.StringIO()
        answer_lines(assistant, lines, out)
        return [json.loads(line) for line in out.getvalue().splitlines()]

    return answer


def request(**values: object) -> bytes:
    return json.dumps(values).encode() + b"\n"


def test_a_question_is_answered_with_its_source(cli: Cli) -> None:
    """``ask`` prints the answer as a person reads it."""
    done = cli("ask", "who", "directed", "the", "ceremony?")

    assert done.returncode == 0
    assert "; source: " in done.stdout


def test_json_is_one_object_with_the_documented_keys(assistant: Assistant, capsys: pytest.CaptureFixture[str]) -> None:
    """``ask --json`` prints what programs need, in a fixed order."""
    answer_once(assistant, "who directed the ceremony?", as_json=True)

    reply = json.loads(capsys.readouterr().out)
    assert list(reply) == KEYS
    assert reply["status"] == "answer"
    assert set(reply["sources"][0]) == {"article", "section", "link"}
    assert reply["elapsed_ms"] > 0


def test_replies_come_in_the_order_of_the_requests_and_carry_their_id_and_turn(batch: Any) -> None:
    """Whoever asks can tell which reply belongs to which request."""
    replies = batch(request(id="a", turn=1, text="hello"), request(id=7, turn=2, text="hello"), request(text="hello"))

    assert [(reply["id"], reply["turn"]) for reply in replies] == [("a", 1), (7, 2), (None, None)]


def test_conversations_are_kept_apart(batch: Any, assistant: Assistant) -> None:
    """A follow-up leans on its own conversation and on no other."""
    first, second = (ceremony.year for ceremony in list(assistant.base.ceremonies.values())[:2])
    replies = batch(
        request(conversation="a", text=f"who directed the {first} ceremony?"),
        request(conversation="b", text=f"how many nations took part in {first}?"),
        request(conversation="a", text=f"and in {second}?"),
        request(conversation="b", text=f"and in {second}?"),
        request(text=f"who directed the {second} ceremony?"),
        request(conversation="fresh", text=f"and in {second}?"),
    )

    assert replies[2]["text"] == replies[4]["text"]
    assert replies[3]["text"] != replies[2]["text"]
    assert replies[5]["text"] != replies[2]["text"]


def test_turns_without_a_conversation_belong_together_by_id(batch: Any, assistant: Assistant) -> None:
    """The id stands in for a conversation that is not named."""
    first, second = (ceremony.year for ceremony in list(assistant.base.ceremonies.values())[:2])
    replies = batch(
        request(id="a", turn=1, text=f"who directed the {first} ceremony?"),
        request(id="a", turn=2, text=f"and in {second}?"),
        request(id="b", text=f"who directed the {second} ceremony?"),
    )

    assert replies[1]["text"] == replies[2]["text"]


MALFORMED = [
    (b"who sang?", "not JSON"),
    (b"", "not JSON"),
    (b'{"text": "who sang?"', "not JSON"),
    (b"[1, 2]", "must be a JSON object with a 'text', not a list"),
    (b'"who sang?"', "not a string"),
    (b"null", "not null"),
    (b"{}", "'text' is missing"),
    (b'{"text": null}', "'text' is missing"),
    (b'{"text": 5}', "'text' must be a string, not a number"),
    (b'{"text": ["who"]}', "'text' must be a string, not a list"),
    (b'{"text": "who", "id": {}}', "'id' must be a string or a whole number, not an object"),
    (b'{"text": "who", "id": true}', "'id' must be a string or a whole number, not true or false"),
    (b'{"text": "who", "turn": "1"}', "'turn' must be a whole number, not a string"),
    (b'{"text": "who", "turn": NaN}', "'turn' must be a whole number, not a number"),
    (b'{"text": "who", "last": 1}', "'last' must be true or false, not a number"),
    (b'{"text": "who", "conversation": 1}', "'conversation' must be a string, not a number"),
    (b'{"text": "who \\u0000 sang"}', "'text' holds a NUL character"),
    (b'{"text": "who \\ud800 sang"}', "'text' holds an unpaired surrogate"),
    (b'{"text": "who", "id": "\\udfff"}', "'id' holds an unpaired surrogate"),
    (b'{"text": "who", "conversation": "\\ud83d"}', "'conversation' holds an unpaired surrogate"),
    (b'{"text": "\xff"}', "not UTF-8 text (byte 11 of the line)"),
    (b'{"text": "who", "turn": ' + b"9" * 5000 + b"}", "a number too long"),
    (b"[" * 100_000, "nested too deeply"),
]


@pytest.mark.parametrize(("line", "says"), MALFORMED)
def test_a_malformed_line_gets_an_error_line_and_the_batch_goes_on(batch: Any, line: bytes, says: str) -> None:
    """One bad line costs no other line its answer, and its error says where, what and what would be right."""
    before, error, after = batch(request(id="1", text="hello"), line + b"\n", request(id="2", text="hello"))

    assert list(error) == ["error"]
    assert error["error"].startswith("line 2: ")
    assert says in error["error"]
    assert (before["id"], after["id"]) == ("1", "2")


@pytest.mark.parametrize("text", ["", "   ", "?", "🎆", "who\r\nsang", "\ufeffwho sang?"])
def test_any_text_gets_a_reply(batch: Any, text: str) -> None:
    """What says nothing is no malformed request; it gets a reply like everything else."""
    [reply] = batch(request(text=text))

    assert reply["status"] in {"answer", "clarify", "unknown", "smalltalk"}
    assert reply["text"]


def test_a_surrogate_pair_is_one_character(batch: Any) -> None:
    """An emoji escaped as JSON does it is no malformed text."""
    [reply] = batch(b'{"text": "hello \\ud83d\\ude00"}\n')

    assert "error" not in reply


def test_a_byte_order_mark_and_windows_line_ends_are_no_trouble(batch: Any) -> None:
    """Files saved by any editor can be used as they are."""
    [reply] = batch(b'\xef\xbb\xbf{"id": "1", "text": "hello"}\r\n')

    assert reply["id"] == "1"


def test_keys_that_mean_nothing_are_ignored(batch: Any) -> None:
    """Request lines may carry notes of their author's."""
    [reply] = batch(request(id="1", text="hello", last=True, category="greeting"))

    assert list(reply) == KEYS


def test_a_defect_of_ours_costs_only_its_own_line(batch: Any, assistant: Assistant, monkeypatch: Any) -> None:
    """If a question breaks the engine, its line says so and the next is answered."""
    read = assistant.reader.read

    def fail_once(text: str) -> Any:
        if text == "break":
            raise RuntimeError("broken")
        return read(text)

    monkeypatch.setattr(assistant.reader, "read", fail_once)
    error, reply = batch(request(id="1", text="break"), request(id="2", text="hello"))

    assert error == {"id": "1", "turn": None, "error": "line 1: internal error"}
    assert reply["status"] == "smalltalk"


def test_each_reply_is_written_before_the_next_request_is_read(assistant: Assistant) -> None:
    """A program may wait for a reply before it asks on."""
    out = io.StringIO()
    seen = []

    def lines() -> Any:
        for _ in range(3):
            seen.append(out.getvalue().count("\n"))
            yield request(text="hello")

    answer_lines(assistant, lines(), out)

    assert seen == [0, 1, 2]


def test_a_batch_runs_as_a_process(cli: Cli) -> None:
    """``ask --jsonl`` reads standard input, writes standard output and ends with status 0."""
    done = cli("ask", "--jsonl", stdin='{"id": "1", "text": "hello"}\nnonsense\n{"id": "ü", "text": "hello"}')

    first, error, last = (json.loads(line) for line in done.stdout.splitlines())
    assert done.returncode == 0
    assert first["id"] == "1"
    assert "not JSON" in error["error"]
    assert last["id"] == "ü"


def test_an_empty_batch_has_no_replies(cli: Cli) -> None:
    """No request, no reply, no error."""
    done = cli("ask", "--jsonl")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
