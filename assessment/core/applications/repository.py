"""The one interface through which a person's applications are read and saved."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from assessment.core.applications.in_memory import MemoryRecords
from assessment.core.applications.records import Application, Guess, OwnStep, Reveal, Snapshot, StepMark, Stored
from assessment.core.model import Responses
from assessment.core.model.process import Process

__all__ = ["Application", "Guess", "MemoryRecords", "OwnStep", "Records", "Reveal", "Snapshot", "StepMark", "Stored"]


class Records(Protocol):
    """The applications of one person.

    Saves compare with what the caller last saw: what stands otherwise by now is left alone and returned,
    so that a second tab never overwrites silently. A save either happens whole or raises, and then nothing
    changed. An id that is not one of the person's applications raises UnknownApplicationError; a text or a
    number that cannot be kept as it is raises AssessmentError.
    """

    def applications(self) -> tuple[Application, ...]:
        """All applications in the order they were made, archived ones included."""

    def application(self, application: str) -> Application:
        """One application."""

    def stored(self, application: str) -> Stored:
        """One application with all that is kept about it, as of one moment."""

    def all_stored(self) -> tuple[Stored, ...]:
        """All applications like that, in the order they were made, as of one moment."""

    def create(self, process: Process, *, at: datetime) -> str:
        """The id of a new application with these facts."""

    def duplicate(self, application: str, *, at: datetime) -> str:
        """The id of a new application with the same facts and answers: open, unguessed and without a past."""

    def archive(self, application: str, *, archived: bool) -> None:
        """Put an application away, or take it out again."""

    def delete(self, application: str) -> None:
        """Delete an application; until `purge_deleted` it can be taken back."""

    def undelete(self, application: str) -> None:
        """Take a deletion back."""

    def purge_deleted(self, *, before: datetime | None = None) -> None:
        """Make the deletions final, all or those from before a moment."""

    def begin_round(self, application: str, *, last: Snapshot, keep: Collection[str]) -> None:
        """Begin the round after `last`, which is kept: dates, outcome, ticks and all answers but `keep` are cleared.

        Does nothing when that round has begun already.
        """

    def process(self, application: str) -> Process:
        """The facts of the process."""

    def save_process(self, application: str, process: Process, *, seen: Process) -> Process | None:
        """Save the facts unless they changed since `seen`; then the facts that stand, else None."""

    def responses(self, application: str) -> Responses:
        """The current answers."""

    def save_responses(
        self, application: str, changes: Mapping[str, str | None], *, seen: Responses
    ) -> Mapping[str, str | None]:
        """Save each change (None clears) whose answer still is what `seen` says; returns the others as they stand.

        All in one go. An answer that already is what the change asks for counts as saved.
        """

    def guess(self, application: str) -> Guess | None:
        """The sealed guess; None until it is sealed or skipped."""

    def seal_guess(self, application: str, guess: Guess) -> None:
        """Keep the guess; one that is already sealed stays. After the reveal it is refused."""

    def reveal(self, application: str) -> Reveal | None:
        """What the person saw at the first reveal; None until then."""

    def keep_reveal(self, application: str, reveal: Reveal) -> None:
        """Keep what was revealed; the first one stays."""

    def snapshots(self, application: str) -> tuple[Snapshot, ...]:
        """The snapshots, by round and day."""

    def save_snapshot(self, application: str, snapshot: Snapshot) -> None:
        """Keep a snapshot in place of the one with the same key, if there is one."""

    def step_marks(self, application: str) -> Mapping[str, StepMark]:
        """Step id -> what the person did with the step, in this round."""

    def save_step_mark(self, application: str, mark: StepMark) -> None:
        """Keep what the person did with one step."""

    def own_steps(self, application: str) -> tuple[OwnStep, ...]:
        """The steps the person added, in the order of adding."""

    def save_own_step(self, application: str, step: OwnStep) -> None:
        """Add a step, or change the one with the same id."""

    def save_plan_edits(self, application: str, marks: Collection[StepMark], steps: Collection[OwnStep]) -> None:
        """Keep what the person did with several steps, and the steps they added, all in one go."""

    def remove_own_step(self, application: str, step_id: str) -> None:
        """Remove a step the person added."""
