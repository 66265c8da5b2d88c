"""The facts of the process: who, what, when and whom."""

from datetime import date
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assessment.core.model.process import Outcome, Process
from assessment.core.text.cleaning import NOTE_LENGTH, TITLE_LENGTH
from assessment.core.text.i18n import mark_for_translation, number_words, tr
from assessment.ui import resources
from assessment.ui.components.outcome_labels import OUTCOME_LABELS
from assessment.ui.components.question import ask
from assessment.ui.components.widgets import ask_clearable
from assessment.ui.session import facts, run
from assessment.ui.session.facts import facts_of

TITLE_LABELS = {"employer": mark_for_translation("Employer"), "role": mark_for_translation("Role")}
DATE_LABELS = {
    "interview_date": (
        mark_for_translation("Day of the interview"),
        mark_for_translation("The round you are getting ready for, or the last one you had."),
    ),
    "promised_date": (
        mark_for_translation("Day they promised an answer by"),
        mark_for_translation("Leave it empty if they gave no date."),
    ),
    "last_word_date": (
        mark_for_translation("Last time you heard from them"),
        mark_for_translation("Any real message counts, an automatic reply does not."),
    ),
}
FIGURES = {
    "mean_wait_days": (
        mark_for_translation("Days to an answer, on average"),
        mark_for_translation("How long they usually take; it sets the pace of silence."),
        1,
        120,
    ),
    "never_told": (
        mark_for_translation("Of 100 turned down, how many are never told"),
        mark_for_translation("How often employers like this one stay silent."),
        5,
        95,
    ),
}
FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2100, 12, 31)
FIRST = ("employer", "interview_date")
MORE_FOLD = "more"
MORE = ("role", "promised_date", "last_word_date", "people", "mean_wait_days", "never_told")


def ask_facts() -> None:
    """Draw the fields and save what is possible; what is not stays as typed, with a sentence beside it.

    What the charts and the plan need most stands first, the rest in a fold, which is empty until it is opened.
    """
    typed, spots = dict(facts.facts()), {}
    for name in FIRST:
        typed[name], spots[name] = ask_fact(name, typed[name])
    if facts.problems():
        run.unfold(MORE_FOLD)
    fold = st.expander(tr("More: role, dates, people, kind of round"), key=MORE_FOLD, on_change="rerun")
    if fold.open:
        with fold:
            for name in MORE:
                typed[name], spots[name] = ask_fact(name, typed[name])
            instrument = resources.instrument()
            for item in (instrument.roles.seniority, instrument.roles.format):
                with st.container():
                    ask(instrument.items[item])
    for name, sentence in facts.save_facts(typed).items():
        place = spots[name] if name in spots else st.container()
        place.error(sentence, icon=":material/error:")


def ask_fact(name: str, shown: Any) -> tuple[Any, DeltaGenerator]:
    """The field for one fact, and the place for a sentence below it."""
    key = facts.fact_key(name)
    value: Any
    if name in DATE_LABELS or name in FIGURES:
        value, emptied = ask_clearable(name, partial(ask_day_or_figure, name, shown, key), filled=shown is not None)
        if emptied:
            facts.clear_fact(name)
            st.rerun()
    elif name == "people":
        value = st.text_area(
            tr("People you met or will meet"),
            shown,
            max_chars=NOTE_LENGTH,
            key=key,
            placeholder=tr("One per line: name, role"),
            help=tr("One per line, the name first, then a comma and the role. Each gets a step in your plan."),
        )
    else:
        value = st.text_input(tr(TITLE_LABELS[name]), shown, max_chars=TITLE_LENGTH, key=key)
    return value, st.empty()


def ask_day_or_figure(name: str, shown: Any, key: str) -> Any:
    """A fact that its widget cannot show as empty once it was saved."""
    if name in DATE_LABELS:
        label, help_text = DATE_LABELS[name]
        return ask_day(tr(label), shown, key, tr(help_text))
    label, help_text, low, high = FIGURES[name]
    placeholder = tr("{number}, our setting", number=number_words(our_setting(name)))
    return st.number_input(tr(label), low, high, shown, key=key, help=tr(help_text), placeholder=placeholder)


def our_setting(name: str) -> float:
    """What counts where the person gives no figure, as its widget would show it."""
    silence = resources.instrument().outlook.silence
    ours: float = facts_of(Process(mean_wait_days=silence.mean_wait_days, never_told=silence.never_told))[name]
    return ours


def ask_day(
    label: str, shown: date | None, key: str, help_text: str | None = None, *, first: date = FIRST_DAY
) -> date | None:
    """A field for any sensible day from the first on, and whatever it shows; empty is None."""
    days = [day for day in (shown, first, LAST_DAY) if day]
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
    """Ask how it ended; the answer stops the silence clock, and "nothing yet" takes it back."""
    now = facts.process().outcome
    outcomes = list(OUTCOME_LABELS)
    chosen = st.selectbox(
        tr("How did it end?"),
        outcomes,
        index=outcomes.index(now) if now in outcomes else None,
        format_func=lambda outcome: tr(OUTCOME_LABELS[outcome].option),
        key=facts.choice_key("outcome"),
        placeholder=tr("Choose one"),
    )
    facts.save_outcome(chosen)
    if chosen in (None, Outcome.PENDING):
        st.markdown(tr(":small[Choose how it ended; until then the outlook stays open.]"))
