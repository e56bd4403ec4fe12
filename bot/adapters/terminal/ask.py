"""``ask``: one answer, or a batch of them, for people and for programs."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterable
from typing import Any, TextIO

from bot.adapters.terminal.requests import MalformedRequest, Request, read_request
from bot.conversation import Assistant, Incoming, Reply

logger = logging.getLogger(__name__)


def answer_once(assistant: Assistant, text: str, *, as_json: bool) -> None:
    """Print the answer to one question, as text or as one JSON object."""
    if as_json:
        print(_to_json(_answer(assistant, Request(text=text), "")))
    else:
        print(assistant.reply(Incoming(text=text, conversation="")).text)


def answer_lines(assistant: Assistant, lines: Iterable[bytes], out: TextIO) -> None:
    """Write one reply line for each request line, in order and at once; a malformed line gets an error line."""
    for number, line in enumerate(lines, 1):
        out.write(_to_json(_answer_line(assistant, line, number)) + "\n")
        out.flush()


def _answer_line(assistant: Assistant, line: bytes, number: int) -> dict[str, Any]:
    try:
        request = read_request(line)
    except MalformedRequest as error:
        return {"error": f"line {number}: {error}"}
    try:
        return _answer(assistant, request, request.conversation_key(number))
    except Exception:  # a defect of ours in one question must not cost the others their answers
        logger.exception("line %d could not be answered", number)
        return {"id": request.id, "turn": request.turn, "error": f"line {number}: internal error"}


def _answer(assistant: Assistant, request: Request, conversation: str) -> dict[str, Any]:
    started = time.perf_counter()
    reply = assistant.reply(Incoming(text=request.text, conversation=conversation))
    elapsed_ms = (time.perf_counter() - started) * 1000
    return _reply_object(request, reply, elapsed_ms)


def _reply_object(request: Request, reply: Reply, elapsed_ms: float) -> dict[str, Any]:
    sources = [{"article": one.article, "section": one.section, "link": one.link or None} for one in reply.sources]
    return {
        "id": request.id,
        "turn": request.turn,
        "status": reply.status,
        "text": reply.text,
        "sources": sources,
        "choices": [{"label": choice.label, "text": choice.text} for choice in reply.choices],
        "confidence": reply.confidence,
        "elapsed_ms": round(elapsed_ms, 3),
    }


def _to_json(found: dict[str, Any]) -> str:
    return json.dumps(found, ensure_ascii=False)
