"""What was changed here and differently in another tab: both are shown, and the person chooses."""

from functools import partial
from typing import Protocol

import streamlit as st

from assessment.core.language import later_tr, tr
from assessment.ui import resources, state
from assessment.ui.widgets import answer_words
from assessment.ui.words import plain


class Settle(Protocol):
    """Keep mine, or take theirs."""

    def __call__(self, *, mine: bool) -> None:
        """Settle the clash."""


FACT_WORDS = {
    "employer": later_tr("employer"),
    "role": later_tr("role"),
    "people": later_tr("people"),
    "interview_date": later_tr("day of the interview"),
    "promised_date": later_tr("promised day"),
    "last_word_date": later_tr("last word from them"),
    "outcome": later_tr("outcome"),
    "minutes_per_day": later_tr("minutes a day"),
    "mean_wait_days": later_tr("days to an answer"),
    "never_told": later_tr("how many are never told"),
}


def show_clashes() -> None:
    """A box for each answer, and one for the facts, that another tab changed meanwhile."""
    items = resources.instrument().items
    for item_id, clash in list(state.clashes().items()):
        label = items[item_id].label if item_id in items else item_id
        mine, theirs = (plain(answer_words(item_id, option)) for option in (clash.mine, clash.theirs))
        with st.container(border=True):
            st.markdown(
                tr(
                    "**{question}** was changed in another tab. Here: {mine}. There: {theirs}.",
                    question=plain(label),
                    mine=mine,
                    theirs=theirs,
                )
            )
            choose(f"clash:{item_id}", partial(state.settle_clash, item_id))
    if names := state.fact_clashes():
        words = ", ".join(sorted(tr(FACT_WORDS[name]) for name in names))
        with st.container(border=True):
            st.markdown(tr("These facts were changed in another tab too: {facts}.", facts=words))
            choose("clash:facts", state.settle_fact_clashes)


def choose(key: str, settle: Settle) -> None:
    """Two buttons: keep what this tab has, or take what the other saved."""
    with st.container(horizontal=True):
        mine = st.button(tr("Keep what is here"), key=f"{key}:mine")
        theirs = st.button(tr("Take what is there"), key=f"{key}:theirs")
    if mine or theirs:
        settle(mine=mine)
        st.rerun()
