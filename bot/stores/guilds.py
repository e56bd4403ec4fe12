"""The settings of one guild, as its admins chose them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class GuildSettings:
    """How the bot behaves in a guild. Without arguments: as in a guild that has set nothing."""

    channels: frozenset[int] = frozenset()
    """Where it answers without being addressed, when it is sure; their threads are included."""
    hours: int = 24
    """12 or 24: how clock times are written."""
    quiet_from: int | None = None
    """Minute of the day from which it does not speak up by itself; None for never."""
    quiet_to: int | None = None
    """Minute of the day at which it speaks up again."""
    timezone: str = "UTC"
    """IANA name of the zone that quiet hours are meant in."""
    person_seconds: int = 2
    """How long each of a person's questions weighs; some in a row are always free."""
    channel_seconds: int = 1
    """The same for all persons of a channel together."""
    repeat_minutes: int = 5
    """How long a link stands in for an answer that the channel has already."""

    def is_quiet(self, now: dt.datetime) -> bool:
        """Whether an aware moment lies in the quiet hours; they may go over midnight."""
        if self.quiet_from is None or self.quiet_to is None:
            return False
        local = now.astimezone(ZoneInfo(self.timezone))
        minute = local.hour * 60 + local.minute
        if self.quiet_from <= self.quiet_to:
            return self.quiet_from <= minute < self.quiet_to
        return minute >= self.quiet_from or minute < self.quiet_to
