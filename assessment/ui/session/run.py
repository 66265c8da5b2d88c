"""What one run does first, and which expanders it opens.

Widgets are compared with what this visit last saw, and differences are saved in the script body: callbacks and forms
lose answers when clicks come fast or the page changes.
"""

from typing import Any

import streamlit as st

from assessment.ui.session import answers, facts, plan_progress


def save_widget_values() -> None:
    """Save the values of all widgets before anything is shown, and then show what other tabs saved.

    A page change soon after a click ends the run of that click, so it must save first. The widgets must not persist
    in the session, or the first answer after a restart of the server is lost.
    """
    values: dict[str, Any] = st.session_state.to_dict()
    answers.save_widget_values(values)
    facts.save_widget_values(values)
    plan_progress.save_widget_values(values)
    for part in (answers, facts, plan_progress):
        part.sync_from_store()


def save_answer_widgets() -> None:
    """Save what the question widgets hold: all that the run of one question can have changed."""
    answers.save_widget_values(st.session_state.to_dict())


def open_expander(key: str) -> None:
    """Show the expander with this key open at first; from then on the person opens and closes it."""
    st.session_state.setdefault(key, True)
