"""The engine and the quiz's questions as they were built last time, so that a command need not build them anew.

Only what is made from the data that ships is kept, a file each in the user's own cache folder. A file is used only if
nothing that it was built from has changed since, and only if nobody but the user can have written it.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import pickle
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from platformdirs import user_cache_path

from bot import __version__
from bot.answering import Answerer
from bot.settings import Settings, shipped_folder
from bot.understanding import Reader

if TYPE_CHECKING:
    from bot.quiz import Pool

logger = logging.getLogger(__name__)

_Engine = tuple[Reader, Answerer]
_ENGINE = "engine"
_POOL = "questions"
_OTHERS_MAY_WRITE = 0o022
_CODE = Path(__file__).parent


def snapshot_key() -> bytes:
    """Changes with the code, the data and the interpreter.

    To be taken before anything is read: what is built while files change is then not kept as built from the new ones.
    """
    digest = hashlib.blake2b(f"{__version__} {sys.version}".encode(), digest_size=32)
    for folder, pattern in (
        (_CODE, "*.py"),
        (shipped_folder("config"), "*"),
        (shipped_folder("knowledge"), "*.yaml"),
    ):
        for path in sorted(folder.rglob(pattern)):
            state = path.stat()
            digest.update(f"{path} {state.st_size} {state.st_mtime_ns}".encode())
    return digest.digest()


def load_snapshot(settings: Settings, key: bytes) -> _Engine | None:
    """The engine for these settings, or None when there is none that may be used."""
    found: _Engine | None = _load(settings, _ENGINE, key)
    return found


def save_snapshot(settings: Settings, engine: _Engine, key: bytes) -> None:
    """Keep an engine for the next start; where that is impossible, nothing happens."""
    _save(settings, _ENGINE, engine, key)


def load_pool(settings: Settings, key: bytes) -> Pool | None:
    """The quiz's questions for these settings, or None when there are none that may be used."""
    found: Pool | None = _load(settings, _POOL, key)
    return found


def save_pool(settings: Settings, pool: Pool, key: bytes) -> None:
    """Keep the quiz's questions for the next start; where that is impossible, nothing happens."""
    _save(settings, _POOL, pool, key)


def _load(settings: Settings, name: str, key: bytes) -> Any:
    path = _path(name)
    if not _is_shipped(settings) or not _is_private(path):
        return None
    try:
        with path.open("rb") as file:
            if file.read(len(key)) != key:
                return None
            return pickle.load(file)  # written by this user alone, see `_is_private`
    except Exception as error:  # a broken file of whatever kind is only a reason to build anew
        logger.info("snapshot not used: %s", error)
        return None


def _save(settings: Settings, name: str, value: object, key: bytes) -> None:
    if not _is_shipped(settings):
        return
    path = _path(name)
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(key)
            _Pickler(file, protocol=pickle.HIGHEST_PROTOCOL).dump(value)
        Path(file.name).replace(path)


class _Pickler(pickle.Pickler):
    """Keeps the types of arrays by name.

    As numpy keeps them they come back as equal types but not the same objects, and with these `ufunc.at` is far slower.
    """

    def reducer_override(self, obj: Any) -> Any:
        """How to make an array type anew; anything else is kept as usual."""
        return (np.dtype, (obj.str,)) if isinstance(obj, np.dtype) else NotImplemented


def _path(name: str) -> Path:
    return user_cache_path("ceremony-bot") / f"{name}.pickle"


def _is_shipped(settings: Settings) -> bool:
    plain = Settings()
    return settings.knowledge == plain.knowledge and repr(settings.config) == repr(plain.config)


def _is_private(path: Path) -> bool:
    """Whether the file and its folder belong to this user and nobody else may write them."""
    try:
        states = [path.stat(), path.parent.stat()]
    except OSError:
        return False
    if not hasattr(os, "getuid"):  # Windows keeps the folder private by itself
        return True
    return all(state.st_uid == os.getuid() and not state.st_mode & _OTHERS_MAY_WRITE for state in states)
