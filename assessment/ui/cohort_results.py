"""What the page shows of a cohort: what was read, the filters, how scores are spread, and whom to help first."""

from typing import Any

import pandas as pd
import streamlit as st

from assessment import charts
from assessment.core.days import day_words
from assessment.core.model import Stage
from assessment.core.probability import whole
from assessment.ui import cohort_downloads as downloads
from assessment.ui import cohort_kept as kept
from assessment.ui.cohort_lists import show_common_gaps, show_first, show_problems
from assessment.ui.cohort_people import BANDS, NOT_ANSWERED, PICTURE_EDGES, Cohort, Mask, Wanted, in_band, spread
from assessment.ui.widgets import show_picture
from assessment.ui.words import counted, plain, whole_points

STAGE_WORDS = {Stage.INVITED: "Invited", Stage.WAITING: "Waiting", Stage.DECIDED: "Decided"}


def show_results(people: kept.People, cohort: Cohort) -> None:
    """Everything about the people of this tab."""
    show_what_was_read(people, cohort)
    show_problems(people, cohort)
    wanted = ask_whom(people, cohort)
    among = wanted.among(cohort)
    show_headline(cohort, among)
    if not among.any():
        return
    show_spreads(cohort, among)
    show_first(people, cohort, wanted, among)
    show_common_gaps(cohort, among)
    show_domains(cohort, among)
    show_downloads(cohort, among)


def show_what_was_read(people: kept.People, cohort: Cohort) -> None:
    """Which file it is and what came of it, with the way to let go of it."""
    with st.container(border=True, horizontal=True, wrap=False, vertical_alignment="center"):
        rows = f"{len(people.responses.frame):,}"
        words = f"{rows} rows in, {len(cohort.scores):,} rows out, {cohort.rows_with_problems:,} with problems."
        name = f"**{plain(people.name)}**: "
        if people.made_up:
            name = f"**This is a made-up cohort, scored for {day_words(people.day)}.** Nobody in it exists. "
        learned = " Scored with the figures learned below." if kept.taught() else ""
        st.markdown(f"{name}{words}{learned}", width="stretch")
        if st.button("Put it away", key="forget_cohort"):
            kept.forget_people()
            st.rerun()


def ask_whom(people: kept.People, cohort: Cohort) -> Wanted:
    """The filters; they hold for the whole page."""
    gaps = {item: gap.people for item, gap in cohort.gap_counts().items() if gap.people}
    readiness = cohort.scores["readiness"].to_numpy()
    bands = {band: int(in_band(readiness, band).sum()) for band in (*BANDS, NOT_ANSWERED)}
    stages = {stage: int((cohort.stages == stage).sum()) for stage in Stage}
    labels = cohort.instrument.items
    first, second, third = st.columns(3)
    with first:
        gap = choose("Could still win at", gaps, lambda item: labels[item].label, people.id)
    with second:
        stage = choose("Stage", stages, lambda stage: STAGE_WORDS[stage], people.id)
    with third:
        band = choose("Readiness", bands, str, people.id)
    return Wanted(gap, stage, band)


def choose(label: str, people: dict[Any, int], words: Any, cohort_id: str) -> Any:
    """One filter: the values that anybody has, with how many; None is everybody."""
    options = [value for value, count in people.items() if count]
    return st.selectbox(
        label,
        options,
        index=None,
        disabled=not options,
        format_func=lambda value: f"{words(value)} ({people[value]:,})",
        placeholder="Everybody",
        key=f"wanted:{label}:{cohort_id}",
        persist_state="session",
    )


def show_headline(cohort: Cohort, among: Mask) -> None:
    """The people looked at, in two sentences."""
    shown, every = int(among.sum()), len(among)
    if not shown:
        st.markdown("Nobody fits all of these; clear one of them.")
        return
    of = "" if shown == every else f" of {every:,}"
    st.header(f"{shown:,}{of} {'person' if every == 1 else 'people'}", anchor=False)
    scores = cohort.scores[among]
    words = []
    if scores["readiness"].notna().any():
        words.append(f"a readiness of {whole_points(scores['readiness'].median())} of 100")
    if scores["outlook"].notna().any():
        words.append(f"an outlook of {whole(scores['outlook'].median())} in 100")
    middle = f"The middle one has {' and '.join(words)}. " if words else ""
    st.markdown(f"{middle}{missing_words(scores)}")


def missing_words(scores: pd.DataFrame) -> str:
    """Who is missing from the pictures, and why."""
    words = []
    if unanswered := int(scores["readiness"].isna().sum()):
        words.append(f"{unanswered:,} answered nothing that counts for readiness.")
    if without := int(scores["outlook"].isna().sum()):
        words.append(f"{without:,} without an outlook, since the dates cannot be.")
    return " ".join(words)


def show_spreads(cohort: Cohort, among: Mask) -> None:
    """Readiness and outlook side by side."""
    scores = cohort.scores[among]
    readiness, outlook = st.columns(2, gap="medium")
    with readiness:
        counts = spread(scores["readiness"])
        show_picture(charts.distribution_chart(counts, PICTURE_EDGES, "Readiness", "of 100"), "cohort_readiness")
    with outlook:
        counts = spread(100 * scores["outlook"])
        show_picture(charts.distribution_chart(counts, PICTURE_EDGES, "Outlook", "in 100"), "cohort_outlook")


def show_domains(cohort: Cohort, among: Mask) -> None:
    """A small picture of readiness for each domain."""
    st.header("Readiness by domain", anchor=False)
    titles = {domain.id: domain.title for domain in cohort.instrument.domains}
    domains = cohort.domains[among]
    spreads = {titles[name]: spread(domains[name]) for name in domains.columns}
    show_picture(charts.domain_multiples(spreads, PICTURE_EDGES), "cohort_domains")


def show_downloads(cohort: Cohort, among: Mask) -> None:
    """Scores and plans of the people looked at, made when they are asked for."""
    shown = int(among.sum())
    st.header("Take it with you", anchor=False)
    whose = "everybody" if shown == len(among) else f"the {counted(shown, 'person', 'people')} looked at"
    st.markdown(f"Of {whose}, in the order of your file. The zip says whose plan is which in `people.csv`.")
    with st.container(horizontal=True):
        download("Scores (CSV)", "scores.csv", "text/csv", lambda: downloads.scores_csv(cohort, among), type="primary")
        download(
            "Scores (Parquet)",
            "scores.parquet",
            "application/vnd.apache.parquet",
            lambda: downloads.scores_parquet(cohort, among),
        )
        download(
            "A plan for each (zip)",
            "plans.zip",
            "application/zip",
            lambda: downloads.plans(cohort, among),
            disabled=shown > downloads.MOST_PLANS,
        )
    if shown > downloads.MOST_PLANS:
        st.markdown(f"Plans are written for up to {downloads.MOST_PLANS:,} people at a time: narrow it down above.")


def download(label: str, name: str, mime: str, make: Any, **looks: Any) -> None:
    """A file that is made when it is asked for."""
    st.download_button(
        label,
        data=make,
        file_name=f"callback-cohort-{name}",
        mime=mime,
        icon=":material/download:",
        on_click="ignore",
        key=f"cohort:{name}",
        **looks,
    )
