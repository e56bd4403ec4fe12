"""Games, marks, asked questions, practice and hidden members of the quiz."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _make_games()
    _make_marks()
    op.create_table("left_out", _game(), _key("player_id"))
    op.create_table(
        "asked", _key("channel_id"), _question(primary_key=True), sa.Column("asked_at", sa.Double, nullable=False)
    )
    op.create_table(
        "practice",
        _key("player_id"),
        _question(primary_key=True),
        sa.Column("step", sa.SmallInteger, nullable=False),
        sa.Column("practised_at", sa.Double, nullable=False),
        sa.Column("due_at", sa.Double),
    )
    op.create_table("hidden", _key("player_id"))


def downgrade() -> None:
    """Drop them."""
    for table in ("hidden", "practice", "asked", "left_out", "marks", "games"):
        op.drop_table(table)


def _make_games() -> None:
    op.create_table(
        "games",
        _game(),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("guild_id", sa.BigInteger),
        sa.Column("state", sa.JSON, nullable=False),
        sa.Column("screen", sa.JSON, nullable=False),
        sa.Column("is_over", sa.Boolean, nullable=False),
        sa.Column("written_at", sa.Double, nullable=False),
    )
    running = sa.text("NOT is_over")
    op.create_index(
        "one_game_per_channel", "games", ["channel_id"], unique=True, sqlite_where=running, postgresql_where=running
    )


def _make_marks() -> None:
    op.create_table(
        "marks",
        _game(),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        _key("player_id"),
        sa.Column("guild_id", sa.BigInteger),
        _question(),
        sa.Column("fact_id", sa.Text, nullable=False),
        sa.Column("is_right", sa.Boolean, nullable=False),
        sa.Column("points", sa.Integer, nullable=False),
        sa.Column("answered_at", sa.Double, nullable=False),
    )
    op.create_index("marks_of_player", "marks", ["player_id", "answered_at", "points", "is_right"])
    op.create_index("marks_of_guild", "marks", ["guild_id", "answered_at"])
    op.create_index("marks_of_question", "marks", ["question_id", "is_right"])


def _game() -> sa.Column[str]:
    return sa.Column("game_id", sa.String(32), primary_key=True)


def _question(*, primary_key: bool = False) -> sa.Column[str]:
    return sa.Column("question_id", sa.Text, primary_key=primary_key, nullable=False)


def _key(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, primary_key=True, autoincrement=False)
