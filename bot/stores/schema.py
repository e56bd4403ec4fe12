"""The tables, as the migrations in ``versions/`` make them. Of messages only guesses are kept, till a game is over."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Double,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    text,
)

DAILY = "daily:"
"""How the id of a game begins that is no game, but all questions of the day of a guild."""

metadata = MetaData()


def _key(name: str, sort: type[Integer] = BigInteger) -> Column[int]:
    """A number of a primary key that comes from outside, such as an id of Discord's."""
    return Column(name, sort, primary_key=True, autoincrement=False)


guilds = Table(
    "guilds",
    metadata,
    _key("guild_id"),
    Column("settings", JSON, nullable=False),
)

answers = Table(
    "answers",
    metadata,
    _key("question_id"),
    Column("answer_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("written_at", Integer, nullable=False),
    Index("answers_of_user", "user_id"),
    Index("answers_by_answer", "answer_id"),
)

votes = Table(
    "votes",
    metadata,
    _key("answer_id"),
    _key("user_id"),
    Column("vote", SmallInteger, nullable=False),
    Column("facts", JSON, nullable=False),
    Index("votes_of_user", "user_id"),
)

registrations = Table(
    "registrations",
    metadata,
    _key("application_id"),
    Column("commands", String(64), nullable=False),
)

# -- the quiz ----------------------------------------------------------------------------------------------------------

games = Table(
    "games",
    metadata,
    Column("game_id", String(32), primary_key=True),
    Column("channel_id", BigInteger, nullable=False),
    Column("guild_id", BigInteger),
    Column("state", JSON, nullable=False),
    Column("screen", JSON, nullable=False),
    Column("is_over", Boolean, nullable=False),
    Column("written_at", Double, nullable=False),
    Index(
        "one_game_per_channel",
        "channel_id",
        unique=True,
        sqlite_where=text("NOT is_over"),
        postgresql_where=text("NOT is_over"),
    ),
)

marks = Table(
    "marks",
    metadata,
    Column("game_id", String(32), primary_key=True),
    _key("number", Integer),
    _key("player_id"),
    Column("guild_id", BigInteger),
    Column("question_id", Text, nullable=False),
    Column("fact_id", Text, nullable=False),
    Column("is_right", Boolean, nullable=False),
    Column("points", Integer, nullable=False),
    Column("answered_at", Double, nullable=False),
    Index("marks_of_player", "player_id", "answered_at", "points", "is_right"),  # all that a leaderboard sums up
    Index("marks_of_guild", "guild_id", "answered_at"),
    Index("marks_of_question", "question_id", "is_right"),
)

left_out = Table(
    "left_out",
    metadata,
    Column("game_id", String(32), primary_key=True),
    _key("player_id"),
)

asked = Table(
    "asked",
    metadata,
    _key("channel_id"),
    Column("question_id", Text, primary_key=True),
    Column("asked_at", Double, nullable=False),
)

practice = Table(
    "practice",
    metadata,
    _key("player_id"),
    Column("question_id", Text, primary_key=True),
    Column("step", SmallInteger, nullable=False),
    Column("practised_at", Double, nullable=False),
    Column("due_at", Double),
)

hidden = Table("hidden", metadata, _key("player_id"))

appeals = Table(
    "appeals",
    metadata,
    Column("game_id", String(32), primary_key=True),
    _key("number", Integer),
    _key("player_id"),
    Column("guild_id", BigInteger),
    Column("question_id", Text, nullable=False),
    Column("fact_id", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("guess", Text, nullable=False),
    Column("points", Integer, nullable=False),
    Column("appealed_at", Double, nullable=False),
    Column("is_granted", Boolean),
    Index("appeals_of_player", "player_id"),
)

aliases = Table(
    "aliases",
    metadata,
    Column("question_id", Text, primary_key=True),
    Column("guess", Text, primary_key=True),
    Column("fact_id", Text, nullable=False),
    Column("answer", Text, nullable=False),
)

dailies = Table(
    "dailies",
    metadata,
    _key("guild_id"),
    Column("channel_id", BigInteger, nullable=False),
    Column("hour", SmallInteger, nullable=False),
    Column("timezone", String(64), nullable=False),
    Column("set_at", Double, nullable=False),
)

daily_questions = Table(
    "daily_questions",
    metadata,
    _key("guild_id"),
    _key("day", Integer),
    Column("channel_id", BigInteger, nullable=False),
    Column("message_id", BigInteger),
    Column("asked", JSON, nullable=False),
    Column("asked_at", Double, nullable=False),
    Column("phase", String(8), nullable=False),
)

daily_answers = Table(
    "daily_answers",
    metadata,
    _key("guild_id"),
    _key("day", Integer),
    _key("player_id"),
    Column("choice", SmallInteger, nullable=False),
    Column("answered_at", Double, nullable=False),
    Index("daily_answers_of_player", "player_id"),
)

ABOUT_PEOPLE = (
    (answers, answers.c.user_id),
    (votes, votes.c.user_id),
    (marks, marks.c.player_id),
    (practice, practice.c.player_id),
    (appeals, appeals.c.player_id),
    (daily_answers, daily_answers.c.player_id),
    (hidden, hidden.c.player_id),
)
"""Every table with rows about somebody, and the column that says about whom."""
