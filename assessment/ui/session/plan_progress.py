"""What the person did with the plan: ticks, moves, notes, own steps, and trials that are not saved.

A mark is compared field by field with what this visit last saw, so that changes of other fields or steps in
another tab are not overwritten.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from assessment.core.applications.records import OwnStep, PlanExport, StepMark
from assessment.core.plan.merge import PlanFileChanges
from assessment.core.text.cleaning import NOTE_LENGTH, clean_text
from assessment.ui.session import current_application, visit
from assessment.ui.session.widget_key import names_of_kind

DONE, DAY, NOTE = "done", "day", "note"
FIELDS = (DONE, DAY, NOTE)
TRIAL = "trial"


def step_marks() -> Mapping[str, StepMark]:
    """What the person did with the steps of the plan."""
    return current_application.stored().marks


def step_mark(step_id: str) -> StepMark:
    """What the person did with one step."""
    return step_marks().get(step_id, StepMark(step_id))


def mark_key(field: str, step_id: str) -> str:
    """The key of the widget for one field of a step's mark."""
    return current_application.widget_key(field, step_id, current_application.last_seen().mark_resets.get(step_id, 0))


def _reset_widgets(step_id: str) -> None:
    """Replace the widgets of a step's mark by new ones, which show the mark as this visit last saw it."""
    resets = current_application.last_seen().mark_resets
    resets[step_id] = resets.get(step_id, 0) + 1


def save_mark_field(step_id: str, field: str, value: Any) -> None:
    """Save one field of a mark where it differs from what this visit last saw; of two different notes, save both."""
    last_seen = current_application.last_seen().marks.get(step_id, StepMark(step_id))
    stored = step_mark(step_id)
    if field == NOTE:
        value = clean_text(value, NOTE_LENGTH)
    if value == getattr(last_seen, field):
        return
    if field == NOTE and stored.note not in (last_seen.note, value, ""):
        value = clean_text(f"{stored.note}\n{value}", NOTE_LENGTH)
        _reset_widgets(step_id)
    mark = replace(stored, **{field: value})
    if mark == stored or _save_mark(mark):
        current_application.last_seen().marks[step_id] = mark


def clear_mark_day(step_id: str) -> None:
    """Clear the day to which a step was moved, and show its widget empty from now on."""
    save_mark_field(step_id, DAY, None)
    _reset_widgets(step_id)


def _save_mark(mark: StepMark) -> bool:
    with current_application.saving() as repository:
        repository.save_step_mark(current_application.application(), mark)
        return True
    return False


def sync_from_store() -> None:
    """Show the marks that another tab saved."""
    last_seen, stored = current_application.last_seen().marks, step_marks()
    for step_id in {*last_seen, *stored}:
        if last_seen.get(step_id, StepMark(step_id)) != stored.get(step_id, StepMark(step_id)):
            last_seen[step_id] = stored.get(step_id, StepMark(step_id))
            _reset_widgets(step_id)


def save_widget_values(values: Mapping[str, Any]) -> None:
    """Save the marks among the values of the page's widgets."""
    for field in FIELDS:
        for step_id, key in names_of_kind(values, field, partial(mark_key, field)).items():
            save_mark_field(step_id, field, values[key])


def own_steps() -> tuple[OwnStep, ...]:
    """The steps that the person added."""
    return current_application.stored().own_steps


def add_own_step(step: OwnStep) -> None:
    """Add a step of the person's own."""
    with current_application.saving() as repository:
        repository.save_own_step(current_application.application(), step)


def remove_own_step(step_id: str) -> None:
    """Remove a step of the person's own."""
    with current_application.saving() as repository:
        repository.remove_own_step(current_application.application(), step_id)


def plan_exports() -> Mapping[str, PlanExport]:
    """What the latest exported files of the plan said, by the id of the export."""
    return current_application.repository().plan_exports(current_application.application())


def import_plan(changes: PlanFileChanges) -> bool:
    """Save what was edited in the file of a plan, all of it or nothing; False where it could not be saved."""
    if not changes.number:
        return True
    with current_application.saving() as repository:
        repository.save_plan_edits(current_application.application(), changes.progress, changes.own_steps)
        return True
    return False


def clear_import_report() -> None:
    """Show no longer what an earlier import did."""
    current_application.last_seen().import_report = None


def set_import_report(imported: int, sentences: Iterable[str]) -> None:
    """Remember how many changes an import made, and the sentences on the rest, to show them in the next run."""
    current_application.last_seen().import_report = (imported, tuple(sentences))


def import_report() -> tuple[int, tuple[str, ...]] | None:
    """How many changes the last import made, and the sentences on the rest."""
    return current_application.last_seen().import_report


def trial_key(name: str) -> str:
    """The key of a widget whose value is not saved: that of a trial, or of an entry that is not finished."""
    return current_application.widget_key(TRIAL, name, visit.current().finished_entries, in_words=True)


def end_trial() -> None:
    """Show the widgets of trials and entries empty again."""
    visit.current().finished_entries += 1
