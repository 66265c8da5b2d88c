"""Move a step of the plan, note something on it, or add one."""

from datetime import date

import streamlit as st

from assessment.core.applications.records import OwnStep
from assessment.core.plan.progress import OWN_KIND, own_step_id
from assessment.core.plan.schedule import Step
from assessment.core.text.cleaning import NOTE_LENGTH, TITLE_LENGTH, clean_title
from assessment.core.text.i18n import tr
from assessment.ui.components.fact_fields import ask_day
from assessment.ui.components.failure import show_problem
from assessment.ui.components.formatting import format_relative_day
from assessment.ui.components.widgets import ask_clearable
from assessment.ui.session import plan_progress
from assessment.ui.session.page_data import PageData


def show_step_fields(step: Step, today: date) -> None:
    """Show the day and the note of one step, and save what is changed."""
    if step.day:
        st.markdown(tr("Now: {day}", day=format_relative_day(step.day, today)))
    step_progress = plan_progress.progress_of(step.id)
    key = plan_progress.progress_key(plan_progress.DAY, step.id)
    day, emptied = ask_clearable(
        key, lambda: ask_day(tr("Moved to"), step_progress.day, key), filled=step_progress.day is not None
    )
    if day != step_progress.day and (problem := plan_progress.day_problem(day)):
        show_problem(problem)
    if emptied:
        plan_progress.replace_progress(step.id, plan_progress.DAY, None)
        st.rerun()
    note = st.text_area(
        tr("Note"),
        step_progress.note,
        max_chars=NOTE_LENGTH,
        key=plan_progress.progress_key(plan_progress.NOTE, step.id),
    )
    plan_progress.save_progress_field(step.id, plan_progress.DAY, day)
    plan_progress.save_progress_field(step.id, plan_progress.NOTE, note)
    if step.kind == OWN_KIND and st.button(tr("Remove this step"), key=f"remove:{step.id}"):
        plan_progress.save_own_step(step.id, None)
        st.rerun()
    elif plan_progress.progress_of(step.id) != step_progress:
        st.rerun()


def show_new_step(page_data: PageData) -> None:
    """A fold with the fields of a new step of the person's own, which is added at a click."""
    with st.expander(tr("Add a step of your own")):
        title = st.text_input(tr("New step"), max_chars=TITLE_LENGTH, key=plan_progress.trial_key("new_step"))
        day = ask_day(tr("On"), page_data.today, plan_progress.trial_key("new_day"))
        if problem := plan_progress.day_problem(day):
            show_problem(problem)
        minutes = st.number_input(
            tr("Minutes"), min_value=5, max_value=720, value=15, step=5, key=plan_progress.trial_key("new_minutes")
        )
        if st.button(tr("Add the step"), key="add_step"):
            if day is None or problem:
                return
            if not clean_title(title):
                st.error(tr("Give the step a name first."))
                return
            taken = [step.id for step in plan_progress.own_steps()]
            step_id = own_step_id(title, taken)
            plan_progress.save_own_step(step_id, OwnStep(step_id, clean_title(title), day, int(minutes)))
            plan_progress.end_trial()
            st.rerun()
