"""The tables, as the migrations in ``versions/`` make them. No text of any message is kept in one."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, Index, Integer, MetaData, SmallInteger, String, Table

metadata = MetaData()

guilds = Table(
    "guilds",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("settings", JSON, nullable=False),
)

answers = Table(
    "answers",
    metadata,
    Column("question_id", BigInteger, primary_key=True, autoincrement=False),
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
    Column("answer_id", BigInteger, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("vote", SmallInteger, nullable=False),
    Column("facts", JSON, nullable=False),
    Index("votes_of_user", "user_id"),
)

registrations = Table(
    "registrations",
    metadata,
    Column("application_id", BigInteger, primary_key=True, autoincrement=False),
    Column("commands", String(64), nullable=False),
)
