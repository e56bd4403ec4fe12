"""Request lines to messages: what a line of a batch must be, and what is wrong with it if it is not."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any


class MalformedRequest(ValueError):
    """A line that is no request; the message says why and what would be right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One line of a batch."""

    text: str
    id: str | int | None = None
    """Chosen by the asker; comes back with the reply."""
    turn: int | None = None
    """Chosen by the asker; comes back with the reply."""
    conversation: str | None = None

    def conversation_key(self, line: int) -> str:
        """What the turns of one conversation share: its name, else the request's id; without both a line is alone."""
        if self.conversation is not None:
            return f"conversation {self.conversation}"
        return f"line {line}" if self.id is None else f"id {self.id}"


def read_request(line: bytes) -> Request:
    """The request on one line of UTF-8 JSON; keys that mean nothing here are ignored.

    Raises:
        MalformedRequest: The line is none.
    """
    found = _object(line)
    text = found.get("text")
    if text is None:
        raise MalformedRequest('\'text\' is missing; give the question, as in {"text": "who sang?"}')
    if not isinstance(text, str):
        raise MalformedRequest(f"'text' must be a string, not {_name(text)}")
    request = Request(
        text=_clean("text", text),
        id=_id(found.get("id")),
        turn=_turn(found.get("turn")),
        conversation=_conversation(found.get("conversation")),
    )
    if not isinstance(found.get("last"), bool | None):
        raise MalformedRequest(f"'last' must be true or false, not {_name(found['last'])}")
    return request


def _object(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise MalformedRequest(f"not UTF-8 text (byte {error.start + 1} of the line)") from None
    except json.JSONDecodeError as error:
        raise MalformedRequest(f"not JSON: {error.msg} (column {error.colno})") from None
    except (ValueError, RecursionError):
        raise MalformedRequest("not JSON that can be read: a number too long, or nested too deeply") from None
    if not isinstance(found, dict):
        raise MalformedRequest(f"must be a JSON object with a 'text', not {_name(found)}")
    return found


def _id(value: object) -> str | int | None:
    if isinstance(value, str):
        return _clean("id", value)
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise MalformedRequest(f"'id' must be a string or a whole number, not {_name(value)}")


def _turn(value: object) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise MalformedRequest(f"'turn' must be a whole number, not {_name(value)}")


def _conversation(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value if value is None else _clean("conversation", value)
    raise MalformedRequest(f"'conversation' must be a string, not {_name(value)}")


def _clean(key: str, text: str) -> str:
    if "\0" in text:
        raise MalformedRequest(f"{key!r} holds a NUL character")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise MalformedRequest(f"{key!r} holds an unpaired surrogate, which is no character")
    return text


def _name(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", str: "a string", list: "a list"}
    return "null" if value is None else names.get(type(value), "an object")
