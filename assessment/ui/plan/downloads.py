"""The plan to take away: as a spreadsheet, a calendar and a page to print, and the letters to send."""

from collections.abc import Mapping

import streamlit as st

from assessment import charts
from assessment.core.applications.repository import StepMark
from assessment.core.plan.letters import drafts_for
from assessment.core.text.i18n import tr
from assessment.export.ics import plan_ics
from assessment.export.plan_csv import plan_csv
from assessment.export.printable import printable_page
from assessment.ui.components.formatting import escape_markdown
from assessment.ui.session import clock, current_application, language, plan_progress
from assessment.ui.session.page_data import PageData


def show_downloads(page_data: PageData) -> None:
    """The plan as a spreadsheet, a calendar and a sheet of paper."""
    marks = plan_progress.step_marks()
    calendar = plan_ics(
        page_data.plan, marks, page_data.process, now=clock.now(), application=current_application.application()
    )
    with st.container(horizontal=True):
        st.download_button(
            tr("Download the plan (CSV)"),
            data=plan_csv(page_data.instrument, page_data.plan, marks).encode(),
            file_name="callback-plan.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
            key="download_plan",
        )
        st.download_button(
            tr("Calendar (.ics)"),
            data=calendar,
            file_name="callback-plan.ics",
            mime="text/calendar",
            icon=":material/event:",
            on_click="ignore",
            key="download_calendar",
        )
        st.download_button(
            tr("Page to print"),
            data=language.in_current_language(lambda: page_to_print(page_data, marks).encode()),
            file_name="callback-plan.html",
            mime="text/html",
            icon=":material/print:",
            on_click="ignore",
            key="download_page",
        )


def page_to_print(page_data: PageData, marks: Mapping[str, StepMark]) -> str:
    """The plan on one sheet, with the outlook over days."""
    drawing = charts.printed_outlook(
        page_data.instrument, page_data.assessment, page_data.process, page_data.today, advice=page_data.advice
    )
    return printable_page(
        page_data.assessment,
        page_data.plan,
        marks,
        page_data.process,
        page_data.today,
        drawing=drawing,
        advice=page_data.advice,
    )


def show_drafts(page_data: PageData) -> None:
    """The letters that fit now, to copy or download."""
    drafts = drafts_for(page_data.instrument, page_data.process, page_data.stage, page_data.today)
    if not drafts:
        return
    st.header(tr("Letters, ready to fill in"), anchor=False)
    st.markdown(tr("Only you can fill what stands in [square brackets]."))
    draft = st.selectbox(
        tr("Letter"), drafts, format_func=lambda draft: draft.title, key=plan_progress.trial_key("draft")
    )
    if draft is None:
        return
    if draft.help:
        st.markdown(f":small[{escape_markdown(draft.help)}]")
    text = tr("Subject: {subject}\n\n{body}", subject=draft.subject, body=draft.body)
    st.code(text, language=None, wrap_lines=True)
    st.download_button(
        tr("Download the letter"),
        data=text.encode(),
        file_name="callback-letter.txt",
        mime="text/plain",
        on_click="ignore",
        key="download_letter",
    )
