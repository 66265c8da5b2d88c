"""Try another answer to a question and see how the numbers would change; nothing is saved by trying."""

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

EXPANDER = "what_if"


def show_what_if(page_data: PageData) -> None:
    """An expander with the trial, which is drawn only while it is open."""
    expander = st.expander(tr("What if an answer had been different?"), key=EXPANDER, on_change="rerun", type="compact")
    if expander.open:
        with expander:
            show_trial(page_data)


def show_trial(page_data: PageData) -> None:
    """Ask for a question and another answer, show what it would change, and offer to keep it."""
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
    ask_whether_to_keep(item.id, option)


def ask_item(page_data: PageData) -> Item | None:
    """Ask for the question to try; those that move no number are not offered."""
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
    """Ask for the answer to try; the present one is marked."""
    present = page_data.responses.get(item.id)
    with st.container():
        return st.radio(
            item.stem,
            list(item.options_by_id),
            index=None,
            format_func=lambda option: option_label(item, option, present),
            key=plan_progress.trial_key(item.id),
        )


def option_label(item: Item, option: str, present: str | None) -> str:
    """The label of an option; the present answer is marked."""
    label = item.option_label(option)
    return tr("{answer} (your answer)", answer=label) if option == present else label


def show_change(before: Assessment, after: Assessment) -> None:
    """Outlook and readiness with the present and with the tried answer."""
    sentences = [
        tr(
            "Outlook: {now} in 100 now, {then} with the other answer.",
            now=percent_int(before.outlook.value),
            then=percent_int(after.outlook.value),
        )
    ]
    if after.readiness and after.readiness.total.value is not None:
        now = before.readiness.total.value if before.readiness else None
        present = tr("open") if now is None else str(round_points(now))
        sentences.append(
            tr(
                "Readiness: {now} now, {then} with the other answer.",
                now=present,
                then=round_points(after.readiness.total.value),
            )
        )
    st.markdown("  \n".join(sentences))
    show_chart(charts.what_if_chart(before.outlook, after.outlook), "what_if_chart")


def ask_whether_to_keep(item: str, option: str) -> None:
    """Draw two buttons: save the tried answer, or drop it."""
    with st.container(horizontal=True):
        keep = st.button(tr("Keep this answer"), key="keep_trial")
        discard = st.button(tr("Discard"), key="discard_trial")
    if keep:
        answers.replace_answer(item, option)
    if keep or discard:
        plan_progress.end_trial()
        st.rerun()
