"""What stands around every page: the map, the style, the example's banner, and the saving before anything else."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from assessment.core.model import AssessmentError
from assessment.ui import resources, state

PAGES = Path(__file__).parent / "pages"
STYLE = """<style>
.stVegaLiteChart svg text { fill: currentColor !important }
.stApp [data-testid^=stBaseButton-primary],
.stApp [data-testid=stMultiSelectTagsContainer] * { color: light-dark(#fff, #0b1220) }
</style>"""
"""What no theme option reaches: chart text, and the text on primary buttons, in light and dark."""


def pages() -> Sequence[StreamlitPage]:
    """The pages in the order of the journey."""
    return [
        st.Page(PAGES / "questions.py", title="Questions", default=True),
        st.Page(PAGES / "outlook.py", title="Outlook"),
        st.Page(PAGES / "plan.py", title="Plan"),
        st.Page(PAGES / "method.py", title="Method"),
    ]


def show(page: StreamlitPage) -> None:
    """Run the page in its frame; data files that cannot be read are named instead."""
    st.html(STYLE)
    try:
        resources.instrument()
    except AssessmentError as error:
        st.title("The data files need mending")
        st.write("Callback reads its questions and figures from files, and something in them is wrong:")
        for problem in error.problems:
            st.text(problem)
        return
    state.save_what_is_shown()
    show_example_banner()
    page.run()


def show_example_banner() -> None:
    """Say that what is shown is made up, with the way back."""
    if not state.is_example():
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown("**This is an example.** The person and the answers are made up; yours are untouched.")
        if st.button("Leave the example", key="leave_example"):
            state.leave_example()
            st.switch_page(PAGES / "questions.py")
