"""The day book of an application: what happened, newest first, and the buttons that add to it."""

from datetime import date

import streamlit as st

from assessment.core.model.day_book import DayBookEntry, Happening
from assessment.core.text.i18n import format_day, tr
from assessment.ui.components.fact_fields import ask_day
from assessment.ui.components.failure import show_problem
from assessment.ui.components.formatting import escape_markdown, format_relative_day
from assessment.ui.components.heard_back import is_begun
from assessment.ui.components.widgets import page_of
from assessment.ui.session import day_book, plan_progress, visit

FOLD = "day_book"
LINES = 10


def show_day_book() -> None:
    """The day book, in a fold that is empty until it is opened; nothing while nothing is known of the application."""
    if not is_begun():
        return
    fold = st.expander(tr("Day book"), type="compact", key=FOLD, on_change="rerun", icon=":material/menu_book:")
    if fold.open:
        with fold:
            ask_what_happened()
            ask_new_interview_day()
            show_entries()


def ask_what_happened() -> None:
    """A day and two buttons: they wrote, or I did."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        with st.container(width=180):
            day = ask_day(tr("On"), visit.today(), plan_progress.trial_key("happened_on"))
        heard = st.button(tr("I heard from them"), key="day_book_heard")
        wrote = st.button(tr("I wrote to them"), key="day_book_wrote")
    problem = day_book.day_problem(day)
    if problem and (heard or wrote or day):
        show_problem(problem)
    elif day and (heard or wrote):
        if heard:
            day_book.record_heard(day)
        else:
            day_book.record_wrote(day=day)
        _end_entry_and_rerun()


def ask_new_interview_day() -> None:
    """A day and a button: the interview was moved."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        with st.container(width=180):
            day = ask_day(tr("New day of the interview"), None, plan_progress.trial_key("moved_to"))
        moved = st.button(tr("Interview moved"), key="day_book_moved")
    if moved and day is None:
        show_problem(tr("Choose the new day of the interview first."))
    elif moved and day:
        if problem := day_book.record_moved(day):
            show_problem(problem)
        else:
            _end_entry_and_rerun()


def show_entries() -> None:
    """The lines, newest first, each with a button that takes it back."""
    entries = day_book.entries()
    if not entries:
        st.markdown(tr("Nothing is noted yet. What you note here changes when you can expect to hear, and the plan."))
    with page_of(len(entries), LINES, FOLD) as shown:
        for number, entry in list(enumerate(entries))[shown]:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(entry_line(entry, visit.today()), width="stretch")
                if st.button(tr("Take back"), key=f"take_back:{number}", type="tertiary"):
                    day_book.take_back(entry)
                    _end_entry_and_rerun()


def entry_line(entry: DayBookEntry, today: date) -> str:
    """An entry as Markdown: its day, and what happened."""
    return f"**{format_relative_day(entry.day, today)}** {_what_happened(entry)}"


def _what_happened(entry: DayBookEntry) -> str:
    if entry.kind is Happening.HEARD:
        return tr("You heard from them.")
    if entry.kind is Happening.WROTE:
        text = escape_markdown(entry.text)
        return tr("You wrote to them: {letter}", letter=text) if text else tr("You wrote to them.")
    after = format_day(entry.after) if entry.after else ""
    if entry.before:
        return tr("The interview moved from {before} to {after}.", before=format_day(entry.before), after=after)
    return tr("The interview moved to {after}.", after=after)


def _end_entry_and_rerun() -> None:
    plan_progress.end_trial()
    st.rerun()
