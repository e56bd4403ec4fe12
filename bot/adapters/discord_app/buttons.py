"""The buttons under an answer. Each carries what it needs in its custom id, so that it works after any restart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, Self

import discord
from discord import ui

from bot.adapters.discord_app import why
from bot.adapters.discord_app.delivery import deliver, respond
from bot.adapters.discord_app.post import MESSAGE, Post, cited, plain, shorten
from bot.adapters.discord_app.references import CUSTOM_ID, pack, reference
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

_ROW = 5
_OPTIONS = 25
_NO_PINGS = discord.AllowedMentions.none()


class AnswerButton(ui.DynamicItem[ui.Button[ui.View]], template=r"answer-button"):
    """A button made from its custom id alone; each subclass is one button and has its own template."""

    label: ClassVar[str] = ""
    emoji: ClassVar[str | None] = None
    style: ClassVar[discord.ButtonStyle] = discord.ButtonStyle.secondary

    def __init__(self, custom_id: str, *, label: str | None = None, disabled: bool = False, row: int = 4) -> None:
        """A button.

        Args:
            custom_id: At most `CUSTOM_ID` characters, as the template of the class reads them.
            label: In place of the class's own.
            disabled: Shown, but not to be pressed.
            row: From 0 to 4.
        """
        shown = shorten(self.label if label is None else label, _LABEL) or None
        super().__init__(
            ui.Button(label=shown, emoji=self.emoji, style=self.style, custom_id=custom_id, disabled=disabled, row=row)
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
        await whisper(click, "\n".join(lines) or _gone())


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
        await whisper(click, why.tell(self.fields, click.client.engine.references))


class Vote(AnswerButton, template=r"vote:(?P<vote>up|down):(?P<facts>[\w-]*)"):
    """Keeps what somebody thinks of the answer."""

    async def pressed(self, click: Click) -> None:
        """Keep the vote, and say so privately."""
        assert click.message is not None
        facts = [fact.id for fact in click.client.engine.references.facts(self.fields["facts"])]
        vote = 1 if self.fields["vote"] == "up" else -1
        kept = await click.client.keep_vote(click.message.id, click.user.id, vote, facts)
        await whisper(click, "Thanks, noted." if kept else "Thanks, but I cannot write anything down right now.")


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
        if not is_askers(click, self.fields["asker"]) and not click.permissions.manage_messages:
            await whisper(click, "Only the person who asked, or a moderator, can dismiss this answer.")
            return
        await respond(lambda: click.response.defer(), what="dismissing")
        assert click.message is not None
        if click.message.reference and click.message.reference.message_id:
            click.client.manners.dismiss(click.message.reference.message_id)
        await click.client.forget_answer(click.message.id)
        await _delete(click, click.message)


async def _delete(click: Click, message: discord.Message) -> None:
    try:
        await deliver(message.delete, what="deleting an answer")
    except discord.NotFound:
        pass  # gone already
    except discord.Forbidden:  # installed by the user only: the bot itself is not in this place
        await deliver(click.delete_original_response, what="deleting an answer")


class Known(AnswerButton, template=r"fact:(?P<asker>\d+):(?P<fact>[\w-]+)"):
    """Tells one of the things that are known."""

    style = discord.ButtonStyle.primary

    async def pressed(self, click: Click) -> None:
        """Tell it in place of the message, or privately to anybody but the asker."""
        post = await click.client.card_post("facts", self.fields["fact"], 0, click.guild_id)
        await show(click, post, self.fields["asker"])


class PageTurn(AnswerButton, template=r"page:(?P<asker>\d+):(?P<kind>\w+):(?P<number>\d+):(?P<key>[\w-]*)"):
    """Turns to another page."""

    async def pressed(self, click: Click) -> None:
        """Show the page."""
        fields = self.fields
        post = await click.client.card_post(fields["kind"], fields["key"], int(fields["number"]), click.guild_id)
        await show(click, post, fields["asker"])


class Choice(AnswerButton, template=r"say:(?P<asker>\d+):(?P<number>\d+):(?P<text>[^\n]*)"):
    """Says one of the choices that the bot offered."""

    style = discord.ButtonStyle.primary

    async def pressed(self, click: Click) -> None:
        """Go on with the choice."""
        await choose(click, self.fields["asker"], self.fields["text"])


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
        await choose(interaction, str(self.asker), values[0])


class Share(AnswerButton, template=r"share"):
    """Posts a private answer where everybody can see it."""

    label = "Share"
    emoji = "📣"
    style = discord.ButtonStyle.success

    async def pressed(self, click: Click) -> None:
        """Post what the private message shows, unless the channel has it already."""
        assert click.message is not None
        content, channel = click.message.content, click.channel_id or 0
        settings = await click.client.settings_of(click.guild_id)
        if click.client.manners.given(settings, channel, content) is not None:
            await whisper(click, "That is in this channel already.")
            return
        view = shared_view(click.message, click.user.id)
        sent = await respond(
            lambda: click.response.send_message(content, view=view, allowed_mentions=_NO_PINGS, suppress_embeds=True),
            what="sharing",
        )
        if sent is not None and sent.message_id is not None:
            click.client.manners.give(settings, channel, content, sent.message_id)


BUTTONS: tuple[type[ui.DynamicItem[Any]], ...] = (
    Sources, Why, VoteUp, VoteDown, Dismiss, Known, PageTurn, Choice, ChoiceMenu, Share,
)  # fmt: skip
"""Everything that may be pressed; the client registers them once, and they work for messages of any age."""


# -- putting them under a post ---------------------------------------------------------------------------------------


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
            view.add_item(Choice(head + shorten(text, CUSTOM_ID - len(head)), label=label, row=0))
    for fact in post.known[:_ROW]:
        label = _question(fact.asked[0]) if fact.asked else fact.say
        view.add_item(Known(f"fact:{asker}:{reference(fact.id)}", label=label, row=1))
    _add_pages(view, post, asker)
    _add_footer(view, post)
    view.add_item(Share("share", row=4) if is_private else Dismiss(f"drop:{asker}", row=4))
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
        view.add_item(PageTurn(custom_id, label=label, disabled=is_edge, row=3))


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
    for custom_id, label, row in _buttons_of(message):
        for sort in (Sources, Why, VoteUp, VoteDown):
            if sort.__discord_ui_compiled_template__.fullmatch(custom_id):
                view.add_item(sort(custom_id, label=label, row=row))
    view.add_item(Dismiss(f"drop:{asker}", row=4))
    return view


def _buttons_of(message: discord.Message) -> list[tuple[str, str, int]]:
    found = []
    for row, line in enumerate(message.components):
        for item in line.children if isinstance(line, discord.ActionRow) else ():
            if isinstance(item, discord.Button) and item.custom_id:
                found.append((item.custom_id, item.label or "", row))
    return found


def facts_under(message: discord.Message) -> str:
    """The packed facts that an answer of the bot rests on; empty where it rests on none."""
    for custom_id, _, _ in _buttons_of(message):
        if match := re.fullmatch(r"src:([\w-]*)", custom_id):
            return match[1]
    return ""


# -- answering a click -----------------------------------------------------------------------------------------------


def is_askers(click: Click, asker: str) -> bool:
    """Whether the person who clicked is the one whose question the message answers."""
    return str(click.user.id) == asker


async def choose(click: Click, asker: str, text: str) -> None:
    """Answer as if the choice had been said."""
    post = await click.client.answer_choice(click, text)
    await show(click, post, asker)


async def show(click: Click, post: Post | None, asker: str) -> None:
    """Put a post in place of the message for its asker; show it privately to anybody else."""
    if post is None:
        await whisper(click, _gone())
        return
    if not is_askers(click, asker):
        await whisper(click, post.content, post_view(post, click.user.id, is_private=True))
        return
    assert click.message is not None
    is_private = click.message.flags.ephemeral
    view = post_view(post, click.user.id, is_private=is_private)
    await respond(
        lambda: click.response.edit_message(content=post.content, view=view, allowed_mentions=_NO_PINGS),
        what="editing an answer",
    )


async def whisper(click: discord.Interaction[Any], text: str, view: ui.View = discord.utils.MISSING) -> None:
    """Say something that only the person who clicked or typed a command sees."""
    content = shorten(text, MESSAGE)
    await respond(
        lambda: click.response.send_message(
            content, view=view, ephemeral=True, allowed_mentions=_NO_PINGS, suppress_embeds=True
        ),
        what="a private response",
    )


def _gone() -> str:
    return "The facts behind this answer have changed since. Please ask again."
