"""Import the file of a plan that was edited in a spreadsheet."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import streamlit as st

from assessment.core.plan.merge import CurrentPlan, PlanFileChanges, merge_plan_file
from assessment.core.text.cleaning import join_first
from assessment.core.text.i18n import tr, tr_count
from assessment.export.plan_import import PlanFile, read_plan_csv
from assessment.ui.components.widgets import SPREADSHEETS, ask_day_order
from assessment.ui.session import current_application, plan_progress
from assessment.ui.session.page_data import PageData

LARGEST_PLAN_MB = 10


def show_import(page_data: PageData) -> None:
    """Show the upload for an edited plan, and the report of the last import."""
    with st.expander(tr("Bring back an edited plan")):
        st.markdown(tr("Edit the plan in a spreadsheet, save it, then upload it here: ticks, days and notes are read."))
        file = st.file_uploader(
            tr("Edited plan (CSV or spreadsheet)"),
            type=["csv", "txt", "tsv", *SPREADSHEETS],
            max_upload_size=LARGEST_PLAN_MB,
            key=plan_progress.trial_key("edited_plan"),
        )
        if file is not None:
            ask_to_import(page_data, file.getvalue(), file.file_id)
        show_import_report()


def ask_to_import(page_data: PageData, content: bytes, file_id: str) -> None:
    """A button that takes the file over; where its dates do not show which number is the day, that is asked first."""
    steps = page_data.plan.every_step
    read = partial(read_plan_csv, content, [step.id for step in steps], planned=steps)
    file = read()
    key = plan_progress.trial_key(f"plan_dates:{file_id}")
    order = ask_day_order(file.ambiguous_date, key) if file.ambiguous_date else None
    is_open = bool(file.ambiguous_date) and order is None
    if st.button(tr("Apply these changes"), key="import_plan", disabled=is_open):
        import_file(page_data, read(given_order=order) if order else file)
        st.rerun()


def import_file(page_data: PageData, file: PlanFile) -> None:
    """Save what was edited in the file of a plan, and set the report; the file stays chosen where saving fails."""
    current_application.last_seen().import_report = None
    steps = page_data.plan.every_step
    exports = current_application.repository().plan_exports(current_application.application())
    present = CurrentPlan(
        days={step.id: step.day for step in steps},
        progress=plan_progress.step_progress(),
        own_steps={step.id: step for step in plan_progress.own_steps()},
        round=current_application.stored().application.round,
        today=page_data.today,
    )
    changes = merge_plan_file(file.rows, exports, present)
    if plan_progress.import_plan(changes):
        sentences = report_sentences(changes, {step.id: step.title for step in steps})
        current_application.last_seen().import_report = (changes.number, (*sentences, *file.notices, *file.problems))
        plan_progress.end_trial()


def report_sentences(changes: PlanFileChanges, titles: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each thing in the file that was not simply taken over; `titles` are those of today's plan."""

    def named(step_ids: Sequence[str]) -> str:
        return join_first([titles.get(step_id, step_id) for step_id in step_ids], "; ")

    if changes.unknown_export:
        yield unknown_export_sentence(len(changes.unknown_export))
    if steps := changes.not_moved:
        yield tr_count(
            "{number} step has another day in the file and was not moved: {steps}.",
            "{number} steps have other days in the file and were not moved: {steps}.",
            len(steps),
            steps=named(steps),
        )
    if steps := changes.earlier_round:
        yield tr_count(
            "{number} row comes from an earlier round and was left out: {steps}.",
            "{number} rows come from an earlier round and were left out: {steps}.",
            len(steps),
            steps=named(steps),
        )
    if steps := changes.past:
        yield tr_count(
            "{number} step was given a day that has passed and stays where it was: {steps}.",
            "{number} steps were given days that have passed and stay where they were: {steps}.",
            len(steps),
            steps=named(steps),
        )
    if steps := changes.moved_in_both:
        yield tr_count(
            "{number} step was moved here and in the file; the day of the file counts: {steps}.",
            "{number} steps were moved here and in the file; the days of the file count: {steps}.",
            len(steps),
            steps=named(steps),
        )
    if steps := changes.long_notes:
        yield tr_count(
            "{number} note was changed here and in the file, too long to keep both; the one here stays: {steps}.",
            "{number} notes were changed here and in the file, too long to keep both; those here stay: {steps}.",
            len(steps),
            steps=named(steps),
        )


def unknown_export_sentence(rows: int) -> str:
    """What was done with the rows whose export is not known here."""
    return tr_count(
        "{number} row does not say which export of this application it came from, so its tick and note were only "
        "added, and its day was not applied.",
        "{number} rows do not say which export of this application they came from, so ticks and notes were only added, "
        "and no day was applied.",
        rows,
    )


def show_import_report() -> None:
    """Show how many changes the last import made, and the sentences on what it could not use."""
    report = current_application.last_seen().import_report
    if report is None:
        return
    number, sentences = report
    st.success(tr_count("{number} change applied.", "{number} changes applied.", number))
    for sentence in sentences:
        st.text(sentence)
