"""What the page shows of a cohort: what was read, the filters, how scores are spread, and whom to help first."""

from typing import Any

import pandas as pd
import streamlit as st

from assessment import charts
from assessment.core.model import Stage
from assessment.core.scoring.probability import whole
from assessment.core.text.i18n import day_words, mark_for_translation, number_words, tr, tr_count
from assessment.ui.cohort import downloads
from assessment.ui.cohort import session as kept
from assessment.ui.cohort.lists import show_common_gaps, show_first, show_problems
from assessment.ui.cohort.scored_cohort import BANDS, NOT_ANSWERED, PICTURE_EDGES, Cohort, Mask, Wanted, in_band, spread
from assessment.ui.components.formatting import escape_markdown, round_points
from assessment.ui.components.widgets import show_chart
from assessment.ui.session import language
from assessment.ui.session.widget_key import page_key

STAGE_WORDS = {
    Stage.INVITED: mark_for_translation("Invited"),
    Stage.WAITING: mark_for_translation("Waiting"),
    Stage.DECIDED: mark_for_translation("Decided"),
}


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
        counts = {
            "rows": number_words(len(people.responses.frame)),
            "out": number_words(len(cohort.scores)),
            "problems": number_words(cohort.rows_with_problems),
        }
        words = tr("{rows} rows in, {out} rows out, {problems} with problems.", **counts)
        sentences = [f"**{escape_markdown(people.name)}**: {words}"]
        if people.made_up:
            sentences = [
                tr("**This is a made-up cohort, scored for {day}.** Nobody in it exists.", day=day_words(people.day)),
                words,
            ]
        if kept.taught():
            sentences.append(tr("Scored with the figures learned below."))
        if len(cohort.repeats):
            sentences.append(repeats_words(cohort))
        st.markdown(" ".join(sentences), width="stretch")
        if st.button(tr("Put it away"), key="forget_cohort"):
            kept.forget_people()
            st.rerun()


def repeats_words(cohort: Cohort) -> str:
    """That some rows stand twice; each counts, since two people may well be alike."""
    return tr_count(
        "{rows} row repeats an earlier one, with the same name and the same answers: row {row}. It counts too.",
        "{rows} rows repeat an earlier one, with the same name and the same answers: row {row} and others. All count.",
        len(cohort.repeats),
        rows=number_words(len(cohort.repeats)),
        row=number_words(cohort.repeats[0]),
    )


def ask_whom(people: kept.People, cohort: Cohort) -> Wanted:
    """The filters; they hold for the whole page."""
    gaps = {item: gap.people for item, gap in cohort.gap_counts().items() if gap.people}
    readiness = cohort.scores["readiness"].to_numpy()
    bands = {band: int(in_band(readiness, band).sum()) for band in (*BANDS, NOT_ANSWERED)}
    stages = {stage: int((cohort.stages == stage).sum()) for stage in Stage}
    labels = cohort.instrument.items
    first, second, third = st.columns(3)
    with first:
        gap = choose("gap", tr("Could still win at"), gaps, lambda item: labels[item].label, people.id)
    with second:
        stage = choose("stages", tr("Stage"), stages, lambda stage: tr(STAGE_WORDS[stage]), people.id)
    with third:
        band = choose("readiness", tr("Readiness"), bands, tr, people.id)
    return Wanted(gap, stage, band)


def choose(name: str, label: str, people: dict[Any, int], words: Any, cohort_id: str) -> Any:
    """One filter: the values that anybody has, with how many; None is everybody."""
    options = [value for value, count in people.items() if count]
    return st.selectbox(
        label,
        options,
        index=None,
        disabled=not options,
        format_func=lambda value: f"{words(value)} ({number_words(people[value])})",
        placeholder=tr("Everybody"),
        key=page_key(f"wanted:{name}:{cohort_id}"),
        persist_state="session",
    )


def show_headline(cohort: Cohort, among: Mask) -> None:
    """The people looked at, in two sentences."""
    shown, every = int(among.sum()), len(among)
    if not shown:
        st.markdown(tr("Nobody fits all of these; clear one of them."))
        return
    people = tr_count("{people} person", "{people} people", every, people=number_words(every))
    if shown != every:
        people = tr("{shown} of {people}", shown=number_words(shown), people=people)
    st.header(people, anchor=False)
    scores = cohort.scores[among]
    sentences = []
    if scores["readiness"].notna().any():
        points = round_points(scores["readiness"].median())
        sentences.append(tr("The middle one has a readiness of {points} of 100.", points=points))
    if scores["outlook"].notna().any():
        number = whole(scores["outlook"].median())
        sentences.append(tr("The middle outlook is {number} in 100.", number=number))
    st.markdown(" ".join([*sentences, *missing_sentences(scores)]))


def missing_sentences(scores: pd.DataFrame) -> list[str]:
    """Who is missing from the pictures, and why."""
    sentences = []
    if unanswered := int(scores["readiness"].isna().sum()):
        people = number_words(unanswered)
        sentences.append(tr("{people} answered nothing that counts for readiness.", people=people))
    if without := int(scores["outlook"].isna().sum()):
        sentences.append(tr("{people} without an outlook, since the dates cannot be.", people=number_words(without)))
    return sentences


def show_spreads(cohort: Cohort, among: Mask) -> None:
    """Readiness and outlook side by side."""
    scores = cohort.scores[among]
    readiness, outlook = st.columns(2, gap="medium")
    with readiness:
        counts = spread(scores["readiness"])
        show_chart(charts.distribution_chart(counts, PICTURE_EDGES, tr("Readiness"), tr("of 100")), "cohort_readiness")
    with outlook:
        counts = spread(100 * scores["outlook"])
        picture = charts.distribution_chart(counts, PICTURE_EDGES, tr("Outlook"), tr("in 100"))
        show_chart(picture, "cohort_outlook")


def show_domains(cohort: Cohort, among: Mask) -> None:
    """A small picture of readiness for each domain."""
    st.header(tr("Readiness by domain"), anchor=False)
    titles = {domain.id: domain.title for domain in cohort.instrument.domains}
    domains = cohort.domains[among]
    spreads = {titles[name]: spread(domains[name]) for name in domains.columns}
    show_chart(charts.domain_multiples(spreads, PICTURE_EDGES), "cohort_domains")


def show_downloads(cohort: Cohort, among: Mask) -> None:
    """Scores and plans of the people looked at, made when they are asked for."""
    shown = int(among.sum())
    st.header(tr("Take it with you"), anchor=False)
    if shown == len(among):
        whose = tr("Of everybody, in the order of your file.")
    else:
        whose = tr_count(
            "Of the {people} person looked at, in the order of your file.",
            "Of the {people} people looked at, in the order of your file.",
            shown,
            people=number_words(shown),
        )
    st.markdown(" ".join([whose, tr("The zip says whose plan is which in `people.csv`.")]))
    with st.container(horizontal=True):
        download(
            tr("Scores (CSV)"), "scores.csv", "text/csv", lambda: downloads.scores_csv(cohort, among), type="primary"
        )
        download(
            tr("Scores (Parquet)"),
            "scores.parquet",
            "application/vnd.apache.parquet",
            lambda: downloads.scores_parquet(cohort, among),
        )
        download(
            tr("A plan for each (zip)"),
            "plans.zip",
            "application/zip",
            lambda: downloads.plans(cohort, among),
            disabled=shown > downloads.MOST_PLANS,
        )
    if shown > downloads.MOST_PLANS:
        most = number_words(downloads.MOST_PLANS)
        st.markdown(tr("Plans are written for up to {most} people at a time: narrow it down above.", most=most))


def download(label: str, name: str, mime: str, make: Any, **looks: Any) -> None:
    """A file that is made when it is asked for."""
    st.download_button(
        label,
        data=language.in_current_language(make),
        file_name=f"callback-cohort-{name}",
        mime=mime,
        icon=":material/download:",
        on_click="ignore",
        key=f"cohort:{name}",
        **looks,
    )
