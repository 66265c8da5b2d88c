"""Once the outcome is known: what to do next, and guess, forecast and what happened on one line."""

from dataclasses import replace

import streamlit as st

from assessment import charts
from assessment.core.applications.records import Snapshot
from assessment.core.applications.snapshots import split_retired
from assessment.core.model.process import drop_impossible_facts
from assessment.core.outcomes.answer_days import days_off
from assessment.core.outcomes.calibration import Verdict, verdict
from assessment.core.outcomes.disclosure import LEAST
from assessment.core.plan.decided import assume_answer_day
from assessment.core.scoring.assess import assess
from assessment.core.scoring.probability import percent_int
from assessment.core.text.i18n import tr
from assessment.settings import learns_from_outcomes
from assessment.ui.components import style
from assessment.ui.components.formatting import format_day_briefly
from assessment.ui.components.outcome_labels import outcome_comfort, outcome_headline
from assessment.ui.components.widgets import show_chart
from assessment.ui.outlook.next_steps import show_next_steps
from assessment.ui.outlook.reasons import reason_entries, show_balance
from assessment.ui.session import current_application, forecasts
from assessment.ui.session.page_data import PageData


def show_after_decision(page_data: PageData) -> None:
    """The outcome in kind words, what to do next, and what had been thought."""
    st.title(outcome_headline(page_data.process), anchor=False)
    st.markdown(outcome_comfort(page_data.process, page_data.others))
    steps, ending = st.columns(style.GRID, gap="large")
    with steps:
        show_next_steps(page_data)
        offer_counting(page_data)
    with ending:
        show_ending(page_data)


def show_ending(page_data: PageData) -> None:
    """Guess, forecast and outcome on one line, and the page as it was last seen before the outcome."""
    last, reveal = forecasts.last_before_outcome(), current_application.stored().reveal
    forecast = last.scores.outlook if last else reveal.outlook if reveal else None
    if forecast is None:
        return
    st.header(tr("What had been thought"), anchor=False)
    guess = forecasts.guess()
    offered = {Verdict.OFFER: True, Verdict.NO_OFFER: False}.get(verdict(page_data.process.outcome))
    show_chart(charts.ending_chart(forecast, guess.value if guess else None, offered), "ending_chart")
    if sentence := days_off_sentence(page_data):
        st.markdown(sentence)
    if last:
        st.markdown(
            tr(
                "What you last saw ({day}): {number} in 100 ({range}).",
                number=percent_int(last.scores.outlook),
                range=charts.range_label(last.scores.outlook_low, last.scores.outlook_high),
                day=format_day_briefly(last.day, page_data.today),
            )
        )
        shown = as_shown(page_data, last)
        if last.instrument_version == page_data.instrument.version:
            show_balance(shown, reason_entries(shown))


def days_off_sentence(page_data: PageData) -> str:
    """By how many days the guessed day missed that of the answer, beside ours; empty without both."""
    process = assume_answer_day(page_data.process, page_data.outcome_day)
    reveal = current_application.stored().reveal
    missed = days_off(forecasts.guess(), reveal, process.outcome, process.last_word_date)
    if missed.guess is None or missed.half_heard is None:
        return ""
    return tr(
        "The day that you guessed was {mine} days off, the day by which we said that half have heard {ours}.",
        mine=missed.guess,
        ours=missed.half_heard,
    )


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


def offer_counting(page_data: PageData) -> None:
    """Where the host learns: what would be counted, with a button that gives this outcome or takes it back."""
    can_count = verdict(page_data.process.outcome) in (Verdict.OFFER, Verdict.NO_OFFER)
    if not learns_from_outcomes() or not can_count or not current_application.is_permanent():
        return
    application = current_application.application()
    is_given = current_application.repository().outcome_is_given(application)
    st.header(tr("Help the figures get better"), anchor=False)
    if is_given:
        st.markdown(tr("You gave this outcome to the counts of your host."))
    else:
        st.markdown(
            tr(
                "Your host may count your answers from before this outcome, together with those of others: how many "
                "with an offer gave each answer, and how many without."
            )
        )
    terms = tr(
        "No name, date, note or other text is used. Answers that fewer than {least} people gave are not shown "
        "alone, and every count is blurred by chance. You can take it back; counts made before that stay.",
        least=LEAST,
    )
    st.markdown(f":small[{terms}]")
    label = tr("Take it back") if is_given else tr("Count mine too")
    if st.button(label, key=f"give_outcome:{is_given}"):
        with current_application.saving(changes_application=False) as repository:
            repository.give_outcome(application, given=not is_given)
            st.rerun()
