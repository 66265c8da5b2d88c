"""The truth about three numbers: the person's guess, the model and the bare base rate, against what happened."""

from collections.abc import Iterable

import streamlit as st

from assessment import charts
from assessment.core.calibration import Accuracy, Enough, TrackRecord, forecast, track_record
from assessment.core.records import Application
from assessment.ui import state
from assessment.ui.widgets import show_picture, table
from assessment.ui.words import counted

TOO_FEW = "These are too few to tell skill from luck."


def show_track_record(applications: Iterable[Application]) -> None:
    """Counts first; scores from five resolved applications on."""
    kept = state.own_records()
    forecasts, unseen = [], 0
    for application in applications:
        reveal = kept.reveal(application.id)
        if reveal is None:
            unseen += application.process.answered
        else:
            forecasts.append(forecast(reveal, kept.guess(application.id), application.process.outcome))
    record = track_record(forecasts)
    st.header("Did the forecasts come true?", anchor=False)
    st.markdown(count_words(record) + (f" {unseen} closed without a forecast, not counted." if unseen else ""))
    if record.enough is Enough.COUNTS_ONLY:
        st.markdown("Scores are shown from five on: below that, luck decides everything.")
        return
    if record.enough is Enough.TOO_FEW:
        st.markdown(TOO_FEW)
    st.markdown(table(("Forecast", "Mean error (Brier, 0 is best)", "Against the base rate"), score_rows(record)))
    show_picture(charts.calibration_chart(record), "calibration_chart")


def count_words(record: TrackRecord) -> str:
    """How many applications have ended, and how."""
    words = f"{counted(record.resolved, 'application')} resolved, {counted(record.offers, 'offer')}."
    if record.not_scored:
        words += f" {record.not_scored} not scored (withdrawn or cancelled)."
    if record.not_yet:
        words += f" {record.not_yet} still open."
    return words


def score_rows(record: TrackRecord) -> list[tuple[str, str, str]]:
    """Guess, model and base rate side by side."""
    named = (("Your guess", record.guess), ("The model", record.model), ("The bare base rate", record.base_rate))
    return [(name, *accuracy_words(accuracy)) for name, accuracy in named]


def accuracy_words(accuracy: Accuracy | None) -> tuple[str, str]:
    """The score and the skill of one kind of forecast."""
    if accuracy is None:
        return "fewer than five", ""
    skill = accuracy.skill
    if skill is None or abs(skill) < 0.005:
        return f"{accuracy.brier:.3f}", "the same"
    return f"{accuracy.brier:.3f}", f"{abs(skill):.0%} {'better' if skill > 0 else 'worse'}"
