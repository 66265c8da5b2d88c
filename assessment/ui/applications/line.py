"""One application as the list of applications shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assessment.core.applications.records import Application, StoredApplication
from assessment.core.applications.snapshots import split_retired
from assessment.core.model.process import Process, drop_impossible_facts
from assessment.core.plan.progress import apply_progress, days_done
from assessment.core.plan.schedule import Step
from assessment.core.scoring.assess import Assessment, Estimate, assess
from assessment.core.text.i18n import format_day, tr
from assessment.ui import resources
from assessment.ui.session import visit
from assessment.ui.session.page_data import plan_of

HOUR = 60
"""Minutes."""


@dataclass(frozen=True, slots=True)
class ApplicationLine:
    """An application with its present numbers; `next_step` is the first step of its plan that is not done.

    The outlook must not be shown before it `is_revealed`: the person gives their own guess first.
    """

    application: Application
    assessment: Assessment
    is_revealed: bool
    next_step: Step | None
    points_in_an_hour: float

    @property
    def title(self) -> str:
        """Employer and role, or the day it was added."""
        process = self.application.process
        names = [name for name in (process.employer, process.role) if name]
        added = format_day(visit.day_of(self.application.created_at))
        return ", ".join(names) or tr("Application added {day}", day=added)

    @property
    def estimate(self) -> Estimate:
        """The outlook with its range, 0..1."""
        outlook = self.assessment.outlook
        return Estimate(outlook.value, outlook.low, outlook.high)

    @property
    def is_open(self) -> bool:
        """Whether an outcome is still to come."""
        return not self.application.archived and not self.application.process.decided

    @property
    def counts_for_total(self) -> bool:
        """Whether the chance of at least one offer includes it: open, revealed, and something is answered."""
        return self.is_open and self.is_revealed and bool(self.assessment.responses)


def application_line(stored: StoredApplication, today: date, others: Sequence[Process] = ()) -> ApplicationLine:
    """The stored application, assessed as of today; `others` are the other processes that wait for an answer."""
    instrument, application = resources.instrument(), stored.application
    process = drop_impossible_facts(application.process, today)
    answers = split_retired(instrument, stored.responses).scored
    assessment = assess(instrument, answers, process=process, today=today)
    done = days_done(stored.progress)
    outcome_day = visit.day_of(application.outcome_at) if application.outcome_at else None
    plan = plan_of(instrument, assessment, process, outcome_day, today, stored.progress, others)
    steps = apply_progress(plan, stored.progress, stored.own_steps).steps
    return ApplicationLine(
        application,
        assessment,
        is_revealed=stored.reveal is not None,
        next_step=next((step for step in steps if step.id not in done), None),
        points_in_an_hour=points_in(HOUR, [step for step in plan.steps if step.id not in done]),
    )


def points_in(minutes: int, steps: Sequence[Step]) -> float:
    """The most readiness points that the steps can gain in so many minutes; part of a step gains its share."""
    points = 0.0
    for step in sorted(steps, key=lambda step: -step.gain / step.minutes):
        if minutes > 0:
            points += step.gain * min(1.0, minutes / step.minutes)
            minutes -= step.minutes
    return points
