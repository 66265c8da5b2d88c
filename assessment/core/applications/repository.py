"""The one interface through which a person's applications are read and saved."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from assessment.core.applications.coaching import CoachStep, OpenClient
from assessment.core.applications.notes import Note
from assessment.core.applications.records import (
    Application,
    ExportedStep,
    Guess,
    OwnStep,
    PlanExport,
    Reveal,
    Snapshot,
    StepProgress,
    StoredApplication,
)
from assessment.core.applications.status import ApplicationStatus
from assessment.core.model import Responses
from assessment.core.model.process import Process


class Repository(Protocol):
    """The applications of one person.

    A save compares what is stored with `last_seen`, what the caller last read: what another tab has changed since
    is not overwritten but returned. A save happens completely, or raises and changes nothing. An id that is not one
    of the person's applications raises UnknownApplicationError; a text or number that cannot be stored unchanged
    raises AssessmentError.
    """

    def applications(self) -> tuple[Application, ...]:
        """All applications in the order they were created, archived ones included."""

    def application(self, application: str) -> Application:
        """One application with its facts, without answers and progress."""

    def stored_application(self, application: str) -> StoredApplication:
        """One application with everything stored about it, read in one transaction."""

    def statuses(self) -> tuple[ApplicationStatus, ...]:
        """Where each application stands, in the order they were created, archived ones included."""

    def stored_applications(self, ids: Collection[str] | None = None) -> tuple[StoredApplication, ...]:
        """Applications with everything stored about them, in the order they were created, in one transaction.

        All of them, or those among `ids` that there are.
        """

    def create(self, process: Process, *, at: datetime) -> str:
        """Create an application with these facts, and with those of the person that are known; returns its id."""

    def create_all(self, processes: Collection[Process], *, at: datetime) -> tuple[str, ...]:
        """Create an application as `create` does for each of the processes, all or none; returns their ids."""

    def duplicate(self, application: str, *, at: datetime) -> str:
        """Create an application with the same facts and answers but no outcome, guess or snapshots; returns its id."""

    def save_open_part(self, application: str, part: int | None) -> None:
        """Save which part of all questions is open, from 0; None for the quick questions."""

    def archive(self, application: str, *, archived: bool) -> None:
        """Archive an application, or take it out of the archive."""

    def delete(self, application: str) -> None:
        """Delete an application; `undelete` restores it until `purge_deleted`."""

    def undelete(self, application: str) -> None:
        """Restore a deleted application."""

    def purge_deleted(self, *, now: datetime | None = None) -> None:
        """Remove deleted applications for good: all of them, or with `now` those deleted more than UNDO_FOR ago.

        UNDO_FOR must also have passed by the times of what was saved since, as the clock of one visit may be ahead.
        """

    def begin_round(
        self, application: str, *, last: Snapshot, keep: Collection[str], begin_with: Collection[tuple[str, str]] = ()
    ) -> None:
        """Save `last` as the end of its round and begin the next: clear dates, outcome, ticks and answers but `keep`.

        `begin_with`: items and options of the new round. Does nothing when that round has begun already.
        """

    def save_process(self, application: str, process: Process, *, last_seen: Process) -> Process | None:
        """Save the facts and return None, or return the stored facts where they have changed since `last_seen`.

        A fact of the person that changes is changed in all of their applications.
        """

    def save_answers(
        self, application: str, changes: Mapping[str, str | None], *, last_seen: Responses
    ) -> Mapping[str, str | None]:
        """Save each change (None clears) whose stored answer is as last seen; returns the other stored answers.

        All in one transaction. An answer that already is what the change asks for counts as saved.
        """

    def save_guess(self, application: str, guess: Guess) -> None:
        """Save the guess; an earlier one stays. Raises LateGuessError after the first reveal."""

    def save_reveal(self, application: str, reveal: Reveal) -> None:
        """Save the first reveal; an earlier one stays."""

    def snapshots(self, application: str) -> tuple[Snapshot, ...]:
        """The snapshots, by round and day."""

    def save_snapshot(self, application: str, snapshot: Snapshot) -> None:
        """Save a snapshot; it replaces one with the same key."""

    def save_plan_changes(
        self, application: str, *, progress: Collection[StepProgress] = (), steps: Collection[OwnStep] = ()
    ) -> None:
        """Save what the person did with steps, and add own steps or change those with the same ids.

        All in one transaction.
        """

    def save_plan_export(self, application: str, steps: Collection[ExportedStep]) -> str:
        """Keep what an exported file of the plan says of each step; returns the id for the file's rows.

        Only the latest exports are kept.
        """

    def plan_exports(self, application: str) -> Mapping[str, PlanExport]:
        """The kept exports of the plan as CSV, of all rounds, by id."""

    def save_calendar_export(self, application: str, steps: Collection[ExportedStep]) -> PlanExport:
        """Keep what an exported calendar says of each step; returns that and what earlier ones said of other steps.

        It is exported now, or a second after the one before where a clock went back.
        """

    def remove_own_step(self, application: str, step_id: str) -> None:
        """Remove a step that the person added."""

    def notes(self, application: str) -> tuple[Note, ...]:
        """The person's stories and the notes on one application, in the order they were added."""

    def all_notes(self) -> tuple[Note, ...]:
        """The person's stories and the notes on all applications, in the order they were added."""

    def save_note(self, note: Note, *, last_seen: Note | None) -> Note | None:
        """Save a note and return None, or return the stored one where it has changed since `last_seen`.

        A note that is not stored is added, also one that another tab has removed.
        """

    def remove_note(self, note_id: str) -> None:
        """Remove a note; one that is gone already stays so."""

    def outcome_is_given(self, application: str) -> bool:
        """Whether the person gave the outcome that is recorded now to the counts of their host."""

    def applications_with_given_outcome(self) -> tuple[str, ...]:
        """The applications whose recorded outcome the person gave to the counts of their host, in their order."""

    def give_outcome(self, application: str, *, given: bool) -> None:
        """Give the outcome to the counts of the host, or take it back."""

    def clients(self) -> tuple[OpenClient, ...]:
        """The files of clients that the person has open as a coach, in the order in which they were opened."""

    def open_client(self, application: str, file_name: str, text: str) -> OpenClient:
        """Keep a client's file; a newer one takes the place of the older, and the steps for the client stay."""

    def change_client(
        self, application: str, *, coach: str, added: Collection[CoachStep] = (), removed: Collection[CoachStep] = ()
    ) -> OpenClient | None:
        """Add and remove steps for a client, so that those of another tab stay, and set the coach's own name.

        Returns what is then stored; None where the file was closed meanwhile.
        """

    def close_client(self, application: str) -> None:
        """Delete a client's file with all steps for the client."""
