"""What the file of a plan changes, merged three ways: its export, the file itself, and what is stored now.

For each field of a step there are three values: `base`, which the export said; `theirs`, which the file says; and
`ours`, which is stored. Where theirs equals base nobody edited the file, and ours stands. Where ours equals base only
the file was edited, and theirs is taken. Where both were edited, both notes are kept, and the file's day counts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from assessment.core.applications.records import ExportedStep, OwnStep, PlanExport, StepProgress
from assessment.core.text.cleaning import NOTE_LENGTH

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class PlanFileRow:
    """What one row of the file says of a step; None where it says nothing that can be read.

    `export` is the id of the export that the row comes from, "" if the row names none. An empty day cell says that
    the step has no day: `has_day_cell` tells that from a row without a readable day. `title` and `minutes` are read
    of a step of the person's own only; for a step of the plan the title is "".
    """

    step_id: str
    export: str = ""
    done: bool | None = None
    note: str | None = None
    day: date | None = None
    has_day_cell: bool = False
    title: str = ""
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class CurrentPlan:
    """The plan at the moment of the import: `days` has the day of each step as shown, with the person's moves."""

    days: Mapping[str, date | None]
    progress: Mapping[str, StepProgress]
    own_steps: Mapping[str, OwnStep]
    round: int
    today: date

    def progress_of(self, step_id: str) -> StepProgress:
        """What is stored of a step."""
        return self.progress.get(step_id, StepProgress(step_id))


@dataclass(slots=True)
class PlanFileChanges:
    """The progress and own steps that a file changes, ready to be saved, and the steps to report on, by their ids.

    `past`: moved in the file to a day that has passed, and left where they are.
    `moved_in_both`: moved in the application and in the file; the file's day counts.
    `not_moved`: the file has another day, but does not name its export.
    `long_notes`: edited in both places, and too long to keep both notes; that of the application stands.
    `earlier_round`: exported in an earlier round; nothing of these rows is used.
    `unknown_export`: rows whose export is not known here.
    """

    progress: list[StepProgress] = field(default_factory=list)
    own_steps: list[OwnStep] = field(default_factory=list)
    past: list[str] = field(default_factory=list)
    moved_in_both: list[str] = field(default_factory=list)
    not_moved: list[str] = field(default_factory=list)
    long_notes: list[str] = field(default_factory=list)
    earlier_round: list[str] = field(default_factory=list)
    unknown_export: list[str] = field(default_factory=list)

    @property
    def number(self) -> int:
        """How many steps are changed; one that is added and ticked is one."""
        return len({*(progress.step_id for progress in self.progress), *(step.id for step in self.own_steps)})


def merge_plan_file(
    rows: Iterable[PlanFileRow], exports: Mapping[str, PlanExport], current: CurrentPlan
) -> PlanFileChanges:
    """What the rows of a file change in the current plan; `exports` are the known ones, by id."""
    merge = _PlanMerge(current)
    for row in rows:
        export = exports.get(row.export)
        if export and export.round != current.round:
            merge.changes.earlier_round.append(row.step_id)
        else:
            merge.add(row, export.steps.get(row.step_id) if export else None)
    return merge.changes


class _PlanMerge:
    """Merges row by row, and collects what changes."""

    def __init__(self, current: CurrentPlan) -> None:
        self.current = current
        self.changes = PlanFileChanges()

    def add(self, row: PlanFileRow, base: ExportedStep | None) -> None:
        """Merge one row; `base` is None where its export is not known."""
        if base is None and (row.export or not row.title):
            self.changes.unknown_export.append(row.step_id)
        own = self.current.own_steps.get(row.step_id)
        if own:
            self._merge_own_step(row, base or self._assumed_base(row, own), own)
        elif not row.title:
            self._merge_planned_step(row, base or self._assumed_base(row))
        elif base is None or not _is_unedited(row, base):
            self._add_own_step(row, base or ExportedStep(row.step_id))

    def _assumed_base(self, row: PlanFileRow, own: OwnStep | None = None) -> ExportedStep:
        """The base of a row whose export is unknown: nothing ticked and nothing noted, so nothing is taken away.

        No step is moved, as the day may be that of an older plan; a step of the person's own has no other days than
        those they gave it, so it is moved unless they moved it in the application.
        """
        ours, day = self.current.progress_of(row.step_id), row.day
        known_days = [self.current.days.get(row.step_id, row.day), *([own.day] if own else [])]
        if own and not ours.day:
            day = own.day
        elif row.has_day_cell and row.day not in known_days and not (ours.done or row.done):
            self.changes.not_moved.append(row.step_id)
        base = ExportedStep(row.step_id, day=day, moved=own is not None)
        return replace(base, title=own.title, minutes=own.minutes) if own else base

    def _merge_planned_step(self, row: PlanFileRow, base: ExportedStep) -> None:
        ours = self.current.progress_of(row.step_id)
        merged = self._merge_tick_and_note(row, base)
        merged = replace(merged, day=self._merged_day(row, base, ours.day, merged.done))
        if merged != ours:
            self.changes.progress.append(merged)

    def _merge_own_step(self, row: PlanFileRow, base: ExportedStep, own: OwnStep) -> None:
        ours = self.current.progress_of(row.step_id)
        merged, shown = self._merge_tick_and_note(row, base), ours.day or own.day
        step = replace(
            own,
            title=_merged(base.title, row.title or None, own.title),
            minutes=_merged(base.minutes, row.minutes, own.minutes),
        )
        day = self._merged_day(row, base, shown, merged.done)
        if day != shown:
            step, merged = replace(step, day=day), replace(merged, day=None)
        if step != own:
            self.changes.own_steps.append(step)
        if merged != ours:
            self.changes.progress.append(merged)

    def _add_own_step(self, row: PlanFileRow, base: ExportedStep) -> None:
        """Add a step that is new in the file, or that was removed in the application and edited in the file."""
        step = OwnStep(row.step_id, row.title, row.day if row.has_day_cell else base.day)
        self.changes.own_steps.append(step if row.minutes is None else replace(step, minutes=row.minutes))
        merged = replace(self._merge_tick_and_note(row, base), day=None)
        if merged != self.current.progress_of(row.step_id):
            self.changes.progress.append(merged)

    def _merge_tick_and_note(self, row: PlanFileRow, base: ExportedStep) -> StepProgress:
        """The step's progress with the merged tick and note, and the day that is stored."""
        ours = self.current.progress_of(row.step_id)
        note = _merged_note(base.note, row.note, ours.note)
        if len(note) > NOTE_LENGTH:
            self.changes.long_notes.append(row.step_id)
            note = ours.note
        return replace(ours, done=_merged(base.done, row.done, ours.done), note=note)

    def _merged_day(self, row: PlanFileRow, base: ExportedStep, ours: date | None, done: bool) -> date | None:
        """The day that the person gave the step; nothing that is still to do is moved to a day that has passed."""
        if not row.has_day_cell or row.day in (base.day, ours):
            return ours
        if row.day is not None and row.day < self.current.today and not done:
            self.changes.past.append(row.step_id)
            return ours
        if ours != (base.day if base.moved else None):
            self.changes.moved_in_both.append(row.step_id)
        return row.day


def _is_unedited(row: PlanFileRow, base: ExportedStep) -> bool:
    pairs = ((row.done, base.done), (row.note, base.note), (row.title, base.title), (row.minutes, base.minutes))
    return all(theirs in (None, value) for theirs, value in pairs) and (not row.has_day_cell or row.day == base.day)


def _merged(base: V | None, theirs: V | None, ours: V) -> V:
    return ours if theirs is None or theirs == base else theirs


def _merged_note(base: str, theirs: str | None, ours: str) -> str:
    """The note of the side that was edited; where both were, ours followed by the lines that only theirs has.

    Space around a note is no edit.
    """
    if theirs is None or theirs.strip() == base.strip():
        return ours
    if ours == base:
        return theirs
    lines = ours.split("\n") if ours else []
    return "\n".join([*lines, *(line for line in theirs.split("\n") if line and line not in lines)])
