"""What the person did with the plan: ticks, moves, notes, own steps, and trials that are not saved.

The progress of a step is compared field by field with what this visit last saw, so that changes of other fields or
steps in another tab are not overwritten.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from assessment.core.applications.records import OwnStep, StepProgress
from assessment.core.plan.merge import PlanFileChanges
from assessment.core.text.cleaning import NOTE_LENGTH, clean_text
from assessment.core.text.date_parsing import LAST_DAY
from assessment.core.text.i18n import tr
from assessment.ui.session import current_application, visit
from assessment.ui.session.widget_key import names_of_kind

DONE, DAY, NOTE = "done", "day", "note"
FIELDS = (DONE, DAY, NOTE)
TRIAL = "trial"


def step_progress() -> Mapping[str, StepProgress]:
    """What the person did with the steps of the plan."""
    progress, unsaved = current_application.stored().progress, current_application.last_seen().unsaved.progress
    changed = {}
    for step_id, fields in unsaved.items():
        stored = progress.get(step_id, StepProgress(step_id))
        changed[step_id] = _with_day_of_tick(replace(stored, **fields), stored)
    return {**progress, **changed} if changed else progress


def progress_of(step_id: str) -> StepProgress:
    """What the person did with one step."""
    return step_progress().get(step_id, StepProgress(step_id))


def progress_key(field: str, step_id: str) -> str:
    """The key of the widget for one field of a step's progress."""
    return current_application.widget_key(field, step_id, current_application.last_seen().progress_resets[step_id])


def _reset_widgets(step_id: str) -> None:
    """Replace the widgets of a step by new ones, which show its progress as this visit last saw it."""
    current_application.last_seen().progress_resets[step_id] += 1


def day_problem(day: date | None) -> str:
    """One sentence on why nothing can be planned for a day; empty when it can, or where there is none."""
    if day is None or visit.today() <= day <= LAST_DAY:
        return ""
    return tr(
        "Nothing can be planned for {day}; expected a day from {first} to {last}.",
        day=day,
        first=visit.today(),
        last=LAST_DAY,
    )


def save_progress_field(step_id: str, field: str, value: Any) -> None:
    """Save one field of a step's progress where this visit last saw or chose another; what fails is kept for later.

    A day for which nothing can be planned is not saved.
    """
    last_seen = current_application.last_seen()
    unsaved = last_seen.unsaved.progress.get(step_id, {})
    if field == NOTE:
        value = clean_text(value, NOTE_LENGTH)
    if field == DAY and day_problem(value):
        return
    if value != unsaved.get(field, getattr(_last_seen(step_id), field)):
        last_seen.unsaved.progress[step_id] = {**unsaved, field: value}
        _save(step_id)


def save_unsaved() -> None:
    """Save the progress and the person's own steps that were not saved before."""
    unsaved = current_application.last_seen().unsaved
    for step_id in list(unsaved.progress):
        _save(step_id)
    for step_id in list(unsaved.own_steps):
        _save_own_step(step_id)


def _save(step_id: str) -> None:
    """Save the unsaved fields of a step, if it has any; of two different notes, save both."""
    unsaved = current_application.last_seen().unsaved.progress
    if step_id not in unsaved:
        return
    last_seen, stored = _last_seen(step_id), current_application.stored().progress.get(step_id, StepProgress(step_id))
    fields = dict(unsaved[step_id])
    if NOTE in fields and stored.note not in (last_seen.note, fields[NOTE], ""):
        fields[NOTE] = clean_text(f"{stored.note}\n{fields[NOTE]}", NOTE_LENGTH)
        _reset_widgets(step_id)
    changed = _with_day_of_tick(replace(stored, **fields), stored)
    with current_application.saving(tried_again=True) as repository:
        if changed != stored:
            repository.save_plan_changes(current_application.application(), progress=[changed])
        current_application.last_seen().progress[step_id] = changed
        del unsaved[step_id]
        if DONE in fields:
            current_application.last_seen().last_tick = step_id if changed.done else ""


def _last_seen(step_id: str) -> StepProgress:
    return current_application.last_seen().progress.get(step_id, StepProgress(step_id))


def _with_day_of_tick(changed: StepProgress, stored: StepProgress) -> StepProgress:
    """The changed progress with today as the day of its tick, if it has been ticked only now."""
    if changed.done == stored.done:
        return changed
    return replace(changed, done_on=visit.today() if changed.done else None)


def last_tick() -> str:
    """The id of the step that was ticked last in this visit and still is; empty for none."""
    step_id = current_application.last_seen().last_tick
    return step_id if step_id and progress_of(step_id).done else ""


def replace_progress(step_id: str, field: str, value: Any) -> None:
    """Save a field of a step's progress that was given elsewhere than in its widget, and show it there."""
    save_progress_field(step_id, field, value)
    _reset_widgets(step_id)


def sync_from_store() -> None:
    """Show the progress that another tab saved."""
    last_seen, stored = current_application.last_seen(), current_application.stored().progress
    for step_id in {*last_seen.progress, *stored} - last_seen.unsaved.progress.keys():
        progress = stored.get(step_id, StepProgress(step_id))
        if progress != _last_seen(step_id):
            last_seen.progress[step_id] = progress
            _reset_widgets(step_id)


def save_widget_values(values: Mapping[str, Any]) -> None:
    """Save the progress among the values of the page's widgets."""
    for field in FIELDS:
        for step_id, key in names_of_kind(values, field, partial(progress_key, field)).items():
            save_progress_field(step_id, field, values[key])


def own_steps() -> tuple[OwnStep, ...]:
    """The steps that the person added."""
    stored, unsaved = current_application.stored().own_steps, current_application.last_seen().unsaved.own_steps
    steps: dict[str, OwnStep | None] = {step.id: step for step in stored}
    return tuple(step for step in {**steps, **unsaved}.values() if step)


def save_own_step(step_id: str, step: OwnStep | None) -> None:
    """Save a step of the person's own, None to remove it; what fails is kept for later."""
    current_application.last_seen().unsaved.own_steps[step_id] = step
    _save_own_step(step_id)


def _save_own_step(step_id: str) -> None:
    """Save a step of the person's own as added or removed, if that is still to be saved."""
    unsaved = current_application.last_seen().unsaved.own_steps
    if step_id not in unsaved:
        return
    with current_application.saving(tried_again=True) as repository:
        if step := unsaved[step_id]:
            repository.save_plan_changes(current_application.application(), steps=[step])
        else:
            repository.remove_own_step(current_application.application(), step_id)
        del unsaved[step_id]


def import_plan(changes: PlanFileChanges) -> bool:
    """Save what was edited in the file of a plan, all of it or nothing; False where it could not be saved."""
    if not changes.number:
        return True
    progress = [_with_day_of_tick(each, progress_of(each.step_id)) for each in changes.progress]
    with current_application.saving() as repository:
        repository.save_plan_changes(current_application.application(), progress=progress, steps=changes.own_steps)
        return True
    return False


def trial_key(name: str) -> str:
    """The key of a widget whose value is not saved: that of a trial, or of an entry that is not finished."""
    return current_application.widget_key(TRIAL, name, visit.current().finished_entries, in_words=True)


def end_trial() -> None:
    """Show the widgets of trials and entries empty again."""
    visit.current().finished_entries += 1
