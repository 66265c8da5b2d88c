"""The sealed guess: the person's own number before ours is shown."""

import streamlit as st

from assessment.core.language import tr
from assessment.ui import state


def ask_for_guess() -> None:
    """Ask for the person's own number before the first reveal."""
    st.title(tr("First, your own number"), anchor=False)
    st.markdown(
        tr(
            "Before you see ours: out of 100 people exactly where you are, how many would get an offer? "
            "Your number is sealed, and once you know the outcome it is compared with ours and with the plain average."
        )
    )
    value = st.number_input(
        tr("Your number, 0 to 100"),
        min_value=0,
        max_value=100,
        value=None,
        step=5,
        key="guess",
        placeholder=tr("0 to 100"),
        width=260,
    )
    with st.container(horizontal=True):
        sealed = st.button(tr("Seal it and show the outlook"), type="primary", key="seal")
        skipped = st.button(tr("Skip"), key="skip_guess")
    if sealed and value is None:
        st.error(tr("Type a number from 0 to 100 first, or choose Skip."))
    elif sealed or skipped:
        state.settle_guess(int(value) if sealed and value is not None else None)
        st.rerun()
