"""What the exported files of a plan said: the rows of the table `plan_exports`.

Each export as CSV is a row. All calendars of an application are one row, which holds every step that any of them had:
a calendar program keeps what it once took in, so the next calendar has to cancel what is gone, however old it is.
"""

from collections.abc import Collection, Iterable
from dataclasses import asdict
from datetime import datetime, timedelta
from secrets import choice
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select

from assessment.core.applications.records import ExportedStep, PlanExport
from assessment.storage.row_mapping import expect, json_value, step_from
from assessment.storage.statements import TableRow, get_row, next_position, put
from assessment.storage.tables import PLAN_EXPORTS

MOST_EXPORTS = 20
"""How many exports of an application are kept; the oldest goes first."""
ID_LETTERS = "bcdfghjkmnpqrstvwxz"
"""No digits and no vowels: a spreadsheet may take 12e34567 for a number, and words for a month or TRUE."""
ID_LENGTH = 10
CALENDAR = "calendar"
"""The id of the row of the calendars."""


def new_export_id() -> str:
    """A random id that no other machine gives to an export: one of 6e12."""
    return "".join(choice(ID_LETTERS) for _ in range(ID_LENGTH))


def add_plan_export(
    connection: Connection, row: TableRow, export_id: str, steps: Collection[ExportedStep], at: datetime
) -> None:
    """Add an export to the application of `row`, and remove those before the last `MOST_EXPORTS`."""
    of_application = _csv_exports(row["id"])
    if connection.execute(select(PLAN_EXPORTS.c.id).where(of_application, PLAN_EXPORTS.c.id == export_id)).first():
        return  # Added before by an attempt whose answer was lost.
    position = next_position(connection, PLAN_EXPORTS, of_application)
    connection.execute(
        insert(PLAN_EXPORTS).values(
            application=row["id"],
            id=export_id,
            position=position,
            round=row["round"],
            exported_at=at,
            steps=_steps_json(steps),
        )
    )
    connection.execute(delete(PLAN_EXPORTS).where(of_application, PLAN_EXPORTS.c.position <= position - MOST_EXPORTS))


def plan_exports_of(connection: Connection, owner: str, application: str) -> dict[str, PlanExport]:
    """The exports of an application as CSV, by id, oldest first; raises UnknownApplicationError."""
    get_row(connection, owner, application)
    chosen = select(PLAN_EXPORTS).where(_csv_exports(application)).order_by(PLAN_EXPORTS.c.position)
    return {row.id: _export_from(row._asdict()) for row in connection.execute(chosen)}


def put_calendar_export(
    connection: Connection, row: TableRow, steps: Collection[ExportedStep], at: datetime
) -> PlanExport:
    """Add what a calendar says of each step to what earlier ones said, and return all of it, exported at `at`.

    A time that is not after the last one is moved to a second after it, so that calendars see which one is newer.
    """
    is_calendar = and_(PLAN_EXPORTS.c.application == row["id"], PLAN_EXPORTS.c.id == CALENDAR)
    stored = connection.execute(select(PLAN_EXPORTS).where(is_calendar)).one_or_none()
    before = _export_from(stored._asdict()) if stored else None
    moment = max(at, before.exported_at + timedelta(seconds=1)) if before else at
    every_step = {**(before.steps if before else {}), **{step.step_id: step for step in steps}}
    values = {"position": 1, "round": row["round"], "exported_at": moment, "steps": _steps_json(every_step.values())}
    put(connection, PLAN_EXPORTS, {"application": row["id"], "id": CALENDAR, **values})
    return PlanExport(CALENDAR, row["round"], moment, every_step)


def _csv_exports(application: str) -> ColumnElement[bool]:
    return and_(PLAN_EXPORTS.c.application == application, PLAN_EXPORTS.c.id != CALENDAR)


def _steps_json(steps: Iterable[ExportedStep]) -> list[Any]:
    return [json_value(asdict(step)) for step in steps]


def _export_from(row: TableRow) -> PlanExport:
    steps = [step_from(ExportedStep, step) for step in expect(list, row["steps"])]
    return PlanExport(row["id"], row["round"], row["exported_at"], {step.step_id: step for step in steps})
