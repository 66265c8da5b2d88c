"""What the person writes down: stories, what was asked, people, needs, facts and questions."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "notes",
        sa.Column("owner", sa.Text, primary_key=True),
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("application", sa.String(32), sa.ForeignKey("applications.id", ondelete="CASCADE")),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("archived", sa.Boolean, nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
    )
    op.create_index("notes_of_application", "notes", ["application"])
    op.create_index("notes_in_order", "notes", ["owner", "position"])
