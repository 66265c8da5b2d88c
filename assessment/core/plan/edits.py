"""What a person edited in the file of a plan, on whichever day it was exported."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import inf

from assessment.core.applications.records import OwnStep, StepMark
from assessment.core.plan.key_dates import add_days
from assessment.core.plan.plan import Plan
from assessment.core.plan.progress import once

EXPORTED_WITHIN_DAYS = 60
"""How long a file may have been away for its own days to be told from those the person gave."""
Marks = Mapping[str, StepMark]
PlannedDays = Mapping[str, date | None]
"""Step id -> the day that a plan gives it."""


@dataclass(frozen=True, slots=True)
class Edits:
    """The marks and own steps that a file changes, ready to be saved.

    `past` names the steps it would move to a day that has passed: those stay where they are.
    """

    marks: tuple[StepMark, ...]
    own_steps: tuple[OwnStep, ...]
    past: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """How many steps are changed; one that is added and ticked is one."""
        return len({*(mark.step_id for mark in self.marks), *(step.id for step in self.own_steps)})


def recent_plans(
    plan_of: Callable[[date, Collection[str]], Plan], today: date, ticked: Collection[Collection[str]]
) -> Iterator[Plan]:
    """The plan of today and of each day before it, latest first, as `plan_of` makes it of the day and what is done.

    `ticked` holds the sets of steps that may have been done by then, each tried in its turn.
    """
    for days_ago in range(EXPORTED_WITHIN_DAYS + 1):
        for done in ticked:
            yield plan_of(add_days(today, -days_ago), done)


def ticked_at_export(brought: Iterable[StepMark], standing: Marks) -> tuple[frozenset[str], ...]:
    """The sets of steps that may have been ticked when the file was made: those of now, and those the file has too."""
    now = frozenset(step_id for step_id, mark in standing.items() if mark.done)
    then = now.intersection(mark.step_id for mark in brought if mark.done)
    return tuple(dict.fromkeys((now, then)))


def exported_days(plans: Iterable[Plan], rows: PlannedDays, standing: Marks) -> PlannedDays:
    """The days in the plan that a file was made from: of the plans, the first that fits the days of its rows best.

    A row with the plan's day speaks for the plan, and a step without a row against it. A row with the day that the
    person once gave the step says nothing. A step that the plan does not have counts with its day in the first of the
    plans, which is today's.
    """
    telling = {step_id: day for step_id, day in rows.items() if day != _mark_of(step_id, standing).day}
    todays: PlannedDays | None = None
    best: PlannedDays = {}
    best_fit = -inf
    for plan in plans:
        days = {step.id: step.day for step in once((*plan.steps, *plan.not_fit, *plan.lessons)).values()}
        todays = days if todays is None else todays
        fit = len(days.items() & telling.items()) - len(days.keys() - rows.keys())
        if fit > best_fit:
            best, best_fit = days, fit
        if fit == len(telling):
            break
    return {**(todays or {}), **best}


def edits_of(
    days: PlannedDays,
    brought: Iterable[StepMark],
    brought_steps: Collection[OwnStep],
    standing: Marks,
    own_steps: Iterable[OwnStep],
    today: date,
) -> Edits:
    """What the marks and own steps of a file change in those that stand; `days` are of the plan it was made from."""
    own = {step.id: step for step in own_steps}
    unmoved = {step.id for step in brought_steps if step.id in own and step.day == _shown_day(own[step.id], standing)}
    steps = [replace(step, day=own[step.id].day) if step.id in unmoved else step for step in brought_steps]
    marks = [
        replace(mark, day=_mark_of(mark.step_id, standing).day) if mark.step_id in unmoved else mark for mark in brought
    ]
    return Edits(
        marks=tuple(changed_marks(days, marks, standing, today)),
        own_steps=tuple(step for step in steps if step != own.get(step.id)),
        past=tuple(mark.step_id for mark in marks if _is_edited(mark, days, standing) and _is_past(mark, today)),
    )


def changed_marks(days: PlannedDays, brought: Iterable[StepMark], standing: Marks, today: date) -> Iterator[StepMark]:
    """Those of the brought marks that differ from the standing ones, ready to be saved.

    A day equal to that of `days`, in the plan the file was made from, is no move: the plan goes on giving the
    step its day. Nothing that is still to do is moved to a day before `today`.
    """
    for mark in brought:
        kept = _mark_of(mark.step_id, standing)
        if _is_edited(mark, days, standing):
            mark = replace(mark, day=kept.day) if _is_past(mark, today) else mark
        elif mark.day != kept.day:
            mark = replace(mark, day=None)
        if mark != kept:
            yield mark


def _is_edited(mark: StepMark, days: PlannedDays, standing: Marks) -> bool:
    return mark.day not in (_mark_of(mark.step_id, standing).day, days.get(mark.step_id))


def _is_past(mark: StepMark, today: date) -> bool:
    return mark.day is not None and mark.day < today and not mark.done


def _shown_day(own: OwnStep, standing: Marks) -> date | None:
    return _mark_of(own.id, standing).day or own.day


def _mark_of(step_id: str, standing: Marks) -> StepMark:
    return standing.get(step_id, StepMark(step_id))
