"""Where you stand: the whole page in two sentences and three numbers."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assessment import charts
from assessment.core.plan.key_dates import later
from assessment.core.scoring.assess import Points
from assessment.core.scoring.evidence import Contribution
from assessment.core.scoring.probability import whole
from assessment.core.scoring.silence import silence_clock
from assessment.core.text.i18n import tr, tr_count
from assessment.ui.components import style
from assessment.ui.components.formatting import (
    answered_words,
    band,
    in_hundred,
    opening,
    plain,
    range_words,
    whole_points,
)
from assessment.ui.components.widgets import show_card
from assessment.ui.session.page_data import View, open_steps

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


MOST_NAMED = 2


def show_reasons(view: View) -> None:
    """The strongest few reasons on each side, with their odds factors; the balance sheet below has all answers."""
    contributions = view.assessment.outlook.contributions
    lifting = sign_words(view, strongest([row for row in contributions if row.contribution > 0]))
    pulling = sign_words(view, strongest([row for row in contributions if row.contribution < 0]))
    lines = [
        *(f"- ↑ {reason}" for reason in lifting),
        *(f"- ↓ {reason}" for reason in (*silence_words(view), *pulling)),
    ]
    if lines:
        st.header(tr("Why"), anchor=False)
        st.markdown("\n".join(lines))


def silence_words(view: View) -> list[str]:
    """How long they have been silent, with what that multiplies the odds by, if it weighs anything."""
    silence = view.assessment.outlook.silence
    clock = silence_clock(view.instrument.outlook.silence, view.process)
    if clock is None or not silence:
        return []
    days = (view.today - clock.start).days
    if clock.start == view.process.promised_date:
        words = tr_count("{number} day past the promised one", "{number} days past the promised one", days)
    else:
        words = tr_count("{number} day without a word", "{number} days without a word", days)
    return [f"{words} {charts.factor_label(silence)}"]


def strongest(contributions: Sequence[Contribution]) -> Sequence[Contribution]:
    """The few that move the outlook most, the strongest first."""
    return sorted(contributions, key=lambda row: -abs(row.contribution))[:MOST_NAMED]


def sign_words(view: View, contributions: Sequence[Contribution]) -> list[str]:
    """The signs by their labels and the answers given, each with what it multiplies the odds by."""
    items = view.instrument.items
    return [
        f"{plain(items[row.item].label)}: {plain(charts.short_answer(items[row.item].label_of(row.option)))} "
        f"{charts.factor_label(row.contribution)}"
        for row in contributions
    ]
