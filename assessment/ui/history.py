"""How the open application moved: readiness and outlook over its snapshots, and what changed between two."""

import streamlit as st

from assessment import charts
from assessment.core.history import changes, rescore
from assessment.core.language import tr
from assessment.core.records import Snapshot
from assessment.ui import resources, state
from assessment.ui.widgets import answer_words, show_picture, table
from assessment.ui.words import day_name, plain


def show_history(title: str) -> None:
    """The trend of the open application, which has this title, and a comparison of two of its days."""
    snapshots = state.own_records().snapshots(state.application()) if not state.is_example() else ()
    if not snapshots:
        return
    st.header(tr("How this application moved: {application}", application=plain(title)), anchor=False)
    show_picture(charts.trend_chart(snapshots), "trend_chart")
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
            name = tr("{question} (from an older version)", question=change.item)
            name = items[change.item].label if change.item in items else name
            rows.append((name, answer_words(change.item, change.before), answer_words(change.item, change.after)))
        if rows:
            st.markdown(table((tr("Question"), tr("From"), tr("To")), rows))
        else:
            st.markdown(tr("No answer differs; only days have passed."))


def ask_snapshot(end: str, label: str, snapshots: tuple[Snapshot, ...], at: int) -> Snapshot:
    """One of the snapshots."""
    today = state.today()
    names = [
        tr(
            "{day}, round {round}, version {version}",
            day=day_name(each.day, today),
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
        key=state.spoken_key(f"snapshot:{state.application()}:{end}:{len(snapshots)}"),
    )
    return snapshots[chosen]


def offer_rescoring(snapshots: tuple[Snapshot, ...]) -> None:
    """Score older days with the present figures, if the person asks; the old numbers stay beside the new."""
    instrument, kept = resources.instrument(), state.own_records()
    present = {snapshot.key for snapshot in snapshots}
    older = [snapshot for snapshot in snapshots if snapshot.instrument_version != instrument.version]
    missing = [snapshot for snapshot in older if (snapshot.round, snapshot.day, instrument.version) not in present]
    if missing and st.button(tr("Score the older days with the present figures too"), key="rescore"):
        for snapshot in missing:
            kept.save_snapshot(state.application(), rescore(instrument, snapshot))
        st.rerun()
