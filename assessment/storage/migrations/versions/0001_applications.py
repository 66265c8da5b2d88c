"""Applications with their answers, guesses, snapshots and plans."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "applications",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("archived", sa.Boolean, nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("deleted_at", moment),
        sa.Column("employer", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("people", sa.JSON, nullable=False),
        sa.Column("interview_date", sa.Date),
        sa.Column("promised_date", sa.Date),
        sa.Column("last_word_date", sa.Date),
        sa.Column("outcome", sa.String(32)),
        sa.Column("outcome_at", moment),
        sa.Column("mean_wait_days", sa.Double),
        sa.Column("never_told", sa.Double),
        sa.Column("minutes_per_day", sa.Integer),
    )
    op.create_index("applications_of_owner", "applications", ["owner", "position"])
    op.create_table(
        "responses",
        _application(),
        sa.Column("item", sa.String(64), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("option", sa.String(64)),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("instrument_version", sa.Text, nullable=False),
        sa.Column("saved_at", moment, nullable=False),
    )
    op.create_table(
        "guesses",
        _application(),
        sa.Column("value", sa.Integer),
        sa.Column("sealed_at", moment, nullable=False),
    )
    op.create_table(
        "reveals",
        _application(),
        sa.Column("outlook", sa.Double, nullable=False),
        sa.Column("base_rate", sa.Double, nullable=False),
        sa.Column("instrument_version", sa.Text, nullable=False),
        sa.Column("revealed_at", moment, nullable=False),
    )
    op.create_table(
        "snapshots",
        _application(),
        sa.Column("round", sa.Integer, primary_key=True),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("instrument_version", sa.String(200), primary_key=True),
        sa.Column("taken_at", moment, nullable=False),
        sa.Column("scores", sa.JSON, nullable=False),
        sa.Column("responses", sa.JSON, nullable=False),
        sa.Column("process", sa.JSON, nullable=False),
    )
    op.create_table(
        "step_marks",
        _application(),
        sa.Column("round", sa.Integer, primary_key=True),
        sa.Column("step_id", sa.String(200), primary_key=True),
        sa.Column("done", sa.Boolean, nullable=False),
        sa.Column("day", sa.Date),
        sa.Column("note", sa.Text, nullable=False),
    )
    op.create_table(
        "own_steps",
        _application(),
        sa.Column("id", sa.String(200), primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("day", sa.Date),
        sa.Column("minutes", sa.Integer, nullable=False),
    )


def _application() -> sa.Column[str]:
    return sa.Column(
        "application", sa.String(32), sa.ForeignKey("applications.id", ondelete="CASCADE"), primary_key=True
    )
