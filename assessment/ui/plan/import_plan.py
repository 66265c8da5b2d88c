"""Bring back the file of a plan that was edited in a spreadsheet."""

from collections.abc import Collection

import streamlit as st

from assessment.core.plan.edits import Edits, edits_of, exported_days, recent_plans, ticked_at_export
from assessment.core.plan.schedule import Step
from assessment.core.text.cleaning import join_first
from assessment.core.text.i18n import tr, tr_count
from assessment.export.plan_import import read_plan_csv
from assessment.ui.components.widgets import SPREADSHEETS
from assessment.ui.session import plan_progress
from assessment.ui.session.page_data import PageData

LARGEST_PLAN_MB = 10


def show_import(page_data: PageData) -> None:
    """Bring back ticks, days and notes from a file that was edited elsewhere."""
    with st.expander(tr("Bring back an edited plan")):
        st.markdown(tr("Tick, move or note in a spreadsheet, save it as CSV, and give it back here."))
        file = st.file_uploader(
            tr("Edited plan (CSV)"),
            type=["csv", "txt", *SPREADSHEETS],
            max_upload_size=LARGEST_PLAN_MB,
            key=plan_progress.trial_key("edited_plan"),
        )
        if file is not None and st.button(tr("Take over what it says"), key="import_plan"):
            take_over(page_data, file.getvalue())
            st.rerun()
        show_report()


def take_over(page_data: PageData, content: bytes) -> None:
    """Save what was edited in the file of a plan, and keep a report of it; what fails can be tried again."""
    plan_progress.clear_import_report()
    marks = plan_progress.step_marks()
    every = (*page_data.plan.steps, *page_data.plan.not_fit, *page_data.plan.lessons)
    read = read_plan_csv(content, [step.id for step in every], marks, planned=every)
    plans = recent_plans(page_data.plan_of, page_data.today, ticked_at_export(read.marks, marks))
    days = exported_days(plans, read.days, marks)
    edits = edits_of(days, read.marks, read.own_steps, marks, plan_progress.own_steps(), page_data.today)
    if plan_progress.import_plan(edits):
        plan_progress.set_import_report(edits.number, [*past_words(edits, every), *read.notices, *read.problems])
        plan_progress.end_trial()


def past_words(edits: Edits, steps: Collection[Step]) -> list[str]:
    """Which of the days in a file have passed, if any, by the steps they were given to."""
    if not edits.past:
        return []
    titles = {step.id: step.title for step in steps}
    named = [titles.get(step_id, step_id) for step_id in edits.past]
    return [
        tr_count(
            "{number} step was given a day that has passed and stays where it was: {steps}.",
            "{number} steps were given days that have passed and stay where they were: {steps}.",
            len(named),
            steps=join_first(named, "; "),
        )
    ]


def show_report() -> None:
    """What the last import took over, and what it could not use."""
    report = plan_progress.import_report()
    if report is None:
        return
    taken, sentences = report
    st.success(tr_count("{number} change taken over.", "{number} changes taken over.", taken))
    for sentence in sentences:
        st.text(sentence)
