"""What a question was understood to say."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from bot.understanding.intents import Intent


class Weight(IntEnum):
    """How strongly an item binds the answer."""

    SOFT = 1
    """Explaining it is a plus, not explaining it no evidence against."""
    HARD = 2
    """The answer must explain it."""


class Item(NamedTuple):
    """A word or phrase of the question that says something."""

    surface: str
    """The words as folded and repaired."""
    senses: frozenset[str]
    parts: tuple[frozenset[str], ...] = ()
    """Senses of the words of a phrase: explaining each of them explains the phrase."""
    inner: frozenset[str] = frozenset()
    """Senses of the words inside an idiom; they hint at a function but explain nothing ("*passed* the flag")."""
    guesses: frozenset[str] = frozenset()
    """Senses of words that a known but unexpected word may be a slip for."""
    kinds: frozenset[str] = frozenset()
    """Ids of the kinds that its (last) word names."""
    weight: Weight = Weight.HARD
    position: int = 0
    """Index of its first token."""
    width: int = 1
    """Tokens from its first to its last, both counted."""
    entities: frozenset[str] = frozenset()
    """Entities it may name."""
    is_name: bool = False
    """Names somebody, something or a country: never dropped."""
    is_number: bool = False
    """A number, year, ordinal or clock time: matched exactly."""
    bound: str = ""
    """For a number: ``more`` or ``less`` where the question only says that it was above or below it."""
    is_foreign: bool = False
    """No word of ours."""
    before: str = ""
    """The word before it: "*in* French" and "*in* English" stand alike."""
    is_aside: bool = False
    """Stands beside the question proper: before it, or in a clause that only places it ("... before it left")."""
    is_setting: bool = False
    """Part of how the ceremony itself is called ("the *closing ceremony* in *Veldhaven*")."""

    @property
    def is_year(self) -> bool:
        """Whether it is a number that reads as a year, from 1800 to 2200."""
        return any(sense.startswith("n:") and 1800 <= float(sense[2:]) <= 2200 for sense in self.senses)

    def softened(self) -> Item:
        """The same item, no longer binding."""
        return self._replace(weight=Weight.SOFT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question, read: what it asks for, what it says, and which ceremonies it is about."""

    text: str
    intent: Intent | None
    """None for a fragment without any question word."""
    items: tuple[Item, ...] = ()
    kinds: frozenset[str] = frozenset()
    """Ids of kinds, one of which the answer must be ("which choir"); empty for any."""
    head: Item | None = None
    """The noun that names what is asked for: "which choir", "how many nations"."""
    head_run: tuple[Item, ...] = ()
    """The words that stand with the head, itself among them: "how many *competing nations' flags*"."""
    ceremonies: tuple[str, ...] = ()
    """Ids of the ceremonies that the question names, in its order."""
    asks_both: bool = False
    is_negated: bool = False
    pronouns: frozenset[str] = frozenset()
    """``person`` and/or ``thing``: what its pronouns stand for."""
    is_continuation: bool = False
    """Opens with "and", "what about", "no, I meant" or the like."""
    pick: int | None = None
    """ "the second one": 2; "the last one": -1."""
    within: frozenset[str] = frozenset()
    """Entities, one of which must answer ("which of them ...?"); empty for any."""
    tokens: tuple[str, ...] = ()
    repairs: tuple[tuple[str, str], ...] = ()
    """(as typed, as read) of misspelt words."""

    hard_items: tuple[Item, ...] = field(init=False, repr=False, compare=False)
    """The items that an answer must explain."""
    senses: frozenset[str] = field(init=False, repr=False, compare=False)
    """Every sense of every item."""
    asks: str = field(init=False, repr=False, compare=False)
    """What the intent asks for; ``any`` for a fragment."""

    @property
    def named_ceremonies(self) -> tuple[str, ...]:
        """Ids of the ceremonies that it names, without ``other``."""
        return tuple(one for one in self.ceremonies if one != "other")

    @property
    def precision(self) -> str:
        """What sort of answer the intent insists on ("named", "clock"); empty for any."""
        return self.intent.precision if self.intent else ""

    def __post_init__(self) -> None:
        hard = tuple(item for item in self.items if item.weight is Weight.HARD)
        senses = frozenset[str]().union(*[part for item in self.items for part in (item.senses, *item.parts)])
        object.__setattr__(self, "hard_items", hard)  # derived once: matching asks for them thousands of times
        object.__setattr__(self, "senses", senses)
        object.__setattr__(self, "asks", self.intent.asks if self.intent else "any")
