"""What a slash command shows, from the facts alone; a card's kind and key are enough to write any page of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from bot.adapters.discord_app.post import Page, Post, clock, plain
from bot.adapters.discord_app.references import LENGTH, References, reference
from bot.adapters.discord_app.rendering import FACT_ROOM, lines_of_facts, paged
from bot.facts import Fact, FactBase

_Card = tuple[list[str], list[Fact]]


class Cards:
    """Writes cards from one fact base."""

    def __init__(self, base: FactBase, references: References) -> None:
        self._base = base
        self._references = references
        self._kinds: dict[str, Callable[[str], _Card | None]] = {
            "facts": self._facts,
            "ceremony": self._ceremony,
            "topic": self._topic,
            "timeline": self._timeline,
            "who": self._who,
            "compare": self._compare,
        }

    def post(self, kind: str, key: str, number: int = 0, *, hours: int = 24) -> Post | None:
        """A page of a card; None when the fact base has no such thing any more."""
        card = self._kinds[kind](key) if kind in self._kinds else None
        if card is None:
            return None
        lines, facts = card
        where = Page(kind=kind, key=key, number=number, total=0)
        return paged([clock(line, hours) for line in lines], where, facts)

    # -- keys ----------------------------------------------------------------------------------------------------------

    @staticmethod
    def key_of_facts(facts: Iterable[Fact]) -> str:
        """The key of facts told in full; only as many as a custom id has room for."""
        return "".join([reference(fact.id) for fact in facts][: FACT_ROOM // LENGTH])

    @staticmethod
    def key(*ids: str) -> str:
        """The key of a ceremony, an entity or a topic, or of a ceremony's topic."""
        return "".join(reference(one) for one in ids)

    def _names(self, key: str) -> list[str]:
        parts = [key[start : start + LENGTH] for start in range(0, len(key), LENGTH)]
        return [name for part in parts if (name := self._references.name(part)) is not None]

    # -- kinds ---------------------------------------------------------------------------------------------------------

    def _facts(self, key: str) -> _Card | None:
        facts = list(self._references.facts(key))
        return (lines_of_facts(facts, self._base), facts) if facts else None

    def _ceremony(self, key: str) -> _Card | None:
        """The first fact of each topic."""
        [ceremony] = self._names(key) or [""]
        if ceremony not in self._base.ceremonies:
            return None
        facts: list[Fact] = []
        lines = [self._title(self._base.ceremonies[ceremony].name, capital=True)]
        for topic in self._base.registers.topics.values():
            found = self._base.by_topic.get((ceremony, topic.id), ())
            if found:
                facts.append(found[0])
                lines.append(f"**{plain(topic.title)}**: {self._with_versions(found[0])}")
        return [*lines, f"-# source: {plain(self._base.ceremonies[ceremony].article)}"], facts

    def _with_versions(self, fact: Fact) -> str:
        versions = [plain(one.say) for one in self._base.versions_of(fact)]
        return " The sources disagree: ".join(versions)

    def _topic(self, key: str) -> _Card | None:
        names = self._names(key)
        if len(names) != 2:
            return None
        ceremony, topic = names
        facts = list(self._base.by_topic.get((ceremony, topic), ()))
        if ceremony not in self._base.ceremonies or not facts:
            return None
        title = f"{self._base.registers.topics[topic].title} – {self._base.ceremonies[ceremony].short}"
        bullet = "- " if len(facts) > 1 else ""  # what follows a list would else be taken into its last line
        return [self._title(title), *lines_of_facts(facts, self._base, bullet=bullet)], facts

    def _timeline(self, key: str) -> _Card | None:
        [name] = self._names(key) or [""]
        ceremony = self._base.ceremonies.get(name)
        if ceremony is None or not ceremony.parts:
            return None
        lines = [self._title(f"Running order – {ceremony.short}")]
        lines += [f"{part.order + 1}. {plain(part.title)}" for part in ceremony.parts]
        facts = [fact for fact in self._base.facts.values() if fact.ceremony == name and fact.part]
        return [*lines, f"-# source: {plain(ceremony.article)}"], _one_per_part(facts)

    def _who(self, key: str) -> _Card | None:
        [name] = self._names(key) or [""]
        entity = self._base.entities.get(name)
        facts = sorted(self._base.by_entity.get(name, ()), key=lambda fact: fact.defines != name)
        if entity is None or not facts:
            return None
        return [self._title(entity.name), *lines_of_facts(facts, self._base, bullet="- ")], facts

    def _compare(self, key: str) -> _Card | None:
        [topic] = self._names(key) or [""]
        facts: list[Fact] = []
        if topic not in self._base.registers.topics:
            return None
        lines = [self._title(self._base.registers.topics[topic].title)]
        for ceremony in self._base.ceremonies.values():
            found = self._base.by_topic.get((ceremony.id, topic), ())
            facts += found[:1]
            told = lines_of_facts(found[:1], self._base) or ["The facts do not tell."]
            lines += [f"__{plain(ceremony.short)}__", *told]
        return (lines, facts) if facts else None

    @staticmethod
    def _title(text: str, *, capital: bool = False) -> str:
        return f"### {plain(text[:1].upper() + text[1:] if capital else text)}"


def _one_per_part(facts: Sequence[Fact]) -> list[Fact]:
    seen: dict[str, Fact] = {}
    for fact in facts:
        seen.setdefault(fact.part or "", fact)
    return list(seen.values())
