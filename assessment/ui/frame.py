"""What stands around every page: the map, the example's banner, and the saving before anything else."""

from collections.abc import Sequence
from copy import copy
from functools import lru_cache
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage

from assessment.core.language import spoken, tr
from assessment.core.model import AssessmentError
from assessment.ui import resources, state, style
from assessment.ui.clashes import show_clashes
from assessment.ui.failure import show_failure
from assessment.ui.focus import move_to_heading
from assessment.ui.speech import ask_language

PAGES = Path(__file__).parent / "pages"


@lru_cache(maxsize=16)
def _pages_in(_language: str) -> dict[str, StreamlitPage]:
    """Name -> page in the spoken language, in the order of the journey; each looks for its file when it is made."""
    return {
        "questions": st.Page(PAGES / "questions.py", title=tr("Questions"), default=True),
        "outlook": st.Page(PAGES / "outlook.py", title=tr("Outlook")),
        "plan": st.Page(PAGES / "plan.py", title=tr("Plan")),
        "applications": st.Page(PAGES / "applications.py", title=tr("Applications")),
        "cohort": st.Page(PAGES / "cohort.py", title=tr("Cohort")),
        "method": st.Page(PAGES / "method.py", title=tr("Method")),
    }


def page(name: str) -> StreamlitPage:
    """The page to link or switch to."""
    return _pages_in(spoken().code)[name]


def pages() -> Sequence[StreamlitPage]:
    """The pages for one run, which marks the one that it may call."""
    return [copy(each) for each in _pages_in(spoken().code).values()]


def show(page: StreamlitPage, pages: Sequence[StreamlitPage]) -> None:
    """Run one of the pages in its frame; data files that cannot be read are named instead."""
    # A style alone goes into a container of its own, and every part that runs alone copies the place in each container.
    st.html(f"{style.STYLE}<i></i>")
    wanted = show_map(pages)
    try:
        resources.instrument()
    except AssessmentError as error:
        st.title(tr("The data files need mending"))
        st.write(tr("Callback reads its questions and figures from files, and something in them is wrong:"))
        for problem in error.problems:
            st.text(problem)
        return
    trouble = st.empty()
    try:
        state.settle()
        state.save_what_is_shown()
        if wanted:
            state.choose_language(wanted)
            st.rerun()
        show_example_banner()
        show_clashes()
        move_to_heading(page.title, state.section())
        page.run()
    except AssessmentError as error:
        state.say(" ".join(error.problems))
    except Exception:
        show_failure()
    if sentence := state.problem():
        trouble.error(sentence, icon=":material/error:")
    # The next run reads anew; until then nothing that this one read need lie there for the visitor.
    state.reread()


def rail() -> DeltaGenerator:
    """A place beside all that is drawn after it, which stays in sight in a window high enough; not on a phone.

    It is no column: for each part of a page that runs alone, Streamlit keeps copies of all containers around it.
    """
    return st.container(key=style.RAIL)


def show_map(pages: Sequence[StreamlitPage]) -> str | None:
    """Links to the pages in one row, and the language to change to if asked.

    On a phone Streamlit's own map hides in a drawer that covers the page.
    """
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="map"):
        st.markdown("**Callback**", width="content")
        for page in pages:
            st.page_link(page)
        return ask_language()


def show_example_banner() -> None:
    """Say that what is shown is made up, with the way back."""
    if not state.is_example():
        return
    with st.container(border=True, horizontal=True, wrap=False, vertical_alignment="center", key="banner"):
        st.markdown(tr("**This is an example.** It is made up, and your own answers are untouched."), width="stretch")
        if st.button(tr("Leave the example"), key="leave_example", type="tertiary"):
            state.leave_example()
            st.switch_page(page("questions"))
