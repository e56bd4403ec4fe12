"""Settings of guilds, answers by question, votes and registered commands."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table("guilds", _id("guild_id"), sa.Column("settings", sa.JSON, nullable=False))
    op.create_table(
        "answers",
        _id("question_id"),
        sa.Column("answer_id", sa.BigInteger, nullable=False),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("written_at", sa.Integer, nullable=False),
    )
    op.create_index("answers_of_user", "answers", ["user_id"])
    op.create_index("answers_by_answer", "answers", ["answer_id"])
    op.create_table(
        "votes",
        _id("answer_id"),
        _id("user_id"),
        sa.Column("vote", sa.SmallInteger, nullable=False),
        sa.Column("facts", sa.JSON, nullable=False),
    )
    op.create_index("votes_of_user", "votes", ["user_id"])
    op.create_table("registrations", _id("application_id"), sa.Column("commands", sa.String(64), nullable=False))


def downgrade() -> None:
    """Drop them."""
    for table in ("registrations", "votes", "answers", "guilds"):
        op.drop_table(table)


def _id(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, primary_key=True, autoincrement=False)
