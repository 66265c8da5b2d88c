"""The day on which a step was ticked, from which the steps after it are counted."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("step_marks", sa.Column("done_on", sa.Date))
