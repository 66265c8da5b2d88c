"""What the exported files of a plan said: the rows of the table `plan_exports`.

Each export as CSV is a row. All calendars of an application are one row, which holds every step that any of them had:
a calendar program keeps what it once took in, so the next calendar has to cancel what is gone, however old it is.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from secrets import choice
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select, update

from assessment.core.applications.records import (
    ExportedStep,
    OwnStep,
    PlanExport,
    StepProgress,
    clean_own_step,
    clean_step_progress,
)
from assessment.storage import statements
from assessment.storage.database import Result
from assessment.storage.notes import SqlNotes
from assessment.storage.row_mapping import day_from, expect, json_value
from assessment.storage.statements import TableRow, get_row, lock_row, next_position
from assessment.storage.tables import PLAN_EXPORTS

MOST_EXPORTS = 20
"""How many exports of an application are kept; the oldest goes first."""
ID_LETTERS = "bcdfghjkmnpqrstvwxz"
"""No digits and no vowels: a spreadsheet may take 12e34567 for a number, and words for a month or TRUE."""
ID_LENGTH = 10
"""No other machine gives the same to an export: one of 6e12."""
CALENDAR = "calendar"
"""The id of the row of the calendars."""


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


def plan_exports_of(connection: Connection, application: str) -> dict[str, PlanExport]:
    """The exports of an application as CSV, by id, oldest first."""
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
    values = {"round": row["round"], "exported_at": moment, "steps": _steps_json(every_step.values())}
    if before:
        connection.execute(update(PLAN_EXPORTS).where(is_calendar).values(**values))
    else:
        connection.execute(insert(PLAN_EXPORTS).values(application=row["id"], id=CALENDAR, position=1, **values))
    return PlanExport(CALENDAR, row["round"], moment, every_step)


def _csv_exports(application: str) -> ColumnElement[bool]:
    return and_(PLAN_EXPORTS.c.application == application, PLAN_EXPORTS.c.id != CALENDAR)


def _steps_json(steps: Iterable[ExportedStep]) -> list[Any]:
    return [json_value(asdict(step)) for step in steps]


def _export_from(row: TableRow) -> PlanExport:
    steps = [_step_from(expect(dict, step)) for step in expect(list, row["steps"])]
    return PlanExport(row["id"], row["round"], row["exported_at"], {step.step_id: step for step in steps})


def _step_from(values: dict[str, Any]) -> ExportedStep:
    return ExportedStep(**{**values, "day": day_from(values["day"]) if values["day"] else None})


class SqlPlans(SqlNotes):
    """What `owner` did with the plans, and what their exports said."""

    def save_step_progress(self, application: str, step_progress: StepProgress) -> None:
        """Save what the person did with one step."""
        self.save_plan_changes(application, [step_progress], [])

    def save_own_step(self, application: str, step: OwnStep) -> None:
        """Add a step, or change the one with the same id."""
        self.save_plan_changes(application, [], [step])

    def save_plan_changes(
        self, application: str, progress: Collection[StepProgress], steps: Collection[OwnStep]
    ) -> None:
        """Save the progress of several steps, and own steps, in one transaction."""
        clean_progress = [clean_step_progress(step_progress) for step_progress in progress]
        clean_steps = [clean_own_step(step) for step in steps]

        def save(connection: Connection, row: TableRow) -> None:
            for step_progress in clean_progress:
                statements.put_step_progress(connection, row, step_progress)
            for step in clean_steps:
                statements.put_own_step(connection, row, step)

        self._change(application, save)

    def save_plan_export(self, application: str, steps: Collection[ExportedStep]) -> str:
        """Keep what an exported file of the plan says of each step; returns the id for the file's rows.

        Only the latest exports are kept.
        """
        export_id, now = "".join(choice(ID_LETTERS) for _ in range(ID_LENGTH)), self._storage.clock()
        self._change(application, lambda connection, row: add_plan_export(connection, row, export_id, steps, now))
        return export_id

    def plan_exports(self, application: str) -> Mapping[str, PlanExport]:
        """The kept exports of the plan as CSV, of all rounds, by id."""

        def read(connection: Connection) -> Mapping[str, PlanExport]:
            get_row(connection, self._owner, application)
            return plan_exports_of(connection, application)

        return self._storage.read(read)

    def save_calendar_export(self, application: str, steps: Collection[ExportedStep]) -> PlanExport:
        """Keep what an exported calendar says of each step; returns that and what earlier ones said of other steps.

        It is exported now, or a second after the one before where a clock went back.
        """
        now = self._storage.clock()
        return self._change(application, lambda connection, row: put_calendar_export(connection, row, steps, now))

    def remove_own_step(self, application: str, step_id: str) -> None:
        """Remove a step that the person added."""
        self._change(application, lambda connection, _: statements.remove_own_step(connection, application, step_id))

    def _change(self, application: str, work: Callable[[Connection, TableRow], Result]) -> Result:
        """What `work` returns, given the locked row of the application, once everything it wrote is committed."""
        return self._storage.write(lambda connection: work(connection, lock_row(connection, self._owner, application)))
