"""The figures corrected by outcomes: before and after, with the number of outcomes behind each."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from assessment.cohort.learning.counts import figure_table
from assessment.cohort.learning.file import learned_text
from assessment.cohort.repeats import repeats_sentence
from assessment.core.model import Instrument
from assessment.core.text.i18n import format_number, tr, tr_count
from assessment.ui import resources
from assessment.ui.components.formatting import escape_markdown
from assessment.ui.components.widgets import ask_in_notice, show_download
from assessment.ui.session import cohort_tables
from assessment.ui.session.cohort_tables import OutcomeTable

FIGURES_SHOWN = 10


def show_learned_figures(outcomes: OutcomeTable) -> None:
    """Which outcomes were counted, what they changed, and a file to use them again."""
    instrument = resources.instrument()
    show_source(outcomes)
    figures = figure_table(instrument, outcomes.learned.counts)
    figures = figures[figures["offers"] + figures["no_offers"] > 0]
    if figures.empty:
        st.markdown(tr("None of them answered a sign that has a figure, so nothing changed."))
        return
    st.markdown(
        tr(
            "The odds factor of each answer before and after, and how many of 100 finalists give it, with an offer and "
            "without. Few outcomes move a figure little. The largest changes first."
        )
    )
    lines = figure_lines(instrument, figures)
    st.markdown("\n".join(lines[:FIGURES_SHOWN]))
    if lines[FIGURES_SHOWN:]:
        with st.expander(tr("{number} more", number=len(lines) - FIGURES_SHOWN), type="compact"):
            st.markdown("\n".join(lines[FIGURES_SHOWN:]))
    learned = partial(learned_text, outcomes.learned)
    show_download(tr("What was learned (learned.toml)"), "learned.toml", learned, key="cohort_learned")


def show_source(table: OutcomeTable) -> None:
    """How many outcomes were counted, and a button to go back to the shipped figures."""
    outcomes = table.learned.outcomes
    counted = tr(
        "**{file}**: {outcomes} outcomes, {offers} with an offer. This page scores with what they taught; the "
        "rest of Callback does not.",
        file=escape_markdown(tr("Made-up outcomes") if table.is_made_up else table.name),
        outcomes=format_number(outcomes.offered + outcomes.passed_over),
        offers=format_number(outcomes.offered),
    )
    if table.is_made_up:
        counted += " " + tr("They are made up, and nothing is to be learned from them.")
    if table.repeats:
        counted += " " + repeats_sentence(table.repeats)
    if ask_in_notice(counted, tr("Unlearn"), "unlearn"):
        cohort_tables.current().outcomes = None
        st.rerun()


def figure_lines(instrument: Instrument, figures: pd.DataFrame) -> list[str]:
    """The figures as a list, those that changed most first, each with its number of outcomes."""
    change = (figures["weight_after"] - figures["weight_before"]).abs()
    lines = []
    for figure in figures.loc[change.sort_values(ascending=False, kind="stable").index].to_dict("records"):
        item = instrument.items[figure["item"]]
        answer = item.option_label(figure["option"])
        outcomes = tr_count("{number} outcome", "{number} outcomes", figure["offers"] + figure["no_offers"])
        answered = f"**{escape_markdown(item.label)}**: {escape_markdown(answer)} :small[{outcomes}]"
        lines.append(f"- {answered}  \n  {describe_change(figure)}")
    return lines


def describe_change(figure: dict[Any, Any]) -> str:
    """The odds factor before and after, and the two frequencies that it comes from."""
    before, after = (figure[f"offered_{when}"] / figure[f"passed_over_{when}"] for when in ("before", "after"))
    return tr(
        "×{before} → ×{after}, from {offered_before} → {offered_after} with an offer and {passed_over_before} → "
        "{passed_over_after} without",
        before=format_number(before, 2),
        after=format_number(after, 2),
        **{
            f"{column}_{when}": format_number(figure[f"{column}_{when}"])
            for column in ("offered", "passed_over")
            for when in ("before", "after")
        },
    )
