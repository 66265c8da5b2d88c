"""What a person who waits keeps: the interview's time and place, reminders, the day book, the guessed day."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("applications", sa.Column("interview_time", sa.Time))
    op.add_column("applications", sa.Column("interview_place", sa.Text, nullable=False, server_default=""))
    op.add_column("applications", sa.Column("reminder_hour", sa.Integer))
    op.add_column("applications", sa.Column("your_name", sa.Text, nullable=False, server_default=""))
    op.add_column("applications", sa.Column("day_book", sa.JSON, nullable=False, server_default="[]"))
    op.add_column("guesses", sa.Column("answer_day", sa.Date))
    op.add_column("reveals", sa.Column("half_heard_by", sa.Date))
