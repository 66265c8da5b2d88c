"""What the person did with the plan: ticks, moves, notes, own steps, and trials that are not saved.

The progress of a step is compared field by field with what this visit last saw, so that changes of other fields or
steps in another tab are not overwritten.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from assessment.core.applications.records import OwnStep, PlanExport, StepProgress
from assessment.core.plan.merge import PlanFileChanges
from assessment.core.text.cleaning import NOTE_LENGTH, clean_text
from assessment.ui.session import current_application, visit
from assessment.ui.session.widget_key import names_of_kind

DONE, DAY, NOTE = "done", "day", "note"
FIELDS = (DONE, DAY, NOTE)
TRIAL = "trial"


def step_progress() -> Mapping[str, StepProgress]:
    """What the person did with the steps of the plan."""
    return current_application.stored().progress


def progress_of(step_id: str) -> StepProgress:
    """What the person did with one step."""
    return step_progress().get(step_id, StepProgress(step_id))


def progress_key(field: str, step_id: str) -> str:
    """The key of the widget for one field of a step's progress."""
    return current_application.widget_key(field, step_id, current_application.last_seen().progress_resets[step_id])


def _reset_widgets(step_id: str) -> None:
    """Replace the widgets of a step by new ones, which show its progress as this visit last saw it."""
    current_application.last_seen().progress_resets[step_id] += 1


def save_progress_field(step_id: str, field: str, value: Any) -> None:
    """Save one field of a step's progress where this visit last saw another; of two different notes, save both."""
    seen_progress, stored = current_application.last_seen().progress, progress_of(step_id)
    last_seen = seen_progress.get(step_id, StepProgress(step_id))
    if field == NOTE:
        value = clean_text(value, NOTE_LENGTH)
    if value == getattr(last_seen, field):
        return
    if field == NOTE and stored.note not in (last_seen.note, value, ""):
        value = clean_text(f"{stored.note}\n{value}", NOTE_LENGTH)
        _reset_widgets(step_id)
    changed = _with_day_of_tick(replace(stored, **{field: value}), stored)
    if changed == stored:
        seen_progress[step_id] = changed
        return
    with current_application.saving() as repository:
        repository.save_step_progress(current_application.application(), changed)
        seen_progress[step_id] = changed


def _with_day_of_tick(changed: StepProgress, stored: StepProgress) -> StepProgress:
    """The changed progress with today as the day of its tick, if it has been ticked only now."""
    if changed.done == stored.done:
        return changed
    return replace(changed, done_on=visit.today() if changed.done else None)


def clear_day(step_id: str) -> None:
    """Clear the day to which a step was moved, and show its widget empty from now on."""
    save_progress_field(step_id, DAY, None)
    _reset_widgets(step_id)


def sync_from_store() -> None:
    """Show the progress that another tab saved."""
    last_seen = current_application.last_seen().progress
    for step_id in {*last_seen, *step_progress()}:
        progress = progress_of(step_id)
        if progress != last_seen.get(step_id, StepProgress(step_id)):
            last_seen[step_id] = progress
            _reset_widgets(step_id)


def save_widget_values(values: Mapping[str, Any]) -> None:
    """Save the progress among the values of the page's widgets."""
    for field in FIELDS:
        for step_id, key in names_of_kind(values, field, partial(progress_key, field)).items():
            save_progress_field(step_id, field, values[key])


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
    progress = [_with_day_of_tick(each, progress_of(each.step_id)) for each in changes.progress]
    with current_application.saving() as repository:
        repository.save_plan_changes(current_application.application(), progress, changes.own_steps)
        return True
    return False


def trial_key(name: str) -> str:
    """The key of a widget whose value is not saved: that of a trial, or of an entry that is not finished."""
    return current_application.widget_key(TRIAL, name, visit.current().finished_entries, in_words=True)


def end_trial() -> None:
    """Show the widgets of trials and entries empty again."""
    visit.current().finished_entries += 1
