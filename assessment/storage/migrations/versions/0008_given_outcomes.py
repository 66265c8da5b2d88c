"""Which outcomes people gave to the counts of their host."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "given_outcomes",
        sa.Column("application", sa.String(32), sa.ForeignKey("applications.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
    )
