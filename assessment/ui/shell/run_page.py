"""What stands around every page: the map, the example's banner, and the saving before anything else."""

from collections.abc import Sequence

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from assessment.core.errors import AssessmentError
from assessment.core.text.i18n import tr
from assessment.ui import resources
from assessment.ui.components import navigation, style
from assessment.ui.components.failure import show_failure
from assessment.ui.components.notices import show_conflicts
from assessment.ui.session import current_application, language, run
from assessment.ui.shell.page_script import move_to_heading


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
        current_application.settle()
        run.save_what_is_shown()
        if wanted:
            language.choose_language(wanted)
            st.rerun()
        show_example_banner()
        show_conflicts()
        move_to_heading(page.title, run.section())
        page.run()
    except AssessmentError as error:
        current_application.say(" ".join(error.problems))
    except Exception:
        show_failure()
    if sentence := current_application.problem():
        trouble.error(sentence, icon=":material/error:")
    # The next run reads anew; until then nothing that this one read need lie there for the visitor.
    current_application.reread()


def show_map(pages: Sequence[StreamlitPage]) -> str | None:
    """Links to the pages in one row, and the language to change to if asked.

    On a phone Streamlit's own map hides in a drawer that covers the page.
    """
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="map"):
        st.markdown("**Callback**", width="content")
        for page in pages:
            st.page_link(page)
        return navigation.language_buttons()


def show_example_banner() -> None:
    """Say that what is shown is made up, with the way back."""
    if not current_application.is_example():
        return
    with st.container(border=True, horizontal=True, wrap=False, vertical_alignment="center", key="banner"):
        st.markdown(tr("**This is an example.** It is made up, and your own answers are untouched."), width="stretch")
        if st.button(tr("Leave the example"), key="leave_example", type="tertiary"):
            current_application.leave_example()
            st.switch_page(navigation.page("questions"))
