"""The records of one owner in a database."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, replace
from datetime import datetime
from secrets import token_hex
from typing import TypeVar

from sqlalchemy import Connection, insert

from assessment.core.applications.records import (
    Application,
    Guess,
    LateGuessError,
    OwnStep,
    Reveal,
    Snapshot,
    StepMark,
    Stored,
    UnknownApplicationError,
    check_changes,
    check_guess,
    check_reveal,
    check_snapshot,
    keepable_mark,
    keepable_own_step,
    keepable_process,
    settled,
)
from assessment.core.applications.snapshots import next_round
from assessment.core.model import Responses
from assessment.core.model.process import Process
from assessment.storage import reading, statements
from assessment.storage.database import Storage
from assessment.storage.row_mapping import application_from, facts, process_from, snapshot_from, snapshot_row
from assessment.storage.statements import Row
from assessment.storage.tables import GUESSES, REVEALS, SNAPSHOTS

Result = TypeVar("Result")


class SqlRecords:
    """The applications of `owner`; answers are kept with the version of the instrument that asked them."""

    def __init__(self, storage: Storage, owner: str, instrument_version: str) -> None:
        self._storage = storage
        self._owner = owner
        self._instrument_version = instrument_version

    def _look(self, application: str, work: Callable[[Connection, Row], Result]) -> Result:
        return self._storage.read(lambda c: work(c, statements.found(c, self._owner, application)))

    def _save(self, application: str, work: Callable[[Connection, Row], Result]) -> Result:
        return self._storage.write(lambda c: work(c, statements.held(c, self._owner, application)))

    def _process(self, connection: Connection, application: str) -> Process:
        return process_from(statements.found(connection, self._owner, application))

    def applications(self) -> tuple[Application, ...]:
        rows = self._storage.read(lambda c: statements.listed(c, self._owner))
        return tuple(application_from(row) for row in rows)

    def application(self, application: str) -> Application:
        return self._look(application, lambda _, row: application_from(row))

    def stored(self, application: str) -> Stored:
        return self._storage.read(lambda c: reading.stored(c, self._owner, application))

    def all_stored(self) -> tuple[Stored, ...]:
        return self._storage.read(lambda c: reading.all_stored(c, self._owner))

    def create(self, process: Process, *, at: datetime) -> str:
        kept, application = keepable_process(process), token_hex(16)
        self._storage.write(lambda c: statements.add_application(c, self._owner, application, kept, at))
        return application

    def duplicate(self, application: str, *, at: datetime) -> str:
        copy = token_hex(16)

        def work(connection: Connection, row: Row) -> str:
            process = replace(self._process(connection, application), outcome=None)
            statements.add_application(connection, self._owner, copy, process, at)
            fresh = statements.held(connection, self._owner, copy)
            answers = reading.answers(connection, application)
            statements.log_answers(connection, fresh, answers, self._instrument_version, self._storage.clock())
            return copy

        return self._save(application, work)

    def archive(self, application: str, *, archived: bool) -> None:
        self._save(application, lambda c, _: statements.change(c, application, archived=archived))

    def delete(self, application: str) -> None:
        now = self._storage.clock()
        self._save(application, lambda c, _: statements.mark_deleted(c, self._owner, application, now))

    def undelete(self, application: str) -> None:
        if not self._storage.write(lambda c: statements.mark_deleted(c, self._owner, application, None)):
            raise UnknownApplicationError

    def purge_deleted(self, *, before: datetime | None = None) -> None:
        self._storage.write(lambda c: statements.purge_deleted(c, self._owner, before))

    def begin_round(self, application: str, *, last: Snapshot, keep: Collection[str]) -> None:
        def work(connection: Connection, row: Row) -> None:
            if row["round"] != last.round:
                return
            statements.put(connection, SNAPSHOTS, _snapshot_key(application, last), snapshot_row(last))
            statements.carry_own_steps(connection, row)
            process = next_round(self._process(connection, application))
            statements.change(connection, application, **facts(process), outcome_at=None, round=last.round + 1)
            cleared = statements.cleared(reading.answers(connection, application), keep)
            fresh = statements.found(connection, self._owner, application)
            statements.log_answers(connection, fresh, cleared, self._instrument_version, self._storage.clock())

        self._save(application, work)

    def process(self, application: str) -> Process:
        return self._look(application, lambda _, row: process_from(row))

    def save_process(self, application: str, process: Process, *, seen: Process) -> Process | None:
        wanted = keepable_process(process)

        def work(connection: Connection, row: Row) -> Process | None:
            standing = self._process(connection, application)
            if standing not in (seen, wanted):
                return standing
            values = facts(wanted)
            if wanted.outcome is not standing.outcome:
                values["outcome_at"] = self._storage.clock() if wanted.outcome else None
            statements.change(connection, application, **values)
            return None

        return self._save(application, work)

    def responses(self, application: str) -> Responses:
        return self.stored(application).responses

    def save_responses(
        self, application: str, changes: Mapping[str, str | None], *, seen: Responses
    ) -> Mapping[str, str | None]:
        check_changes(changes)

        def work(connection: Connection, row: Row) -> Mapping[str, str | None]:
            to_make, others = settled(reading.answers_to(connection, application, changes), changes, seen)
            statements.log_answers(connection, row, to_make, self._instrument_version, self._storage.clock())
            return others

        return self._save(application, work)

    def guess(self, application: str) -> Guess | None:
        return self.stored(application).guess

    def seal_guess(self, application: str, guess: Guess) -> None:
        check_guess(guess)

        def work(connection: Connection, row: Row) -> None:
            if statements.part(connection, GUESSES, application):
                return
            if statements.part(connection, REVEALS, application):
                raise LateGuessError
            connection.execute(insert(GUESSES).values(application=application, **asdict(guess)))

        self._save(application, work)

    def reveal(self, application: str) -> Reveal | None:
        return self.stored(application).reveal

    def keep_reveal(self, application: str, reveal: Reveal) -> None:
        check_reveal(reveal)

        def work(connection: Connection, row: Row) -> None:
            if not statements.part(connection, REVEALS, application):
                connection.execute(insert(REVEALS).values(application=application, **asdict(reveal)))

        self._save(application, work)

    def snapshots(self, application: str) -> tuple[Snapshot, ...]:
        rows = self._look(application, lambda c, _: statements.part(c, SNAPSHOTS, application))
        return tuple(sorted((snapshot_from(row) for row in rows), key=lambda snapshot: snapshot.key))

    def save_snapshot(self, application: str, snapshot: Snapshot) -> None:
        check_snapshot(snapshot)
        key, values = _snapshot_key(application, snapshot), snapshot_row(snapshot)
        self._save(application, lambda c, _: statements.put(c, SNAPSHOTS, key, values))

    def step_marks(self, application: str) -> Mapping[str, StepMark]:
        return self.stored(application).marks

    def save_step_mark(self, application: str, mark: StepMark) -> None:
        self.save_plan_edits(application, [mark], [])

    def own_steps(self, application: str) -> tuple[OwnStep, ...]:
        return self.stored(application).own_steps

    def save_own_step(self, application: str, step: OwnStep) -> None:
        self.save_plan_edits(application, [], [step])

    def save_plan_edits(self, application: str, marks: Collection[StepMark], steps: Collection[OwnStep]) -> None:
        kept_marks = [asdict(keepable_mark(mark)) for mark in marks]
        kept_steps = [asdict(keepable_own_step(step)) for step in steps]

        def work(connection: Connection, row: Row) -> None:
            for mark in kept_marks:
                statements.put_step_mark(connection, row, mark)
            for step in kept_steps:
                statements.put_own_step(connection, row, step)

        self._save(application, work)

    def remove_own_step(self, application: str, step_id: str) -> None:
        self._save(application, lambda c, _: statements.remove_own_step(c, application, step_id))


def _snapshot_key(application: str, snapshot: Snapshot) -> dict[str, object]:
    return {
        "application": application,
        "round": snapshot.round,
        "day": snapshot.day,
        "instrument_version": snapshot.instrument_version,
    }
