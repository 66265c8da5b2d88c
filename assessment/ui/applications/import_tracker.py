"""Bring in applications from another tracker: the columns are matched and shown before anything is saved."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from assessment.core.errors import AssessmentError
from assessment.core.model.process import Outcome
from assessment.core.text.cleaning import clean_title
from assessment.core.text.i18n import tr, tr_count
from assessment.export.tracker import TrackedApplications, applications_of, left_out_csv
from assessment.export.tracker_table import TrackerTable, read_tracker
from assessment.export.tracker_words import FIELD_LABELS
from assessment.ui.components.formatting import escape_markdown
from assessment.ui.components.outcome_labels import OUTCOME_LABELS
from assessment.ui.components.widgets import SPREADSHEETS, show_download
from assessment.ui.session import current_application, plan_progress, visit

LARGEST_TRACKER_MB = 10
SHOWN = 5


def show_tracker_import() -> None:
    """Ask for the file of a tracker, show what it would become here, and add that on a click."""
    st.markdown(
        tr(
            "Employer, role, status, dates and a person to contact are taken; links, salaries and notes are not. "
            "Nothing is added before you have seen it."
        )
    )
    file = st.file_uploader(
        tr("Table of a tracker (CSV, spreadsheet or JSON)"),
        type=["csv", "txt", "tsv", "json", *SPREADSHEETS],
        max_upload_size=LARGEST_TRACKER_MB,
        key=plan_progress.trial_key("tracker"),
    )
    if file is None:
        return
    try:
        table = read_tracker(file.getvalue())
    except AssessmentError as error:
        for problem in error.problems:
            st.error(escape_markdown(f"{clean_title(file.name)}: {problem}"), icon=":material/error:")
        return
    matching = ask_matching(table)
    repository = current_application.own_repository()
    known = [application.process for application in repository.applications()]
    found = applications_of(table, matching, known, visit.today())
    show_what_was_found(table, found)
    if found.processes and st.button(
        tr_count("Add {number} application", "Add {number} applications", len(found.processes)),
        key="import_tracker",
        type="primary",
    ):
        save(found)


def ask_matching(table: TrackerTable) -> Mapping[str, int | None]:
    """Which column is what: as the headings say, or as the person chooses."""
    st.markdown(tr("Which column is what:"))
    guessed, places = table.matching(), list(range(len(table.columns)))
    chosen: dict[str, int | None] = {}
    columns = st.columns(3)
    for number, (name, label) in enumerate(FIELD_LABELS.items()):
        with columns[number % 3]:
            chosen[name] = st.selectbox(
                tr(label),
                places,
                index=guessed[name],
                format_func=lambda place: table.columns[place] or str(place + 1),
                placeholder=tr("No column"),
                key=plan_progress.trial_key(f"tracker_{name}"),
            )
    return chosen


def show_what_was_found(table: TrackerTable, found: TrackedApplications) -> None:
    """The first new applications, how many rows are left out and why, and these rows as a file."""
    for process in found.processes[:SHOWN]:
        name = ", ".join(part for part in (process.role, process.employer) if part)
        standing = tr(OUTCOME_LABELS[process.outcome or Outcome.PENDING].headline)
        st.text(f"{name}: {standing}")
    if more := len(found.processes[SHOWN:]):
        st.text(tr_count("and {number} more", "and {number} more", more))
    for notice in (*table.notices, *found.notices):
        st.text(notice)
    if not found.left_out:
        return
    reasons = dict.fromkeys(row.reason for row in found.left_out)
    st.text(
        tr_count(
            "{number} row is left out: {reasons}.",
            "{number} rows are left out: {reasons}.",
            len(found.left_out),
            reasons="; ".join(list(reasons)[:SHOWN]),
        )
    )
    show_download(
        tr("Rows left out (CSV)"),
        "callback-left-out.csv",
        partial(left_out_csv, table, found.left_out),
        key="tracker_left_out",
    )


def save(found: TrackedApplications) -> None:
    """Add the applications, all or none, and run the page again."""
    try:
        current_application.own_repository().create_all(found.processes, at=visit.now())
    except AssessmentError as error:
        for problem in error.problems:
            st.error(escape_markdown(problem), icon=":material/error:")
        return
    visit.current().import_report = len(found.processes), ()
    plan_progress.end_trial()
    st.rerun()
