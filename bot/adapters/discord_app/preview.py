"""The real bot on a simulated Discord, in a browser page on this machine: no account, no token, no network."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import webbrowser
from collections.abc import Callable
from typing import Any

from bot.adapters.discord_app.client import CeremonyBot
from bot.errors import SettingsError

_NOT_INSTALLED = "preview needs an optional package; install it with: pip install 'ceremony-bot[preview]'"
_IN_USE = "--port {port}: that port is in use; leave --port away to take any free one"
_VIEWER = "you"
_SETTLING = 1.0
"""Seconds that the page waits for what an action brings about; what a game does later than that comes by itself."""
_LOOK_AGAIN = 0.3
"""Seconds between two looks for something new."""
_HELLO = "👋 This is a simulated Discord; nothing leaves this machine. Ask me anything, or type / for my commands."


def run(bot: CeremonyBot, *, port: int = 0, opens_browser: bool = True) -> int:
    """Serve the page until Ctrl-C, SIGTERM, or the button that ends the session; then 0.

    Args:
        bot: With a store of its own, which may be in memory.
        port: On 127.0.0.1; 0 for any free one.
        opens_browser: Whether the page is shown at once.

    Raises:
        SettingsError: The optional package is missing, or the port is in use.
    """
    logging.getLogger("discord").setLevel(logging.ERROR)  # importing the simulation tries out what warns
    try:
        import simcord
    except ImportError as error:
        raise SettingsError([_NOT_INSTALLED]) from error
    world = simcord.run(bot, check_errors=False, settle_timeout=_SETTLING)
    asyncio.run(_serve(bot, world, port, webbrowser.open if opens_browser else None))
    return 0


async def _serve(bot: CeremonyBot, world: Any, port: int, show: Callable[[str], object] | None) -> None:
    stop = _stopping()
    async with world as env:
        bot.hall.clock.follow(lambda: env.now().timestamp())  # simulated time stands still while nothing is due
        await bot.hall.quiz()  # made before anybody waits for it
        viewer = env.create_user(_VIEWER)
        channel = viewer.dm_channel
        await env.bot.get_partial_messageable(channel.id).send(_HELLO)
        await env.settle()
        async with _page(env, channel, viewer, port) as page:
            print(f"Open this address in a browser; Ctrl-C ends the preview:\n\n    {page.url}\n", flush=True)
            if show is not None:
                await asyncio.to_thread(show, page.url)
            showing = asyncio.create_task(_show_news(bot, channel, page))
            await _until_closed(page, stop)
            showing.cancel()


async def _show_news(bot: CeremonyBot, channel: Any, page: Any) -> None:
    """Show what a game says by itself; otherwise the page is up to date after each action of its viewer."""
    import simcord

    shown, was_playing = None, False
    while True:
        await asyncio.sleep(_LOOK_AGAIN)
        is_playing = bot.hall.master.table(channel.id) is not None
        newest = channel.last_message
        if (is_playing or was_playing) and newest is not None and newest.id != shown:
            with contextlib.suppress(simcord.SetupError, TimeoutError):  # an action is going on, and shows it too
                await page.refresh()
                shown = newest.id
        was_playing = is_playing


@contextlib.asynccontextmanager
async def _page(env: Any, channel: Any, viewer: Any, port: int) -> Any:
    import simcord

    try:
        async with env.preview(channel, viewers=[viewer], layout="channel", port=port) as page:
            yield page
    except simcord.SetupError as error:
        raise SettingsError([_NOT_INSTALLED if "install" in str(error) else str(error)]) from error
    except OSError as error:
        raise SettingsError([_IN_USE.format(port=port)]) from error


def _stopping() -> asyncio.Event:
    """Set by Ctrl-C and SIGTERM."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # Windows ends it with KeyboardInterrupt instead
            loop.add_signal_handler(name, stop.set)
    return stop


async def _until_closed(page: Any, stop: asyncio.Event) -> None:
    waits = [asyncio.create_task(one) for one in (stop.wait(), page.wait_closed())]
    await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    for wait in waits:
        wait.cancel()
