"""The plan as a calendar: all of it or one event, with reminders at the hour that the person chooses."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, time, tzinfo
from functools import partial

import streamlit as st

from assessment.core.applications.records import PlanExport, StepProgress
from assessment.core.applications.repository import Repository
from assessment.core.errors import AssessmentError
from assessment.core.model import Stage
from assessment.core.model.process import FACTS
from assessment.core.plan.plan import Plan
from assessment.core.plan.schedule import Step
from assessment.core.text.i18n import format_day, tr
from assessment.core.text.local_time import is_skipped, moment_of
from assessment.export.ics import calendar_steps, plan_ics, reminder_hour
from assessment.ui.components.failure import show_problem
from assessment.ui.components.formatting import format_time_of_day, numbered_names
from assessment.ui.components.widgets import show_download
from assessment.ui.session import current_application, facts, plan_progress, visit
from assessment.ui.session.page_data import PageData

FOLD = "reminders"


def show_reminders(page_data: PageData) -> None:
    """When the calendar reminds, and one event alone, in a fold that is empty until it is opened."""
    show_skipped_time(page_data)
    fold = st.expander(tr("Reminders, and one event alone"), type="compact", key=FOLD, on_change="rerun")
    if fold.open:
        with fold:
            ask_reminder_hour()
            st.markdown(
                tr(
                    "Each step reminds you on its day, the interview on the day before and an hour before. Some "
                    "calendars, Google Calendar among them, ignore the reminders of files and use their own."
                )
            )
            ask_one_event(page_data)


def ask_reminder_hour() -> None:
    """Ask for the hour of the reminders, and save it once it is another than shown."""
    shown, label = reminder_hour(facts.process()), FACTS["reminder_hour"].label
    hour = st.selectbox(
        tr(label),
        range(24),
        index=shown,
        format_func=lambda hour: format_time_of_day(time(hour)),
        key=facts.choice_key("reminder_hour"),
        width=160,
    )
    if hour != shown:
        facts.change_process({"reminder_hour": hour})
        st.rerun()


def show_skipped_time(page_data: PageData) -> None:
    """Say that the interview is at a time which the clocks skip on its day, and which one the calendar has."""
    day, clock, zone = page_data.process.interview_date, page_data.process.interview_time, visit.now().tzinfo or UTC
    if page_data.stage is Stage.INVITED and day and clock and is_skipped(day, clock, zone):
        sentence = tr(
            "On {day} the clocks go forward and there is no {time}; the calendar has {moved} instead.",
            day=format_day(day),
            time=format_time_of_day(clock),
            moved=format_time_of_day(moment_of(day, clock, zone).time()),
        )
        show_problem(sentence, st.warning)


def ask_one_event(page_data: PageData) -> None:
    """Ask for one step, and offer its event alone."""
    steps = {step.id: step for step in page_data.plan.every_step}
    dated = calendar_steps(page_data.plan, plan_progress.step_progress())
    names = step_names(steps.values())
    chosen = st.selectbox(
        tr("One event alone"),
        [step_id for step_id in steps if step_id in dated],
        index=None,
        format_func=names.__getitem__,
        placeholder=tr("Choose a step"),
        key=plan_progress.trial_key("event"),
    )
    if chosen:
        show_calendar_download(tr("This event (.ics)"), page_data, Plan((steps[chosen],), (), ()), "download_event")


def step_names(steps: Collection[Step]) -> dict[str, str]:
    """Step id -> its name in a list to choose from: the title, with a number from the second of that title on.

    The name has no day: the browser identifies a choice by its name, which must not change when the step is moved.
    """
    return numbered_names({step.id: step.title for step in sorted(steps, key=lambda step: step.id)})


def show_calendar_download(label: str, page_data: PageData, plan: Plan, key: str) -> None:
    """A button that downloads the plan, or some steps of it, as a calendar."""
    repository, application = current_application.repository(), current_application.application()
    progress, zone = plan_progress.step_progress(), visit.now().tzinfo or UTC
    make = partial(export_calendar, repository, application, page_data, progress, plan=plan, zone=zone)
    show_download(label, "callback-plan.ics", make, key=key, icon=":material/event:")


def export_calendar(
    repository: Repository,
    application: str,
    page_data: PageData,
    progress: Mapping[str, StepProgress],
    *,
    plan: Plan,
    zone: tzinfo,
) -> bytes:
    """The plan, or some steps of it, as a calendar with the times of a zone.

    What earlier calendars had and the page's plan no longer has comes as cancelled events. Runs at the click on
    Download, outside the run of the page: the visit cannot be asked there for the open application. Where nothing can
    be stored, nothing is cancelled.
    """
    said = calendar_steps(plan, progress)
    try:
        export = repository.save_calendar_export(application, said.values())
    except AssessmentError:
        export = PlanExport("", 1, datetime.now(UTC), said)
    planned = calendar_steps(page_data.plan, progress)
    return plan_ics(
        plan,
        progress,
        page_data.process,
        now=export.exported_at.astimezone(zone),
        application=application,
        earlier={step_id: each for step_id, each in export.steps.items() if step_id not in planned},
    )
