"""A step of the plan with its real tick box, and the way to take the last tick back."""

from collections.abc import Iterable

import streamlit as st

from assessment.core.plan.schedule import Step
from assessment.core.text.i18n import tr
from assessment.ui.components.formatting import escape_markdown
from assessment.ui.session import plan_progress
from assessment.ui.session.page_data import PageData, progress_of


def show_done(page_data: PageData, step: Step) -> None:
    """Draw the step's title with its tick box, or with the picture of one where the page is read-only.

    A tick box that cannot be changed would stand in a grey that few can read.
    """
    if page_data.read_only:
        box = "check_box" if progress_of(page_data, step).done else "check_box_outline_blank"
        st.markdown(f":material/{box}: {escape_markdown(step.title)}")
    else:
        ask_done(step)


def ask_done(step: Step) -> None:
    """Draw the step's title with its tick box, and save the tick."""
    ticked = st.checkbox(
        escape_markdown(step.title),
        value=plan_progress.progress_of(step.id).done,
        key=plan_progress.progress_key(plan_progress.DONE, step.id),
    )
    plan_progress.save_progress_field(step.id, plan_progress.DONE, ticked)


def show_last_tick(steps: Iterable[Step]) -> None:
    """Show the step that was ticked last, with a button to take the tick back."""
    ticked = next((step for step in steps if step.id == plan_progress.last_tick()), None)
    if ticked and st.button(
        tr("Undo the tick: {step}", step=escape_markdown(ticked.title)),
        key="undo_tick",
        type="tertiary",
        icon=":material/undo:",
    ):
        plan_progress.replace_progress(ticked.id, plan_progress.DONE, False)
        st.rerun()
