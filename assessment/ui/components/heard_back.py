"""What an employer said, in a click on every page of an application."""

import streamlit as st

from assessment.core.model import Stage
from assessment.core.model.outcome_words import OUTCOME_OPTIONS
from assessment.core.model.process import Outcome, Process, current_stage
from assessment.core.text.i18n import format_day, tr
from assessment.ui import resources
from assessment.ui.session import answers, day_book, facts, visit


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
