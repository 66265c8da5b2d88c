"""Why, in brief: the answers that lift the outlook most and those that pull it down most."""

from collections.abc import Sequence

import streamlit as st

from assessment import charts
from assessment.core.evidence import Contribution
from assessment.core.language import tr
from assessment.ui.view import View
from assessment.ui.words import plain

MOST_NAMED = 3


def show_reasons(view: View) -> None:
    """The strongest few answers on each side, with their odds factors; the balance sheet below has them all."""
    contributions = view.assessment.outlook.contributions
    lifting = strongest([row for row in contributions if row.contribution > 0])
    pulling = strongest([row for row in contributions if row.contribution < 0])
    if not lifting and not pulling:
        return
    st.header(tr("Why"), anchor=False)
    lines = []
    if lifting:
        lines.append(tr("- **Lifts it:** {signs}", signs=sign_words(view, lifting)))
    if pulling:
        lines.append(tr("- **Pulls it down:** {signs}", signs=sign_words(view, pulling)))
    st.markdown("\n".join(lines))


def strongest(contributions: Sequence[Contribution]) -> Sequence[Contribution]:
    """The few that move the outlook most, the strongest first."""
    return sorted(contributions, key=lambda row: -abs(row.contribution))[:MOST_NAMED]


def sign_words(view: View, contributions: Sequence[Contribution]) -> str:
    """The signs by their labels, each with what it multiplies the odds by."""
    return ", ".join(
        f"{plain(view.instrument.items[row.item].label)} {charts.factor_label(row.contribution)}"
        for row in contributions
    )
