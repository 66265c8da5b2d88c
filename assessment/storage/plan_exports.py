"""What the exported files of a plan said: the rows of the table `plan_exports`."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import date, datetime
from secrets import choice
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from assessment.core.applications.records import ExportedStep, PlanExport
from assessment.storage.row_mapping import json_value
from assessment.storage.statements import TableRow, next_position
from assessment.storage.tables import PLAN_EXPORTS

MOST_EXPORTS = 20
"""How many exports of an application are kept; the oldest goes first."""
ID_LETTERS = "bcdfghjkmnpqrstvwxz"
"""No digits and no vowels: a spreadsheet may take 12e34567 for a number, and words for a month or TRUE."""
ID_LENGTH = 10


def new_export_id() -> str:
    """A random id that no other machine gives to an export: one of 6e12."""
    return "".join(choice(ID_LETTERS) for _ in range(ID_LENGTH))


def add_plan_export(
    connection: Connection, row: TableRow, export_id: str, steps: Collection[ExportedStep], at: datetime
) -> None:
    """Add an export to the application of `row`, and remove those before the last `MOST_EXPORTS`."""
    of_application = PLAN_EXPORTS.c.application == row["id"]
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
            steps=[json_value(asdict(step)) for step in steps],
        )
    )
    connection.execute(delete(PLAN_EXPORTS).where(of_application, PLAN_EXPORTS.c.position <= position - MOST_EXPORTS))


def plan_exports_of(connection: Connection, application: str) -> dict[str, PlanExport]:
    """The exports of an application, by id, oldest first."""
    chosen = select(PLAN_EXPORTS).where(PLAN_EXPORTS.c.application == application).order_by(PLAN_EXPORTS.c.position)
    return {row.id: _export_from(row._asdict()) for row in connection.execute(chosen)}


def _export_from(row: TableRow) -> PlanExport:
    steps = [_step_from(step) for step in row["steps"]]
    return PlanExport(row["id"], row["round"], row["exported_at"], {step.step_id: step for step in steps})


def _step_from(values: dict[str, Any]) -> ExportedStep:
    return ExportedStep(**{**values, "day": date.fromisoformat(values["day"]) if values["day"] else None})
