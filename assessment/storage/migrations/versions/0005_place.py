"""Where the job is."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("applications", sa.Column("place", sa.Text, nullable=False, server_default=""))
