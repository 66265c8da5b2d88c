"""The SQL statements of the repository. Each names the owner: an application of another owner counts as missing."""

from collections.abc import Mapping
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

from assessment.core.applications.records import UnknownApplicationError
from assessment.core.model.process import Process
from assessment.storage.row_mapping import process_row
from assessment.storage.tables import APPLICATIONS, OWN_STEPS, RESPONSES, SNAPSHOTS, STEP_MARKS

Row = dict[str, Any]
"""Column -> value."""


def _is_application(owner: str, application: str) -> ColumnElement[bool]:
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
LOCK_ROW = (
    update(APPLICATIONS)
    .where(IS_APPLICATION)
    .values(version=APPLICATIONS.c.version + 1)
    .returning(APPLICATIONS.c.id, APPLICATIONS.c.version, APPLICATIONS.c.round)
)
INSERT_ANSWER = insert(RESPONSES)
REPLACEABLE = SNAPSHOTS, STEP_MARKS, OWN_STEPS
INSERT = {table: insert(table) for table in REPLACEABLE}
UPDATE = {
    table: update(table).where(*(column == bindparam(f"key_{column.name}") for column in table.primary_key))
    for table in REPLACEABLE
}
"""Statements built once, since building one takes as long as running it."""


def get_row(connection: Connection, owner: str, application: str) -> Row:
    """The row of an application; raises UnknownApplicationError where there is none or it is deleted."""
    return fetch_one(connection, SELECT_ROW, owner, application)


def fetch_one(connection: Connection, statement: Executable, owner: str, application: str) -> Row:
    """The one row of a statement on `IS_APPLICATION`; raises UnknownApplicationError where there is none."""
    if row := connection.execute(statement, {"one_id": application, "one_owner": owner}).one_or_none():
        return row._asdict()
    raise UnknownApplicationError


def lock_row(connection: Connection, owner: str, application: str) -> Row:
    """Add 1 to the version of an application, which locks its row until the transaction ends; id, version, round."""
    return fetch_one(connection, LOCK_ROW, owner, application)


def list_rows(connection: Connection, owner: str) -> list[Row]:
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
            position=_next(connection, APPLICATIONS, APPLICATIONS.c.owner == owner),
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


def mark_deleted(connection: Connection, owner: str, application: str, at: datetime | None) -> bool:
    """Set or clear the moment of deletion; returns False when there is no such application."""
    marking = update(APPLICATIONS).where(_is_application(owner, application)).values(deleted_at=at)
    return bool(connection.execute(marking).rowcount)


def purge(connection: Connection, owner: str) -> None:
    """Remove all applications of the owner with everything that belongs to them."""
    connection.execute(delete(APPLICATIONS).where(APPLICATIONS.c.owner == owner))


def purge_deleted(connection: Connection, owner: str, before: datetime | None) -> None:
    """Remove the owner's deleted applications: all of them, or those deleted before a moment."""
    chosen = delete(APPLICATIONS).where(APPLICATIONS.c.owner == owner, APPLICATIONS.c.deleted_at.is_not(None))
    connection.execute(chosen if before is None else chosen.where(APPLICATIONS.c.deleted_at < before))


def log_answers(
    connection: Connection, row: Row, changes: Mapping[str, str | None], instrument_version: str, at: datetime
) -> None:
    """Add a row to the log of answers for each change."""
    shared = {"application": row["id"], "version": row["version"], "round": row["round"]}
    stamp = {"instrument_version": instrument_version, "saved_at": at}
    if changes:
        rows = [{**shared, **stamp, "item": item, "option": option} for item, option in changes.items()]
        connection.execute(INSERT_ANSWER, rows)


def list_parts(connection: Connection, table: Table, application: str) -> list[Row]:
    """The rows of one application in one of the tables `PARTS`."""
    chosen = select(table).where(table.c.application == application)
    return [row._asdict() for row in connection.execute(chosen.order_by(*table.primary_key))]


def put(connection: Connection, table: Table, key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Update the row with this primary key, or insert it; the application's row must be locked."""
    changed = connection.execute(UPDATE[table], {**{f"key_{name}": value for name, value in key.items()}, **values})
    if not changed.rowcount:
        connection.execute(INSERT[table], {**key, **values})


def put_step_progress(connection: Connection, row: Row, step_progress: Mapping[str, Any]) -> None:
    """Save what the person did with a step in this round."""
    values = dict(step_progress)
    key = {"application": row["id"], "round": row["round"], "step_id": values.pop("step_id")}
    put(connection, STEP_MARKS, key, values)


def put_own_step(connection: Connection, row: Row, step: Mapping[str, Any]) -> None:
    """Change a step that the person added, or add it after the others."""
    values = dict(step)
    key = {"application": row["id"], "id": values.pop("id")}
    same = and_(*(OWN_STEPS.c[name] == value for name, value in key.items()))
    values["round"] = row["round"]
    if connection.execute(select(OWN_STEPS.c.round).where(same)).scalar() != row["round"]:
        values["position"] = _next(connection, OWN_STEPS, OWN_STEPS.c.application == row["id"])
    put(connection, OWN_STEPS, key, values)


def remove_own_step(connection: Connection, application: str, step_id: str) -> None:
    """Remove a step that the person added."""
    connection.execute(delete(OWN_STEPS).where(OWN_STEPS.c.application == application, OWN_STEPS.c.id == step_id))


def carry_own_steps(connection: Connection, row: Row) -> None:
    """Move the person's own steps that are not ticked to the next round."""
    ticked = select(STEP_MARKS.c.step_id).where(
        STEP_MARKS.c.application == row["id"], STEP_MARKS.c.round == row["round"], STEP_MARKS.c.done
    )
    carried = update(OWN_STEPS).where(
        OWN_STEPS.c.application == row["id"], OWN_STEPS.c.round == row["round"], OWN_STEPS.c.id.not_in(ticked)
    )
    connection.execute(carried.values(round=row["round"] + 1))


def _next(connection: Connection, table: Table, where: ColumnElement[bool]) -> int:
    last: int | None = connection.execute(select(func.max(table.c.position)).where(where)).scalar()
    return (last or 0) + 1
