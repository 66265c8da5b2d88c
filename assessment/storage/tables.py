"""The tables, the same on SQLite and PostgreSQL. Ids are random; all times are in UTC."""

from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    Time,
    TypeDecorator,
)
from sqlalchemy.types import TypeEngine

from assessment.core.model.day_book import DayBook
from assessment.core.model.process import FACTS, Outcome, People

METADATA = MetaData()


class UtcTime(TypeDecorator[datetime]):
    """A moment: stored and returned in UTC; a time without a zone raises ValueError."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"expected a time with its zone, got {value}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _of_application() -> Column[Any]:
    return Column("application", String(32), ForeignKey("applications.id", ondelete="CASCADE"), primary_key=True)


FACT_TYPES: dict[Any, TypeEngine[Any]] = {
    str: Text(),
    People: JSON(),
    DayBook: JSON(),
    date: Date(),
    time: Time(),
    Outcome: String(32),
    float: Double(),
    int: Integer(),
}
"""Type of a fact -> type of its column."""


APPLICATIONS = Table(
    "applications",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("owner", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("archived", Boolean, nullable=False),
    Column("open_part", Integer),
    Column("created_at", UtcTime, nullable=False),
    Column("deleted_at", UtcTime),
    *(Column(fact.name, FACT_TYPES[fact.type], nullable=fact.empty is None) for fact in FACTS.values()),
    Column("outcome_at", UtcTime),
    Index("applications_of_owner", "owner", "position"),
)
"""`version` counts the saves and orders them, also where clocks differ."""

RESPONSES = Table(
    "responses",
    METADATA,
    _of_application(),
    Column("item", String(64), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("option", String(64)),
    Column("round", Integer, nullable=False),
    Column("instrument_version", Text, nullable=False),
    Column("saved_at", UtcTime, nullable=False),
)
"""An append-only log: the answer to an item is the option of its row with the highest version, NULL if cleared."""

GUESSES = Table(
    "guesses",
    METADATA,
    _of_application(),
    Column("value", Integer),
    Column("sealed_at", UtcTime, nullable=False),
    Column("answer_day", Date),
)

REVEALS = Table(
    "reveals",
    METADATA,
    _of_application(),
    Column("outlook", Double, nullable=False),
    Column("base_rate", Double, nullable=False),
    Column("instrument_version", Text, nullable=False),
    Column("revealed_at", UtcTime, nullable=False),
    Column("half_heard_by", Date),
)

SNAPSHOTS = Table(
    "snapshots",
    METADATA,
    _of_application(),
    Column("round", Integer, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("instrument_version", String(200), primary_key=True),
    Column("taken_at", UtcTime, nullable=False),
    Column("scores", JSON, nullable=False),
    Column("responses", JSON, nullable=False),
    Column("process", JSON, nullable=False),
)

STEP_MARKS = Table(
    "step_marks",
    METADATA,
    _of_application(),
    Column("round", Integer, primary_key=True),
    Column("step_id", String(200), primary_key=True),
    Column("done", Boolean, nullable=False),
    Column("day", Date),
    Column("note", Text, nullable=False),
    Column("done_on", Date),
)

OWN_STEPS = Table(
    "own_steps",
    METADATA,
    _of_application(),
    Column("id", String(200), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("day", Date),
    Column("minutes", Integer, nullable=False),
)
"""`round` is the last round the step is part of."""

PLAN_EXPORTS = Table(
    "plan_exports",
    METADATA,
    _of_application(),
    Column("id", String(32), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("exported_at", UtcTime, nullable=False),
    Column("steps", JSON, nullable=False),
)
"""What the latest exported files of the plan said of each step, so that an edited file can be compared with it."""

NOTES = Table(
    "notes",
    METADATA,
    Column("owner", Text, primary_key=True),
    Column("id", String(32), primary_key=True),
    Column("application", String(32), ForeignKey("applications.id", ondelete="CASCADE")),
    Column("kind", String(32), nullable=False),
    Column("round", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("archived", Boolean, nullable=False),
    Column("content", JSON, nullable=False),
    Index("notes_of_application", "application"),
    Index("notes_in_order", "owner", "position"),
)
"""What a person wrote down. A story belongs to no application; all else is deleted with its own."""

GIVEN_OUTCOMES = Table(
    "given_outcomes",
    METADATA,
    _of_application(),
    Column("given_at", UtcTime, nullable=False),
)
"""The applications whose outcome the person gave to the counts of their host. It is consent, so that no file takes it
along to another host."""

PARTS = (RESPONSES, GUESSES, REVEALS, SNAPSHOTS, STEP_MARKS, OWN_STEPS, PLAN_EXPORTS)
"""The tables whose rows belong to an application and are deleted with it."""
