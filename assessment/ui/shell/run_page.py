"""Runs one page: first saves what its widgets hold, then draws the links, the notices and the page."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage

from assessment.core.errors import AssessmentError
from assessment.core.text.i18n import tr
from assessment.settings import Keep, read_keep
from assessment.storage.errors import StorageError
from assessment.ui import resources
from assessment.ui.components import navigation, style
from assessment.ui.components.failure import show_failure, show_problem
from assessment.ui.components.formatting import application_name
from assessment.ui.components.notices import show_conflicts, show_storage_problem
from assessment.ui.components.widgets import show_everything_download
from assessment.ui.session import account, current_application, facts, language, run, visit
from assessment.ui.session.choose_application import choose_current_application
from assessment.ui.shell.page_script import run_page_script

BUTTONS_THAT_SAVE = (
    *("archive:", "round:", "duplicate:", "delete:", "undo_delete", "add_application", "delete_everything"),
    *("import_json", "import_tracker", "add_coach_steps"),
)
"""How the keys of buttons begin that change applications."""


def run_page(page: StreamlitPage) -> None:
    """Run the page; where the data files cannot be read, show what is wrong with them instead."""
    run.choose_first_screen(can_be_alone=not page.url_path)
    # Style without an element after it would get a container of its own, and every fragment copies all containers.
    st.html(f"{style.STYLE}<i></i>")
    if not visit.current().person.owner:  # Nobody, where people sign in.
        show_sign_in()
        return
    clicked = navigation.show_page_links()
    try:
        resources.instrument()
    except AssessmentError as error:
        show_data_problems(error)
        return
    problem_place = st.empty()
    try:
        choose_current_application()
        run.save_widget_values()
        if clicked in navigation.other_languages():
            language.choose_language(clicked)
            st.rerun()
        if clicked:
            navigation.go_to(clicked)
        show_example_banner()
        show_tab_only_banner()
        show_conflicts()
        run_page_script(page.title, current_application.open_part() or 0)
        name_place = st.container(key=style.EYEBROW)
        page.run()
        if page.url_path in navigation.OF_AN_APPLICATION and not current_application.is_example():
            navigation.show_application_name(name_place, application_name(facts.process()))
        if not visit.current().sends_first_screen:
            navigation.show_foot()
    except StorageError as error:
        visit.current().note_problem(error)
        say_what_was_not_done()
    except AssessmentError as error:
        visit.current().show_message(" ".join(error.problems))
    except Exception:
        show_failure()
    show_problems(problem_place)


def show_problems(place: DeltaGenerator) -> None:
    """Say above the page what could not be done, and what is wrong with the database."""
    current = visit.current()
    if current.all_saved:
        return
    with place.container():
        if current.message:
            show_problem(current.message)
        if current.storage_problem or current.has_unsaved:
            show_storage_problem()


def say_what_was_not_done() -> None:
    """Say that a button that changes applications changed nothing: unlike an answer, it is not kept and done later."""
    if run.is_pressed(BUTTONS_THAT_SAVE):
        visit.current().show_message(
            tr("What you pressed was not done, and nothing was changed. Press it again once the database answers.")
        )


def show_data_problems(error: AssessmentError) -> None:
    """What is wrong with the data files, one line per problem."""
    st.title(tr("The data files need mending"))
    st.write(tr("Callback reads its questions and figures from files, and something in them is wrong:"))
    for problem in error.problems:
        st.text(problem)


def banner() -> DeltaGenerator:
    """A container for one line above the page, with what can be done about it at its end."""
    return st.container(border=True, horizontal=True, wrap=False, vertical_alignment="center", key=style.BANNER)


def show_tab_only_banner() -> None:
    """Where each visit is kept in its own tab: a line that says so, with the file that holds everything."""
    if read_keep() is not Keep.VISIT or current_application.is_example():
        return
    with banner():
        st.markdown(tr("**Kept in this tab only.** Closing it deletes everything."), width="stretch")
        show_everything_download(tr("Take it with you"), "take_along", type="tertiary")


def show_example_banner() -> None:
    """While the example is open: a line that says so, with a button to leave it."""
    if not current_application.is_example():
        return
    with banner():
        st.markdown(tr(":small[**An example.** Not your answers.]"), width="stretch")
        if st.button(tr("Leave the example"), key="leave_example", type="tertiary"):
            current_application.leave_example()
            navigation.go_to("questions")


def show_sign_in() -> None:
    """The way in, in the place where the eye begins: a button that leads to the provider; a proxy has its own."""
    with st.container(key=style.SIGN_IN):
        if code := navigation.ask_other_language():
            language.use_language(code)
            st.rerun()
        st.title("Callback", anchor=False)
        st.markdown(
            tr(
                "How did your second interview go? Answer short questions, and get an honest chance of an offer, why, "
                "and what to do next."
            )
        )
        if not account.has_provider():
            st.markdown(tr("You are not signed in. Open this page by the address that your host gave you."))
            return
        if st.button(tr("Sign in"), type="primary", key="sign_in"):
            st.login()
        st.markdown(tr(":small[What you write is seen by you alone, and you can take it along or delete it.]"))
