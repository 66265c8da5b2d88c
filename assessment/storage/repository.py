"""The applications of one owner in a database."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, replace
from datetime import datetime
from secrets import token_hex

from sqlalchemy import Connection, insert

from assessment.core.applications.notes import Note, clean_note
from assessment.core.applications.records import (
    Application,
    ExportedStep,
    Guess,
    LateGuessError,
    OwnStep,
    PlanExport,
    Reveal,
    Snapshot,
    StepProgress,
    StoredApplication,
    UnknownApplicationError,
    check_changes,
    check_guess,
    check_reveal,
    check_snapshot,
    clean_own_step,
    clean_process,
    clean_step_progress,
    split_conflicts,
)
from assessment.core.applications.snapshots import clear_for_next_round
from assessment.core.applications.status import ApplicationStatus
from assessment.core.model import Responses
from assessment.core.model.process import FACTS_OF_PERSON, Process, fill_facts_of_person
from assessment.storage import notes, reading, statements
from assessment.storage.database import Result, Storage
from assessment.storage.given_outcomes import SqlGivenOutcomes
from assessment.storage.plan_exports import add_plan_export, new_export_id, plan_exports_of, put_calendar_export
from assessment.storage.row_mapping import application_from, process_from, process_row, snapshot_from
from assessment.storage.statements import TableRow, get_row, lock_row
from assessment.storage.tables import GUESSES, REVEALS, SNAPSHOTS


class SqlRepository(SqlGivenOutcomes):
    """The applications of `owner`; each answer is stored with the version of the instrument that asked it."""

    def __init__(self, storage: Storage, owner: str, instrument_version: str) -> None:
        super().__init__(storage, owner)
        self._instrument_version = instrument_version

    def applications(self) -> tuple[Application, ...]:
        def read(connection: Connection) -> tuple[Application, ...]:
            return tuple(application_from(row) for row in statements.list_rows(connection, self._owner))

        return self._storage.read(read)

    def application(self, application: str) -> Application:
        return self._storage.read(lambda connection: application_from(get_row(connection, self._owner, application)))

    def stored_application(self, application: str) -> StoredApplication:
        return self._storage.read(lambda connection: reading.stored_application(connection, self._owner, application))

    def statuses(self) -> tuple[ApplicationStatus, ...]:
        return self._storage.read(lambda connection: reading.statuses(connection, self._owner))

    def stored_applications(self, ids: Collection[str] | None = None) -> tuple[StoredApplication, ...]:
        return self._storage.read(lambda connection: reading.stored_applications(connection, self._owner, ids))

    def create(self, process: Process, *, at: datetime) -> str:
        return self.create_all([process], at=at)[0]

    def create_all(self, processes: Collection[Process], *, at: datetime) -> tuple[str, ...]:
        clean = {token_hex(16): clean_process(process) for process in processes}

        def save(connection: Connection) -> None:
            known = statements.facts_of_person(connection, self._owner)
            for application, process in clean.items():
                filled = fill_facts_of_person(process, known)
                statements.add_application(connection, self._owner, application, filled, at)

        self._storage.write(save)
        return tuple(clean)

    def duplicate(self, application: str, *, at: datetime) -> str:
        copy = token_hex(16)

        def save(connection: Connection, row: TableRow) -> None:
            process = replace(process_from(row), outcome=None)
            statements.add_application(connection, self._owner, copy, process, at)
            answers = reading.answers(connection, application)
            self._log_answers(connection, lock_row(connection, self._owner, copy), answers)

        self._change(application, save)
        return copy

    def save_open_part(self, application: str, part: int | None) -> None:
        self._change(application, lambda connection, _: statements.update_row(connection, application, open_part=part))

    def archive(self, application: str, *, archived: bool) -> None:
        self._change(
            application, lambda connection, _: statements.update_row(connection, application, archived=archived)
        )

    def delete(self, application: str) -> None:
        now = self._storage.clock()
        self._change(application, lambda connection, _: statements.update_row(connection, application, deleted_at=now))

    def undelete(self, application: str) -> None:
        if not self._storage.write(lambda connection: statements.undelete(connection, self._owner, application)):
            raise UnknownApplicationError

    def purge_deleted(self, *, now: datetime | None = None) -> None:
        self._storage.write(lambda connection: statements.purge_deleted(connection, self._owner, now))

    def begin_round(
        self, application: str, *, last: Snapshot, keep: Collection[str], begin_with: Collection[tuple[str, str]] = ()
    ) -> None:
        def save(connection: Connection, row: TableRow) -> None:
            if row["round"] != last.round:
                return
            statements.put_snapshot(connection, row, last)
            statements.carry_own_steps(connection, row)
            begun = {
                **process_row(clear_for_next_round(process_from(row))),
                "outcome_at": None,
                "round": last.round + 1,
            }
            statements.update_row(connection, application, **begun)
            cleared = {item: None for item in reading.answers(connection, application) if item not in keep}
            self._log_answers(connection, {**row, **begun}, {**cleared, **dict(begin_with)})

        self._change(application, save)

    def save_process(self, application: str, process: Process, *, last_seen: Process) -> Process | None:
        wanted = clean_process(process)

        def save(connection: Connection, row: TableRow) -> Process | None:
            current = process_from(row)
            if current not in (last_seen, wanted):
                return current
            values = process_row(wanted)
            if wanted.outcome is not current.outcome:
                values["outcome_at"] = self._storage.clock() if wanted.outcome else None
            statements.update_row(connection, application, **values)
            changed = {name for name in FACTS_OF_PERSON if getattr(wanted, name) != getattr(current, name)}
            statements.save_facts_of_person(connection, self._owner, {name: values[name] for name in changed})
            return None

        return self._change(application, save)

    def save_answers(
        self, application: str, changes: Mapping[str, str | None], *, last_seen: Responses
    ) -> Mapping[str, str | None]:
        check_changes(changes)

        # Without `_change` and straight to the database: an answer is in the database eight calls after its widget.
        def save(connection: Connection) -> Mapping[str, str | None]:
            row = lock_row(connection, self._owner, application)
            stored = reading.answers_to(connection, application, changes)
            to_save, conflicts = split_conflicts(stored, changes, last_seen)
            self._log_answers(connection, row, to_save)
            return conflicts

        return self._storage.storage.write(save, self._storage.owner)

    def save_guess(self, application: str, guess: Guess) -> None:
        check_guess(guess)

        def save(connection: Connection, row: TableRow) -> None:
            if statements.list_parts(connection, GUESSES, application):
                return
            if statements.list_parts(connection, REVEALS, application):
                raise LateGuessError
            connection.execute(insert(GUESSES).values(application=application, **asdict(guess)))

        self._change(application, save)

    def save_reveal(self, application: str, reveal: Reveal) -> None:
        check_reveal(reveal)

        def save(connection: Connection, row: TableRow) -> None:
            if not statements.list_parts(connection, REVEALS, application):
                connection.execute(insert(REVEALS).values(application=application, **asdict(reveal)))

        self._change(application, save)

    def snapshots(self, application: str) -> tuple[Snapshot, ...]:
        def read(connection: Connection) -> list[Snapshot]:
            get_row(connection, self._owner, application)
            return [snapshot_from(row) for row in statements.list_parts(connection, SNAPSHOTS, application)]

        return tuple(sorted(self._storage.read(read), key=lambda snapshot: snapshot.key))

    def save_snapshot(self, application: str, snapshot: Snapshot) -> None:
        check_snapshot(snapshot)
        self._change(application, lambda connection, row: statements.put_snapshot(connection, row, snapshot))

    def save_plan_changes(
        self, application: str, *, progress: Collection[StepProgress] = (), steps: Collection[OwnStep] = ()
    ) -> None:
        clean_progress = [clean_step_progress(step_progress) for step_progress in progress]
        clean_steps = [clean_own_step(step) for step in steps]

        def save(connection: Connection, row: TableRow) -> None:
            for step_progress in clean_progress:
                statements.put_step_progress(connection, row, step_progress)
            for step in clean_steps:
                statements.put_own_step(connection, row, step)

        self._change(application, save)

    def save_plan_export(self, application: str, steps: Collection[ExportedStep]) -> str:
        export_id, now = new_export_id(), self._storage.clock()
        self._change(application, lambda connection, row: add_plan_export(connection, row, export_id, steps, now))
        return export_id

    def plan_exports(self, application: str) -> Mapping[str, PlanExport]:
        return self._storage.read(lambda connection: plan_exports_of(connection, self._owner, application))

    def save_calendar_export(self, application: str, steps: Collection[ExportedStep]) -> PlanExport:
        now = self._storage.clock()
        return self._change(application, lambda connection, row: put_calendar_export(connection, row, steps, now))

    def remove_own_step(self, application: str, step_id: str) -> None:
        self._change(application, lambda connection, _: statements.remove_own_step(connection, application, step_id))

    def notes(self, application: str) -> tuple[Note, ...]:
        return self._storage.read(lambda connection: notes.notes_of(connection, self._owner, application))

    def all_notes(self) -> tuple[Note, ...]:
        return self._storage.read(lambda connection: notes.all_notes(connection, self._owner))

    def save_note(self, note: Note, *, last_seen: Note | None) -> Note | None:
        clean = clean_note(note)
        return self._storage.write(lambda connection: notes.put_note(connection, self._owner, clean, last_seen))

    def remove_note(self, note_id: str) -> None:
        self._storage.write(lambda connection: notes.remove_note(connection, self._owner, note_id))

    def _change(self, application: str, work: Callable[[Connection, TableRow], Result]) -> Result:
        """What `work` returns, given the locked row of the application, once everything it wrote is committed."""
        return self._storage.write(lambda connection: work(connection, lock_row(connection, self._owner, application)))

    def _log_answers(self, connection: Connection, row: TableRow, changes: Mapping[str, str | None]) -> None:
        """Add a row to the log of answers for each change."""
        shared = {"application": row["id"], "version": row["version"], "round": row["round"]}
        shared |= {"instrument_version": self._instrument_version, "saved_at": self._storage.clock()}
        if changes:
            rows = [{**shared, "item": item, "option": option} for item, option in changes.items()]
            connection.execute(statements.INSERT_ANSWER, rows)
