"""Knowledge read anew whenever its files change, for authors who look at their facts in Discord."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from pathlib import Path

from discord.ext import commands, tasks

from bot.adapters.discord_app.client import CeremonyBot
from bot.errors import DataError

logger = logging.getLogger(__name__)

_SECONDS = 2.0
"""Between two looks at the files; the second look that sees the same change reads them, when they are written out."""

_State = frozenset[tuple[str, int, int]]


class Watching(commands.Cog):
    """Looks at the files every few seconds; broken ones change nothing and are logged with file and line."""

    def __init__(self, bot: CeremonyBot, folders: Sequence[Path]) -> None:
        """A watch that starts with the cog.

        Args:
            bot: Whose knowledge.
            folders: Looked through with everything below them.
        """
        self.bot = bot
        self._folders = tuple(folders)
        self._read = self._seen = state_of(self._folders)

    async def cog_load(self) -> None:
        """Start looking."""
        self.look.start()

    async def cog_unload(self) -> None:
        """Look no more."""
        self.look.cancel()

    @tasks.loop(seconds=_SECONDS)
    async def look(self) -> None:
        """Read the files if they have changed and are at rest again."""
        state = await asyncio.to_thread(state_of, self._folders)
        is_at_rest, self._seen = state == self._seen, state
        if not is_at_rest or state == self._read:
            return
        self._read = state
        try:
            await self.bot.reload_knowledge()
        except DataError as error:
            for problem in error.problems:
                logger.error("the old facts stay: %s", problem)


def state_of(folders: Sequence[Path]) -> _State:
    """Changes with any file in some folders."""
    found = set()
    for path in (path for folder in folders for path in folder.rglob("*") if path.is_file()):
        try:
            status = path.stat()
        except FileNotFoundError:  # gone since it was listed
            continue
        found.add((str(path), status.st_size, status.st_mtime_ns))
    return frozenset(found)
