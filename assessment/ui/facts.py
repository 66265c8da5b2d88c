"""The facts of the process: who, what, when and whom."""

from datetime import date
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assessment.core.process import Outcome
from assessment.core.text import NOTE_LENGTH, TITLE_LENGTH
from assessment.ui import resources, state
from assessment.ui.outcomes import OUTCOME_WORDS
from assessment.ui.widgets import ask_all

DATE_LABELS = {
    "interview_date": ("Day of the interview", "The round you are getting ready for, or the last one you had."),
    "promised_date": ("Day they promised an answer", "Leave it empty if they gave no date."),
    "last_word_date": ("Last time you heard from them", "Any real message counts, an automatic reply does not."),
}
FIGURES = {
    "mean_wait_days": (
        "Days to an answer, on average",
        "How long they usually take; it sets the pace of silence.",
        1,
        120,
    ),
    "never_told": (
        "Of 100 turned down, how many are never told",
        "How often employers like this one stay silent.",
        5,
        95,
    ),
}
CONTEXT_ITEMS = ("seniority", "format")
FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2100, 12, 31)
FIRST = ("employer", "interview_date")
MORE = ("role", "promised_date", "last_word_date", "people", "mean_wait_days", "never_told")


def ask_facts() -> None:
    """Draw the fields and save what is possible; what is not stays as typed, with a sentence beside it.

    What the charts and the plan need most stands first, the rest in a fold.
    """
    typed, spots = dict(state.facts()), {}
    for name in FIRST:
        typed[name], spots[name] = ask_fact(name, typed[name])
    with st.expander("More: role, dates, people, kind of round", expanded=bool(state.fact_problems())):
        for name in MORE:
            typed[name], spots[name] = ask_fact(name, typed[name])
        items = resources.instrument().items
        ask_all(items[name] for name in CONTEXT_ITEMS)
    for name, sentence in state.save_facts(typed).items():
        spots[name].error(sentence, icon=":material/error:")


def ask_fact(name: str, shown: Any) -> tuple[Any, DeltaGenerator]:
    """The field for one fact, and the place for a sentence below it."""
    key = state.fact_key(name)
    value: Any
    if name in DATE_LABELS:
        label, help_text = DATE_LABELS[name]
        value = ask_day(label, shown, key, help_text)
    elif name in FIGURES:
        label, help_text, low, high = FIGURES[name]
        value = st.number_input(label, low, high, shown, key=key, help=help_text, placeholder="our setting")
    elif name == "people":
        value = st.text_area(
            "People you met or will meet",
            shown,
            max_chars=NOTE_LENGTH,
            key=key,
            placeholder="One per line: name, role",
            help="One per line, the name first, then a comma and the role. Each gets a step in your plan.",
        )
    else:
        value = st.text_input(name.capitalize(), shown, max_chars=TITLE_LENGTH, key=key)
    return value, st.empty()


def ask_day(label: str, shown: date | None, key: str, help_text: str | None = None) -> date | None:
    """A field for any sensible day, and whatever it shows; empty is None."""
    days = [day for day in (shown, FIRST_DAY, LAST_DAY) if day]
    return st.date_input(
        label,
        shown,
        min_value=min(days),
        max_value=max(days),
        key=key,
        help=help_text,
        format="YYYY-MM-DD",
    )


def ask_outcome() -> None:
    """Ask how it ended; the answer stops the silence clock."""
    outcomes = [outcome for outcome in OUTCOME_WORDS if outcome is not Outcome.PENDING]
    now = state.process().outcome
    chosen = st.selectbox(
        "How did it end?",
        outcomes,
        index=outcomes.index(now) if now in outcomes else None,
        format_func=lambda outcome: OUTCOME_WORDS[outcome].option,
        key=state.choice_key("outcome"),
        placeholder="Choose one",
    )
    state.save_outcome(chosen)
    if chosen is None:
        st.markdown(":small[Choose how it ended; until then the outlook stays open.]")
