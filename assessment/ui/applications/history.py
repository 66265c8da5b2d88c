"""How the current application changed over its snapshots, and how good all forecasts were."""

from collections.abc import Iterable, Mapping

import streamlit as st

from assessment import charts
from assessment.core.applications.records import Snapshot
from assessment.core.applications.snapshots import changes, rescore, without_early_readiness
from assessment.core.applications.status import ApplicationStatus
from assessment.core.outcomes.answer_days import mean_days_off
from assessment.core.outcomes.calibration import Accuracy, SampleSize, TrackRecord, track_record
from assessment.core.text.i18n import format_number, format_percent, tr, tr_count
from assessment.ui import resources
from assessment.ui.applications.line import application_title
from assessment.ui.applications.numbers import ApplicationNumbers
from assessment.ui.components.formatting import escape_markdown, format_relative_day
from assessment.ui.components.widgets import answer_label, markdown_table, show_chart
from assessment.ui.session import current_application, visit
from assessment.ui.session.widget_key import page_key


def show_history() -> None:
    """The trend of the current application, and a comparison of two of its days.

    Snapshots that an earlier version took after the outcome are left out: they were no forecasts.
    """
    if current_application.is_example():
        return
    stored = current_application.own_repository().snapshots(current_application.application())
    snapshots = tuple(each for each in stored if not each.process.decided)
    if not snapshots:
        return
    title = application_title(current_application.stored().application)
    st.header(tr("How this application moved: {application}", application=escape_markdown(title)), anchor=False)
    if len({snapshot.round for snapshot in snapshots}) > 1:
        st.markdown(tr("Each round starts afresh: signs from the round before are not counted twice."))
    shown = [without_early_readiness(resources.instrument(), each) for each in snapshots]
    show_chart(charts.trend_chart(shown), "trend_chart")
    show_comparison(snapshots)
    offer_rescoring(snapshots)


def show_comparison(snapshots: tuple[Snapshot, ...]) -> None:
    """The answers that differ between two days."""
    if len(snapshots) < 2:
        return
    with st.expander(tr("What changed between two days")):
        first = ask_snapshot("from", tr("From"), snapshots, 0)
        second = ask_snapshot("to", tr("To"), snapshots, len(snapshots) - 1)
        items, rows = resources.instrument().items, []
        for change in changes(first, second):
            item, older = items.get(change.item), tr("{question} (from an older version)", question=change.item)
            labels = (answer_label(change.item, option) for option in (change.before, change.after))
            rows.append((item.label if item else older, *labels))
        if rows:
            st.markdown(markdown_table((tr("Question"), tr("From"), tr("To")), rows))
        else:
            st.markdown(tr("No answer differs; only days have passed."))


def ask_snapshot(end: str, label: str, snapshots: tuple[Snapshot, ...], at: int) -> Snapshot:
    """The snapshot chosen for one end of the comparison, "from" or "to"; at first the one at index `at`."""
    today = visit.today()
    names = [
        tr(
            "{day}, round {round}, version {version}",
            day=format_relative_day(each.day, today),
            round=each.round,
            version=each.instrument_version,
        )
        for each in snapshots
    ]
    chosen = st.selectbox(
        label,
        range(len(snapshots)),
        index=at,
        format_func=lambda number: names[number],
        key=page_key(f"snapshot:{current_application.application()}:{end}:{len(snapshots)}"),
    )
    return snapshots[chosen]


def offer_rescoring(snapshots: tuple[Snapshot, ...]) -> None:
    """A button that also scores older days with the present figures; the old numbers stay."""
    instrument, repository = resources.instrument(), current_application.own_repository()
    present = {snapshot.key for snapshot in snapshots}
    missing = [each for each in snapshots if (each.round, each.day, instrument.version) not in present]
    if missing and st.button(tr("Score the older days with the present figures too"), key="rescore"):
        for snapshot in missing:
            repository.save_snapshot(current_application.application(), rescore(instrument, snapshot))
        st.rerun()


def show_track_record(statuses: Iterable[ApplicationStatus], numbers: Mapping[str, ApplicationNumbers]) -> None:
    """How many applications ended and how, in one line; from five resolved on, also scores and a calibration chart."""
    unseen = [status.decided for status in statuses if not status.revealed]
    record = track_record(each.forecast for each in numbers.values())
    counts = " ".join(count_sentences(record, record.not_yet + unseen.count(False), unseen.count(True)))
    if record.sample_size is SampleSize.COUNTS_ONLY:
        st.markdown(
            tr(":small[{counts} We compare forecasts once five are decided; fewer is mostly luck.]", counts=counts)
        )
        return
    st.header(tr("Did the forecasts come true?"), anchor=False)
    st.markdown(counts)
    if record.sample_size is SampleSize.TOO_FEW:
        st.markdown(tr("These are too few to tell skill from luck."))
    headings = (tr("Forecast"), tr("Mean error (Brier, 0 is best)"), tr("Against the plain average"))
    rows = (
        (tr("Your guess"), *format_accuracy(record.guess)),
        (tr("The model"), *format_accuracy(record.model)),
        (tr("The plain average"), *format_accuracy(record.base_rate)),
    )
    st.markdown(markdown_table(headings, rows))
    show_chart(charts.calibration_chart(record), "calibration_chart")
    if missed := mean_days_off(each.days_off for each in numbers.values()):
        st.markdown(
            tr(
                "The day of the answer, over {number} answers: yours was {mine} days off on average, ours {ours}.",
                number=missed.count,
                mine=format_number(missed.guess),
                ours=format_number(missed.half_heard),
            )
        )


def count_sentences(record: TrackRecord, still_open: int, unseen: int) -> list[str]:
    """How many applications have ended, and how; `unseen` ended before the person looked at their outlook."""
    offers = tr_count("{number} offer", "{number} offers", record.offers)
    sentences = [
        tr_count(
            "{number} application decided, {offers}.",
            "{number} applications decided, {offers}.",
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
    if still_open:
        sentences.append(tr_count("{number} still open.", "{number} still open.", still_open))
    if unseen:
        sentences.append(
            tr_count(
                "{number} closed without a forecast, not counted.",
                "{number} closed without a forecast, not counted.",
                unseen,
            )
        )
    return sentences


def format_accuracy(accuracy: Accuracy | None) -> tuple[str, str]:
    """The Brier score of one kind of forecast, and its skill against the base rate; under 0.5% is "the same"."""
    if accuracy is None:
        return tr("fewer than five"), ""
    skill = accuracy.skill
    if skill is None or abs(skill) < 0.005:
        return format_number(accuracy.brier, 3), tr("the same")
    percent = format_percent(abs(skill))
    comparison = tr("{percent} better", percent=percent) if skill > 0 else tr("{percent} worse", percent=percent)
    return format_number(accuracy.brier, 3), comparison
