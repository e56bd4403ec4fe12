"""Leaderboards and profiles as messages, with buttons that turn the pages of a leaderboard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from discord import ui

from bot.adapters.discord_app.buttons import AnswerButton, Click, Dismiss, Share
from bot.adapters.discord_app.delivery import put_in_place, whisper
from bot.stores import Profile, Standing

_DAY = 24 * 3600
PERIODS: Mapping[str, tuple[str, float | None]] = {
    "week": ("the last 7 days", 7 * _DAY),
    "month": ("the last 30 days", 30 * _DAY),
    "ever": ("all time", None),
}
"""How far a leaderboard goes back, in words and seconds."""

_LINES = 10
_TOPICS = 3  # named in a profile as what somebody knows best
_ENOUGH = 3  # answers on a topic before it can be among them: one lucky guess is no knowledge


@dataclass(frozen=True, slots=True)
class Board:
    """Which page of which leaderboard."""

    guild_id: int | None
    """None for everywhere."""
    period: str
    """A key of `PERIODS`."""
    page: int = 0

    def custom_id(self, page: int, asker: int) -> str:
        """What the button to a page carries."""
        return f"board:{asker}:{'all' if self.guild_id is None else 'here'}:{self.period}:{page}"


class BoardPage(AnswerButton, template=r"board:(?P<asker>\d+):(?P<scope>here|all):(?P<period>\w+):(?P<page>\d{1,6})"):
    """Turns to another page of a leaderboard."""

    place = 3

    async def pressed(self, click: Click) -> None:
        """Show the page in place of the message, or privately to anybody but whoever asked for it."""
        guild_id = click.guild_id if self.fields["scope"] == "here" else None
        is_own = str(click.user.id) == self.fields["asker"]
        is_private = not is_own or click.message is None or click.message.flags.ephemeral
        board = Board(guild_id, self.fields["period"], int(self.fields["page"]))
        content, view = await render_board(click, board, is_private=is_private)
        if is_own:
            await put_in_place(click, content, view)
        else:
            await whisper(click, content, view)


async def render_board(click: Click, board: Board, *, is_private: bool) -> tuple[str, ui.View]:
    """A page of a leaderboard, with the line of whoever asked for it wherever that is."""
    bot, asker = click.client, click.user.id
    words, seconds = PERIODS.get(board.period, PERIODS["ever"])
    since = None if seconds is None else bot.wall_clock() - seconds
    store = bot.store.standings
    found = await store.leaderboard(
        guild_id=board.guild_id, since=since, limit=_LINES, offset=board.page * _LINES, player_id=asker
    )
    rows, own, pages = found.rows, found.own, max(1, -(-found.total // _LINES))
    board = replace(board, page=found.offset // _LINES)  # others may have gone since the button was made
    scope = "everywhere" if board.guild_id is None else "in this server"
    lines = [f"**Leaderboard** {scope}, {words}", *(line(row) for row in rows)]
    if not rows:
        lines.append("Nobody is on it yet. `/quiz start` begins a game.")
    if own is not None and own not in rows:
        lines += ["…", line(own)]
    if own is None and await store.is_hidden(asker):
        lines.append("-# You are hidden, so you are not on it. `/quiz hide` changes that.")
    if pages > 1:
        lines.append(f"-# Page {board.page + 1} of {pages}")
    return "\n".join(lines), _view(board, pages, asker, is_private)


def line(row: Standing) -> str:
    """One player; those who share a place are marked so."""
    place = f"{row.place}. (tied)" if row.is_tied else f"{row.place}."
    return f"**{place}** <@{row.player_id}> · **{row.points}** points · {row.right} of {row.answered} right"


def _view(board: Board, pages: int, asker: int, is_private: bool) -> ui.View:
    view = ui.View(timeout=None)
    if pages > 1:
        back, more = board.page - 1, board.page + 1
        view.add_item(BoardPage(board.custom_id(max(0, back), asker), label="◀ Back", disabled=back < 0))
        view.add_item(BoardPage(board.custom_id(more, asker), label="More ▶", disabled=more >= pages))
    view.add_item(Share("share") if is_private else Dismiss(f"drop:{asker}"))
    return view


def render_profile(profile: Profile, topics: Mapping[str, str], *, scope: str, streak: int = 0) -> str:
    """What somebody has done.

    Args:
        profile: Theirs, with at least one answer.
        topics: What each fact is about, in words.
        scope: Where it was done, in words.
        streak: Questions of the day answered in a row.
    """
    share = round(100 * profile.right / profile.answered)
    place = f" · place {profile.place}" if profile.place else ""
    lines = [
        f"**Quiz profile** of <@{profile.player_id}> {scope}",
        f"**{profile.points}** points{place}",
        f"{profile.right} of {profile.answered} answers right ({share} %) in {profile.games} "
        + ("game" if profile.games == 1 else "games"),
        f"Longest run of right answers: {profile.best_run}",
    ]
    if streak:
        lines.append(f"Questions of the day answered in a row: {streak}")
    if best := _best_topics(profile, topics):
        lines.append(f"Knows best: {', '.join(best)}")
    return "\n".join(lines)


def _best_topics(profile: Profile, topics: Mapping[str, str]) -> Sequence[str]:
    right: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    for fact_id, (known, asked) in profile.by_fact.items():
        if fact_id in topics:
            right[topics[fact_id]] += known
            answered[topics[fact_id]] += asked
    found = [one for one in answered if answered[one] >= _ENOUGH and 2 * right[one] > answered[one]]
    found.sort(key=lambda one: (-right[one] / answered[one], -answered[one], one))
    return [f"{one} ({right[one]} of {answered[one]})" for one in found[:_TOPICS]]
