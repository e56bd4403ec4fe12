"""The one place where concrete parts are chosen and joined."""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.answering import Answerer
from bot.conversation import Assistant
from bot.conversation.memory import Memory, PackedMemory
from bot.errors import DataError
from bot.facts import read_fact_base
from bot.facts.documents import Report
from bot.quiz import Judge, Pool, Quiz, Wording, build_pool, read_packs, read_wording
from bot.settings import Settings, read_settings
from bot.understanding import Reader, read_intents, read_language

if TYPE_CHECKING:
    from bot.adapters.discord_app import CeremonyBot

logger = logging.getLogger(__name__)


def build_assistant(
    settings: Settings | None = None, *, memory: Memory | None = None, quick_start: bool = False
) -> Assistant:
    """The whole engine, ready to reply.

    Args:
        settings: Read from the environment when not given.
        memory: Where the last turns are kept; empty by default.
        quick_start: Use the engine of the last start where nothing has changed since, and keep this one for the next.

    Raises:
        SettingsError: The environment or the settings file cannot be used.
        DataError: Knowledge or configuration is wrong; it carries the problems of all files.
    """
    settings = settings or read_settings()
    with _without_garbage_collection():
        reader, answerer = _kept_engine(settings) if quick_start else _read_engine(settings)
    return Assistant(reader, answerer, memory=memory)


def create_bot(settings: Settings | None = None, **options: Any) -> CeremonyBot:
    """The Discord bot, unconnected: it reads its knowledge now and does no other I/O until it is started.

    Args:
        settings: Read from the environment when not given.
        options: Passed on to `CeremonyBot`, for instance clocks.

    Raises:
        SettingsError: The environment or the settings file cannot be used.
        DataError: Knowledge or configuration is wrong; it carries the problems of all files.
    """
    from bot.adapters.discord_app import CeremonyBot  # only who goes to Discord waits for its library
    from bot.stores import Store

    chosen = settings or read_settings()
    return CeremonyBot(
        build_assistant(chosen, memory=PackedMemory(), quick_start=True),
        Store(chosen.database_url),
        quiz=lambda assistant: build_quiz(chosen, assistant, quick_start=True),
        message_content=chosen.message_content,
        reload=lambda: build_assistant(chosen, memory=PackedMemory()),
        **options,
    )


def build_quiz(settings: Settings, assistant: Assistant, *, quick_start: bool = False) -> Quiz:
    """The quiz about everything that an assistant knows, with the packs of an installation.

    A pack with something wrong in it is left out, and the log says why; the others are played.

    Args:
        settings: Where wording and packs are.
        assistant: Built with the same settings.
        quick_start: Use the questions of the last start where nothing has changed since, and keep these for the next.

    Raises:
        DataError: ``quiz.yaml`` is wrong.
    """
    report, of_packs = Report(), Report()
    wording = read_wording(settings.config, report)
    if report.problems:
        raise DataError(report.problems)
    packs = read_packs(settings.packs, of_packs, wording.needs_choices)
    for problem in of_packs.problems:
        logger.warning("a quiz pack is left out: %s", problem)
    left_out = frozenset(Path(name).stem for name in settings.packs.names()) - packs.keys()
    with _without_garbage_collection():
        pool = _kept_pool(settings, assistant, wording) if quick_start else _build_pool(assistant, wording)
    return Quiz(pool, Judge(assistant.base, wording, assistant.reader.language), packs, left_out)


def _build_pool(assistant: Assistant, wording: Wording) -> Pool:
    return build_pool(assistant.base, assistant.reader.lexicon, wording)


def _kept_pool(settings: Settings, assistant: Assistant, wording: Wording) -> Pool:
    from bot.snapshot import load_pool, save_pool, snapshot_key  # only who starts quickly needs it

    key = snapshot_key()
    pool = load_pool(settings, key)
    if pool is None:
        pool = _build_pool(assistant, wording)
        save_pool(settings, pool, key)
    return pool


def _kept_engine(settings: Settings) -> tuple[Reader, Answerer]:
    from bot.snapshot import load_snapshot, save_snapshot, snapshot_key  # only who starts quickly needs it

    key = snapshot_key()
    engine = load_snapshot(settings, key)
    if engine is None:
        engine = _read_engine(settings)
        save_snapshot(settings, engine, key)
    return engine


def _read_engine(settings: Settings) -> tuple[Reader, Answerer]:
    report = Report()
    base = read_fact_base(settings.knowledge, settings.config, report)
    language = read_language(settings.config, report)
    intents = read_intents(settings.config / "intents.yaml", list(base.registers.topics), report)
    if report.problems:
        raise DataError(report.problems)
    reader = Reader(language, base, intents)
    return reader, Answerer(base, reader.lexicon)


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Building makes hundreds of thousands of objects that all stay; searching them for garbage is time lost."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
