"""The days that are marked beside an outlook: those on which the plan has its steps, and the promised date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assessment.core.model import StepId
from assessment.core.plan.key_dates import KeyDay, KeyDays
from assessment.core.plan.schedule import Step

STEPS = {
    KeyDay.THANK_YOU: (StepId.THANK_YOU, StepId.THANK_YOU_UNNAMED),
    KeyDay.CHECK_IN: (StepId.CHECK_IN,),
    KeyDay.SECOND_CHECK_IN: (StepId.SECOND_CHECK_IN,),
    KeyDay.TREAT_AS_NO: (StepId.TREAT_AS_NO,),
}
"""Kind of day -> the steps of the plan that it is the day of."""


@dataclass(frozen=True, slots=True)
class MarkedDays:
    """The day of the interview, and the marked days in the order of time, each with its kind."""

    interview: date
    days: tuple[tuple[KeyDay, date], ...]

    def day_of(self, kind: KeyDay) -> date | None:
        """The marked day of this kind; None where there is none."""
        return dict(self.days).get(kind)


def marked_days(days: KeyDays, open_steps: Iterable[Step], today: date) -> MarkedDays:
    """The days to mark: each is that of the first of its steps which are still open.

    The interview is marked while it is to come. Without an open step, the day to treat silence as a no stays that of
    the silence; it is nothing that one does.
    """
    planned: dict[str, date] = {}
    for step in open_steps:
        if step.day:
            planned.setdefault(step.stage_step, step.day)
    marked = {KeyDay.INTERVIEW: days.interview if days.interview > today else None, KeyDay.PROMISED: days.promised}
    for kind, steps in STEPS.items():
        marked[kind] = min((planned[step] for step in steps if step in planned), default=None)
    marked[KeyDay.TREAT_AS_NO] = marked[KeyDay.TREAT_AS_NO] or days.treat_as_no
    in_order = sorted(((kind, day) for kind, day in marked.items() if day), key=lambda each: each[1])
    return MarkedDays(days.interview, tuple(in_order))
