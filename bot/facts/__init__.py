"""What is known: facts with roles, read from YAML into one immutable fact base."""

from bot.facts.base import FactBase
from bot.facts.loading import load_fact_base, read_fact_base
from bot.facts.model import ROLES, Ceremony, Count, Entity, Fact, Filler, Moment, Role, Source

__all__ = [
    "ROLES",
    "Ceremony",
    "Count",
    "Entity",
    "Fact",
    "FactBase",
    "Filler",
    "Moment",
    "Role",
    "Source",
    "load_fact_base",
    "read_fact_base",
]
