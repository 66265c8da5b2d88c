"""The applications of one owner in a database."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, replace
from datetime import datetime
from secrets import token_hex

from sqlalchemy import Connection, insert

from assessment.core.applications.records import (
    Application,
    Guess,
    LateGuessError,
    OwnStep,
    Reveal,
    Snapshot,
    StepProgress,
    StoredApplication,
    UnknownApplicationError,
    check_changes,
    check_guess,
    check_reveal,
    check_snapshot,
    clean_process,
    split_conflicts,
)
from assessment.core.applications.snapshots import clear_for_next_round
from assessment.core.applications.status import ApplicationStatus
from assessment.core.model import Responses
from assessment.core.model.process import FACTS_OF_PERSON, Process, fill_facts_of_person
from assessment.storage import reading, statements
from assessment.storage.database import Storage
from assessment.storage.plan_exports import SqlPlans
from assessment.storage.row_mapping import application_from, process_from, process_row, snapshot_from
from assessment.storage.statements import TableRow, get_row, lock_row
from assessment.storage.tables import GUESSES, REVEALS, SNAPSHOTS


class SqlRepository(SqlPlans):
    """The applications of `owner`; each answer is stored with the version of the instrument that asked it.

    A save compares what is stored with `last_seen`, what the caller last read: what another tab has changed since
    is not overwritten but returned. A save happens completely, or raises and changes nothing. An id that is not one
    of the person's applications raises UnknownApplicationError; a text or number that cannot be stored unchanged
    raises AssessmentError.
    """

    def __init__(self, storage: Storage, owner: str, instrument_version: str) -> None:
        super().__init__(storage, owner)
        self._instrument_version = instrument_version

    def applications(self) -> tuple[Application, ...]:
        """All applications in the order they were created, archived ones included."""

        def read(connection: Connection) -> tuple[Application, ...]:
            return tuple(application_from(row) for row in statements.list_rows(connection, self._owner))

        return self._storage.read(read)

    def application(self, application: str) -> Application:
        """One application with its facts, without answers and progress."""
        return self._storage.read(lambda connection: application_from(get_row(connection, self._owner, application)))

    def stored_application(self, application: str) -> StoredApplication:
        """One application with everything stored about it, read in one transaction."""
        return self._storage.read(lambda connection: reading.stored_application(connection, self._owner, application))

    def statuses(self) -> tuple[ApplicationStatus, ...]:
        """Where each application stands, in the order they were created, archived ones included."""
        return self._storage.read(lambda connection: reading.statuses(connection, self._owner))

    def stored_applications(self, ids: Collection[str] | None = None) -> tuple[StoredApplication, ...]:
        """Applications with everything stored about them, in the order they were created, in one transaction.

        All of them, or those among `ids` that there are.
        """
        return self._storage.read(lambda connection: reading.stored_applications(connection, self._owner, ids))

    def create(self, process: Process, *, at: datetime) -> str:
        """Create an application with these facts, and with those of the person that are known; returns its id."""
        (new,) = self.create_all([process], at=at)
        return new

    def create_all(self, processes: Collection[Process], *, at: datetime) -> tuple[str, ...]:
        """Create an application as `create` does for each of the processes, all or none; returns their ids."""
        clean = {token_hex(16): clean_process(process) for process in processes}

        def save(connection: Connection) -> None:
            known = statements.facts_of_person(connection, self._owner)
            for application, process in clean.items():
                filled = fill_facts_of_person(process, known)
                statements.add_application(connection, self._owner, application, filled, at)

        self._storage.write(save)
        return tuple(clean)

    def duplicate(self, application: str, *, at: datetime) -> str:
        """Create an application with the same facts and answers but no outcome, guess or snapshots; returns its id."""
        copy = token_hex(16)

        def save(connection: Connection, row: TableRow) -> None:
            process = replace(process_from(row), outcome=None)
            statements.add_application(connection, self._owner, copy, process, at)
            answers = reading.answers(connection, application)
            self._log_answers(connection, lock_row(connection, self._owner, copy), answers)

        self._change(application, save)
        return copy

    def save_open_part(self, application: str, part: int | None) -> None:
        """Save which part of all questions is open, from 0; None for the quick questions."""
        self._change(application, lambda connection, _: statements.update_row(connection, application, open_part=part))

    def archive(self, application: str, *, archived: bool) -> None:
        """Archive an application, or take it out of the archive."""
        self._change(
            application, lambda connection, _: statements.update_row(connection, application, archived=archived)
        )

    def delete(self, application: str) -> None:
        """Delete an application; `undelete` restores it until `purge_deleted`."""
        now = self._storage.clock()
        self._change(application, lambda connection, _: statements.update_row(connection, application, deleted_at=now))

    def undelete(self, application: str) -> None:
        """Restore a deleted application."""
        if not self._storage.write(lambda connection: statements.undelete(connection, self._owner, application)):
            raise UnknownApplicationError

    def purge_deleted(self, *, now: datetime | None = None) -> None:
        """Remove deleted applications for good: all of them, or with `now` those deleted more than UNDO_FOR ago.

        UNDO_FOR must also have passed by the times of what was saved since, as the clock of one visit may be ahead.
        """
        self._storage.write(lambda connection: statements.purge_deleted(connection, self._owner, now))

    def begin_round(
        self, application: str, *, last: Snapshot, keep: Collection[str], begin_with: Collection[tuple[str, str]] = ()
    ) -> None:
        """Save `last` as the end of its round and begin the next: clear dates, outcome, ticks and answers but `keep`.

        `begin_with`: items and options of the new round. Does nothing when that round has begun already.
        """

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

    def process(self, application: str) -> Process:
        """The facts of the process."""
        return self.application(application).process

    def save_process(self, application: str, process: Process, *, last_seen: Process) -> Process | None:
        """Save the facts and return None, or return the stored facts where they have changed since `last_seen`.

        A fact of the person that changes is changed in all of their applications.
        """
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

    def responses(self, application: str) -> Responses:
        """The current answers."""
        return self.stored_application(application).responses

    def save_answers(
        self, application: str, changes: Mapping[str, str | None], *, last_seen: Responses
    ) -> Mapping[str, str | None]:
        """Save each change (None clears) whose stored answer is as last seen; returns the other stored answers.

        All in one transaction. An answer that already is what the change asks for counts as saved.
        """
        check_changes(changes)

        # Without `_change` and straight to the database: an answer is in the database eight calls after its widget.
        def save(connection: Connection) -> Mapping[str, str | None]:
            row = lock_row(connection, self._owner, application)
            stored = reading.answers_to(connection, application, changes)
            to_save, conflicts = split_conflicts(stored, changes, last_seen)
            self._log_answers(connection, row, to_save)
            return conflicts

        return self._storage.storage.write(save, self._storage.owner)

    def guess(self, application: str) -> Guess | None:
        """The guess, also a skipped one; None before."""
        return self.stored_application(application).guess

    def save_guess(self, application: str, guess: Guess) -> None:
        """Save the guess; an earlier one stays. Raises LateGuessError after the first reveal."""
        check_guess(guess)

        def save(connection: Connection, row: TableRow) -> None:
            if statements.list_parts(connection, GUESSES, application):
                return
            if statements.list_parts(connection, REVEALS, application):
                raise LateGuessError
            connection.execute(insert(GUESSES).values(application=application, **asdict(guess)))

        self._change(application, save)

    def reveal(self, application: str) -> Reveal | None:
        """What the person saw at the first reveal; None before."""
        return self.stored_application(application).reveal

    def save_reveal(self, application: str, reveal: Reveal) -> None:
        """Save the first reveal; an earlier one stays."""
        check_reveal(reveal)

        def save(connection: Connection, row: TableRow) -> None:
            if not statements.list_parts(connection, REVEALS, application):
                connection.execute(insert(REVEALS).values(application=application, **asdict(reveal)))

        self._change(application, save)

    def snapshots(self, application: str) -> tuple[Snapshot, ...]:
        """The snapshots, by round and day."""

        def read(connection: Connection) -> list[Snapshot]:
            get_row(connection, self._owner, application)
            return [snapshot_from(row) for row in statements.list_parts(connection, SNAPSHOTS, application)]

        return tuple(sorted(self._storage.read(read), key=lambda snapshot: snapshot.key))

    def save_snapshot(self, application: str, snapshot: Snapshot) -> None:
        """Save a snapshot; it replaces one with the same key."""
        check_snapshot(snapshot)
        self._change(application, lambda connection, row: statements.put_snapshot(connection, row, snapshot))

    def step_progress(self, application: str) -> Mapping[str, StepProgress]:
        """Step id -> what the person did with the step, in this round."""
        return self.stored_application(application).progress

    def own_steps(self, application: str) -> tuple[OwnStep, ...]:
        """The steps that the person added, in the order of adding."""
        return self.stored_application(application).own_steps

    def _log_answers(self, connection: Connection, row: TableRow, changes: Mapping[str, str | None]) -> None:
        statements.log_answers(connection, row, changes, self._instrument_version, self._storage.clock())
