"""A hundred players answering at once in fifty channels, while every message takes its time."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.conversation.keeping import GameKeeper
from bot.quiz import Judge, Options
from bot.quiz.events import Asked, Confirmed, Finished, Refused, Revealed
from tests.conversation.quiz_simulation import Plan, Players, World, begin

SECONDS = 20
ON_THEIR_WAY = 0.9
"""Seconds that an answer takes at most from Discord to the bot; less than the grace of a game."""


@dataclass
class Crowd:
    """What came of it."""

    channels: int
    players: int
    in_time: int = 0
    confirmed: int = 0
    late: int = 0
    refused: int = 0
    guesses: int = 0
    faults: list[str] = field(default_factory=list)


async def gather(
    judge: Judge,
    *,
    channels: int = 50,
    players: int = 100,
    rounds: int = 2,
    latency: float = 4.0,
    seed: int = 0,
    keeper: GameKeeper | None = None,
) -> Crowd:
    """Play in all channels, half of them typed; everybody answers every question, most of them at once."""
    world = World(judge, seed, keeper)
    world.latency = latency
    chance = random.Random(seed)
    crowd = Crowd(channels, players)
    tables: list[tuple[int, str, Players]] = []
    for channel in range(1, channels + 1):
        mode = "buttons" if channel % 2 else "typed"
        plans = {number: _rush(chance, players) for number in range(1, rounds + 1)}
        people = Players(world, mode, plans, channel, delay=lambda: chance.uniform(0, ON_THEIR_WAY))
        options = Options(rounds=rounds, mode=mode, seconds=SECONDS)  # type: ignore[arg-type] # one of two
        await begin(world, options, random.Random(f"{seed}.{channel}"), channel)
        tables.append((channel, mode, people))
    await world.run()
    for channel, mode, people in tables:
        _look(world, channel, people, crowd) if mode == "buttons" else _look_at_guesses(world, channel, people, crowd)
    return crowd


def _rush(chance: random.Random, players: int) -> list[Plan]:
    """The worst moments: while the question is still being sent, and around the end of its time."""
    return [
        Plan(
            str(1000 + one),
            round(chance.choice([chance.uniform(0.05, 1), chance.uniform(SECONDS - 1, SECONDS + 0.5)]), 3),
            chance.random() < 0.5,
        )
        for one in range(players)
    ]


def _look(world: World, channel: int, people: Players, crowd: Crowd) -> None:
    lines = world.lines(channel)
    reveals = {one.number: one for one in lines if isinstance(one, Revealed)}
    if sum(isinstance(one, Finished) for one in lines) != 1:
        crowd.faults.append(f"channel {channel} has no end, or several")
    for number, plans in people.plans.items():
        right = [one for one in plans if one.is_right and one.after <= SECONDS]
        for plan in plans:
            told = people.answered.get((number, plan.player))
            _judge_press(plan, told, crowd, f"channel {channel}, question {number}, player {plan.player}")
        gained = [player for player, _ in reveals[number].gained]
        expected = [one.player for one in sorted(right, key=lambda one: (one.after, one.player))]
        if gained != expected:
            crowd.faults.append(f"channel {channel}, question {number}: {gained} in place of {expected}")


def _judge_press(plan: Plan, told: Sequence[Any] | None, crowd: Crowd, where: str) -> None:
    if told is None:
        crowd.faults.append(f"{where}: no answer")
    elif plan.after <= SECONDS:
        crowd.in_time += 1
        crowd.confirmed += sum(isinstance(one, Confirmed) for one in told)
        if [type(one) for one in told] != [Confirmed]:
            crowd.faults.append(f"{where}: {told}")
    else:
        crowd.late += 1
        crowd.refused += sum(isinstance(one, Refused) for one in told)
        if not any(isinstance(one, Refused) for one in told):
            crowd.faults.append(f"{where}: {told}")


def _look_at_guesses(world: World, channel: int, people: Players, crowd: Crowd) -> None:
    reveals = {one.line.said.number: one.line.said for one in world.messages[channel] if _is(one, Revealed)}
    asked = {one.line.said.number: one for one in world.messages[channel] if _is(one, Asked)}
    for number, question in asked.items():
        right = question.line.said.id.removeprefix("q")
        guesses = [one for one in world.messages[channel] if one.guess and one.id > question.id]
        guesses = [one for one in guesses if one.at <= question.at + SECONDS]
        crowd.guesses += len(guesses)
        winners = [one.guess.player for one in sorted(guesses, key=lambda one: one.id) if one.guess.text == right]
        gained = [player for player, _ in reveals[number].gained]
        if gained != winners[:1]:
            crowd.faults.append(f"channel {channel}, question {number}: {gained} in place of {winners[:1]}")


def _is(message: Any, sort: type) -> bool:
    return message.line is not None and isinstance(message.line.said, sort)
