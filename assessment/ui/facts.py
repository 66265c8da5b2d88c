"""The facts of the process: who, what, when and whom."""

from typing import Any

import streamlit as st

from assessment.core.text import NOTE_LENGTH, TITLE_LENGTH
from assessment.ui import resources, state
from assessment.ui.outcomes import OUTCOME_WORDS
from assessment.ui.widgets import ask_all

DATE_LABELS = {
    "interview_date": ("Day of the interview", "The round you are getting ready for, or the last one you had."),
    "promised_date": ("Day they promised an answer", "Leave it empty if they gave no date."),
    "last_word_date": ("Last time you heard from them", "Any real message counts, an automatic reply does not."),
}
CONTEXT_ITEMS = ("seniority", "format")


def ask_facts() -> None:
    """Draw the fields and save what is possible; what is not stays as typed, with a sentence beside it."""
    facts = state.facts()
    typed: dict[str, Any] = {
        "employer": st.text_input(
            "Employer", facts["employer"], max_chars=TITLE_LENGTH, key=state.fact_key("employer")
        ),
        "role": st.text_input("Role", facts["role"], max_chars=TITLE_LENGTH, key=state.fact_key("role")),
    }
    spots = {}
    for name, (label, help_text) in DATE_LABELS.items():
        typed[name] = st.date_input(label, facts[name], key=state.fact_key(name), help=help_text, format="YYYY-MM-DD")
        spots[name] = st.empty()
    typed["people"] = st.text_area(
        "People you met or will meet",
        facts["people"],
        max_chars=NOTE_LENGTH,
        key=state.fact_key("people"),
        placeholder="One per line: name, role",
        help="One per line, the name first, then a comma and the role. Each gets a step in your plan.",
    )
    for name, sentence in state.save_facts(typed).items():
        spots[name].error(sentence, icon=":material/error:")
    items = resources.instrument().items
    ask_all(items[name] for name in CONTEXT_ITEMS)


def ask_outcome() -> None:
    """Ask how it ended; the answer stops the silence clock."""
    outcomes = list(OUTCOME_WORDS)
    now = state.process().outcome
    chosen = st.selectbox(
        "How did it end?",
        outcomes,
        index=outcomes.index(now) if now else None,
        format_func=lambda outcome: OUTCOME_WORDS[outcome].option,
        key=f"outcome:{state.application()}",
        placeholder="Choose one",
    )
    state.save_outcome(chosen)
