"""Commands that look something up by its year, name or topic; what is typed is suggested, and resolved again."""

from __future__ import annotations

import random

from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.adapters.discord_app import responding
from bot.adapters.discord_app.cards import Cards
from bot.adapters.discord_app.client import CeremonyBot
from bot.adapters.discord_app.delivery import whisper
from bot.adapters.discord_app.lookup import CHOICE, Named, Register, choices, option
from bot.adapters.discord_app.post import plain
from bot.adapters.discord_app.responding import Command
from bot.facts import Ceremony

Typed = app_commands.Range[str, 1, CHOICE]

_ANTHEMS, _MUSIC, _PERFORMERS = "anthem", "music", "performer"  # topics of config/topics.yaml


class LookingUp(commands.Cog):
    """What ceremonies have in common, who took part, and a bit of chance."""

    def __init__(self, bot: CeremonyBot, chance: random.Random | None = None) -> None:
        """Commands over the bot's facts.

        Args:
            bot: Whose facts.
            chance: Picks the random fact; the system's by default.
        """
        self.bot = bot
        self._chance = chance or random.Random()

    # -- a ceremony ----------------------------------------------------------------------------------------------------

    @app_commands.command(description="What there is to know about a ceremony, at a glance")
    @app_commands.describe(year="Year or name of the ceremony")
    async def ceremony(self, command: Command, year: Typed) -> None:
        """Show the overview card."""
        if found := await self._ceremony(command, year):
            await responding.card(command, "ceremony", Cards.key(found.id), f"I know nothing about {found.name}.")

    @app_commands.command(description="The anthems of a ceremony, and who performed them")
    @app_commands.describe(year="Year or name of the ceremony")
    async def anthems(self, command: Command, year: Typed) -> None:
        """Show what is known about the anthems."""
        await self._topic(command, year, _ANTHEMS)

    @app_commands.command(description="The music of a ceremony")
    @app_commands.describe(year="Year or name of the ceremony")
    async def music(self, command: Command, year: Typed) -> None:
        """Show what is known about the music."""
        await self._topic(command, year, _MUSIC)

    @app_commands.command(description="Who performed at a ceremony")
    @app_commands.describe(year="Year or name of the ceremony")
    async def performers(self, command: Command, year: Typed) -> None:
        """Show what is known about the performers."""
        await self._topic(command, year, _PERFORMERS)

    @app_commands.command(description="The running order of a ceremony")
    @app_commands.describe(year="Year or name of the ceremony")
    async def timeline(self, command: Command, year: Typed) -> None:
        """Show the stages in their order."""
        if found := await self._ceremony(command, year):
            missing = f"I do not know the running order of the {found.name}."
            await responding.card(command, "timeline", Cards.key(found.id), missing)

    async def _topic(self, command: Command, year: str, topic: str) -> None:
        if found := await self._ceremony(command, year):
            missing = f"My facts about the {found.name} do not tell that."
            await responding.card(command, "topic", Cards.key(found.id, topic), missing)

    async def _ceremony(self, command: Command, typed: str) -> Ceremony | None:
        """The ceremony that was typed; None, with a response, where there is none of that year or name."""
        found = self.bot.lookup.ceremony(typed)
        if found is None:
            known = self.bot.lookup.known_ceremonies()
            await whisper(command, plain(f"I know no ceremony “{typed}”. The ones that I know: {known}."))
        return found

    # -- people, topics, chance ----------------------------------------------------------------------------------------

    @app_commands.command(description="What a person or group did")
    @app_commands.describe(name="Name of the person or group")
    async def who(self, command: Command, name: Typed) -> None:
        """Show what is known about somebody."""
        people = self.bot.lookup.people
        if found := await self._named(command, people, name, "nobody called"):
            await responding.card(command, "who", Cards.key(found.id), f"I know nothing about {found.label}.")

    @app_commands.command(description="The ceremonies side by side")
    @app_commands.describe(topic="What to compare")
    async def compare(self, command: Command, topic: Typed) -> None:
        """Show what each ceremony has to say on a topic."""
        topics = self.bot.lookup.topics
        if found := await self._named(command, topics, topic, "no topic"):
            await responding.card(command, "compare", Cards.key(found.id), f"I know nothing about {found.label}.")

    @app_commands.command(description="A fact picked at random")
    async def fact(self, command: Command) -> None:
        """Show any fact."""
        facts = [fact for fact in self.bot.engine.base.facts.values() if not fact.versions]
        if not facts:
            await whisper(command, "I know no facts at all.")
            return
        await responding.card(command, "facts", Cards.key_of_facts([self._chance.choice(facts)]), "")

    @staticmethod
    async def _named(command: Command, register: Register, typed: str, nothing: str) -> Named | None:
        """The thing that was typed; None, with a response that names what is like it, where there is none."""
        found = register.find(typed)
        if found is None:
            like = [f"“{one.label}”" for one in register.suggest(typed)[:3]]
            hint = f" Did you mean {' or '.join(like)}?" if like else ""
            await whisper(command, plain(f"I know {nothing} “{typed}”.{hint}"))
        return found

    # -- suggestions ---------------------------------------------------------------------------------------------------

    @ceremony.autocomplete("year")
    @anthems.autocomplete("year")
    @music.autocomplete("year")
    @performers.autocomplete("year")
    @timeline.autocomplete("year")
    async def suggest_years(self, command: Command, typed: str) -> list[Choice[str]]:
        """Ceremonies by year, place or name."""
        years = {one.id: str(one.year) for one in self.bot.engine.base.ceremonies.values()}
        found = await self._suggest(self.bot.lookup.ceremonies, typed)
        is_shared = len(set(years.values())) < len(years)  # two ceremonies of one year go by their labels
        return [
            Choice(name=option(one.label), value=option(one.label if is_shared else years[one.id])) for one in found
        ]

    @who.autocomplete("name")
    async def suggest_names(self, command: Command, typed: str) -> list[Choice[str]]:
        """Persons and groups."""
        return choices(one.label for one in await self._suggest(self.bot.lookup.people, typed))

    @compare.autocomplete("topic")
    async def suggest_topics(self, command: Command, typed: str) -> list[Choice[str]]:
        """Topics that ceremonies share."""
        return choices(one.label for one in await self._suggest(self.bot.lookup.topics, typed))

    async def _suggest(self, register: Register, typed: str) -> list[Named]:
        """Compared with every name, off the event loop."""
        return await self.bot.engine.run(lambda: register.suggest(typed))
