"""The plan as this visit has it: ticks, moves, notes, own steps, and entries that are not finished."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from assessment.core.marks import changed_marks
from assessment.core.model import AssessmentError
from assessment.core.plan import Plan
from assessment.core.records import OwnStep, StepMark
from assessment.ui.state import opened

TICK = "tick"


def step_marks() -> Mapping[str, StepMark]:
    """What the person did with the steps of the plan."""
    return opened.records().step_marks(opened.application())


def step_key(step_id: str) -> str:
    """The key of the tick of one step; marks that come from a file move on to new ones."""
    return f"{TICK}:{opened.application()}:{st.session_state.get('imports', 0)}:{step_id}"


def save_tick(step_id: str, done: bool) -> None:
    """Keep whether the step is done."""
    mark = step_marks().get(step_id, StepMark(step_id))
    save_mark(replace(mark, done=done))


def mark_key(field: str, step_id: str) -> str:
    """The key of the widget for the day or the note of one step."""
    return f"{field}:{opened.application()}:{st.session_state.get('imports', 0)}:{step_id}"


def save_mark(mark: StepMark) -> None:
    """Keep what the person did with one step."""
    if step_marks().get(mark.step_id, StepMark(mark.step_id)) == mark:
        return
    try:
        opened.records().save_step_mark(opened.application(), mark)
        opened.clear_problem()
    except AssessmentError as error:
        opened.keep_problem(error)


def own_steps() -> tuple[OwnStep, ...]:
    """The steps the person added."""
    return opened.records().own_steps(opened.application())


def add_own_step(step: OwnStep) -> None:
    """Keep a step of the person's own."""
    opened.records().save_own_step(opened.application(), step)


def remove_own_step(step_id: str) -> None:
    """Drop a step of the person's own."""
    opened.records().remove_own_step(opened.application(), step_id)


def import_plan(plan: Plan, marks: Iterable[StepMark], steps: Iterable[OwnStep]) -> int:
    """Take over marks and own steps that come from a file; how many of them changed anything."""
    changed = list(changed_marks(plan, marks, step_marks()))
    for mark in changed:
        save_mark(mark)
    added = [step for step in steps if step not in own_steps()]
    for step in added:
        add_own_step(step)
    st.session_state["imports"] = st.session_state.get("imports", 0) + 1
    return len(changed) + len(added)


def keep_report(taken: int, sentences: Iterable[str]) -> None:
    """Keep what the last import did, to be shown after it."""
    st.session_state[f"report:{opened.application()}"] = (taken, tuple(sentences))


def report() -> tuple[int, tuple[str, ...]] | None:
    """What the last import did: how many changes, and the sentences on the rest."""
    kept: tuple[int, tuple[str, ...]] | None = st.session_state.get(f"report:{opened.application()}")
    return kept


def trial_key(name: str) -> str:
    """The key of a widget whose value is dropped when the trial or the entry ends."""
    return f"trial:{opened.application()}:{st.session_state.get('trials', 0)}:{name}"


def end_trial() -> None:
    """Show the widgets of trials and entries empty again."""
    st.session_state["trials"] = st.session_state.get("trials", 0) + 1


def take_shown_ticks(values: Mapping[str, Any]) -> None:
    """Save what the ticks among these values hold."""
    for key, value in values.items():
        if key.startswith(step_key("")):
            save_tick(key.removeprefix(step_key("")), value)
