"""The summary at the top: two sentences, three numbers, and the strongest reasons."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assessment import charts
from assessment.core.plan.key_dates import add_days
from assessment.core.scoring.assess import WHOLE_PROCESS, Points
from assessment.core.scoring.probability import percent_int
from assessment.core.scoring.silence import silence_clock
from assessment.core.text.i18n import tr, tr_count
from assessment.ui.components import style
from assessment.ui.components.formatting import (
    FEW_SIGNS,
    chance_with_verdict,
    escape_markdown,
    format_range,
    round_points,
)
from assessment.ui.components.widgets import show_metric, show_outlook_metric
from assessment.ui.session.page_data import PageData, open_steps

LOW_OUTLOOK = 25
WELL_PREPARED, PARTLY_PREPARED = 75, 45
MAX_REASONS = 5
MAX_READINESS_RANGE = 50
"""Points; a wider range means that less than half of what counts is answered, too little for a sentence on it."""


def show_headline(page_data: PageData) -> None:
    """The outlook as the title, and the rest of the page in two sentences."""
    outlook = page_data.assessment.outlook
    shown = percent_int(outlook.value)
    st.title(chance_with_verdict(outlook), anchor=False)
    sentences = (range_sentence(page_data), readiness_sentence(page_data), steps_sentence(page_data))
    st.markdown(" ".join(filter(None, sentences)))
    if outlook.more_rounds:
        st.markdown(tr(WHOLE_PROCESS))
    if shown < LOW_OUTLOOK:
        st.markdown(
            tr("A low number says little about you: most finalists are turned down, and all of them can do the job.")
        )
    signs = outlook.informative_answers
    if signs < FEW_SIGNS:
        st.warning(few_signs_warning(signs, silent=bool(outlook.silence)), icon=":material/info:")


def few_signs_warning(signs: int, *, silent: bool) -> str:
    """That hardly any answer moves the outlook, and what it rests on instead."""
    if silent:
        return tr_count(
            "**Little to go on.** Besides the base rate for anybody at this stage and their silence, {number} answer "
            "of yours moves the outlook so far.",
            "**Little to go on.** Besides the base rate for anybody at this stage and their silence, {number} answers "
            "of yours move the outlook so far.",
            signs,
        )
    return tr_count(
        "**Little to go on.** Besides the base rate for anybody at this stage, {number} answer of yours moves the "
        "outlook so far.",
        "**Little to go on.** Besides the base rate for anybody at this stage, {number} answers of yours move the "
        "outlook so far.",
        signs,
    )


def range_sentence(page_data: PageData) -> str:
    """The range of the outlook, and which employer it is about."""
    outlook, employer = page_data.assessment.outlook, page_data.process.employer
    numbers = charts.range_label(outlook.low, outlook.high)
    if employer:
        return tr("Somewhere in {range} for an offer at {employer}.", range=numbers, employer=escape_markdown(employer))
    return tr("Somewhere in {range} for an offer.", range=numbers)


def readiness_sentence(page_data: PageData) -> str:
    """How prepared the person is."""
    readiness = page_data.assessment.readiness
    if readiness is None or readiness.total.value is None:
        return tr("Your preparation is not answered yet.")
    if round(readiness.total.high - readiness.total.low) > MAX_READINESS_RANGE:
        return tr("Too little is answered to say how prepared you are.")
    if readiness.total.value >= WELL_PREPARED:
        return tr("You are well prepared.")
    if readiness.total.value >= PARTLY_PREPARED:
        return tr("You are partly prepared.")
    return tr("There is ground to make up, and it can be made up.")


def steps_sentence(page_data: PageData) -> str:
    """How many steps of the plan are to do in the next 7 days; empty for none."""
    week = [step for step in open_steps(page_data) if step.day and step.day < add_days(page_data.today, 7)]
    return tr_count("{number} thing to do this week.", "{number} things to do this week.", len(week)) if week else ""


def show_cards(page_data: PageData) -> None:
    """Outlook, readiness and fit, each with its range and its meaning."""
    outlook, readiness, fit = page_data.assessment.outlook, page_data.assessment.readiness, page_data.assessment.fit
    row = st.container(horizontal=True, gap="large", key=style.CARDS)
    show_outlook_metric(row, outlook)
    show_points_card(row, tr("Readiness"), readiness.total if readiness else None, tr("what you control"))
    show_points_card(row, tr("Fit"), fit, tr("whether you want it"))


def show_points_card(column: DeltaGenerator, label: str, points: Points | None, meaning: str) -> None:
    """A score in points with its range, or that it is not answered yet."""
    if points is None or points.value is None:
        show_metric(column, label, tr("open"), tr("Not answered yet, {meaning}", meaning=meaning))
        return
    answered = tr("{answered} of {asked} answered", answered=points.answered, asked=points.asked)
    number = tr("{points} of 100", points=round_points(points.value))
    numbers = format_range(round_points(points.low), round_points(points.high))
    show_metric(column, f"{label}, {answered}", number, f"{numbers}, {meaning}")


def show_reasons(page_data: PageData) -> None:
    """The strongest reasons with their odds factors, in the order of the balance sheet, which has all."""
    entries = [entry for entry in reason_entries(page_data) if charts.moves(entry.contribution)]
    strongest = sorted(entries, key=lambda entry: -abs(entry.contribution))[:MAX_REASONS]
    if strongest:
        st.header(tr("Why"), anchor=False)
        st.markdown("\n".join(reason_line(entry) for entry in entries if entry in strongest))


def reason_line(entry: charts.BalanceEntry) -> str:
    """A reason as an item of a list: which way it moves the outlook, its label, the answer and its odds factor."""
    arrow = "↑" if entry.contribution > 0 else "↓"
    reason = escape_markdown(f"{entry.label}: {charts.short_answer(entry.answer)}")
    return f"- {arrow} {reason} {charts.factor_label(entry.contribution)}"


def reason_entries(page_data: PageData) -> tuple[charts.BalanceEntry, ...]:
    """All that moves the outlook, silence among it, in the order of the balance sheet and of the reasons."""
    outlook = page_data.assessment.outlook
    return charts.balance_entries(
        page_data.instrument, outlook.contributions, silence=outlook.silence, silent=silent_for(page_data)
    )


def silent_for(page_data: PageData) -> str:
    """How long they have been silent; empty where silence does not count."""
    clock = silence_clock(page_data.instrument.outlook.silence, page_data.process)
    if clock is None:
        return ""
    days = (page_data.today - clock.start).days
    if clock.start == page_data.process.promised_date:
        return tr_count("{number} day past the promised one", "{number} days past the promised one", days)
    return tr_count("{number} day without a word", "{number} days without a word", days)
