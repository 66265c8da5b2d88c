"""One application as the list of applications shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assessment.core.applications.records import Application, StoredApplication
from assessment.core.applications.snapshots import split_retired
from assessment.core.model.process import Outcome, Process, drop_impossible_facts
from assessment.core.plan.plan import Plan
from assessment.core.plan.progress import apply_progress, days_done
from assessment.core.plan.schedule import Step
from assessment.core.scoring.assess import Assessment, assess
from assessment.core.text.i18n import format_day, tr
from assessment.ui import resources
from assessment.ui.components.formatting import application_name
from assessment.ui.session import current_application, visit
from assessment.ui.session.page_data import other_open_processes, plan_of


@dataclass(frozen=True, slots=True)
class ApplicationLine:
    """An application with its present numbers; `next_step` is the first step of its plan that is not done.

    The outlook must not be shown before it `is_revealed`: the person gives their own guess first.
    """

    application: Application
    assessment: Assessment
    is_revealed: bool
    next_step: Step | None

    @property
    def title(self) -> str:
        """Employer and role, or the day it was added."""
        return application_title(self.application)

    @property
    def is_open(self) -> bool:
        """Whether an outcome is still to come."""
        return not self.application.archived and not self.application.process.decided


def application_title(application: Application) -> str:
    """Employer and role, or the day the application was added."""
    added = format_day(visit.day_of(application.created_at))
    return application_name(application.process) or tr("Application added {day}", day=added)


def application_lines(ids: Sequence[str], today: date) -> list[ApplicationLine]:
    """The lines of these applications as of today, in the order the applications were created."""
    repository = current_application.own_repository()
    stored = repository.stored_applications(ids)
    is_offered = any(each.application.process.outcome is Outcome.OFFER for each in stored)
    applications = repository.applications() if is_offered else ()
    return [_line(each, today, other_open_processes(each.application.id, applications)) for each in stored]


def _line(stored: StoredApplication, today: date, others: Sequence[Process]) -> ApplicationLine:
    assessment, plan = assess_and_plan(stored, today, others)
    done, steps = days_done(stored.progress), apply_progress(plan, stored.progress, stored.own_steps).steps
    return ApplicationLine(
        stored.application,
        assessment,
        is_revealed=stored.reveal is not None,
        next_step=next((step for step in steps if step.id not in done), None),
    )


def assess_and_plan(stored: StoredApplication, today: date, others: Sequence[Process] = ()) -> tuple[Assessment, Plan]:
    """The stored application assessed as of today, and its plan before any moves.

    `others` are the processes of the other applications that wait for an answer.
    """
    instrument, application = resources.instrument(), stored.application
    process = drop_impossible_facts(application.process, today)
    answers = split_retired(instrument, stored.responses).scored
    assessment = assess(instrument, answers, process=process, today=today)
    outcome_day = visit.day_of(application.outcome_at) if application.outcome_at else None
    return assessment, plan_of(instrument, assessment, process, outcome_day, today, stored.progress, others)
