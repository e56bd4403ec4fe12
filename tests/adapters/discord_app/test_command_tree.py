"""Every command, walked: what Discord demands of it, and what people may expect."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import discord
from discord import app_commands

NAME = re.compile(r"[\w-]{1,32}")
FREE_TEXT = {"question"}


def walk(tree: Any) -> Iterator[app_commands.Command[Any, ..., Any]]:
    yield from (one for one in tree.walk_commands() if isinstance(one, app_commands.Command))


async def test_names_and_descriptions_are_as_discord_wants_them(simcord_env: Any) -> None:
    """Lower-case names, descriptions of at most 100 characters on commands, groups and options."""
    for command in simcord_env.bot.tree.walk_commands():
        assert NAME.fullmatch(command.name)
        assert command.name == command.name.lower()
        assert 5 < len(command.description) <= 100
    for command in walk(simcord_env.bot.tree):
        for parameter in command.parameters:
            assert NAME.fullmatch(parameter.display_name)
            assert 5 < len(str(parameter.description)) <= 100, f"{command.qualified_name} {parameter.name}"


async def test_every_text_option_is_suggested_or_free(simcord_env: Any) -> None:
    """Nobody has to know by heart what may be typed."""
    for command in walk(simcord_env.bot.tree):
        for parameter in command.parameters:
            if parameter.type is discord.AppCommandOptionType.string and parameter.name not in FREE_TEXT:
                assert parameter.autocomplete or parameter.choices, f"{command.qualified_name} {parameter.name}"


async def test_commands_stay_within_discords_numbers(simcord_env: Any) -> None:
    """100 slash commands, 15 of each menu, names of menus up to 32 characters."""
    tree = simcord_env.bot.tree
    assert len(tree.get_commands(type=discord.AppCommandType.chat_input)) <= 100
    menus = tree.get_commands(type=discord.AppCommandType.message)
    assert {menu.name for menu in menus} == {"Answer this", "Check this claim"}


async def test_questions_work_everywhere_and_settings_in_servers_only(simcord_env: Any) -> None:
    """Both installs and all contexts, except for what an admin sets."""
    for command in simcord_env.bot.tree.get_commands():
        payload = command.to_dict(simcord_env.bot.tree)
        if command.name == "settings":
            assert payload["contexts"] == [0]
            assert int(payload["default_member_permissions"]) == discord.Permissions(manage_guild=True).value
        else:
            assert sorted(payload["integration_types"]) == [0, 1], command.name
            assert sorted(payload["contexts"]) == [0, 1, 2], command.name


async def test_the_commands_are_those_that_are_promised(simcord_env: Any) -> None:
    """None is missing, none is extra."""
    names = {command.name for command in simcord_env.bot.tree.get_commands(type=discord.AppCommandType.chat_input)}

    expected = "ask ceremony anthems music performers timeline who compare fact help about privacy"
    assert names >= set(expected.split())


async def test_commands_are_registered_once_and_not_on_every_start(simcord_env: Any, make_bot: Any) -> None:
    """The first start tells Discord; a restart with the same commands does not."""

    def registrations() -> int:
        return sum(one.method == "PUT" and one.path.endswith("/commands") for one in simcord_env.http_requests)

    assert registrations() == 1
    await simcord_env.restart_bot(make_bot())
    assert registrations() == 1
