"""The results of a cohort: what was read, the filter, the spread of scores, whom to help first, and downloads."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from assessment import charts
from assessment.cohort.repeats import repeats_sentence
from assessment.core.model import Stage
from assessment.core.scoring.probability import percent_int
from assessment.core.text.i18n import format_day, format_number, tr, tr_count
from assessment.ui.cohort import downloads
from assessment.ui.cohort.lists import show_common_gaps, show_problems, show_ranked_people
from assessment.ui.cohort.scored_cohort import (
    NOT_ANSWERED,
    READINESS_BANDS,
    Cohort,
    CohortFilter,
    RowMask,
    histogram_counts,
    is_in_band,
)
from assessment.ui.components.formatting import escape_markdown, round_points
from assessment.ui.components.outcome_labels import STAGE_LABELS
from assessment.ui.components.widgets import ask_in_notice, show_chart, show_download
from assessment.ui.session import cohort_tables
from assessment.ui.session.cohort_tables import PeopleTable
from assessment.ui.session.widget_key import page_key


def show_results(people: PeopleTable, cohort: Cohort) -> None:
    """Everything about the open table of people."""
    show_what_was_read(people, cohort)
    show_problems(people, cohort)
    chosen = ask_filter(people, cohort)
    rows = chosen.rows(cohort)
    show_headline(cohort, rows)
    if not rows.any():
        return
    show_spreads(cohort, rows)
    show_ranked_people(people, cohort, chosen, rows)
    show_common_gaps(cohort, rows)
    show_domains(cohort, rows)
    show_downloads(cohort, rows)


def show_what_was_read(people: PeopleTable, cohort: Cohort) -> None:
    """The file's name, how many rows were read, and a button to close it."""
    counts = {
        "rows": format_number(len(people.responses.frame)),
        "out": format_number(len(cohort.scores)),
        "problems": format_number(cohort.responses.problems["row"].nunique()),
    }
    read = tr("{rows} rows in, {out} rows out, {problems} with problems.", **counts)
    sentences = [f"**{escape_markdown(people.name)}**: {read}"]
    if people.is_made_up:
        sentences = [
            tr("**This is a made-up cohort, scored for {day}.** Nobody in it exists.", day=format_day(people.day)),
            read,
        ]
    if cohort_tables.current().outcomes:
        sentences.append(tr("Scored with the figures learned below."))
    if cohort.repeats:
        sentences.append(repeats_sentence(cohort.repeats))
    if ask_in_notice(" ".join(sentences), tr("Close file"), "close_cohort"):
        cohort_tables.open_people(None)
        st.rerun()


def ask_filter(people: PeopleTable, cohort: Cohort) -> CohortFilter:
    """Ask which people to show; the filter holds for the whole page."""
    gaps = {item: gap.people for item, gap in cohort.gap_counts().items() if gap.people}
    readiness = cohort.scores["readiness"].to_numpy()
    bands = {band: int(is_in_band(readiness, band).sum()) for band in (*READINESS_BANDS, NOT_ANSWERED)}
    stages = {stage: int((cohort.stages == stage).sum()) for stage in Stage}
    labels = cohort.instrument.items
    first, second, third = st.columns(3)
    with first:
        gap = ask_one_filter("gap", tr("Could still win at"), gaps, lambda item: labels[item].label, people.id)
    with second:
        stage = ask_one_filter("stages", tr("Stage"), stages, lambda stage: tr(STAGE_LABELS[stage]), people.id)
    with third:
        band = ask_one_filter("readiness", tr("Readiness"), bands, tr, people.id)
    return CohortFilter(gap, stage, band)


def ask_one_filter(name: str, label: str, counts: dict[Any, int], label_of: Any, cohort_id: str) -> Any:
    """Ask for one of the values that anybody has, each with how many have it; None is everybody."""
    options = [value for value, count in counts.items() if count]
    return st.selectbox(
        label,
        options,
        index=None,
        disabled=not options,
        format_func=lambda value: f"{label_of(value)} ({format_number(counts[value])})",
        placeholder=tr("Everybody"),
        key=page_key(f"chosen:{name}:{cohort_id}"),
        persist_state="session",
    )


def show_headline(cohort: Cohort, rows: RowMask) -> None:
    """How many people pass the filter, and their medians."""
    shown, every = int(rows.sum()), len(rows)
    if not shown:
        st.markdown(tr("Nobody fits all of these; clear one of them."))
        return
    people = tr_count("{people} person", "{people} people", every, people=format_number(every))
    if shown != every:
        people = tr("{shown} of {people}", shown=format_number(shown), people=people)
    st.header(people, anchor=False)
    scores = cohort.scores[rows]
    sentences = []
    if scores["readiness"].notna().any():
        points = round_points(scores["readiness"].median())
        sentences.append(tr("Median readiness is {points} of 100.", points=points))
    if scores["outlook"].notna().any():
        number = percent_int(scores["outlook"].median())
        sentences.append(tr("Median outlook is {number} in 100.", number=number))
    st.markdown(" ".join([*sentences, *missing_sentences(scores)]))


def missing_sentences(scores: pd.DataFrame) -> list[str]:
    """How many people are missing from the charts, and why."""
    sentences = []
    if unanswered := int(scores["readiness"].isna().sum()):
        people = format_number(unanswered)
        sentences.append(tr("{people} answered nothing that counts for readiness.", people=people))
    if without := int(scores["outlook"].isna().sum()):
        sentences.append(tr("{people} without an outlook, since the dates cannot be.", people=format_number(without)))
    return sentences


def show_spreads(cohort: Cohort, rows: RowMask) -> None:
    """Readiness and outlook side by side."""
    scores = cohort.scores[rows]
    spreads = (
        ("cohort_readiness", scores["readiness"], tr("Readiness"), tr("of 100")),
        ("cohort_outlook", 100 * scores["outlook"], tr("Outlook"), tr("in 100")),
    )
    for column, (key, values, title, unit) in zip(st.columns(2, gap="medium"), spreads, strict=True):
        with column:
            show_chart(charts.distribution_chart(histogram_counts(values), title, unit), key)


def show_domains(cohort: Cohort, rows: RowMask) -> None:
    """A small chart of readiness for each domain."""
    st.header(tr("Readiness by domain"), anchor=False)
    titles = {domain.id: domain.title for domain in cohort.instrument.domains}
    domains = cohort.domains[rows]
    spreads = {titles[name]: histogram_counts(domains[name]) for name in domains.columns}
    show_chart(charts.domain_multiples(spreads), "cohort_domains")


def show_downloads(cohort: Cohort, rows: RowMask) -> None:
    """Scores and plans of the people shown, made when a button is clicked."""
    shown = int(rows.sum())
    st.header(tr("Take it with you"), anchor=False)
    if shown == len(rows):
        whose = tr("Of everybody, in the order of your file.")
    else:
        whose = tr_count(
            "Of the {people} person looked at, in the order of your file.",
            "Of the {people} people looked at, in the order of your file.",
            shown,
            people=format_number(shown),
        )
    st.markdown(" ".join([whose, tr("The zip says whose plan is which in `people.csv`.")]))
    with st.container(horizontal=True):
        for label, file_name, make, button in (
            (tr("Scores (CSV)"), "scores.csv", downloads.scores_csv, {"type": "primary"}),
            (tr("Scores (Parquet)"), "scores.parquet", downloads.scores_parquet, {}),
            (tr("A plan for each (zip)"), "plans.zip", downloads.plans, {"disabled": shown > downloads.MAX_PLANS}),
        ):
            data = partial(make, cohort, rows)
            show_download(label, f"callback-cohort-{file_name}", data, key=f"cohort:{file_name}", **button)
    if shown > downloads.MAX_PLANS:
        most = format_number(downloads.MAX_PLANS)
        st.markdown(tr("Plans are written for up to {most} people at a time: narrow it down above.", most=most))
