"""The truth about three numbers: the person's guess, the model and the bare base rate, against what happened."""

from collections.abc import Iterable

import streamlit as st

from assessment import charts
from assessment.core.calibration import Accuracy, Enough, TrackRecord, forecast, track_record
from assessment.core.language import number_words, percent_words, tr, tr_count
from assessment.core.records import Stored
from assessment.ui.widgets import show_picture, table


def show_track_record(kept: Iterable[Stored]) -> None:
    """Counts first; scores from five resolved applications on."""
    forecasts, unseen = [], 0
    for each in kept:
        process = each.application.process
        if each.reveal is None:
            unseen += process.answered
        else:
            forecasts.append(forecast(each.reveal, each.guess, process.outcome))
    record = track_record(forecasts)
    st.header(tr("Did the forecasts come true?"), anchor=False)
    st.markdown(" ".join([*count_sentences(record), *([closed_unseen(unseen)] if unseen else [])]))
    if record.enough is Enough.COUNTS_ONLY:
        st.markdown(tr("Scores are shown from five on: below that, luck decides everything."))
        return
    if record.enough is Enough.TOO_FEW:
        st.markdown(tr("These are too few to tell skill from luck."))
    headings = (tr("Forecast"), tr("Mean error (Brier, 0 is best)"), tr("Against the base rate"))
    st.markdown(table(headings, score_rows(record)))
    show_picture(charts.calibration_chart(record), "calibration_chart")


def count_sentences(record: TrackRecord) -> list[str]:
    """How many applications have ended, and how."""
    offers = tr_count("{number} offer", "{number} offers", record.offers)
    sentences = [
        tr_count(
            "{number} application resolved, {offers}.",
            "{number} applications resolved, {offers}.",
            record.resolved,
            offers=offers,
        )
    ]
    if record.not_scored:
        sentences.append(
            tr_count(
                "{number} not scored (withdrawn or cancelled).",
                "{number} not scored (withdrawn or cancelled).",
                record.not_scored,
            )
        )
    if record.not_yet:
        sentences.append(tr_count("{number} still open.", "{number} still open.", record.not_yet))
    return sentences


def closed_unseen(number: int) -> str:
    """How many ended before anybody looked at their outlook."""
    return tr_count(
        "{number} closed without a forecast, not counted.", "{number} closed without a forecast, not counted.", number
    )


def score_rows(record: TrackRecord) -> list[tuple[str, str, str]]:
    """Guess, model and base rate side by side."""
    named = (
        (tr("Your guess"), record.guess),
        (tr("The model"), record.model),
        (tr("The bare base rate"), record.base_rate),
    )
    return [(name, *accuracy_words(accuracy)) for name, accuracy in named]


def accuracy_words(accuracy: Accuracy | None) -> tuple[str, str]:
    """The score and the skill of one kind of forecast."""
    if accuracy is None:
        return tr("fewer than five"), ""
    skill = accuracy.skill
    if skill is None or abs(skill) < 0.005:
        return number_words(accuracy.brier, 3), tr("the same")
    percent = percent_words(abs(skill))
    words = tr("{percent} better", percent=percent) if skill > 0 else tr("{percent} worse", percent=percent)
    return number_words(accuracy.brier, 3), words
