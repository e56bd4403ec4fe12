"""Slash commands and menu commands, as people use them."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import World, custom_id, custom_ids


@pytest.mark.parametrize(
    ("command", "options", "told"),
    [
        ("ask", {"question": "who sang the Italian anthem?"}, "Malika Ayane"),
        ("ceremony", {"year": "2022"}, "**Director**: Zhang Yimou"),
        ("anthems", {"year": "2022"}, "National Anthem of Italy"),
        ("anthems", {"year": "sochi"}, "South Korea"),
        ("music", {"year": "2014"}, "The Second Waltz"),
        ("performers", {"year": "2022"}, "Malika Ayane"),
        ("timeline", {"year": "2014"}, "1. Countdown and LED forest"),
        ("who", {"name": "Zhang Yimou"}, "directed the Beijing closing ceremony"),
        ("who", {"name": "zhang yimu"}, "directed the Beijing closing ceremony"),
        ("compare", {"topic": "Director"}, "Finzi Pasca"),
        ("fact", {}, "source: "),
        ("help", {}, "/anthems year"),
        ("about", {}, "2014 Winter Olympics closing ceremony"),
        ("privacy show", {}, "no text of any message"),
    ],
)
async def test_a_command_responds_privately(world: World, command: str, options: dict[str, Any], told: str) -> None:
    """In a server only the person who used a command sees the response."""
    result = await world.alice.slash(world.channel, command, **options)

    assert result.ephemeral
    assert told in result.response.content
    assert len(result.response.content) <= 2000
    assert world.answers() == []


async def test_help_names_every_command(world: World) -> None:
    """In one message, nothing of which is cut."""
    result = await world.alice.slash(world.channel, "help")

    content = result.response.content
    assert not content.endswith("…")
    for command in world.env.bot.tree.walk_commands():
        assert command.name in content or command.name == "reload"


async def test_in_a_dm_the_response_is_open(world: World, simcord_env: Any) -> None:
    """Nobody else is there who could be disturbed."""
    carol = simcord_env.create_user("carol")
    await carol.send_dm("hello")
    result = await carol.slash("anthems", year="2022")

    assert not result.ephemeral
    assert any(one.startswith("drop:") for one in custom_ids(result.response))


@pytest.mark.parametrize("command", ["ceremony", "anthems", "music", "performers", "timeline"])
@pytest.mark.parametrize("year", ["2013", "1", "Atlantis", "20222"])
async def test_a_wrong_year_is_told_the_years_that_exist(world: World, command: str, year: str) -> None:
    """No other ceremony is answered for instead."""
    result = await world.alice.slash(world.channel, command, year=year)

    assert result.ephemeral
    assert f"I know no ceremony “{year}”" in result.response.content
    assert "2014 (Sochi 2014) and 2022 (Beijing 2022)" in result.response.content


@pytest.mark.parametrize(("command", "option"), [("who", "name"), ("compare", "topic")])
async def test_a_name_that_nothing_is_like_is_said_to_be_unknown(world: World, command: str, option: str) -> None:
    """Free text that fits nothing gets a clear response."""
    result = await world.alice.slash(world.channel, command, **{option: "qqqqqq"})

    assert result.ephemeral
    assert "“qqqqqq”" in result.response.content


async def test_share_posts_what_the_private_response_shows(world: World) -> None:
    """With the question above it, and buttons that work for everybody."""
    result = await world.alice.slash(world.channel, "ask", question="who sang the Italian anthem?")
    await world.alice.click(result.response.message, custom_id="share")

    assert world.answer().content.startswith("> who sang the Italian anthem?\n**Malika Ayane**")
    assert "share" not in custom_ids(world.answer())
    sources = await world.bob.click(world.answer(), custom_id=custom_id(world.answer(), "src:"))
    assert "Proceedings" in sources.response.content
    await world.alice.click(world.answer(), custom_id=custom_id(world.answer(), "drop:"))
    assert world.answers() == []


async def test_sharing_twice_posts_once(world: World) -> None:
    """Pressing Share again says that it is there already."""
    result = await world.alice.slash(world.channel, "anthems", year="2022")
    await world.alice.click(result.response.message, custom_id="share")
    again = await world.alice.click(result.response.message, custom_id="share")

    assert "already" in again.response.content
    assert len(world.answers()) == 1


async def test_a_message_can_be_answered_from_its_menu(world: World) -> None:
    """ "Answer this" takes the message for a question."""
    message = await world.bob.send(world.channel, "who sang the Italian anthem?")
    result = await world.alice.context_menu(world.channel, "Answer this", message)

    assert result.ephemeral
    assert "**Malika Ayane**" in result.response.content


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Zhang Yimou directed the Sochi ceremony.", "**No, Daniele Finzi Pasca.**"),
        ("Malika Ayane sang the Italian anthem", "**Yes.**"),
        ("Both ceremonies had the same director", "**No, not the same.**"),
        ("Beijing was longer than Sochi", "**Sochi 2014.**"),
        ("I like pizza!", "**I"),  # don't know that, or can't tell
    ],
)
async def test_a_claim_can_be_checked_from_its_menu(world: World, claim: str, verdict: str) -> None:
    """ "Check this claim" says yes, no, or that it is not known."""
    message = await world.bob.send(world.channel, claim)
    result = await world.alice.context_menu(world.channel, "Check this claim", message)

    assert result.response.content.startswith(f"> {claim}")
    assert result.response.content.splitlines()[1].startswith(verdict)


@pytest.mark.parametrize("menu", ["Answer this", "Check this claim"])
async def test_the_menu_refuses_what_it_cannot_read(world: World, menu: str) -> None:
    """Own messages and messages that are too long get a sentence each."""
    await world.ask("who sang the Italian anthem?")
    own = await world.alice.context_menu(world.channel, menu, world.answer())
    assert "my own" in own.response.content

    long = await world.bob.send(world.channel, "la " * 300)
    refused = await world.alice.context_menu(world.channel, menu, long)
    assert "too long" in refused.response.content


async def test_a_long_card_pages(world: World) -> None:
    """What does not fit into one message can be turned over; the ends have no further page."""
    result = await world.alice.slash(world.channel, "who", name="London Symphony Orchestra")
    long = await world.alice.slash(world.channel, "ceremony", year="2014")
    assert "-# Page 1 of" in long.response.content, result.response.content

    seen = [long.response.content]
    buttons = [one for one in custom_ids(long.response) if one.startswith("page:")]
    while True:
        await world.alice.click(long.response.message, custom_id=buttons[-1])
        seen.append(long.response.content)
        buttons = [one for one in custom_ids(long.response) if one.startswith("page:")]
        row = next(row for row in long.response.components if row["components"][0]["custom_id"].startswith("page:"))
        if row["components"][-1].get("disabled"):
            break
    assert len(set(seen)) == len(seen)
    assert all(len(page) <= 2000 for page in seen)


# -- suggestions -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "option", "typed", "first"),
    [
        ("anthems", "year", "", "2014"),
        ("anthems", "year", "202", "2022"),
        ("ceremony", "year", "bejing", "2022"),
        ("timeline", "year", "Sotchi", "2014"),
        ("who", "name", "tchaikovksy", "Pyotr Ilyich Tchaikovsky"),
        ("who", "name", "malika", "Malika Ayane"),
        ("compare", "topic", "direktor", "Director"),
    ],
)
async def test_suggestions_forgive_slips(world: World, command: str, option: str, typed: str, first: str) -> None:
    """What is typed wrongly is suggested rightly, and the suggestion works."""
    choices = await world.alice.autocomplete(world.channel, command, option, typed)

    assert choices[0]["value"] == first
    result = await world.alice.slash(world.channel, command, **{option: first})
    assert "I know no" not in result.response.content


@pytest.mark.parametrize("typed", ["", "a", "e", "the", "1" * 100, "zzz"])
async def test_suggestions_keep_to_discords_limits(world: World, typed: str) -> None:
    """At most 25, each of 1 to 100 characters."""
    for command, option in (("who", "name"), ("compare", "topic"), ("music", "year")):
        choices = await world.alice.autocomplete(world.channel, command, option, typed)
        assert len(choices) <= 25
        assert all(1 <= len(one["name"]) <= 100 and 1 <= len(one["value"]) <= 100 for one in choices)


async def test_a_shared_card_keeps_its_pages(world: World) -> None:
    """Whoever shared it turns them for all; anybody else turns them for themselves."""
    private = await world.alice.slash(world.channel, "ceremony", year="2014")
    await world.alice.click(private.response.message, custom_id="share")
    first = world.answer().content
    more = [one for one in custom_ids(world.answer()) if one.startswith("page:")][-1]

    result = await world.bob.click(world.answer(), custom_id=more)
    assert result.ephemeral
    assert "Page 2 of" in result.response.content
    assert world.answer().content == first
    await world.alice.click(world.answer(), custom_id=more)
    assert "Page 2 of" in world.answer().content


async def test_another_year_is_never_suggested_for_digits(world: World) -> None:
    """2013 is not nearly 2014."""
    choices = await world.alice.autocomplete(world.channel, "anthems", "year", "2013")

    assert choices == []


# -- privacy -----------------------------------------------------------------------------------------------------------


async def test_people_see_and_delete_what_is_kept(world: World) -> None:
    """Links and votes are counted, then gone."""
    await world.ask("who sang the Italian anthem?")
    await world.alice.click(world.answer(), custom_id=custom_id(world.answer(), "vote:up"))
    shown = await world.alice.slash(world.channel, "privacy show")
    assert "- 1 link " in shown.response.content
    assert "- 1 vote " in shown.response.content

    await world.alice.slash(world.channel, "privacy delete")
    assert not any((await world.env.bot.store.kept_about(world.alice.id)).values())
