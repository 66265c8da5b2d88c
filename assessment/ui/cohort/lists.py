"""The long lists of the cohort page: problems in the file, whom to help first, what would help most."""

from functools import partial
from math import isnan
from typing import Any

import pandas as pd
import streamlit as st

from assessment.charts import points_label, range_label
from assessment.cohort.reader.problems import PROBLEM_COLUMNS
from assessment.core.scoring.probability import percent_int
from assessment.core.text.cleaning import clean_title
from assessment.core.text.i18n import format_day, format_number, tr, tr_count
from assessment.ui.cohort import downloads
from assessment.ui.cohort.person import show_person
from assessment.ui.cohort.scored_cohort import GAPS_SHOWN, Cohort, CohortFilter, RowMask, ranked_people, shown_scores
from assessment.ui.components.formatting import escape_markdown, round_points
from assessment.ui.components.widgets import markdown_table, page_of, show_download
from assessment.ui.session.cohort_tables import PeopleTable

PAGE_ROWS = 20
PROBLEM_ROWS = 8
LONGEST_CELL = 40
COMMON_GAPS = 6


def show_problems(people: PeopleTable, cohort: Cohort) -> None:
    """The cells that were not understood."""
    problems = cohort.responses.problems
    if problems.empty:
        return
    with st.expander(
        tr_count(
            "{problems} problem in the file",
            "{problems} problems in the file",
            len(problems),
            problems=format_number(len(problems)),
        )
    ):
        st.markdown(tr("Such a cell counts as unanswered. No person is left out."))
        with page_of(len(problems), PROBLEM_ROWS, f"problems:{people.id}") as rows:
            headings = (tr("Row"), tr("Column"), tr("Value"), tr("Nearest"), tr("Problem"))
            st.markdown(markdown_table(headings, problem_rows(problems.iloc[rows])))
        show_download(
            tr("All problems (CSV)"),
            "callback-cohort-problems.csv",
            partial(downloads.csv_bytes, problems),
            key="cohort_problems",
        )


def problem_rows(problems: pd.DataFrame) -> list[list[str]]:
    """The problems as rows of a table; long text from the file is cut."""
    return [
        ["" if pd.isna(row) else format_number(row), *(cut_cell(cell) for cell in (column, value, nearest)), problem]
        for row, column, value, nearest, problem in problems[list(PROBLEM_COLUMNS)].to_numpy().tolist()
    ]


def cut_cell(text: str) -> str:
    """A cell of the file on one line, cut to a length that fits a table."""
    line = clean_title(text)
    return line if len(line) <= LONGEST_CELL else f"{line[:LONGEST_CELL]}…"


def show_ranked_people(people: PeopleTable, cohort: Cohort, chosen: CohortFilter, rows: RowMask) -> None:
    """The people with most points still to gain, and at which questions."""
    st.header(tr("Who needs you first"), anchor=False)
    st.markdown(
        tr(
            "Whose interview is next comes first, then who can still win most readiness points at their stage. "
            "Chances do not count."
        )
    )
    name = ""
    if "person" in cohort.gaps.columns:
        name = st.text_input(tr("Find a person"), key=f"find:{people.id}", placeholder=tr("Part of a name"))
    ranked = ranked_people(cohort, rows, name.strip())
    if ranked.empty:
        st.markdown(tr("Nobody of that name here."))
        return
    with page_of(len(ranked), PAGE_ROWS, f"first:{people.id}:{chosen}:{name}") as shown:
        here = ranked.iloc[shown]
        records = zip(here.reset_index().to_dict("records"), shown_scores(cohort, here.index), strict=True)
        for place, (person, scores) in enumerate(records, shown.start + 1):
            with st.container(gap=None):
                st.markdown(person_line(cohort, person, scores, place))
                show_person(cohort, person["row"], person_name(cohort, person), people.id)


def person_line(cohort: Cohort, person: dict[Any, Any], scores: tuple[float, ...], place: int) -> str:
    """A row of the gap table as an entry of a list, which fits a phone: who, when, and what they could gain."""
    readiness, *outlook = scores
    numbers = tr(
        "readiness {readiness}, outlook\u00a0{outlook}",
        readiness=format_points(readiness),
        outlook=format_outlook(*outlook),
    )
    facts = " · ".join(filter(None, (interview_in(cohort, person["row"]), numbers)))
    name, gains = person_name(cohort, person), describe_gains(cohort, person, readiness)
    return f"{place}. **{escape_markdown(name)}** :small[{facts}]  \n   {escape_markdown(gains)}"


def interview_in(cohort: Cohort, row: int) -> str:
    """In how many days a person's interview is, and on which; empty where none is ahead."""
    days = cohort.days_left[row]
    if isnan(days):
        return ""
    day = format_day(pd.Timestamp(cohort.responses.frame["interview_date"][row]).date())
    if not days:
        return tr("interview today, {day}", day=day)
    return tr_count("interview in {number} day, {day}", "interview in {number} days, {day}", int(days), day=day)


def person_name(cohort: Cohort, person: dict[Any, Any]) -> str:
    """The name; with or as the row number where several have it or it is missing."""
    name, row = cut_cell(str(person.get("person") or "")), format_number(person["row"])
    if not name:
        return tr("Row {row}", row=row)
    return tr("{person} (row {row})", person=name, row=row) if cohort.shared_names[person["row"]] else name


def format_points(points: float) -> str:
    """Points as a whole number, or "open"."""
    return tr("open") if isnan(points) else str(round_points(points))


def format_outlook(value: float, low: float, high: float) -> str:
    """The outlook out of 100 with its range, without a line break, or "open"."""
    return tr("open") if isnan(value) else f"{percent_int(value)}\u00a0({range_label(low, high)})"


def describe_gains(cohort: Cohort, person: dict[Any, Any], readiness: float) -> str:
    """The points to gain in all, and the largest gaps with theirs."""
    gaps = [(person[f"gap_{place}"], person[f"gain_{place}"]) for place in range(1, GAPS_SHOWN + 1)]
    if named := ", ".join(f"{cohort.instrument.items[item].label} {format_gain(gain)}" for item, gain in gaps if item):
        return f"{format_gain(person['points_to_win'])}: {named}"
    if isnan(readiness):
        return tr("Nothing answered that counts for readiness")
    return tr("Nothing left to win at their stage")


def format_gain(points: float) -> str:
    """Points to gain with a plus, or 0."""
    return f"+{points_label(points)}" if points >= 0.5 else points_label(points)


def show_common_gaps(cohort: Cohort, rows: RowMask) -> None:
    """The gaps that most people share: topics for a session with all of them."""
    counts = [(item, gap) for item, gap in cohort.gap_counts(rows).items() if gap.people]
    if not counts:
        return
    st.header(tr("What would help most of them"), anchor=False)
    lines = [
        (cohort.instrument.items[item].label, format_number(gap.people), format_gain(gap.points / gap.people))
        for item, gap in counts
    ]
    columns = (tr("Still to win at"), tr("People"), tr("Points each, on average"))
    st.markdown(markdown_table(columns, lines[:COMMON_GAPS]))
    if lines[COMMON_GAPS:]:
        with st.expander(tr("{number} more", number=len(lines) - COMMON_GAPS), type="compact"):
            st.markdown(markdown_table(columns, lines[COMMON_GAPS:]))
