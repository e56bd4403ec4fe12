"""Appeals with the guesses that were accepted on them, and the question of the day."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _make_appeals()
    op.create_table(
        "aliases",
        sa.Column("question_id", sa.Text, primary_key=True),
        sa.Column("guess", sa.Text, primary_key=True),
        sa.Column("fact_id", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
    )
    op.create_table(
        "dailies",
        _key("guild_id", sa.BigInteger),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("hour", sa.SmallInteger, nullable=False),
        sa.Column("timezone", sa.String(64), nullable=False),
        sa.Column("set_at", sa.Double, nullable=False),
    )
    op.create_table(
        "daily_questions",
        _key("guild_id", sa.BigInteger),
        _key("day", sa.Integer),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("asked", sa.JSON, nullable=False),
        sa.Column("asked_at", sa.Double, nullable=False),
        sa.Column("phase", sa.String(8), nullable=False),
    )
    op.create_table(
        "daily_answers",
        _key("guild_id", sa.BigInteger),
        _key("day", sa.Integer),
        _key("player_id", sa.BigInteger),
        sa.Column("choice", sa.SmallInteger, nullable=False),
        sa.Column("answered_at", sa.Double, nullable=False),
    )
    op.create_index("daily_answers_of_player", "daily_answers", ["player_id"])


def downgrade() -> None:
    """Drop them."""
    for table in ("daily_answers", "daily_questions", "dailies", "aliases", "appeals"):
        op.drop_table(table)


def _make_appeals() -> None:
    op.create_table(
        "appeals",
        sa.Column("game_id", sa.String(32), primary_key=True),
        _key("number", sa.Integer),
        _key("player_id", sa.BigInteger),
        sa.Column("guild_id", sa.BigInteger),
        sa.Column("question_id", sa.Text, nullable=False),
        sa.Column("fact_id", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("guess", sa.Text, nullable=False),
        sa.Column("points", sa.Integer, nullable=False),
        sa.Column("appealed_at", sa.Double, nullable=False),
        sa.Column("is_granted", sa.Boolean),
    )
    op.create_index("appeals_of_player", "appeals", ["player_id"])


def _key(name: str, sort: type[sa.types.TypeEngine[int]]) -> sa.Column[int]:
    return sa.Column(name, sort, primary_key=True, autoincrement=False)
