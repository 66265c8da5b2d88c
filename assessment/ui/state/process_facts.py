"""The facts of the process as this visit has them, and as they are typed."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

import streamlit as st

from assessment.core.language import spoken
from assessment.core.process import Outcome, Process, possible_process, process_problems
from assessment.ui.state import clock, opened
from assessment.ui.typed_facts import DATES, Facts, facts_of, process_of

FACT, CHOICE = "fact", "choice"
FIELDS = tuple(field.name for field in fields(Process))


def _name(kind: str) -> str:
    return f"{kind}:{opened.application()}"


def process() -> Process:
    """The facts of the open application, without what cannot be."""
    return possible_process(opened.stored().application.process, clock.today())


def _seen() -> Process:
    """The facts as this visit last saw them."""
    seen: Process = st.session_state.setdefault(_name("process"), opened.stored().application.process)
    return seen


def _see(changed: Mapping[str, Any]) -> None:
    st.session_state[_name("process")] = replace(_seen(), **changed)


def facts() -> Facts:
    """The facts as typed, those that cannot be included, so that nothing typed is lost."""
    draft: Facts | None = st.session_state.get(_name("draft"))
    return draft if draft is not None else facts_of(_seen())


def fact_key(name: str) -> str:
    """The key of the widget for one typed fact."""
    return f"{FACT}:{opened.application()}:{st.session_state.get(_name('renewal'), 0)}:{name}"


def choice_key(name: str) -> str:
    """The key of the widget for a fact that is chosen and not typed: the outcome, or the minutes a day."""
    return f"{CHOICE}:{opened.application()}:{st.session_state.get(_name('renewal'), 0)}:{spoken().code}:{name}"


def _renew() -> None:
    st.session_state[_name("renewal")] = st.session_state.get(_name("renewal"), 0) + 1


def save_facts(typed: Facts) -> dict[str, str]:
    """Save the typed facts that can be; returns field -> what is wrong with the others, which stay as typed."""
    st.session_state[_name("draft")] = typed
    seen = _seen()
    wanted = process_of(typed, seen)
    changed = [name for name in FIELDS if getattr(wanted, name) != getattr(seen, name)]
    problems = change_process({name: getattr(wanted, name) for name in changed})
    st.session_state[_name("fact_problems")] = problems
    return problems


def fact_problems() -> dict[str, str]:
    """Field -> what was wrong with it when the typed facts were last looked at."""
    problems: dict[str, str] = st.session_state.get(_name("fact_problems"), {})
    return problems


def change_process(changed: Mapping[str, Any]) -> dict[str, str]:
    """Save the changed facts that can be; returns field -> what is wrong with the others.

    A fact that another tab changed meanwhile is left, and kept for the person to settle.
    """
    seen, now, unsettled = _seen(), opened.stored().application.process, fact_clashes()
    open_changes = {name: value for name, value in changed.items() if name not in unsettled}
    clean = {name: value for name, value in open_changes.items() if getattr(now, name) in (getattr(seen, name), value)}
    unsettled.update({name: value for name, value in open_changes.items() if name not in clean})
    possible, problems = _possible(now, clean)
    if possible and (replace(now, **possible) == now or _save(now, possible)):
        _see(possible)
    return problems


def _possible(now: Process, changed: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """The changes that leave the facts possible, and what is wrong with the others."""
    today = clock.today()
    problems = process_problems(replace(now, **changed), today)
    possible = {name: value for name, value in changed.items() if name not in problems}
    if process_problems(replace(now, **possible), today):
        possible = {name: value for name, value in possible.items() if name not in DATES}
    return possible, problems


def _save(now: Process, changed: Mapping[str, Any]) -> bool:
    wanted = replace(now, **changed)
    standing = opened.save(lambda kept, application: kept.save_process(application, wanted, seen=now))
    return standing == ()


def fact_clashes() -> dict[str, Any]:
    """Field -> what this tab wants, for the facts that another tab changed differently."""
    found: dict[str, Any] = st.session_state.setdefault(_name("fact_clashes"), {})
    return found


def settle_fact_clashes(*, mine: bool) -> None:
    """Keep this tab's facts, or take those that stand."""
    wanted, now = dict(fact_clashes()), opened.stored().application.process
    fact_clashes().clear()
    _see({name: getattr(now, name) for name in wanted})
    if mine:
        change_process(wanted)
    _draw_anew(wanted)


def _draw_anew(names: Mapping[str, Any]) -> None:
    """Draw these facts as this visit has them now; others stay as typed."""
    shown = facts_of(_seen())
    if _name("draft") in st.session_state:
        draft = dict(st.session_state[_name("draft")])
        draft.update({name: shown[name] for name in names if name in shown})
        st.session_state[_name("draft")] = draft
    _renew()


def take_in_what_is_stored() -> None:
    """Take in the facts that another tab saved and this one has not touched, and draw them anew."""
    seen, now = _seen(), opened.stored().application.process
    changed = {
        name: getattr(now, name)
        for name in FIELDS
        if getattr(now, name) != getattr(seen, name) and name not in fact_clashes()
    }
    if changed:
        _see(changed)
        _draw_anew(changed)


def take_shown_facts(values: Mapping[str, Any]) -> None:
    """Save what the fact widgets among these values hold."""
    prefix = fact_key("")
    typed = {key.removeprefix(prefix): value for key, value in values.items() if key.startswith(prefix)}
    if typed:
        save_facts({**facts(), **typed})
    if choice_key("outcome") in values:
        save_outcome(values[choice_key("outcome")])


def save_minutes(drawn: int, minutes: int) -> None:
    """Keep how many minutes a day the plan may take, once the person changes what was drawn."""
    if minutes != drawn:
        change_process({"minutes_per_day": minutes})


def save_outcome(outcome: Outcome | None) -> None:
    """Keep how the process ended; None opens it again."""
    if _seen().outcome != outcome:
        change_process({"outcome": outcome})
