"""Putting buttons under a post, and reading them off a message again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeVar

import discord
from discord import ui

from bot.adapters.discord_app.buttons import (
    AnswerButton,
    Choice,
    ChoiceMenu,
    Dismiss,
    Known,
    PageTurn,
    Share,
    Sources,
    VoteDown,
    VoteUp,
    Why,
)  # fmt: skip
from bot.adapters.discord_app.post import Post
from bot.adapters.discord_app.quiz.boards import BoardPage
from bot.adapters.discord_app.references import CUSTOM_ID, pack, reference

T = TypeVar("T", discord.Button, discord.SelectMenu)

_ROW = 5
"""Buttons that Discord puts into one row."""

_SHARED: tuple[type[AnswerButton], ...] = (Choice, Known, PageTurn, BoardPage, Sources, Why, VoteUp, VoteDown)


def post_view(post: Post, asker: int, *, is_private: bool = False) -> ui.View:
    """The buttons of a post.

    Args:
        post: What is posted.
        asker: Id of the user whose question it answers.
        is_private: Only the asker sees it: it can be shared instead of dismissed.
    """
    view = ui.View(timeout=None)
    if len(post.choices) > _ROW:
        view.add_item(ChoiceMenu(asker, post.choices))
    else:
        for number, (label, text) in enumerate(post.choices):
            head = f"say:{asker}:{number}:"
            said = text if len(head + text) <= CUSTOM_ID else str(number + 1)  # a number picks a choice too
            view.add_item(Choice(head + said, label=label))
    for fact in post.known[:_ROW]:
        label = _question(fact.asked[0]) if fact.asked else fact.say
        view.add_item(Known(f"fact:{asker}:{reference(fact.id)}", label=label))
    _add_pages(view, post, asker)
    _add_footer(view, post)
    view.add_item(Share("share") if is_private else Dismiss(f"drop:{asker}"))
    return view


def _question(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith("?") else f"{text}?"


def _add_pages(view: ui.View, post: Post, asker: int) -> None:
    page = post.page
    if page is None:
        return
    for number, label, is_edge in (
        (page.number - 1, "◀ Back", page.number == 0),
        (page.number + 1, "More ▶", page.number + 1 >= page.total),
    ):
        custom_id = f"page:{asker}:{page.kind}:{max(number, 0)}:{page.key}"
        view.add_item(PageTurn(custom_id, label=label, disabled=is_edge))


def _add_footer(view: ui.View, post: Post) -> None:
    facts = pack(post.facts, 80)
    if facts:
        view.add_item(Sources(f"src:{facts}"))
    if post.why:
        view.add_item(Why(post.why))
    if facts or post.known:
        rated = facts or pack(post.known, 60)
        view.add_item(VoteUp(f"vote:up:{rated}"))
        view.add_item(VoteDown(f"vote:down:{rated}"))


def shared_view(message: discord.Message, asker: int) -> ui.View:
    """The buttons of a private message as they stand under its shared copy."""
    view = ui.View(timeout=None)
    for menu in _items_of(message, discord.SelectMenu):
        if match := ChoiceMenu.__discord_ui_compiled_template__.fullmatch(menu.custom_id):
            view.add_item(ChoiceMenu(int(match["asker"]), tuple((one.label, one.value) for one in menu.options)))
    for button in _items_of(message, discord.Button):
        for sort in _SHARED:
            if sort.__discord_ui_compiled_template__.fullmatch(button.custom_id or ""):
                view.add_item(sort(button.custom_id or "", label=button.label, disabled=button.disabled))
    view.add_item(Dismiss(f"drop:{asker}"))
    return view


def _items_of(message: discord.Message, sort: type[T]) -> Iterator[T]:
    """What of one sort stands under a message."""
    for row in message.components:
        for item in row.children if isinstance(row, discord.ActionRow) else ():
            if isinstance(item, sort):
                yield item


def facts_under(message: discord.Message) -> str:
    """The packed facts that an answer of the bot rests on; empty where it rests on none."""
    for button in _items_of(message, discord.Button):
        if match := re.fullmatch(r"src:([\w-]*)", button.custom_id or ""):
            return match[1]
    return ""
