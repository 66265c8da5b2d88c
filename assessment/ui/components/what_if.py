"""Change an answer on trial and see what the numbers would have been; nothing is saved by trying."""

import streamlit as st

from assessment import charts
from assessment.core.model import Item
from assessment.core.scoring.assess import Assessment, assess
from assessment.core.scoring.probability import percent_int
from assessment.core.text.i18n import tr
from assessment.ui.components.formatting import round_points
from assessment.ui.components.widgets import show_chart
from assessment.ui.session import answers, plan_progress
from assessment.ui.session.page_data import PageData

FOLD = "what_if"


def show_what_if(page_data: PageData) -> None:
    """The trial: choose a question and another answer, see before and after, keep it or not; empty until opened."""
    fold = st.expander(tr("What if an answer had been different?"), key=FOLD, on_change="rerun")
    if fold.open:
        with fold:
            show_trial(page_data)


def show_trial(page_data: PageData) -> None:
    """The question to try with another answer, and what that would change."""
    st.markdown(
        tr(
            "This shows what the numbers would be had this been your answer, not what doing it would achieve. "
            "Nothing is saved unless you keep it."
        )
    )
    item = ask_item(page_data)
    option = ask_option(page_data, item) if item else None
    if item is None or option is None or option == page_data.responses.get(item.id):
        return
    after = assess(
        page_data.instrument,
        {**page_data.responses, item.id: option},
        process=page_data.process,
        today=page_data.today,
        advice=page_data.advice,
    )
    show_change(page_data.assessment, after)
    show_verdict(item.id, option)


def ask_item(page_data: PageData) -> Item | None:
    """The question to try; those that move no number are not offered."""
    instrument = page_data.instrument
    scored = [
        item
        for item in instrument.items
        if item == instrument.roles.finalists or item in instrument.evidence or item in instrument.readiness
    ]
    chosen = st.selectbox(
        tr("Question"),
        scored,
        index=None,
        format_func=lambda item: instrument.items[item].label,
        placeholder=tr("Choose a question"),
        key=plan_progress.trial_key("item"),
    )
    return instrument.items[chosen] if chosen else None


def ask_option(page_data: PageData, item: Item) -> str | None:
    """The answer to try, the present one marked."""
    present = page_data.responses.get(item.id)
    with st.container():
        return st.radio(
            item.stem,
            list(item.by_option),
            index=None,
            format_func=lambda option: option_words(item, option, present),
            key=plan_progress.trial_key(item.id),
        )


def option_words(item: Item, option: str, present: str | None) -> str:
    """An answer to try, or the present one marked as such."""
    label = item.label_of(option)
    return tr("{answer} (your answer)", answer=label) if option == present else label


def show_change(before: Assessment, after: Assessment) -> None:
    """Readiness and outlook before and after."""
    shown = [
        tr(
            "Outlook: {now} in 100 now, {then} with the other answer.",
            now=percent_int(before.outlook.value),
            then=percent_int(after.outlook.value),
        )
    ]
    if after.readiness and after.readiness.total.value is not None:
        now = before.readiness.total.value if before.readiness else None
        was = tr("open") if now is None else str(round_points(now))
        shown.append(
            tr(
                "Readiness: {now} now, {then} with the other answer.",
                now=was,
                then=round_points(after.readiness.total.value),
            )
        )
    st.markdown("  \n".join(shown))
    show_chart(charts.change_chart(before.outlook, after.outlook), "change_chart")


def show_verdict(item: str, option: str) -> None:
    """Keep the tried answer, or go back to the present one."""
    with st.container(horizontal=True):
        kept = st.button(tr("Keep this answer"), key="keep_trial")
        discarded = st.button(tr("Discard"), key="discard_trial")
    if kept:
        answers.replace_answer(item, option)
    if kept or discarded:
        plan_progress.end_trial()
        st.rerun()
