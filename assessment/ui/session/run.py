"""What one run does first, and which expanders it opens.

Widgets are compared with what this visit last saw, and differences are saved in the script body: callbacks and forms
lose answers when clicks come fast or the page changes.
"""

from typing import Any, NoReturn

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from assessment.core.errors import AssessmentError
from assessment.storage.errors import StorageError
from assessment.storage.waiting import waiting_at_most
from assessment.ui.session import (
    answers,
    current_application,
    facts,
    forecasts,
    note_fields,
    notes,
    plan_progress,
    visit,
)

PARTS = answers, facts, plan_progress, notes
FIELDS = answers, facts, plan_progress, note_fields
"""What is read from the database and saved to it, and the widgets of which."""
SHORT_WAIT_SECONDS = 0.2
"""How long a run that nobody asked for waits for the database: a click meanwhile waits for its end."""


def choose_first_screen(*, can_be_alone: bool) -> None:
    """Decide whether this run sends the first screen alone: the first of a visit, where a browser shows nothing yet.

    A browser draws in one go all that one run sends, and the first question waits for the last. Sent alone, the links
    and that question stand there in half the time; the page's script then asks for a run of the whole page. A browser
    that sends values shows the page of a visit that this server does not know, or no longer. Only browsers run the
    script, and all of them call themselves Mozilla.
    """
    current = visit.current()
    is_first, current.has_run = not current.has_run, True
    run = get_script_run_ctx()
    shows_nothing = run is not None and not run.session_state.get_widget_states()
    is_browser = "Mozilla" in st.context.headers.get("User-Agent", "")
    current.sends_first_screen = can_be_alone and is_first and shows_nothing and is_browser


def rerun_part() -> NoReturn:
    """End this run, and run again what is run now: one fragment, or the whole page."""
    st.rerun(scope="fragment" if is_fragment_run() else "app")


def run_page_of_new_person() -> None:
    """Run the whole page instead of a part where the person of this run has not seen it: theirs was somebody else's.

    So it is where a sign-in has ended since, in another tab or by its age.
    """
    if not visit.current().has_run:
        st.rerun()


def is_pressed(beginnings: tuple[str, ...]) -> bool:
    """Whether this run follows a click on a button whose key begins in one of these ways."""
    return any(str(key).startswith(beginnings) for key, value in st.session_state.items() if value is True)


def is_fragment_run() -> bool:
    """Whether Streamlit now runs one fragment instead of the whole page."""
    context = get_script_run_ctx()
    return context is not None and bool(context.fragment_ids_this_run)


def save_widget_values() -> None:
    """Save the values of all widgets before anything is shown, and then show what other tabs saved.

    A page change soon after a click ends the run of that click, so it must save first. The widgets must not persist
    in the session, or the first answer after a restart of the server is lost.
    """
    save_unsaved()
    values: dict[str, Any] = st.session_state.to_dict()
    for part in FIELDS:
        part.save_widget_values(values)
    for part in PARTS:
        part.sync_from_store()


def save_answer_widgets() -> None:
    """Save what the question widgets hold: all that the run of one question can have changed."""
    visit.current().retry_when_due()
    save_unsaved()
    answers.save_widget_values(st.session_state.to_dict())


def save_note_widgets() -> None:
    """Save what the widgets of notes hold, and the questions beside them."""
    save_answer_widgets()
    note_fields.save_widget_values(st.session_state.to_dict())


def save_unsaved() -> None:
    """Save what was chosen and not saved before, in every application; nothing while the database is left alone."""
    current = visit.current()
    for application_id, last_seen in list(current.last_seen.items()):
        if not last_seen.unsaved or current.storage_problem:
            continue
        try:
            with current_application.opened(application_id):
                for part in PARTS:
                    part.save_unsaved()
                forecasts.save_unsaved()
        except StorageError as error:
            current.note_problem(error)
        except AssessmentError as error:  # It was deleted in another tab.
            del current.last_seen[application_id]
            current.report_error(error)


def try_again() -> bool:
    """Ask the database again, and save what it did not take before; returns whether it now does."""
    current = visit.current()
    current.storage_problem = None
    with waiting_at_most(SHORT_WAIT_SECONDS):
        try:
            current_application.own_repository().statuses()
            save_unsaved()
        except StorageError as error:
            current.note_problem(error)
    return current.storage_problem is None


def open_expander(key: str) -> None:
    """Show the expander with this key open at first; from then on the person opens and closes it."""
    st.session_state.setdefault(key, True)
