"""The only code that touches session state: which application is open, what this visit has seen, and its verbs.

The records are the truth. Widgets are compared with what this visit last saw, and what differs is saved in
the script body: callbacks and forms lose answers when clicks come fast or the page changes.
"""

from typing import Any

import streamlit as st

from assessment.ui.session import answers, facts, plan_progress
from assessment.ui.session.visit import visit


def save_what_is_shown() -> None:
    """Save what the widgets of the last run held, before anything is drawn, and then take in other tabs' saves.

    A page change soon after a click ends the run of that click: what it saves first is safe soonest. The
    widgets must not persist in the session, or the first answer after a restart of the server is dropped.
    """
    values: dict[str, Any] = st.session_state.to_dict()
    answers.take_shown_answers(values)
    facts.save_widget_values(values)
    plan_progress.take_shown_marks(values)
    for part in (answers, facts, plan_progress):
        part.sync_from_store()


def switched_on(name: str) -> bool:
    """Whether the switch with this key is on, before it is drawn."""
    return bool(st.session_state.get(name, False))


def unfold(name: str) -> None:
    """Have the fold with this key open when it is first drawn on a page; from then on the person decides."""
    st.session_state.setdefault(name, True)


def path() -> str | None:
    """Which path through the questions was chosen; None until one is."""
    return visit().path


def choose_path(path: str) -> None:
    """Take this path through the questions."""
    visit().path = path


def section() -> int:
    """Which section of the full set is open, from 0."""
    return visit().section


def go_to_section(number: int) -> None:
    """Open a section of the full set."""
    visit().section = max(number, 0)
