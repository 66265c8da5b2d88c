"""What happened with an application: what they said, in a click on each of its pages, and the day book of it all."""

from datetime import date

import streamlit as st

from assessment.core.model import Stage
from assessment.core.model.day_book import DayBookEntry, Happening
from assessment.core.model.outcome_words import OUTCOME_OPTIONS
from assessment.core.model.process import Outcome, Process, current_stage
from assessment.core.text.i18n import format_day, tr
from assessment.ui import resources
from assessment.ui.components.fact_fields import ask_day
from assessment.ui.components.failure import show_problem
from assessment.ui.components.formatting import escape_markdown, format_relative_day
from assessment.ui.components.widgets import page_of
from assessment.ui.session import answers, day_book, facts, plan_progress, visit

FOLD = "day_book"
LINES = 10


def ask_heard_back() -> None:
    """While an answer is awaited: a menu of outcomes, and a button for a word that decides nothing yet.

    Its place is kept while there is nothing to ask: else all below would be drawn anew as soon as there is.
    """
    process = facts.process()
    with st.container(horizontal=True, vertical_alignment="center"):
        if is_begun() and not process.decided:
            _ask_while_waiting(process)


def is_begun() -> bool:
    """Whether anything is known of the open application."""
    return bool(answers.responses()) or not facts.process().is_empty


def _ask_while_waiting(process: Process) -> None:
    today = visit.today()
    outcome = ask_what_they_said("heard_back")
    if outcome:
        facts.record_outcome(outcome)
        st.rerun()
    is_waiting = current_stage(resources.instrument(), answers.responses(), process, today) is Stage.WAITING
    if process.last_word_date == today:
        st.markdown(tr(":small[Last word from them: today, {day}]", day=format_day(today)), width="content")
    elif is_waiting and st.button(tr("I heard from them today"), key="heard_today", type="tertiary"):
        day_book.record_heard(today)
        st.rerun()


def ask_what_they_said(key: str) -> Outcome | None:
    """Draw a menu of what an employer can say; returns what was chosen in this run."""
    outcome = st.menu_button(
        tr("I heard back"),
        [outcome for outcome in OUTCOME_OPTIONS if outcome is not Outcome.PENDING],
        format_func=lambda each: tr(OUTCOME_OPTIONS[each]),
        key=key,
    )
    return Outcome(outcome) if outcome else None


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
