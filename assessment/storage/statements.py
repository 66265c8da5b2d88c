"""What is asked of the tables, always for one owner: somebody else's application is a missing one."""

from collections.abc import Collection, Mapping
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
from assessment.storage.row_mapping import facts
from assessment.storage.tables import APPLICATIONS, OWN_STEPS, RESPONSES, SNAPSHOTS, STEP_MARKS

Row = dict[str, Any]
"""Column -> value."""


def _is(owner: str, application: str) -> ColumnElement[bool]:
    return and_(APPLICATIONS.c.id == application, APPLICATIONS.c.owner == owner)


ONE = and_(
    APPLICATIONS.c.id == bindparam("one_id"),
    APPLICATIONS.c.owner == bindparam("one_owner"),
    APPLICATIONS.c.deleted_at.is_(None),
)
ALL = and_(APPLICATIONS.c.owner == bindparam("owner"), APPLICATIONS.c.deleted_at.is_(None))
IN_ORDER = (APPLICATIONS.c.position, APPLICATIONS.c.created_at, APPLICATIONS.c.id)
FOUND = select(APPLICATIONS).where(ONE)
LISTED = select(APPLICATIONS).where(ALL).order_by(*IN_ORDER)
HELD = (
    update(APPLICATIONS)
    .where(ONE)
    .values(version=APPLICATIONS.c.version + 1)
    .returning(APPLICATIONS.c.id, APPLICATIONS.c.version, APPLICATIONS.c.round)
)
LOG = insert(RESPONSES)
PUT = SNAPSHOTS, STEP_MARKS, OWN_STEPS
ADDED = {table: insert(table) for table in PUT}
CHANGED = {
    table: update(table).where(*(column == bindparam(f"key_{column.name}") for column in table.primary_key))
    for table in PUT
}
"""Asked at every look and every save, and written once: that takes as long as asking."""


def found(connection: Connection, owner: str, application: str) -> Row:
    """The row of an application that is there and not deleted; raises UnknownApplicationError."""
    return the_one(connection, FOUND, owner, application)


def the_one(connection: Connection, statement: Executable, owner: str, application: str) -> Row:
    """The row that a statement on `ONE` gives; raises UnknownApplicationError where it gives none."""
    if row := connection.execute(statement, {"one_id": application, "one_owner": owner}).one_or_none():
        return row._asdict()
    raise UnknownApplicationError


def held(connection: Connection, owner: str, application: str) -> Row:
    """The id, version and round of an application, kept from every other saver until the transaction ends.

    Its version is one up.
    """
    return the_one(connection, HELD, owner, application)


def listed(connection: Connection, owner: str) -> list[Row]:
    """The rows of all applications, in the order they were made."""
    return [row._asdict() for row in connection.execute(LISTED, {"owner": owner})]


def add_application(connection: Connection, owner: str, application: str, process: Process, at: datetime) -> None:
    """Add an application behind the others; done before by an attempt whose answer was lost, it stays as it is."""
    if connection.execute(select(APPLICATIONS.c.id).where(_is(owner, application))).one_or_none():
        return
    connection.execute(
        insert(APPLICATIONS).values(
            **facts(process),
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


def change(connection: Connection, application: str, **values: Any) -> None:
    """Change columns of an application that is held."""
    connection.execute(update(APPLICATIONS).where(APPLICATIONS.c.id == application).values(**values))


def mark_deleted(connection: Connection, owner: str, application: str, at: datetime | None) -> bool:
    """Mark an application as deleted at a moment, or as not deleted; False when there is none."""
    marking = update(APPLICATIONS).where(_is(owner, application)).values(deleted_at=at)
    return bool(connection.execute(marking).rowcount)


def purge(connection: Connection, owner: str) -> None:
    """Remove the rows of the owner's applications with everything that belongs to them."""
    connection.execute(delete(APPLICATIONS).where(APPLICATIONS.c.owner == owner))


def purge_deleted(connection: Connection, owner: str, before: datetime | None) -> None:
    """Remove the rows of the owner's deleted applications, all or those deleted before a moment."""
    chosen = delete(APPLICATIONS).where(APPLICATIONS.c.owner == owner, APPLICATIONS.c.deleted_at.is_not(None))
    connection.execute(chosen if before is None else chosen.where(APPLICATIONS.c.deleted_at < before))


def log_answers(
    connection: Connection, row: Row, changes: Mapping[str, str | None], instrument_version: str, at: datetime
) -> None:
    """Add a row to the log for each change."""
    shared = {"application": row["id"], "version": row["version"], "round": row["round"]}
    stamp = {"instrument_version": instrument_version, "saved_at": at}
    if changes:
        rows = [{**shared, **stamp, "item": item, "option": option} for item, option in changes.items()]
        connection.execute(LOG, rows)


def part(connection: Connection, table: Table, application: str, **key: Any) -> list[Row]:
    """The rows of one application in a table of its parts."""
    chosen = select(table).where(table.c.application == application)
    for name, value in key.items():
        chosen = chosen.where(table.c[name] == value)
    return [row._asdict() for row in connection.execute(chosen.order_by(*table.primary_key))]


def put(connection: Connection, table: Table, key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Change the row with this primary key, or add it; the application is held."""
    changed = connection.execute(CHANGED[table], {**{f"key_{name}": value for name, value in key.items()}, **values})
    if not changed.rowcount:
        connection.execute(ADDED[table], {**key, **values})


def put_step_mark(connection: Connection, row: Row, mark: Mapping[str, Any]) -> None:
    """Keep what the person did with a step in this round."""
    values = dict(mark)
    key = {"application": row["id"], "round": row["round"], "step_id": values.pop("step_id")}
    put(connection, STEP_MARKS, key, values)


def put_own_step(connection: Connection, row: Row, step: Mapping[str, Any]) -> None:
    """Change a step the person added, or add it behind the others."""
    values = dict(step)
    key = {"application": row["id"], "id": values.pop("id")}
    same = and_(*(OWN_STEPS.c[name] == value for name, value in key.items()))
    fresh = {"position": _next(connection, OWN_STEPS, OWN_STEPS.c.application == row["id"])}
    known = connection.execute(select(OWN_STEPS.c.round).where(same)).scalar()
    put(connection, OWN_STEPS, key, {**values, "round": row["round"], **(fresh if known != row["round"] else {})})


def remove_own_step(connection: Connection, application: str, step_id: str) -> None:
    """Remove a step the person added."""
    connection.execute(delete(OWN_STEPS).where(OWN_STEPS.c.application == application, OWN_STEPS.c.id == step_id))


def carry_own_steps(connection: Connection, row: Row) -> None:
    """Take the person's own steps that are not ticked into the next round."""
    ticked = select(STEP_MARKS.c.step_id).where(
        STEP_MARKS.c.application == row["id"], STEP_MARKS.c.round == row["round"], STEP_MARKS.c.done
    )
    carried = update(OWN_STEPS).where(
        OWN_STEPS.c.application == row["id"], OWN_STEPS.c.round == row["round"], OWN_STEPS.c.id.not_in(ticked)
    )
    connection.execute(carried.values(round=row["round"] + 1))


def cleared(standing: Mapping[str, str], keep: Collection[str]) -> dict[str, str | None]:
    """The changes that leave only the answers to keep."""
    return {item: None for item in standing if item not in keep}


def _next(connection: Connection, table: Table, where: ColumnElement[bool]) -> int:
    last: int | None = connection.execute(select(func.max(table.c.position)).where(where)).scalar()
    return (last or 0) + 1
