"""Where the day of the interview has passed and the answers still say it is to come, the person says which is true."""

import streamlit as st

from assessment.core.language import day_words, tr
from assessment.core.model import Stage
from assessment.ui import state


def ask_whether_over() -> None:
    """Ask whether the interview is over: until the answers say so, nothing in the plan is for the time after it."""
    process, today = state.process(), state.today()
    day, stage = process.interview_date, state.responses().get("stage")
    if day is None or day >= today or stage != Stage.INVITED or process.answered:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="over"):
        st.markdown(
            tr(
                "**Is the interview over?** It was on {day}, and your answers say that it is still to come. If it was "
                "moved, change its day under Questions.",
                day=day_words(day, year=day.year != today.year),
            ),
            width="stretch",
        )
        if st.button(tr("It is over, and I am waiting"), key="is_over"):
            state.replace_answer("stage", Stage.WAITING)
            st.rerun()
