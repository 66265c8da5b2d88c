"""Bring in applications from another tracker: the columns are matched and shown before anything is saved."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from assessment.core.errors import AssessmentError
from assessment.core.model.process import Outcome, Process
from assessment.core.text.cleaning import clean_title
from assessment.core.text.i18n import tr, tr_count
from assessment.export.tracker import TrackedApplications, applications_of, left_out_csv
from assessment.export.tracker_table import TrackerTable, read_tracker
from assessment.export.tracker_vocabulary import FIELD_LABELS
from assessment.ui.components.failure import show_problem
from assessment.ui.components.outcome_labels import HEADLINES
from assessment.ui.components.widgets import SPREADSHEETS, ask_day_order, show_download
from assessment.ui.session import current_application, plan_progress, visit

LARGEST_TRACKER_MB = 10
SHOWN = 5
FIELDS_IN_A_ROW = 3


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
            show_problem(f"{clean_title(file.name)}: {problem}")
        return
    matching = ask_matching(table)
    repository = current_application.own_repository()
    known = [application.process for application in repository.applications()]
    found = applications_of(table, matching, known, visit.today())
    if found.ambiguous_date:
        order = ask_day_order(found.ambiguous_date, plan_progress.trial_key("tracker_dates"))
        found = applications_of(table, matching, known, visit.today(), order)
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
    guessed, places = table.matching(), [None, *range(len(table.columns))]
    names, chosen = list(FIELD_LABELS), dict[str, int | None]()
    for start in range(0, len(names), FIELDS_IN_A_ROW):
        for name, column in zip(names[start:], st.columns(FIELDS_IN_A_ROW), strict=False):
            with column:
                chosen[name] = st.selectbox(
                    tr(FIELD_LABELS[name]),
                    places,
                    index=places.index(guessed[name]),
                    format_func=lambda place: column_name(table, place),
                    key=plan_progress.trial_key(f"tracker_{name}"),
                )
    return chosen


def column_name(table: TrackerTable, place: int | None) -> str:
    """The heading of a column, its number where it has none, and a word for no column."""
    return tr("No column") if place is None else table.columns[place] or str(place + 1)


def show_what_was_found(table: TrackerTable, found: TrackedApplications) -> None:
    """The first new applications, how many rows are left out and why, and these rows as a file."""
    lines = [line_of(process) for process in found.processes[:SHOWN]]
    if more := len(found.processes[SHOWN:]):
        lines.append(tr_count("and {number} more", "and {number} more", more))
    for sentences in (lines, [*table.notices, *found.notices]):
        if sentences:
            st.text("\n".join(sentences))
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


def line_of(process: Process) -> str:
    """What an application is called, and where it stands."""
    return f"{process.title()}: {tr(HEADLINES[process.outcome or Outcome.PENDING])}"


def save(found: TrackedApplications) -> None:
    """Add the applications, all or none, and run the page again."""
    try:
        current_application.own_repository().create_all(found.processes, at=visit.now())
    except AssessmentError as error:
        for problem in error.problems:
            show_problem(problem)
        return
    visit.current().import_report = len(found.processes), ()
    plan_progress.end_trial()
    st.rerun()
