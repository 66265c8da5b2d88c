"""The SQL statements of the repository. Each names the owner: an application of another owner counts as missing."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Executable,
    Table,
    and_,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from assessment.core.applications.records import UNDO_FOR, OwnStep, Snapshot, StepProgress, UnknownApplicationError
from assessment.core.model.process import FACTS, FACTS_OF_PERSON, Process
from assessment.storage.row_mapping import process_row, snapshot_row
from assessment.storage.tables import APPLICATIONS, OWN_STEPS, PARTS, PLAN_EXPORTS, RESPONSES, SNAPSHOTS, STEP_MARKS

TableRow = dict[str, Any]
"""Column -> value, of one row of a table."""


def _is_application(owner: str, application: str) -> ColumnElement[bool]:
    """The condition for one application, also a deleted one."""
    return and_(APPLICATIONS.c.id == application, APPLICATIONS.c.owner == owner)


IS_APPLICATION = and_(
    APPLICATIONS.c.id == bindparam("one_id"),
    APPLICATIONS.c.owner == bindparam("one_owner"),
    APPLICATIONS.c.deleted_at.is_(None),
)
IS_OF_OWNER = and_(APPLICATIONS.c.owner == bindparam("owner"), APPLICATIONS.c.deleted_at.is_(None))
IN_ORDER = (APPLICATIONS.c.position, APPLICATIONS.c.created_at, APPLICATIONS.c.id)
SELECT_ROW = select(APPLICATIONS).where(IS_APPLICATION)
SELECT_ROWS = select(APPLICATIONS).where(IS_OF_OWNER).order_by(*IN_ORDER)
LOCK_ROW = update(APPLICATIONS).where(IS_APPLICATION).values(version=APPLICATIONS.c.version + 1).returning(APPLICATIONS)
SELECT_PARTS = {
    table: select(table).where(table.c.application == bindparam("application")).order_by(*table.primary_key)
    for table in PARTS
}
INSERT_ANSWER = insert(RESPONSES)
REPLACEABLE = SNAPSHOTS, STEP_MARKS, OWN_STEPS, PLAN_EXPORTS
INSERT = {table: insert(table) for table in REPLACEABLE}
UPDATE = {
    table: update(table).where(*(column == bindparam(f"key_{column.name}") for column in table.primary_key))
    for table in REPLACEABLE
}
"""Statements built once, since building one takes as long as running it."""


def get_row(connection: Connection, owner: str, application: str) -> TableRow:
    """The row of an application; raises UnknownApplicationError where there is none or it is deleted."""
    return fetch_one(connection, SELECT_ROW, owner, application)


def fetch_one(connection: Connection, statement: Executable, owner: str, application: str) -> TableRow:
    """The one row of a statement on `IS_APPLICATION`; raises UnknownApplicationError where there is none."""
    if row := connection.execute(statement, {"one_id": application, "one_owner": owner}).one_or_none():
        return row._asdict()
    raise UnknownApplicationError


def lock_row(connection: Connection, owner: str, application: str) -> TableRow:
    """The row with 1 added to its version, which locks it until the transaction ends; raises as `get_row`."""
    return fetch_one(connection, LOCK_ROW, owner, application)


def list_rows(connection: Connection, owner: str) -> list[TableRow]:
    """The rows of all applications, in the order they were created."""
    return [row._asdict() for row in connection.execute(SELECT_ROWS, {"owner": owner})]


def add_application(connection: Connection, owner: str, application: str, process: Process, at: datetime) -> None:
    """Add an application after the others; does nothing where an earlier attempt of the same save added it."""
    if connection.execute(select(APPLICATIONS.c.id).where(_is_application(owner, application))).one_or_none():
        return
    connection.execute(
        insert(APPLICATIONS).values(
            **process_row(process),
            id=application,
            owner=owner,
            position=next_position(connection, APPLICATIONS, APPLICATIONS.c.owner == owner),
            version=0,
            round=1,
            archived=False,
            created_at=at,
            outcome_at=at if process.outcome else None,
        )
    )


def update_row(connection: Connection, application: str, **values: Any) -> None:
    """Change columns of an application whose row is locked."""
    connection.execute(update(APPLICATIONS).where(APPLICATIONS.c.id == application).values(**values))


def facts_of_person(connection: Connection, owner: str) -> dict[str, Any]:
    """Name -> value, for the facts of the person that any of their applications has; the latest one counts."""
    known = {}
    for name in FACTS_OF_PERSON:
        is_given = and_(APPLICATIONS.c.owner == owner, APPLICATIONS.c[name] != FACTS[name].empty)
        newest = select(APPLICATIONS.c[name]).where(is_given).order_by(APPLICATIONS.c.position.desc()).limit(1)
        known[name] = connection.scalar(newest)
    return {name: value for name, value in known.items() if value is not None}


def save_facts_of_person(connection: Connection, owner: str, values: Mapping[str, Any]) -> None:
    """Change facts of the person in all of their applications, deleted ones too."""
    if values:
        connection.execute(update(APPLICATIONS).where(APPLICATIONS.c.owner == owner).values(**values))


def undelete(connection: Connection, owner: str, application: str) -> bool:
    """Restore a deleted application; returns False when there is no such application."""
    restored = update(APPLICATIONS).where(_is_application(owner, application)).values(deleted_at=None)
    return bool(connection.execute(restored).rowcount)


def purge_deleted(connection: Connection, owner: str, now: datetime | None) -> None:
    """Remove the owner's deleted applications: all, or those deleted UNDO_FOR before both `now` and the last save."""
    chosen = delete(APPLICATIONS).where(APPLICATIONS.c.owner == owner, APPLICATIONS.c.deleted_at.is_not(None))
    if now is not None:
        if (last_save := _last_save(connection, owner)) is None:
            return
        chosen = chosen.where(APPLICATIONS.c.deleted_at < min(now, last_save) - UNDO_FOR)
    connection.execute(chosen)


def _last_save(connection: Connection, owner: str) -> datetime | None:
    """When the owner last created an application or saved an answer; None if they never did."""
    own = APPLICATIONS.c.owner == owner
    created = select(func.max(APPLICATIONS.c.created_at)).where(own)
    saved = select(func.max(RESPONSES.c.saved_at)).join(APPLICATIONS).where(own)
    return max(filter(None, (connection.scalar(created), connection.scalar(saved))), default=None)


def list_parts(connection: Connection, table: Table, application: str) -> list[TableRow]:
    """The rows of one application in one of the tables `PARTS`."""
    return [row._asdict() for row in connection.execute(SELECT_PARTS[table], {"application": application})]


def put(connection: Connection, table: Table, part: TableRow) -> None:
    """Update the row with this primary key, or insert it; the application's row must be locked."""
    key = table.primary_key.columns.keys()
    values = {f"key_{name}" if name in key else name: value for name, value in part.items()}
    if not connection.execute(UPDATE[table], values).rowcount:
        connection.execute(INSERT[table], part)


def put_snapshot(connection: Connection, row: TableRow, snapshot: Snapshot) -> None:
    """Save a snapshot; it replaces one with the same key."""
    put(connection, SNAPSHOTS, {"application": row["id"], **snapshot_row(snapshot)})


def put_step_progress(connection: Connection, row: TableRow, step_progress: StepProgress) -> None:
    """Save what the person did with a step in this round."""
    put(connection, STEP_MARKS, {"application": row["id"], "round": row["round"], **asdict(step_progress)})


def put_own_step(connection: Connection, row: TableRow, step: OwnStep) -> None:
    """Change a step that the person added, or add it after the others."""
    part = {"application": row["id"], "round": row["round"], **asdict(step)}
    stored_round = select(OWN_STEPS.c.round).where(_is_own_step(row["id"], step.id))
    if connection.execute(stored_round).scalar() != row["round"]:
        part["position"] = next_position(connection, OWN_STEPS, OWN_STEPS.c.application == row["id"])
    put(connection, OWN_STEPS, part)


def remove_own_step(connection: Connection, application: str, step_id: str) -> None:
    connection.execute(delete(OWN_STEPS).where(_is_own_step(application, step_id)))


def _is_own_step(application: str, step_id: str) -> ColumnElement[bool]:
    return and_(OWN_STEPS.c.application == application, OWN_STEPS.c.id == step_id)


def carry_own_steps(connection: Connection, row: TableRow) -> None:
    """Move the person's own steps that are not ticked to the next round."""
    ticked = select(STEP_MARKS.c.step_id).where(
        STEP_MARKS.c.application == row["id"], STEP_MARKS.c.round == row["round"], STEP_MARKS.c.done
    )
    carried = update(OWN_STEPS).where(
        OWN_STEPS.c.application == row["id"], OWN_STEPS.c.round == row["round"], OWN_STEPS.c.id.not_in(ticked)
    )
    connection.execute(carried.values(round=row["round"] + 1))


def next_position(connection: Connection, table: Table, where: ColumnElement[bool]) -> int:
    """The position after the last of these rows; 1 for the first."""
    last: int | None = connection.execute(select(func.max(table.c.position)).where(where)).scalar()
    return (last or 0) + 1
