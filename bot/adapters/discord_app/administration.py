"""What admins of a server decide, and what the owner of the bot may do."""

from __future__ import annotations

import dataclasses
import re

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.adapters.discord_app.client import CeremonyBot
from bot.adapters.discord_app.delivery import deliver, respond, whisper
from bot.adapters.discord_app.lookup import choices
from bot.adapters.discord_app.post import MESSAGE, plain, shorten
from bot.adapters.discord_app.quiz.places import why_not_there
from bot.adapters.discord_app.responding import Command
from bot.adapters.discord_app.zones import is_zone, suggest_zones, unknown_zone
from bot.errors import DataError
from bot.stores import GuildSettings

_TIME = re.compile(r"(?P<hour>[01]?\d|2[0-3])(?::(?P<minute>[0-5]\d))?\s*(?P<half>am|pm)?", re.IGNORECASE)
_NO_CONTENT = (
    "⚠️ But I cannot read messages there: the message content intent is off. Whoever runs me has to switch it on in the"
    " Discord Developer Portal and set CEREMONY_BOT_MESSAGE_CONTENT=true. Until then I answer mentions, replies, DMs"
    " and commands only."
)
_OFF = "off"

Channel = discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.ForumChannel


def minute_of_day(typed: str) -> int | None:
    """Minutes since midnight of a clock time such as ``22:30`` or ``10:30 pm``; None where it is none."""
    found = _TIME.fullmatch(typed.strip())
    if found is None:
        return None
    hour, half = int(found["hour"]), (found["half"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return hour * 60 + int(found["minute"] or 0)


@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.default_permissions(manage_guild=True)
class Settings(commands.GroupCog, group_name="settings", group_description="How I behave in this server"):
    """Settings of a guild; Discord shows them to those who may manage it, and they are checked again here."""

    def __init__(self, bot: CeremonyBot) -> None:
        self.bot = bot

    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:
        """Only those who may manage the server, whatever its command permissions say."""
        if not interaction.permissions.manage_guild:
            raise app_commands.MissingPermissions(["manage_guild"])
        return True

    # -- commands ------------------------------------------------------------------------------------------------------

    @app_commands.command(description="Show the settings of this server")
    async def show(self, command: Command) -> None:
        """List every setting."""
        await whisper(command, self._told(await self._read(command)))

    @app_commands.command(description="Choose a channel where I answer without being mentioned, when I am sure")
    @app_commands.describe(channel="The channel; its threads are included", answering="Whether I answer there")
    async def channel(self, command: Command, channel: Channel, answering: bool) -> None:
        """Add a channel to the chosen ones, or take it out."""
        settings = await self._read(command)
        chosen = settings.channels | {channel.id} if answering else settings.channels - {channel.id}
        said = f"In <#{channel.id}> I now answer questions by myself when I am sure." if answering else (
            f"In <#{channel.id}> I now answer only when I am addressed."
        )  # fmt: skip
        if answering and (why_not := why_not_there(channel)):
            said += f"\n⚠️ But {why_not}"
        if answering and not self.bot.intents.message_content:
            said += f"\n{_NO_CONTENT}"
        await self._save(command, dataclasses.replace(settings, channels=frozenset(chosen)), said)

    @app_commands.command(description="Write clock times with 12 or 24 hours")
    @app_commands.describe(hours="12 for 9:50 pm, 24 for 21:50")
    @app_commands.choices(hours=[Choice(name="24 hours: 21:50", value=24), Choice(name="12 hours: 9:50 pm", value=12)])
    async def clock(self, command: Command, hours: int) -> None:
        """Choose how times are written."""
        settings = dataclasses.replace(await self._read(command), hours=hours)
        await self._save(command, settings, f"Clock times are now written with {hours} hours.")

    @app_commands.command(description="Hours in which I do not speak up by myself in chosen channels")
    @app_commands.describe(
        begin="When they begin, such as 22:00; or “off”", end="When they end, such as 7:00", timezone="UTC by default"
    )
    async def quiet(self, command: Command, begin: str, end: str = "", timezone: str = "") -> None:
        """Set quiet hours, or none."""
        settings = await self._read(command)
        zone = timezone or settings.timezone
        first, last = minute_of_day(begin), minute_of_day(end)
        if begin.strip().casefold() == _OFF:
            none = dataclasses.replace(settings, quiet_from=None, quiet_to=None)
            await self._save(command, none, "There are no quiet hours now.")
        elif first is None or last is None:
            await whisper(command, _no_time(begin if first is None else end))
        elif first == last:
            await whisper(command, "They cannot begin and end at the same time. “off” as begin means no quiet hours.")
        elif not is_zone(zone):
            await whisper(command, unknown_zone(zone))
        else:
            quiet = dataclasses.replace(settings, quiet_from=first, quiet_to=last, timezone=zone)
            await self._save(command, quiet, f"Quiet hours: {_quiet(quiet)}.")

    @app_commands.command(description="How often people may ask, and how long an answer is not repeated")
    @app_commands.describe(
        person="Seconds per question of one person, ten in a row are free; 0 for no limit",
        channel="Seconds per question of all people of a channel; 0 for no limit",
        repeat="Minutes in which I link to an answer instead of repeating it; 0 to always repeat",
    )
    async def cooldowns(
        self,
        command: Command,
        person: app_commands.Range[int, 0, 600] | None = None,
        channel: app_commands.Range[int, 0, 600] | None = None,
        repeat: app_commands.Range[int, 0, 1440] | None = None,
    ) -> None:
        """Change those cooldowns that are given."""
        settings = await self._read(command)
        changed = dataclasses.replace(
            settings,
            person_seconds=settings.person_seconds if person is None else person,
            channel_seconds=settings.channel_seconds if channel is None else channel,
            repeat_minutes=settings.repeat_minutes if repeat is None else repeat,
        )
        await self._save(command, changed, f"Cooldowns: {_cooldowns(changed)}.")

    # -- suggestions ---------------------------------------------------------------------------------------------------

    @quiet.autocomplete("begin")
    @quiet.autocomplete("end")
    async def suggest_times(self, command: Command, typed: str) -> list[Choice[str]]:
        """Full hours, and what is typed where it is a time."""
        hours = [f"{hour:02}:00" for hour in range(24)]
        found = [hour for hour in hours if hour.startswith(typed.strip())]
        if minute_of_day(typed) is not None and typed.strip() not in found:
            found.append(typed.strip())
        if _OFF.startswith(typed.strip().casefold()):
            found.append(_OFF)
        return choices(found)

    @quiet.autocomplete("timezone")
    async def suggest_zones(self, command: Command, typed: str) -> list[Choice[str]]:
        """Names of the timezone database."""
        return suggest_zones(typed)

    # -- reading and writing -------------------------------------------------------------------------------------------

    async def _read(self, command: Command) -> GuildSettings:
        assert command.guild_id is not None  # guild_only
        return await self.bot.store.guild(command.guild_id)

    async def _save(self, command: Command, settings: GuildSettings, said: str) -> None:
        assert command.guild_id is not None
        await self.bot.store.save_guild(command.guild_id, settings)
        await whisper(command, said)

    def _told(self, settings: GuildSettings) -> str:
        channels = ", ".join(f"<#{one}>" for one in sorted(settings.channels)) or "none"
        lines = [
            f"**Channels where I speak up by myself**: {channels}",
            f"**Clock times**: {settings.hours} hours",
            f"**Quiet hours**: {_quiet(settings)}",
            f"**Cooldowns**: {_cooldowns(settings)}",
        ]
        if settings.channels and not self.bot.intents.message_content:
            lines.append(_NO_CONTENT)
        return shorten("\n".join(lines), MESSAGE)


def _no_time(typed: str) -> str:
    if not typed.strip():
        return "Tell me also when they end, like 7:00."
    return plain(f"“{typed}” is no clock time. Write begin and end like 22:00 or 10 pm.")


def _quiet(settings: GuildSettings) -> str:
    if settings.quiet_from is None or settings.quiet_to is None:
        return "none"
    first, last = (f"{minute // 60:02}:{minute % 60:02}" for minute in (settings.quiet_from, settings.quiet_to))
    return f"{first} to {last}, {plain(settings.timezone)}"


def _cooldowns(settings: GuildSettings) -> str:
    return (
        f"{settings.person_seconds} s per person, {settings.channel_seconds} s per channel,"
        f" {settings.repeat_minutes} min until an answer is repeated"
    )


class Ownership(commands.Cog):
    """For whoever runs the bot."""

    def __init__(self, bot: CeremonyBot) -> None:
        self.bot = bot

    @app_commands.command(description="Read the knowledge anew (for the owner of the bot)")
    @app_commands.default_permissions(administrator=True)
    async def reload(self, command: Command) -> None:
        """Read the fact files; broken ones change nothing and are named with file and line."""
        if not await self.bot.is_owner(command.user):
            raise app_commands.CheckFailure
        await respond(lambda: command.response.defer(ephemeral=True), what="a deferral")
        try:
            text = await self.bot.reload_knowledge()
        except DataError as error:
            text = f"The old facts stay, since the new ones have problems:\n```\n{_problems(error)}\n```"
        await deliver(lambda: command.followup.send(text, ephemeral=True), what="a follow-up")


def _problems(error: DataError) -> str:
    return shorten("\n".join(str(problem) for problem in error.problems).replace("```", "'''"), MESSAGE - 100)
