"""The names under which turns of conversations are kept."""

from __future__ import annotations


def conversation_of(channel_id: int | None, user_id: int) -> str:
    """One person's turns in one channel share a conversation."""
    return f"{channel_id}:{user_id}"


def answer_key(answer_id: int) -> str:
    """Where the turn of an answer is kept, so that a reply to it goes on from there."""
    return f"answer:{answer_id}"
