"""The buttons under an answer. Each carries what it needs in its custom id, so that it works after any restart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, Self

import discord
from discord import ui

from bot.adapters.discord_app import why
from bot.adapters.discord_app.delivery import whisper
from bot.adapters.discord_app.failures import excused
from bot.adapters.discord_app.post import cited, plain, shorten
from bot.facts import Source

if TYPE_CHECKING:
    from bot.adapters.discord_app.client import CeremonyBot

    Click = discord.Interaction[CeremonyBot]
else:
    Click = discord.Interaction

_LABEL = 80
"""Characters that Discord lets the label of a button have."""

_OPTION = 100
"""The same for an option of a select."""

_OPTIONS = 25

GONE = "The facts behind this answer have changed since. Please ask again."


class AnswerButton(ui.DynamicItem[ui.Button[ui.View]], template=r"answer-button"):
    """A button made from its custom id alone; each subclass is one button and has its own template."""

    label: ClassVar[str] = ""
    emoji: ClassVar[str | None] = None
    style: ClassVar[discord.ButtonStyle] = discord.ButtonStyle.secondary
    place: ClassVar[int] = 4
    """Row from 0 to 4: choices, known things, then pages, then what is under every answer."""

    def __init__(self, custom_id: str, *, label: str | None = None, disabled: bool = False) -> None:
        """A button.

        Args:
            custom_id: At most 100 characters, as the template of the class reads them.
            label: In place of the class's own.
            disabled: Shown, but not to be pressed.
        """
        shown = shorten(self.label if label is None else label, _LABEL) or None
        super().__init__(
            ui.Button(
                label=shown, emoji=self.emoji, style=self.style, custom_id=custom_id, disabled=disabled, row=self.place
            )
        )
        match = self.template.fullmatch(custom_id)
        assert match is not None  # DynamicItem has checked it
        self.fields: dict[str, str] = {name: value or "" for name, value in match.groupdict().items()}

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that somebody pressed."""
        return cls(match.string)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Somebody pressed it."""
        async with excused(interaction):
            await self.pressed(interaction)

    async def pressed(self, click: Click) -> None:
        """What the button does."""
        raise NotImplementedError


class Sources(AnswerButton, template=r"src:(?P<facts>[\w-]*)"):
    """Shows privately what the answer rests on, fact by fact."""

    label = "Sources"
    emoji = "📚"

    async def pressed(self, click: Click) -> None:
        """Tell the sources."""
        facts = list(click.client.engine.references.facts(self.fields["facts"]))
        lines = [f"- {plain(fact.say)}\n  {_whole(fact.source)}" for fact in facts]
        await whisper(click, "\n".join(lines) or GONE)


def _whole(source: Source) -> str:
    """A source with the sections around its own."""
    around = source.section.split(" / ")[:-1]
    return cited(source) + (f" (in: {plain(' / '.join(around))})" if around else "")


class Why(AnswerButton, template=why.TEMPLATE):
    """Shows privately how the question was read."""

    label = "Why this answer"
    emoji = "🔎"

    async def pressed(self, click: Click) -> None:
        """Tell the reading."""
        await click.client.clicks.explain(click, self.fields)


class Vote(AnswerButton, template=r"vote:(?P<vote>up|down):(?P<facts>[\w-]*)"):
    """Keeps what somebody thinks of the answer."""

    async def pressed(self, click: Click) -> None:
        """Keep the vote, and say so privately."""
        await click.client.clicks.vote(click, 1 if self.fields["vote"] == "up" else -1, self.fields["facts"])


class VoteUp(Vote, template=r"vote:(?P<vote>up):(?P<facts>[\w-]*)"):
    """Thumbs up."""

    emoji = "👍"


class VoteDown(Vote, template=r"vote:(?P<vote>down):(?P<facts>[\w-]*)"):
    """Thumbs down."""

    emoji = "👎"


class Dismiss(AnswerButton, template=r"drop:(?P<asker>\d+)"):
    """Takes the answer away, for the asker and for moderators."""

    label = "Dismiss"
    emoji = "🗑️"

    async def pressed(self, click: Click) -> None:
        """Delete the message."""
        await click.client.clicks.dismiss(click, self.fields["asker"])


class Known(AnswerButton, template=r"fact:(?P<asker>\d+):(?P<fact>[\w-]+)"):
    """Tells one of the things that are known."""

    style = discord.ButtonStyle.primary
    place = 1

    async def pressed(self, click: Click) -> None:
        """Tell it in place of the message, or privately to anybody but the asker."""
        await click.client.clicks.turn(click, "facts", self.fields["fact"], 0, self.fields["asker"])


class PageTurn(AnswerButton, template=r"page:(?P<asker>\d+):(?P<kind>\w+):(?P<number>\d+):(?P<key>[\w-]*)"):
    """Turns to another page."""

    place = 3

    async def pressed(self, click: Click) -> None:
        """Show the page."""
        fields = self.fields
        await click.client.clicks.turn(click, fields["kind"], fields["key"], int(fields["number"]), fields["asker"])


class Choice(AnswerButton, template=r"say:(?P<asker>\d+):(?P<number>\d+):(?P<text>[^\n]*)"):
    """Says one of the choices that the bot offered."""

    style = discord.ButtonStyle.primary
    place = 0

    async def pressed(self, click: Click) -> None:
        """Go on with the choice."""
        await click.client.clicks.choose(click, self.fields["text"], self.fields["asker"])


class ChoiceMenu(ui.DynamicItem[ui.Select[ui.View]], template=r"menu:(?P<asker>\d+)"):
    """The choices as a select, where there are too many for one row of buttons."""

    def __init__(self, asker: int, choices: tuple[tuple[str, str], ...] = ()) -> None:
        """A select with up to 25 (label, text) choices."""
        options = [
            discord.SelectOption(label=shorten(label, _OPTION), value=shorten(text, _OPTION))
            for label, text in choices[:_OPTIONS]
        ]
        super().__init__(ui.Select(custom_id=f"menu:{asker}", placeholder="Which one?", options=options, row=0))
        self.asker = asker

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The select in which somebody chose."""
        return cls(int(match["asker"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Go on with the choice."""
        values: Any = interaction.data["values"]  # type: ignore[index, typeddict-item] # what a select sends
        async with excused(interaction):
            await interaction.client.clicks.choose(interaction, values[0], str(self.asker))


class Share(AnswerButton, template=r"share"):
    """Posts a private answer where everybody can see it."""

    label = "Share"
    emoji = "📣"
    style = discord.ButtonStyle.success

    async def pressed(self, click: Click) -> None:
        """Post what the private message shows, unless the channel has it already."""
        await click.client.clicks.share(click)


BUTTONS: tuple[type[ui.DynamicItem[Any]], ...] = (
    Sources, Why, VoteUp, VoteDown, Dismiss, Known, PageTurn, Choice, ChoiceMenu, Share,
)  # fmt: skip
"""Everything that may be pressed; the client registers them once, and they work for messages of any age."""
