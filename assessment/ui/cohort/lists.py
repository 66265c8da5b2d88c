"""The lists of the cohort page, a page of lines at a time: problems, whom to help first, what would help most."""

from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil, isnan
from typing import Any

import pandas as pd
import streamlit as st

from assessment.charts.chart import points_label
from assessment.cohort.reader.problems import PROBLEM_COLUMNS
from assessment.core.scoring.probability import whole
from assessment.core.text.cleaning import clean_title
from assessment.core.text.i18n import number_words, tr, tr_count
from assessment.ui.cohort import downloads
from assessment.ui.cohort import session as kept
from assessment.ui.cohort.scored_cohort import GAPS_SHOWN, Cohort, Mask, Wanted, first_people, scores_of
from assessment.ui.components.formatting import escape_markdown, format_range, round_points
from assessment.ui.components.widgets import markdown_table

PAGE_ROWS = 20
PROBLEM_ROWS = 8
LONGEST_CELL = 40
COMMON_GAPS = 6


def show_problems(people: kept.People, cohort: Cohort) -> None:
    """What was not understood, cell by cell, a page at a time."""
    problems = cohort.responses.problems
    if problems.empty:
        return
    with st.expander(
        tr_count(
            "{problems} problem in the file",
            "{problems} problems in the file",
            len(problems),
            problems=number_words(len(problems)),
        )
    ):
        st.markdown(tr("Such a cell counts as unanswered. No row is left out."))
        with page_of(len(problems), f"problems:{people.id}", PROBLEM_ROWS) as rows:
            headings = (tr("Row"), tr("Column"), tr("Value"), tr("Nearest"), tr("Problem"))
            st.markdown(markdown_table(headings, problem_rows(problems.iloc[rows])))
        st.download_button(
            tr("All problems (CSV)"),
            data=lambda: downloads.problems_csv(cohort),
            file_name="callback-cohort-problems.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
            key="cohort_problems",
        )


def problem_rows(problems: pd.DataFrame) -> list[list[str]]:
    """The problems as lines of a table; what comes from the file is clipped."""
    return [
        ["" if pd.isna(row) else number_words(row), *(clipped(cell) for cell in (column, value, nearest)), problem]
        for row, column, value, nearest, problem in problems[list(PROBLEM_COLUMNS)].to_numpy().tolist()
    ]


@contextmanager
def page_of(rows: int, key: str, page_rows: int = PAGE_ROWS) -> Iterator[slice]:
    """The rows of the page that is open, drawn above the numbers of the pages; few rows need no pages."""
    pages = ceil(rows / page_rows)
    above = st.container()
    number = st.pagination(pages, key=f"page:{key}", max_visible_pages=5) if pages > 1 else 1
    with above:
        yield slice((number - 1) * page_rows, number * page_rows)


def clipped(text: str) -> str:
    """A cell of somebody's file as a line that fits a table."""
    line = clean_title(text)
    return line if len(line) <= LONGEST_CELL else f"{line[:LONGEST_CELL]}…"


def show_first(people: kept.People, cohort: Cohort, wanted: Wanted, among: Mask) -> None:
    """Those with most still to win, and at what."""
    st.header(tr("Who needs you first"), anchor=False)
    st.markdown(tr("Ranked by the readiness points each can still win at their stage, not by their chances."))
    named = "person" in cohort.first.columns
    name = ""
    if named:
        name = st.text_input(tr("Find a person"), key=f"find:{people.id}", placeholder=tr("Part of a name"))
    ranked = first_people(cohort, among, name.strip())
    if ranked.empty:
        st.markdown(tr("Nobody of that name here."))
        return
    with page_of(len(ranked), f"first:{people.id}:{wanted}:{name}") as rows:
        st.markdown("\n".join(person_lines(cohort, ranked.iloc[rows], rows.start + 1)))


def person_lines(cohort: Cohort, shown: pd.DataFrame, place: int) -> list[str]:
    """The people of the gap table as an ordered list, which a phone can show: who it is, and what to win."""
    lines = []
    records = shown.reset_index().to_dict("records")
    for person, (readiness, *outlook) in zip(records, scores_of(cohort, shown.index), strict=True):
        numbers = tr(
            "readiness {readiness}, outlook\u00a0{outlook}",
            readiness=points_words(readiness),
            outlook=outlook_words(*outlook),
        )
        lines.append(f"{place}. **{escape_markdown(person_name(cohort, person))}** :small[{numbers}]  ")
        lines.append(f"   {escape_markdown(win_words(cohort, person, readiness))}")
        place += 1
    return lines


def person_name(cohort: Cohort, person: dict[Any, Any]) -> str:
    """The name, with the row where it is missing or several have it."""
    name, row = clipped(str(person.get("person") or "")), number_words(person["row"])
    if not name:
        return tr("Row {row}", row=row)
    return tr("{person} (row {row})", person=name, row=row) if cohort.shared_names[person["row"]] else name


def points_words(points: float) -> str:
    """Points as a whole number."""
    return tr("open") if isnan(points) else str(round_points(points))


def outlook_words(value: float, low: float, high: float) -> str:
    """The outlook out of 100 with its range, kept on one line."""
    return tr("open") if isnan(value) else f"{whole(value)}\u00a0({format_range(whole(low), whole(high))})"


def win_words(cohort: Cohort, person: dict[Any, Any], readiness: float) -> str:
    """The points to win, and the largest gaps with theirs."""
    if gaps := ", ".join(gap_words(cohort, person)):
        return f"{gain_words(person['points_to_win'])}: {gaps}"
    if isnan(readiness):
        return tr("Nothing answered that counts for readiness")
    return tr("Nothing left to win at their stage")


def gap_words(cohort: Cohort, person: dict[Any, Any]) -> list[str]:
    """The largest gaps of a person, each with its points."""
    gaps = [(person[f"gap_{place}"], person[f"gain_{place}"]) for place in range(1, GAPS_SHOWN + 1)]
    return [f"{cohort.instrument.items[item].label} {gain_words(gain)}" for item, gain in gaps if item]


def gain_words(points: float) -> str:
    """Points to win with a plus; nothing to win is 0."""
    return f"+{points_label(points)}" if points >= 0.5 else points_label(points)


def show_common_gaps(cohort: Cohort, among: Mask) -> None:
    """What a session with all of them together would be about."""
    counts = [(item, gap) for item, gap in cohort.gap_counts(among).items() if gap.people]
    if not counts:
        return
    st.header(tr("What would help most of them"), anchor=False)
    rows = [
        (cohort.instrument.items[item].label, number_words(gap.people), gain_words(gap.points / gap.people))
        for item, gap in counts
    ]
    columns = (tr("Still to win at"), tr("People"), tr("Points each, on average"))
    st.markdown(markdown_table(columns, rows[:COMMON_GAPS]))
    if rows[COMMON_GAPS:]:
        with st.expander(tr("{number} more", number=len(rows) - COMMON_GAPS), type="compact"):
            st.markdown(markdown_table(columns, rows[COMMON_GAPS:]))
