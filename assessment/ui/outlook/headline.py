"""Where you stand: the whole page in two sentences and three numbers."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assessment.core.days import later
from assessment.core.language import tr, tr_count
from assessment.core.probability import whole
from assessment.core.scoring import Points
from assessment.ui import style
from assessment.ui.view import View, open_steps
from assessment.ui.widgets import show_card
from assessment.ui.words import answered_words, band, in_hundred, opening, plain, range_words, whole_points

FEW_SIGNS = 3
LOW_OUTLOOK = 25
WELL_PREPARED, PARTLY_PREPARED = 75, 45
MOST_OPEN = 50
"""How wide the range of readiness may be for words on it: half of what counts is answered."""


def show_headline(view: View) -> None:
    """The whole page in two sentences."""
    outlook = view.assessment.outlook
    shown = whole(outlook.value)
    title = tr("{band}: {number}", band=opening(band(shown)), number=in_hundred(outlook.value))
    st.title(title, anchor=False)
    st.markdown(" ".join(each for each in (range_sentence(view), readiness_words(view), steps_words(view)) if each))
    if shown < LOW_OUTLOOK:
        st.markdown(
            tr("A low number says little about you: most finalists are turned down, and all of them can do the job.")
        )
    signs = sum(row.weight != 0 for row in outlook.contributions)
    if signs < FEW_SIGNS:
        st.warning(little_to_go_on(signs, silent=bool(outlook.silence)), icon=":material/info:")


def little_to_go_on(signs: int, *, silent: bool) -> str:
    """That hardly any answer moves the outlook, and what it rests on then."""
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


def range_sentence(view: View) -> str:
    """The range of the outlook, and whose offer it is about."""
    outlook = view.assessment.outlook
    spread = range_words(whole(outlook.low), whole(outlook.high))
    if view.process.employer:
        return tr(
            "Somewhere in {range} for an offer at {employer}.", range=spread, employer=plain(view.process.employer)
        )
    return tr("Somewhere in {range} for an offer.", range=spread)


def readiness_words(view: View) -> str:
    """How prepared the person is, in a sentence."""
    readiness = view.assessment.readiness
    if readiness is None or readiness.total.value is None:
        return tr("Your preparation is not answered yet.")
    if round(readiness.total.high - readiness.total.low) > MOST_OPEN:
        return tr("Too little is answered to say how prepared you are.")
    if readiness.total.value >= WELL_PREPARED:
        return tr("You are well prepared.")
    if readiness.total.value >= PARTLY_PREPARED:
        return tr("You are partly prepared.")
    return tr("There is ground to make up, and it can be made up.")


def steps_words(view: View) -> str:
    """How much of the plan is still to do in the coming week."""
    week = [step for step in open_steps(view) if step.day and step.day < later(view.today, 7)]
    return tr_count("{number} thing to do this week.", "{number} things to do this week.", len(week)) if week else ""


def show_cards(view: View) -> None:
    """Outlook, readiness and fit, each with its range and one line."""
    outlook, readiness, fit = view.assessment.outlook, view.assessment.readiness, view.assessment.fit
    row = st.container(horizontal=True, gap="large", key=style.CARDS)
    spread = range_words(whole(outlook.low), whole(outlook.high))
    meaning = tr("{range}, how likely an offer is", range=spread)
    show_card(row, tr("Outlook"), in_hundred(outlook.value), meaning)
    show_points_card(row, tr("Readiness"), readiness.total if readiness else None, tr("what you control"))
    show_points_card(row, tr("Fit"), fit, tr("whether you want it"))


def show_points_card(column: DeltaGenerator, label: str, points: Points | None, meaning: str) -> None:
    """A card for a score in points, or what to answer to get one."""
    if points is None or points.value is None:
        show_card(column, label, tr("open"), tr("Not answered yet, {meaning}", meaning=meaning))
        return
    spread = range_words(whole_points(points.low), whole_points(points.high))
    show_card(
        column,
        f"{label}, {answered_words(points)}",
        tr("{points} of 100", points=whole_points(points.value)),
        f"{spread}, {meaning}",
    )
