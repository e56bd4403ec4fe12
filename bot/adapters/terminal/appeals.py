"""``ceremony-bot appeals``: guesses that people accepted, for the keepers of the facts."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import yaml

from bot.settings import Settings
from bot.stores import Store
from bot.stores.appeals import Alias

_NONE = "# No guess has been accepted on appeal."
_HEAD = "# Guesses that people accepted on appeal. What is right belongs into the facts, for instance as an alias."


def run(settings: Settings, *, clear: bool) -> int:
    """Print them as YAML; then drop them, where that is wanted.

    Raises:
        StoreUnavailable: The database cannot be read.
    """
    asyncio.run(_show(Store(settings.database_url), clear))
    return 0


async def _show(store: Store, clear: bool) -> None:
    await store.open()
    try:
        print(as_yaml(await store.appeals.aliases()), flush=True)
        if clear:
            await store.appeals.forget_aliases()
    finally:
        await store.close()


def as_yaml(found: Sequence[Alias]) -> str:
    """One entry for each question, with every guess that was accepted for it."""
    if not found:
        return _NONE
    entries: dict[str, dict[str, object]] = {}
    for one in found:
        entry = {"question": one.question_id, "fact": one.fact_id, "answer": one.answer}
        entries.setdefault(one.question_id, {**entry, "accepted": []})
        accepted = entries[one.question_id]["accepted"]
        assert isinstance(accepted, list)
        accepted.append(one.guess)
    return f"{_HEAD}\n{yaml.safe_dump(list(entries.values()), sort_keys=False, allow_unicode=True)}".rstrip()
