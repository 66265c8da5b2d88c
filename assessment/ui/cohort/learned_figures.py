"""What outcomes taught: every figure before and after, with the number of outcomes behind it."""

from typing import Any

import pandas as pd
import streamlit as st

from assessment.cohort.learning.counts import figure_table
from assessment.cohort.learning.file import learned_text
from assessment.core.model import Instrument
from assessment.core.text.i18n import number_words, tr, tr_count
from assessment.ui import resources
from assessment.ui.cohort import session as kept
from assessment.ui.components.formatting import escape_markdown

FIGURES_SHOWN = 10


def show_taught(taught: kept.Taught) -> None:
    """Which outcomes were counted, what they changed, and the file to keep."""
    instrument = resources.instrument()
    show_source(taught)
    figures = figure_table(instrument, taught.learned.counts)
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
    st.download_button(
        tr("What was learned (learned.toml)"),
        data=learned_text(taught.learned).encode(),
        file_name="learned.toml",
        mime="application/toml",
        icon=":material/download:",
        on_click="ignore",
        key="cohort_learned",
    )


def show_source(taught: kept.Taught) -> None:
    """The outcomes counted, with the way to let go of them."""
    outcomes = taught.learned.outcomes
    with st.container(border=True, horizontal=True, wrap=False, vertical_alignment="center"):
        sentences = [
            tr(
                "**{file}**: {outcomes} outcomes, {offers} with an offer. This page scores with what they taught; the "
                "rest of Callback does not.",
                file=escape_markdown(tr("Made-up outcomes") if taught.made_up else taught.name),
                outcomes=number_words(outcomes.offered + outcomes.passed_over),
                offers=number_words(outcomes.offered),
            )
        ]
        if taught.made_up:
            sentences.append(tr("They are made up, and nothing is to be learned from them."))
        st.markdown(" ".join(sentences), width="stretch")
        if st.button(tr("Unlearn"), key="unlearn"):
            kept.keep_taught(None)
            st.rerun()


def figure_lines(instrument: Instrument, figures: pd.DataFrame) -> list[str]:
    """The figures as a list, those that changed most first: the answer, what was learned, and from how many."""
    change = (figures["weight_after"] - figures["weight_before"]).abs()
    lines = []
    for figure in figures.loc[change.sort_values(ascending=False, kind="stable").index].to_dict("records"):
        item = instrument.items[figure["item"]]
        answer = item.label_of(figure["option"])
        outcomes = tr_count("{number} outcome", "{number} outcomes", figure["offers"] + figure["no_offers"])
        words = f"**{escape_markdown(item.label)}**: {escape_markdown(answer)} :small[{outcomes}]"
        lines.append(f"- {words}  \n  {change_words(figure)}")
    return lines


def change_words(figure: dict[Any, Any]) -> str:
    """The odds factor before and after, and the two frequencies that it comes from."""
    before, after = (figure[f"offered_{when}"] / figure[f"passed_over_{when}"] for when in ("before", "after"))
    return tr(
        "×{before} → ×{after}, from {offered_before} → {offered_after} with an offer and {passed_over_before} → "
        "{passed_over_after} without",
        before=number_words(before, 2),
        after=number_words(after, 2),
        **{
            f"{column}_{when}": number_words(figure[f"{column}_{when}"])
            for column in ("offered", "passed_over")
            for when in ("before", "after")
        },
    )
