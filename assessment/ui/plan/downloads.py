"""The plan as files: CSV, calendar and page to print."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from assessment import charts
from assessment.core.applications.records import StepProgress
from assessment.core.applications.repository import Repository
from assessment.core.errors import AssessmentError
from assessment.core.plan.marked_days import MarkedDays
from assessment.core.text.i18n import tr
from assessment.export.plan_csv import exported_steps, plan_csv
from assessment.export.printable import printable_page
from assessment.ui.components.widgets import show_download
from assessment.ui.plan.calendar import show_calendar_download, show_reminders
from assessment.ui.session import current_application, plan_progress
from assessment.ui.session.page_data import PageData, marked_days_of


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
