"""Which part of the questions was open last."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("applications", sa.Column("open_part", sa.Integer))
