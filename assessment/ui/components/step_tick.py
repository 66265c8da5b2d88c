"""A step of the plan with its real tick box, and the way to take the last tick back."""

from collections.abc import Iterable

import streamlit as st

from assessment.core.plan.schedule import Step
from assessment.core.text.i18n import tr
from assessment.ui.components.formatting import escape_markdown
from assessment.ui.session import plan_progress


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
        tr("Done: {step}. Undo", step=escape_markdown(ticked.title)),
        key="undo_tick",
        type="tertiary",
        icon=":material/undo:",
    ):
        plan_progress.undo_tick()
        st.rerun()
