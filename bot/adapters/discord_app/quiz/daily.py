"""``/quiz daily``: where and when a server has its question of the day."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import Choice

from bot.adapters.discord_app.delivery import whisper
from bot.adapters.discord_app.quiz.part import QuizPart
from bot.adapters.discord_app.quiz.places import why_not_there
from bot.adapters.discord_app.responding import Command
from bot.adapters.discord_app.zones import is_zone, suggest_zones, unknown_zone
from bot.stores import Daily

Channel = discord.TextChannel | discord.Thread


class EveryDay(QuizPart):
    """A question a day."""

    @app_commands.command(description="The question of the day: show it, or choose where and when it is asked")
    @app_commands.describe(
        channel="Where it is asked (for those who manage the server)",
        hour="Hour of the day, 0 to 23",
        timezone="Of that hour; the one of the server's settings by default",
        off="Ask no more",
    )
    async def daily(
        self,
        command: Command,
        channel: Channel | None = None,
        hour: app_commands.Range[int, 0, 23] | None = None,
        timezone: str = "",
        off: bool = False,
    ) -> None:
        """Show or change it."""
        if command.guild_id is None:
            raise app_commands.NoPrivateMessage
        if not (channel or timezone or off) and hour is None:
            await whisper(command, await self._told(command, command.guild_id))
            return
        if self.bot.get_guild(command.guild_id) is None:
            await whisper(command, "Nobody has added me to this server: you have installed me for yourself.")
            return
        if not command.permissions.manage_guild:
            raise app_commands.MissingPermissions(["manage_guild"])
        if off:
            await self.bot.store.daily.drop(command.guild_id)
            await whisper(command, "There is no question of the day any more. The last one is still resolved.")
            return
        await self._set(command, command.guild_id, channel, hour, timezone)

    async def _told(self, command: Command, guild_id: int) -> str:
        daily = await self.bot.store.daily.of(guild_id)
        if daily is None:
            return "This server has no question of the day. Whoever manages it can choose a channel and an hour."
        streaks = await self.bot.store.daily.streaks(guild_id, [command.user.id])
        return f"{self._when(daily)}\nYou have answered {streaks[command.user.id]} in a row."

    def _when(self, daily: Daily) -> str:
        following = int(daily.next_at(self.bot.hall.clock()))
        return (
            f"The question of the day comes in <#{daily.channel_id}> at {daily.hour}:00 ({daily.timezone}),"
            f" the next one <t:{following}:R>."
        )

    async def _set(
        self, command: Command, guild_id: int, channel: Channel | None, hour: int | None, timezone: str
    ) -> None:
        before = await self.bot.store.daily.of(guild_id)
        place = channel.id if channel else before.channel_id if before else None
        chosen = hour if hour is not None else before.hour if before else None
        zone = timezone or (before.timezone if before else (await self.bot.settings_of(guild_id)).timezone)
        if place is None or chosen is None:
            missing = "channel" if place is None else "hour"
            await whisper(command, f"Please choose the {missing}, too.")
        elif not is_zone(zone):
            await whisper(command, unknown_zone(zone))
        elif channel and (reason := why_not_there(channel)):
            await whisper(command, reason)
        else:
            daily = Daily(guild_id=guild_id, channel_id=place, hour=chosen, timezone=zone, set_at=self.bot.hall.clock())
            await self.bot.store.daily.keep(daily)
            await whisper(command, self._when(daily))

    @daily.autocomplete("timezone")
    async def suggest_timezones(self, command: Command, typed: str) -> list[Choice[str]]:
        """Names of the timezone database."""
        return suggest_zones(typed)
