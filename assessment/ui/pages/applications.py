"""The applications page: every application with its outlook and next step, and what came of them."""

import streamlit as st

from assessment.core.text.i18n import tr
from assessment.ui.applications.actions import show_add_button, show_undo
from assessment.ui.applications.history import show_history, show_track_record
from assessment.ui.applications.line import application_line
from assessment.ui.applications.lines import show_lines, show_total_chance
from assessment.ui.applications.your_data import show_your_data
from assessment.ui.session import current_application, visit
from assessment.ui.session.page_data import other_open_processes


def page() -> None:
    """The applications page."""
    st.title(tr("Applications"), anchor=False)
    today, stored = visit.today(), current_application.own_repository().stored_applications()
    applications = [each.application for each in stored]
    lines = [application_line(each, today, other_open_processes(each.application.id, applications)) for each in stored]
    if current_application.is_example():
        st.markdown(tr("These are your own applications; the example is not among them."))
    show_total_chance([line for line in lines if line.is_open])
    show_lines([line for line in lines if not line.application.archived], today, "lines")
    show_undo()
    show_add_button()
    archived = [line for line in lines if line.application.archived]
    if archived:
        with st.expander(tr("Put away ({number})", number=len(archived))):
            show_lines(archived, today, "archived")
    current = current_application.application()
    show_history(next((line.title for line in lines if line.application.id == current), ""))
    show_track_record(stored)
    show_your_data()


if __name__ == "__main__":
    page()
