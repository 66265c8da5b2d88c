"""The first screen of a visit: what a browser shows before it asks for the rest of the page.

A browser draws in one go all that one run sends, and the first question waits for the last. Sent alone, the links and
that question stand there in half the time; the page's script then asks for a run of the whole page.
"""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from assessment.ui.session import visit


def start_run(*, can_be_alone: bool) -> None:
    """Settle whether this run sends the first screen alone: the first of a visit, where a browser shows nothing yet.

    One that sends values shows the page of a visit that this server does not know, or no longer. Only browsers run
    the page's script, and all of them call themselves Mozilla.
    """
    current = visit.current()
    is_first, current.has_run = not current.has_run, True
    run = get_script_run_ctx()
    shows_nothing = run is not None and not run.session_state.get_widget_states()
    is_browser = "Mozilla" in st.context.headers.get("User-Agent", "")
    current.sends_first_screen = can_be_alone and is_first and shows_nothing and is_browser


def is_alone() -> bool:
    """Whether this run sends the first screen alone."""
    return visit.current().sends_first_screen
