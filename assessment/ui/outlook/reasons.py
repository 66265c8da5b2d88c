"""Why, in brief: the answers that lift the outlook most, those that pull it down most, and silence."""

from collections.abc import Sequence

import streamlit as st

from assessment import charts
from assessment.core.evidence import Contribution
from assessment.core.language import tr, tr_count
from assessment.core.silence import silence_clock
from assessment.ui.view import View
from assessment.ui.words import plain

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
