"""The ways to bring in a table of people or of outcomes: a made-up one, or an upload. Imports no pandas."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from time import monotonic

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from assessment.core.errors import AssessmentError
from assessment.core.text.cleaning import clean_title, one_line
from assessment.core.text.i18n import current_language, format_number, tr
from assessment.ui import resources
from assessment.ui.cohort import uploads
from assessment.ui.components.formatting import escape_markdown
from assessment.ui.components.widgets import SPREADSHEETS, ask_day_order, show_download
from assessment.ui.session import cohort_tables, visit
from assessment.ui.session.cohort_tables import PeopleTable

TABLE_TYPES = ["csv", "txt", "tsv", "parquet", *SPREADSHEETS]
LATE_SECONDS = 1.0
"""What is read sooner needs no bar."""


def ask_for_people() -> None:
    """A made-up cohort, an empty table to fill in, and an upload field."""
    if st.button(tr("Look at a made-up cohort"), key="made_up_cohort", type="primary"):
        with uploads.open_made_up(uploads.MADE_UP_PEOPLE) as table, st.spinner(tr("Reading and scoring")):
            read = uploads.read_people(table, resources.instrument(), uploads.MADE_UP_DAY)
        cohort_tables.open_people(
            PeopleTable("made-up", "a made-up cohort", read, uploads.MADE_UP_DAY, is_made_up=True)
        )
        st.rerun()
    st.header(tr("Your own table"), anchor=False)
    st.markdown(
        tr(
            "One row per person, one column per question; leave empty what you do not know. Up to {megabytes} MB and "
            "{rows} rows, so that it fits in memory beside other visitors; for more there is `assessment cohort score` "
            "on the command line.",
            megabytes=uploads.MAX_MEGABYTES,
            rows=format_number(uploads.MAX_ROWS),
        )
    )
    with st.container(horizontal=True):
        show_download(
            tr("Empty table (spreadsheet)"), "callback-cohort.xlsx", template_spreadsheet, key="cohort_template_xlsx"
        )
        show_download(tr("Empty table (CSV)"), "callback-cohort.csv", template_csv, key="cohort_template")
        show_download(
            tr("Allowed answers (CSV)"), "callback-cohort-dictionary.csv", dictionary_csv, key="cohort_dictionary"
        )
    ask_for_file("people", tr("Table of people (CSV, spreadsheet or Parquet)"), TABLE_TYPES, open_uploaded_people)


def template_csv() -> bytes:
    """The empty table to fill in."""
    from assessment.cohort.template import template_frame
    from assessment.ui.cohort.downloads import csv_bytes

    return csv_bytes(template_frame(resources.instrument()))


def template_spreadsheet() -> bytes:
    """The empty table as a spreadsheet with the answers to choose from."""
    from assessment.cohort.template import template_workbook

    return template_workbook(resources.instrument())


def dictionary_csv() -> bytes:
    """What each column of the table may hold."""
    from assessment.cohort.template import data_dictionary
    from assessment.ui.cohort.downloads import csv_bytes

    return csv_bytes(data_dictionary(resources.instrument()))


def ask_for_outcomes() -> None:
    """Made-up outcomes, and an upload field for real ones."""
    st.markdown(
        tr(
            "If you know how earlier processes ended, their outcomes can correct the figures: a table as above with "
            "the column `outcome`, or counts kept before (`learned.toml`). Answers must be those given before the "
            "outcome."
        )
    )
    if st.button(tr("Learn from made-up outcomes"), key="made_up_outcomes"):
        name = uploads.MADE_UP_OUTCOMES
        with uploads.open_made_up(name) as table:
            outcomes = uploads.read_outcomes(name, table, resources.instrument(), uploads.MADE_UP_DAY)
        cohort_tables.current().outcomes = replace(outcomes, is_made_up=True)
        st.rerun()
    label = tr("Outcomes (CSV, spreadsheet, Parquet or learned.toml)")
    ask_for_file("outcomes", label, [*TABLE_TYPES, "toml"], learn_from_uploaded_outcomes)


def open_uploaded_people(file: UploadedFile, report: uploads.Report) -> None:
    """Read an uploaded table of people and open it."""
    today = visit.today()
    read = uploads.read_people(file, resources.instrument(), today, report=report)
    content = file.getvalue() if read.ambiguous_date else b""
    cohort_tables.open_people(PeopleTable(file.file_id, clean_title(file.name), read, today, content=content))


def ask_for_day_order(people: PeopleTable) -> None:
    """Where the dates of a table do not show which number is the day, ask once, and read the table again."""
    if not people.content:
        return
    order = ask_day_order(people.responses.ambiguous_date, f"cohort_day_order:{people.id}")
    if order:
        read = uploads.read_people(io.BytesIO(people.content), resources.instrument(), people.day, given_order=order)
        cohort_tables.open_people(PeopleTable(f"{people.id}-{order}", people.name, read, people.day))
        st.rerun()


def learn_from_uploaded_outcomes(file: UploadedFile, report: uploads.Report) -> None:
    """Count the outcomes of an uploaded file and correct the figures with them."""
    outcomes = uploads.read_outcomes(file.name, file, resources.instrument(), visit.today(), report)
    cohort_tables.current().outcomes = replace(outcomes, name=clean_title(file.name))


def ask_for_file(kind: str, label: str, types: list[str], read: Callable[[UploadedFile, uploads.Report], None]) -> None:
    """An upload field; a file is read once, and where `read` raises AssessmentError the reasons are shown.

    `read` is given a function that shows how much of the file it has read.
    """
    key = cohort_tables.upload_key(kind)
    file = st.file_uploader(label, type=types, max_upload_size=uploads.MAX_MEGABYTES, key=key)
    if file is None:
        return
    problems, attempt = cohort_tables.current().problems, (file.file_id, current_language().code)
    if attempt not in problems:
        try:
            with st.spinner(tr("Reading and scoring")), late_progress() as report:
                read(file, report)
        except AssessmentError as error:
            problems[attempt] = error.problems
        else:
            cohort_tables.drop_upload(kind, file)
            st.rerun()
    show_refusal(file, problems[attempt])


def show_refusal(file: UploadedFile, problems: tuple[str, ...]) -> None:
    """Why the file could not be read."""
    first, *others = problems
    name, reason = escape_markdown(clean_title(file.name)), escape_markdown(one_line(first))
    st.error(tr("**{file}** was not taken: {problem}", file=name, problem=reason), icon=":material/error:")
    for problem in others:
        st.text(one_line(problem))
    st.markdown(tr("Columns are named as in the empty table, or by the questions."))


@contextmanager
def late_progress() -> Iterator[uploads.Report]:
    """A function that shows the share it is told as a bar, from one second on; the bar goes once all is done."""
    place, shown_from = st.empty(), monotonic() + LATE_SECONDS

    def report(share: float) -> None:
        if monotonic() >= shown_from:
            place.progress(min(share, 1.0))

    try:
        yield report
    finally:
        place.empty()
