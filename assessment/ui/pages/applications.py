"""The applications page: every application with its outlook and next step, and what came of them."""

import streamlit as st

from assessment.core.text.i18n import tr
from assessment.ui.applications.actions import show_add_button, show_undo
from assessment.ui.applications.history import show_history, show_track_record
from assessment.ui.applications.lines import show_lines, show_total_chance
from assessment.ui.applications.numbers import numbers_of
from assessment.ui.session import current_application, visit


def page() -> None:
    st.title(tr("Applications"), anchor=False)
    today, statuses = visit.today(), current_application.own_repository().statuses()
    numbers = numbers_of(statuses, today)
    if current_application.is_example():
        st.markdown(tr("These are your own applications; the example is not among them."))
    show_lines([status for status in statuses if not status.archived], today, "lines")
    show_undo()
    show_add_button()
    archived = [status for status in statuses if status.archived]
    if archived:
        with st.expander(tr("Put away ({number})", number=len(archived))):
            show_lines(archived, today, "archived")
    show_total_chance(statuses, numbers)
    show_history()
    show_track_record(statuses, numbers)


if __name__ == "__main__":
    page()
