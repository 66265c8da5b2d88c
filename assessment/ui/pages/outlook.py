"""The outlook page: where you stand, when you will hear and what next on one screen; the charts behind it below."""

from dataclasses import replace

import streamlit as st

from assessment.core.applications.records import Snapshot
from assessment.core.applications.snapshots import split_retired
from assessment.core.model.process import Outcome, drop_impossible_facts
from assessment.core.scoring.assess import assess
from assessment.core.scoring.probability import percent_int
from assessment.core.text.i18n import tr
from assessment.ui.components import navigation, style
from assessment.ui.components.formatting import format_relative_day
from assessment.ui.components.heard_back import ask_heard_back
from assessment.ui.components.notices import ask_whether_interview_is_over
from assessment.ui.components.outcome_labels import OUTCOME_LABELS
from assessment.ui.components.what_if import show_what_if
from assessment.ui.outlook.charts import show_balance, show_domains, show_hundred, show_outlook_over_days
from assessment.ui.outlook.headline import show_cards, show_headline, show_reasons
from assessment.ui.outlook.hearing import show_hearing
from assessment.ui.outlook.next_steps import show_next_questions, show_next_steps
from assessment.ui.session import forecasts
from assessment.ui.session.page_data import PageData, load_page_data, marked_days_of


def page() -> None:
    """The outlook page."""
    if not forecasts.guess_closed():
        ask_for_guess()
        return
    page_data = load_page_data()
    forecasts.save_shown_outlook(page_data.assessment_with_all_signs())
    if page_data.process.decided:
        show_after_decision(page_data)
        return
    ask_whether_interview_is_over()
    show_headline(page_data)
    ask_heard_back()
    show_cards(page_data)
    show_wait(page_data)
    show_balance(page_data)
    left, right = st.columns(2, gap="large")
    with left:
        show_hundred(page_data)
    with right:
        show_domains(page_data)
        show_next_questions(page_data)
    show_what_if(page_data)
    show_small_print(page_data)


def show_wait(page_data: PageData) -> None:
    """When they will hear, what waiting does to the outlook, and beside them what to do and why."""
    marked = marked_days_of(page_data)
    is_waiting = marked is not None and marked.interview <= page_data.today
    if marked is not None and is_waiting:
        hearing, beside = st.columns(style.MAIN_AND_SIDE, gap="large")
        with hearing:
            show_hearing(page_data, marked)
        with beside:
            show_next_steps(page_data)
    days, beside = st.columns(style.MAIN_AND_SIDE, gap="large")
    with days:
        show_outlook_over_days(page_data)
    with beside:
        if not is_waiting:
            show_next_steps(page_data)
        show_reasons(page_data)


def show_after_decision(page_data: PageData) -> None:
    """Once the outcome is known: what to do next, and what the forecast was."""
    labels = OUTCOME_LABELS[page_data.process.outcome or Outcome.PENDING]
    st.title(tr(labels.headline), anchor=False)
    st.markdown(tr(labels.comfort))
    show_next_steps(page_data)
    reveal, guess = forecasts.reveal(), forecasts.guess()
    if reveal is not None and guess is not None and guess.value is not None:
        st.markdown(
            tr(
                "The first forecast was {number} in 100, your own number {guess}.",
                number=percent_int(reveal.outlook),
                guess=guess.value,
            )
        )
    elif reveal is not None:
        st.markdown(tr("The first forecast was {number} in 100.", number=percent_int(reveal.outlook)))
    if last := forecasts.last_before_outcome():
        with st.expander(tr("How it stood before the answer")):
            day = format_relative_day(last.day, page_data.today)
            st.markdown(tr("As you last saw it, on {day}.", day=day))
            shown = as_shown(page_data, last)
            show_cards(shown)
            if last.instrument_version == page_data.instrument.version:
                show_balance(shown)


def as_shown(page_data: PageData, snapshot: Snapshot) -> PageData:
    """The page's values as of a snapshot; with all signs, its figures are those that were shown."""
    instrument, process = page_data.instrument, drop_impossible_facts(snapshot.process, snapshot.day)
    responses = split_retired(instrument, snapshot.responses).scored
    assessment = assess(instrument, responses, process=process, today=snapshot.day, advice=page_data.advice)
    if page_data.advice:
        scores = snapshot.scores
        outlook = replace(assessment.outlook, value=scores.outlook, low=scores.outlook_low, high=scores.outlook_high)
        assessment = replace(assessment, outlook=outlook)
    return replace(page_data, responses=responses, process=process, today=snapshot.day, assessment=assessment)


def show_small_print(page_data: PageData) -> None:
    """The person's own guess, and what the outlook rests on."""
    guess, paragraphs = forecasts.guess(), []
    if guess and guess.value is not None:
        paragraphs.append(tr("Your own number, sealed before you saw this: **{number} in 100**.", number=guess.value))
    paragraphs.append(
        tr(
            "It is a base rate moved a little by what you saw, from settings with grade and source, not from data "
            "on people like you. No study says how well what candidates notice predicts an offer. A second interview "
            "is a good sign and never an offer: keep applying until you have signed. Figures: version {version}.",
            version=page_data.assessment.instrument_version,
        )
    )
    with st.expander(tr("What this number is, and what it is not"), type="compact"):
        st.markdown("\n\n".join(paragraphs))
        navigation.link(navigation.page("method"), label=tr("How it is worked out"), icon=":material/calculate:")


def ask_for_guess() -> None:
    """Ask for the person's own guess before the outlook is shown for the first time."""
    st.title(tr("First, your own number"), anchor=False)
    st.markdown(
        tr(
            "Before you see ours: out of 100 people exactly where you are, how many would get an offer? "
            "Your number is sealed, and once you know the outcome it is compared with ours and with the plain average."
        )
    )
    value = st.number_input(
        tr("Your number, 0 to 100"),
        min_value=0,
        max_value=100,
        value=None,
        step=5,
        key="guess",
        placeholder=tr("0 to 100"),
        width=260,
    )
    with st.container(horizontal=True):
        sealed = st.button(tr("Seal it and show the outlook"), type="primary", key="seal")
        skipped = st.button(tr("Skip"), key="skip_guess")
    if sealed and value is None:
        st.error(tr("Type a number from 0 to 100 first, or choose Skip."))
    elif sealed or skipped:
        forecasts.record_guess(int(value) if sealed and value is not None else None)
        st.rerun()


if __name__ == "__main__":
    page()
