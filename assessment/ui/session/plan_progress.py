"""The plan as this visit has it: ticks, moves, notes, own steps, and entries that are not finished.

A mark is compared with what this visit last drew, field by field: what another tab did to another field, or
to a step this tab left alone, stands.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from assessment.core.applications.records import OwnStep, StepMark
from assessment.core.plan.edits import Edits
from assessment.core.text.cleaning import NOTE_LENGTH, clean_text
from assessment.ui.session import current_application
from assessment.ui.session.visit import visit
from assessment.ui.session.widget_key import names_of_kind

DONE, DAY, NOTE = "done", "day", "note"
FIELDS = (DONE, DAY, NOTE)
TRIAL = "trial"


def step_marks() -> Mapping[str, StepMark]:
    """What the person did with the steps of the plan."""
    return current_application.stored().marks


def mark_of(step_id: str) -> StepMark:
    """What the person did with one step."""
    return step_marks().get(step_id, StepMark(step_id))


def mark_key(field: str, step_id: str) -> str:
    """The key of the widget for one field of a step's mark; a mark that changed elsewhere moves on to a new one."""
    return current_application.widget_key(field, step_id, current_application.seen().mark_renewals.get(step_id, 0))


def _renew(step_id: str) -> None:
    renewals = current_application.seen().mark_renewals
    renewals[step_id] = renewals.get(step_id, 0) + 1


def save_mark_field(step_id: str, field: str, value: Any) -> None:
    """Keep one field of a mark when it is another than this visit last drew; two different notes are both kept."""
    drawn = current_application.seen().marks.get(step_id, StepMark(step_id))
    now = mark_of(step_id)
    if field == NOTE:
        value = clean_text(value, NOTE_LENGTH)
    if value == getattr(drawn, field):
        return
    if field == NOTE and now.note not in (drawn.note, value, ""):
        value = clean_text(f"{now.note}\n{value}", NOTE_LENGTH)
        _renew(step_id)
    mark = replace(now, **{field: value})
    if mark == now or _save_mark(mark):
        current_application.seen().marks[step_id] = mark


def clear_mark_day(step_id: str) -> None:
    """Take back where a step was moved to, and show its widget empty from now on."""
    save_mark_field(step_id, DAY, None)
    _renew(step_id)


def _save_mark(mark: StepMark) -> bool:
    with current_application.saving() as repository:
        repository.save_step_mark(current_application.application(), mark)
        return True
    return False


def sync_from_store() -> None:
    """Take in the marks that another tab saved, and draw them anew."""
    drawn, marks = current_application.seen().marks, step_marks()
    for step_id in {*drawn, *marks}:
        if drawn.get(step_id, StepMark(step_id)) != marks.get(step_id, StepMark(step_id)):
            drawn[step_id] = marks.get(step_id, StepMark(step_id))
            _renew(step_id)


def take_shown_marks(values: Mapping[str, Any]) -> None:
    """Save what the widgets of marks among these values hold."""
    for field in FIELDS:
        for step_id, key in names_of_kind(values, field, partial(mark_key, field)).items():
            save_mark_field(step_id, field, values[key])


def own_steps() -> tuple[OwnStep, ...]:
    """The steps the person added."""
    return current_application.stored().own_steps


def add_own_step(step: OwnStep) -> None:
    """Keep a step of the person's own."""
    with current_application.saving() as repository:
        repository.save_own_step(current_application.application(), step)


def remove_own_step(step_id: str) -> None:
    """Drop a step of the person's own."""
    with current_application.saving() as repository:
        repository.remove_own_step(current_application.application(), step_id)


def import_plan(edits: Edits) -> bool:
    """Take over what was edited in the file of a plan, all of it or nothing; False where it could not be saved."""
    if not edits.number:
        return True
    with current_application.saving() as repository:
        repository.save_plan_edits(current_application.application(), edits.marks, edits.own_steps)
        return True
    return False


def drop_report() -> None:
    """Say no more what an earlier import did."""
    current_application.seen().report = None


def keep_report(taken: int, sentences: Iterable[str]) -> None:
    """Keep what the last import did, to be shown after it."""
    current_application.seen().report = (taken, tuple(sentences))


def report() -> tuple[int, tuple[str, ...]] | None:
    """What the last import did: how many changes, and the sentences on the rest."""
    return current_application.seen().report


def trial_key(name: str) -> str:
    """The key of a widget whose value is dropped when the trial or the entry ends."""
    return current_application.widget_key(TRIAL, name, visit().trials, in_words=True)


def end_trial() -> None:
    """Show the widgets of trials and entries empty again."""
    visit().trials += 1
