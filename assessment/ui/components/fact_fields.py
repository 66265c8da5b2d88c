"""The form for the facts of a process: a field for each fact, chosen by its type."""

from collections.abc import Callable
from datetime import date, time
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assessment.catalog import day_order
from assessment.core.model.fact import Asked, Fact
from assessment.core.model.outcome_words import OUTCOME_OPTIONS
from assessment.core.model.process import FACTS, Outcome, People
from assessment.core.text.cleaning import NOTE_LENGTH, TITLE_LENGTH
from assessment.core.text.i18n import format_number, tr
from assessment.ui import resources
from assessment.ui.components.failure import show_problem
from assessment.ui.components.question import ask
from assessment.ui.components.widgets import ask_clearable
from assessment.ui.session import current_application, facts, run
from assessment.ui.session.field_values import FORM_FACTS, field_value

MORE_FOLD = "more"
INTERVIEW = "interview_date"


def ask_interview_day(reason: str) -> None:
    """Ask only for the day of the interview, and say why; once it is saved, the page runs again."""
    shown = facts.typed_values()
    st.markdown(reason)
    day, place = ask_fact(FACTS[INTERVIEW], shown[INTERVIEW])
    problems = facts.save_typed({**shown, INTERVIEW: day})
    if INTERVIEW in problems:
        show_problem(problems[INTERVIEW], place.error)
    elif day is not None:
        st.rerun()


def ask_facts() -> None:
    """Draw the fields and save what is possible; what is not stays as typed, with a sentence beside it.

    What the charts and the plan need most stands first, the rest in a fold, which is empty until it is opened.
    """
    typed, places = dict(facts.typed_values()), {}
    for name in facts_asked(Asked.FIRST):
        typed[name], places[name] = ask_fact(FACTS[name], typed[name])
    if current_application.last_seen().fact_problems:
        run.open_expander(MORE_FOLD)
    fold = st.expander(tr("More: role, dates, people, kind of round"), key=MORE_FOLD, on_change="rerun")
    if fold.open:
        with fold:
            for name in facts_asked(Asked.FURTHER):
                typed[name], places[name] = ask_fact(FACTS[name], typed[name])
            for item in resources.instrument().round_items:
                with st.container():
                    ask(item)
    for name, sentence in facts.save_typed(typed).items():
        show_problem(sentence, places[name].error if name in places else st.error)


def facts_asked(place: Asked) -> list[str]:
    """The names of the facts asked at this place, those of one type beside each other in the order of FIELDS."""
    order = list(FIELDS)
    return sorted(
        (name for name, fact in FORM_FACTS.items() if fact.asked is place),
        key=lambda name: order.index(FACTS[name].type),
    )


def ask_fact(fact: Fact, shown: Any) -> tuple[Any, DeltaGenerator]:
    """Draw the field of a fact; returns what it holds, and the place for a sentence below it."""
    ask_value = partial(FIELDS[fact.type], fact, shown, facts.field_key(fact.name))
    if fact.empty is not None:
        return ask_value(), st.empty()
    value, emptied = ask_clearable(fact.name, ask_value, filled=shown is not None)
    if emptied:
        facts.clear_fact(fact.name)
        st.rerun()
    return value, st.empty()


def ask_text(fact: Fact, shown: str, key: str) -> str:
    """A field of one line, saved while somebody types, so that a reload loses nothing."""
    return st.text_input(tr(fact.label), shown, max_chars=TITLE_LENGTH, key=key, help=help_of(fact), live=True)


def ask_people(fact: Fact, shown: str, key: str) -> str:
    """A field with a line for each person."""
    return st.text_area(
        tr(fact.label),
        shown,
        max_chars=NOTE_LENGTH,
        key=key,
        placeholder=tr("One per line: name, role, e-mail"),
        help=help_of(fact),
    )


def ask_date(fact: Fact, shown: date | None, key: str) -> date | None:
    """A field for a day."""
    return ask_day(tr(fact.label), shown, key, help_of(fact))


def ask_time(fact: Fact, shown: time | None, key: str) -> time | None:
    """A field for a time of day, to the quarter of an hour or as typed."""
    chosen: time | None = st.time_input(tr(fact.label), shown, key=key, help=help_of(fact))
    return chosen


def ask_number(fact: Fact, shown: int | None, key: str) -> int | None:
    """A field for a whole number; while it is empty, it shows what the instrument takes instead."""
    low, high = (field_value(fact, limit) for limit in fact.limits or (None, None))
    setting = getattr(resources.instrument().outlook.silence, fact.name, None)
    placeholder = None
    if setting is not None:
        placeholder = tr("{number}, our setting", number=format_number(field_value(fact, setting)))
    number: int | None = st.number_input(
        tr(fact.label), low, high, shown, step=1, key=key, help=help_of(fact), placeholder=placeholder
    )
    return number


FIELDS: dict[Any, Callable[[Fact, Any, str], Any]] = {
    str: ask_text,
    date: ask_date,
    time: ask_time,
    People: ask_people,
    float: ask_number,
    int: ask_number,
}
"""Type of a fact -> what draws its field, in the order in which the types are asked."""


def help_of(fact: Fact) -> str | None:
    """The help of a fact's field in the current language; None where it has none."""
    return tr(fact.help) if fact.help else None


def ask_day(label: str, shown: date | None, key: str, help_text: str | None = None) -> date | None:
    """A field for a day, written as where the visitor is; empty is None.

    It takes every day, and who asks says what is wrong with one that cannot be: Streamlit's own sentence is English.
    """
    return st.date_input(
        label,
        shown,
        min_value=date.min,
        max_value=date.max,
        key=key,
        help=help_text,
        format=day_order(st.context.locale),
    )


def ask_outcome() -> None:
    """Ask how it ended and save it, which ends the wait.

    "Nothing yet" is only there to take an outcome back.
    """
    current = facts.process().outcome
    outcomes = [each for each in OUTCOME_OPTIONS if current or each is not Outcome.PENDING]
    chosen = st.selectbox(
        tr(FACTS["outcome"].label),
        outcomes,
        index=outcomes.index(current) if current in outcomes else None,
        format_func=lambda outcome: tr(OUTCOME_OPTIONS[outcome]),
        key=facts.choice_key("outcome"),
        placeholder=tr("Choose one"),
    )
    facts.save_outcome(chosen)
    if chosen is None:
        st.markdown(tr(":small[Choose how it ended; until then the outlook stays open.]"))
