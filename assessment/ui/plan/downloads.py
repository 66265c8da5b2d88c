"""The plan as files: CSV, page to print, and calendar, all of it or one event, with reminders at a chosen hour."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, tzinfo
from functools import partial

import streamlit as st

from assessment import charts
from assessment.core.applications.records import PlanExport, StepProgress
from assessment.core.applications.repository import Repository
from assessment.core.errors import AssessmentError
from assessment.core.model import Stage
from assessment.core.model.process import FACTS
from assessment.core.plan.marked_days import MarkedDays
from assessment.core.plan.plan import Plan
from assessment.core.text.i18n import format_day, tr
from assessment.core.text.local_time import is_skipped, moment_of
from assessment.export.ics import calendar_steps, plan_ics, reminder_hour
from assessment.export.plan_csv import exported_steps, plan_csv
from assessment.export.printable import printable_page
from assessment.ui.components.failure import show_problem
from assessment.ui.components.formatting import format_time_of_day, numbered_names
from assessment.ui.components.widgets import show_download
from assessment.ui.session import current_application, facts, plan_progress, visit
from assessment.ui.session.page_data import PageData, marked_days_of

REMINDERS_FOLD = "reminders"


def show_downloads(page_data: PageData) -> None:
    """Show the buttons that download the plan as CSV, as a calendar and as a page to print."""
    progress = plan_progress.step_progress()
    repository, application = current_application.repository(), current_application.application()
    with st.container(horizontal=True):
        show_download(
            tr("Download the plan (CSV)"),
            "callback-plan.csv",
            partial(export_plan_csv, repository, application, page_data, progress),
            key="download_plan",
        )
        show_calendar_download(tr("Calendar (.ics)"), page_data, page_data.plan, "download_calendar")
        show_download(
            tr("Page to print"),
            "callback-plan.html",
            partial(plan_page, page_data, progress, marked_days_of(page_data)),
            key="download_page",
            icon=":material/print:",
        )
    show_reminders(page_data)


def export_plan_csv(
    repository: Repository, application: str, page_data: PageData, progress: Mapping[str, StepProgress]
) -> str:
    """The plan as CSV; what it says is stored, to be compared with the file that comes back.

    Runs at the click on Download, outside the run of the page: the visit cannot be asked there for the open
    application. Where nothing can be stored, the file names no export.
    """
    try:
        export = repository.save_plan_export(application, exported_steps(page_data.plan, progress).values())
    except AssessmentError:
        export = ""
    return plan_csv(page_data.instrument, page_data.plan, progress, export=export)


def plan_page(page_data: PageData, progress: Mapping[str, StepProgress], marked: MarkedDays | None) -> str:
    """The plan as an HTML page to print, with the outlook over days where there are `marked` ones."""
    drawing = None
    if marked:
        drawing = charts.printed_outlook(
            page_data.instrument,
            page_data.assessment,
            page_data.process,
            page_data.today,
            marked=marked,
            advice=page_data.advice,
        )
    return printable_page(
        page_data.assessment,
        page_data.plan,
        progress,
        page_data.process,
        page_data.today,
        drawing=drawing,
        advice=page_data.advice,
    )


def show_reminders(page_data: PageData) -> None:
    """When the calendar reminds, and one event alone, in a fold that is empty until it is opened."""
    show_skipped_time(page_data)
    fold = st.expander(tr("Reminders, and one event alone"), type="compact", key=REMINDERS_FOLD, on_change="rerun")
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
    # Without days: the browser identifies a choice by its name, which must not change when the step is moved.
    names = numbered_names({step_id: steps[step_id].title for step_id in sorted(steps)})
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
