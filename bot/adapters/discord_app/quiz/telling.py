"""The words of a game: one message for each line that it has to say, and the sentences told to one player alone."""

from __future__ import annotations

from collections.abc import Sequence

from bot.adapters.discord_app.post import MESSAGE, plain, shorten
from bot.conversation.quizmaster import Back, Opened, Table
from bot.conversation.quizmaster.lines import Said
from bot.quiz.events import Asked, Confirmed, Effect, Finished, Hinted, Refused, Revealed, Row, Voted, Warned

_NAMES = 20
"""People named in one line."""

_LABEL = 38
"""Characters of a button that a phone shows."""

_MEDALS = {1: "🥇", 2: "🥈", 3: "🥉"}
TOO_LATE = "Too late: that question is over."
_REFUSALS = {
    "answered already": "You have answered already. The first choice counts.",
    "too late": TOO_LATE,
    "no such choice": "There is no such choice.",
    "no more hints": "There is no other hint for this question.",
    "not yours to stop": "Only whoever started the game, or a moderator, can stop it.",
    "on hold": "The game waits at the moment, since I cannot write anything down. Please try again when it goes on.",
}
OVER = "That game is over. `/quiz start` begins a new one."
NO_GAME = "There is no game here. `/quiz start` begins one."
ON_HOLD = "⏸️ The game waits: I cannot write anything down at the moment. Nothing is lost, and it goes on by itself."


# -- in the channel ----------------------------------------------------------------------------------------------------


def tell(said: Said, table: Table, *, sees_all: bool = True, link: str = "") -> str:
    """A line as a message.

    Args:
        said: What it says.
        table: The game.
        sees_all: Whether whatever is typed in the channel can be read.
        link: Where the question stands that is spoken of.
    """
    match said:
        case Opened():
            text = _opened(said)
        case Asked():
            text = _asked(said, table, sees_all)
        case Hinted():
            text = _hinted(said)
        case Voted():
            text = f"⏭️ {said.votes} of {said.needed} votes to skip this question."
        case Warned():
            text = f"⏰ {_seconds(said.seconds)} left."
        case Revealed():
            text = _revealed(said, table)
        case Back():
            text = f"▶️ The game goes on. Question {said.number} still stands, {_seconds(said.seconds)} left. {link}"
        case Finished():
            text = _finished(said)
    return shorten(text.strip(), MESSAGE)


def _opened(said: Opened) -> str:
    about = f" about {plain(said.about)}" if said.about else ""
    how = (
        "Everybody picks one answer; all is told when the time is up. The faster, the more points."
        if said.mode == "buttons"
        else "The first right answer gets the points; guess as often as you like."
    )
    questions = "1 question" if said.rounds == 1 else f"{said.rounds} questions"
    return (
        f"🎲 **Quiz{about}**: {questions}, {_seconds(said.seconds)} each, started by <@{said.starter}>.\n{how}\n"
        "-# `/quiz hint` halves the points · `/quiz skip` · `/quiz scores` · `/quiz stop`"
    )


def _asked(said: Asked, table: Table, sees_all: bool) -> str:
    lines = [f"**Question {said.number} of {said.rounds}** · {_seconds(said.seconds)}", plain(said.text)]
    lines += spelt_out(said.choices)
    if not said.choices:
        lines.append(f"-# {_how_to_type(table, sees_all)}")
    return "\n".join(lines)


def _how_to_type(table: Table, sees_all: bool) -> str:
    if sees_all or table.guild_id is None:
        return "Type your answer here."
    return "Reply to this message, mention me or press Answer: Discord does not let me read other messages here."


def labels(choices: Sequence[str]) -> list[str]:
    """What stands on the buttons of choices: letters where a phone would cut one of them."""
    return [_letter(number) for number in range(len(choices))] if _has_long(choices) else list(choices)


def spelt_out(choices: Sequence[str]) -> list[str]:
    """The choices as lines above their buttons, where those have letters."""
    lines = [f"**{_letter(number)}** {plain(choice)}" for number, choice in enumerate(choices)]
    return lines if _has_long(choices) else []


def _has_long(choices: Sequence[str]) -> bool:
    return any(len(choice) > _LABEL for choice in choices)


def _letter(number: int) -> str:
    return chr(ord("A") + number)


def behind(told: str, source: str) -> list[str]:
    """The lines that tell what is behind an answer."""
    return [*([plain(told)] if told else []), *([f"-# source: {plain(source)}"] if source else [])]


def _hinted(said: Hinted) -> str:
    hint = f"it is not **{plain(said.text)}**" if said.is_struck else f"**{plain(said.text)}**"
    return f"💡 A hint: {hint}\n-# Answers to this question are worth half the points from now on."


def _revealed(said: Revealed, table: Table) -> str:
    opening = {"time": "⏰ Time is up. ", "skipped": "⏭️ Skipped. ", "stopped": "⏹️ Stopped. "}.get(said.closing, "")
    lines = [f"{opening}The answer: **{plain(said.answer)}**", *behind(said.told, said.source)]
    if said.gained:
        head = "✅ First" if table.game.options.mode == "typed" else "✅ Right"
        lines.append(f"{head}: {_people([f'<@{player}> +{points}' for player, points in said.gained])}")
    if said.missed:
        lines.append(f"❌ Not right: {_people([f'<@{player}>' for player, _ in said.missed])}")
    if not said.gained and not said.missed and said.closing == "time":
        lines.append("Nobody got it.")
    return "\n".join(lines)


def _people(people: Sequence[str]) -> str:
    more = len(people) - _NAMES
    return ", ".join(people[:_NAMES]) + (f" and {more} more" if more > 0 else "")


def _finished(said: Finished) -> str:
    lines = []
    if said.ending == "left alone":
        lines.append("Nobody has answered for three questions, so the game ends here.")
    elif said.ending == "stopped":
        lines.append("The game was stopped.")
    lines.append("🏁 **Final scores**")
    return "\n".join([*lines, standing(said.table)])


def standing(rows: Sequence[Row]) -> str:
    """The table, best first."""
    lines = [_row(row) for row in rows[:_NAMES]]
    if len(rows) > _NAMES:
        lines.append(f"and {len(rows) - _NAMES} more")
    return "\n".join(lines) or "Nobody has any points yet."


def _row(row: Row) -> str:
    medal = f"{_MEDALS[row.place]} " if row.place in _MEDALS and row.points else ""
    points = "1 point" if row.points == 1 else f"{row.points} points"
    tie = " (tie)" if row.is_tied else ""
    return f"{medal}{row.place}\\. <@{row.player}>: {points}, {row.right} right{tie}"


def _seconds(seconds: float) -> str:
    whole = max(1, round(seconds))
    return "1 second" if whole == 1 else f"{whole} seconds"


# -- to one player -----------------------------------------------------------------------------------------------------


def confide(effects: Sequence[Effect], otherwise: str) -> str:
    """What is told to the one player whose event had these effects."""
    for effect in effects:
        match effect:
            case Confirmed():
                return f"Taken: **{plain(effect.choice)}**."
            case Refused():
                return _REFUSALS[effect.reason]
            case Voted():
                return f"Your vote counts: {effect.votes} of {effect.needed}."
    return otherwise
