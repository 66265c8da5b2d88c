"""The facts of the process as this visit has them, and as they are typed."""

from dataclasses import fields, replace
from typing import Any

import streamlit as st

from assessment.core.model import AssessmentError
from assessment.core.process import Outcome, Process, process_problems
from assessment.ui.state import clock, opened
from assessment.ui.typed_facts import Facts, facts_of, process_of

FACT = "fact"


def _name(kind: str) -> str:
    return f"{kind}:{opened.application()}"


def process() -> Process:
    """The facts of the open application, as far as they can be."""
    return opened.records().process(opened.application())


def _seen_process() -> Process:
    seen: Process = st.session_state.setdefault(_name("process"), process())
    return seen


def facts() -> Facts:
    """The facts as typed, those that cannot be included, so that nothing typed is lost."""
    draft: Facts | None = st.session_state.get(_name("draft"))
    return draft if draft is not None else facts_of(_seen_process())


def fact_key(name: str) -> str:
    """The key of the widget for one fact."""
    return f"{FACT}:{opened.application()}:{st.session_state.get(_name('facts'), 0)}:{name}"


def save_facts(typed: Facts) -> dict[str, str]:
    """Save the typed facts that can be; returns field -> what is wrong with the others, which stay as typed."""
    st.session_state[_name("draft")] = typed
    seen = _seen_process()
    wanted = process_of(typed, seen)
    problems = process_problems(wanted, clock.today())
    possible = replace(wanted, **{name: getattr(seen, name) for name in problems})
    if not process_problems(possible, clock.today()):
        change_process(**_differences(possible, seen))
    return problems


def _differences(wanted: Process, seen: Process) -> dict[str, Any]:
    names = [field.name for field in fields(Process)]
    return {name: getattr(wanted, name) for name in names if getattr(wanted, name) != getattr(seen, name)}


def change_process(**changed: Any) -> None:
    """Save the changed facts; a fact that another tab changed meanwhile is left and kept for the person to settle."""
    if not changed:
        return
    seen, stored = _seen_process(), process()
    clashing = {name for name in changed if getattr(stored, name) not in (getattr(seen, name), changed[name])}
    clean = {name: value for name, value in changed.items() if name not in clashing}
    st.session_state[_name("fact_clashes")] = clashing
    try:
        if replace(stored, **clean) != stored:
            opened.records().save_process(opened.application(), replace(stored, **clean), seen=stored)
        st.session_state[_name("process")] = replace(seen, **clean)
        opened.clear_problem()
    except AssessmentError as error:
        opened.keep_problem(error)


def fact_clashes() -> set[str]:
    """The facts that another tab changed differently."""
    found: set[str] = st.session_state.get(_name("fact_clashes"), set())
    return found


def settle_fact_clashes(*, mine: bool) -> None:
    """Keep this tab's facts, or take those that stand."""
    stored = process()
    if mine:
        standing = {name: getattr(stored, name) for name in fact_clashes()}
        st.session_state[_name("process")] = replace(_seen_process(), **standing)
        save_facts(facts())
    else:
        st.session_state[_name("process")] = stored
        st.session_state.pop(_name("draft"), None)
        st.session_state[_name("facts")] = st.session_state.get(_name("facts"), 0) + 1
    st.session_state[_name("fact_clashes")] = set()


def take_shown_facts(values: dict[str, Any]) -> None:
    """Save what the fact widgets among these values hold."""
    prefix = fact_key("")
    typed = {key.removeprefix(prefix): value for key, value in values.items() if key.startswith(prefix)}
    if typed:
        save_facts({**facts(), **typed})


def save_minutes(minutes: int) -> None:
    """Keep how many minutes a day the plan may take."""
    if _seen_process().minutes_per_day != minutes:
        change_process(minutes_per_day=minutes)


def save_outcome(outcome: Outcome | None) -> None:
    """Keep how the process ended."""
    if _seen_process().outcome != outcome:
        change_process(outcome=outcome)
