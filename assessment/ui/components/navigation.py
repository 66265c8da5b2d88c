"""The pages, links to them, the language buttons, and the rail beside a page."""

from collections.abc import Sequence
from copy import copy
from functools import lru_cache
from pathlib import Path
from typing import NoReturn

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage

from assessment.catalog import available_languages
from assessment.core.text.i18n import current_language, tr
from assessment.settings import has_cohort_page
from assessment.ui.components import style
from assessment.ui.components.formatting import escape_markdown
from assessment.ui.session import account, current_application, visit

PAGES = Path(__file__).parent.parent / "pages"
ON_A_PHONE = ("questions", "outlook", "plan")
"""The pages with a link in the row above a page on a phone too, where the others are in a menu."""
OF_AN_APPLICATION = ("", "outlook", "plan", "notes", "coach")
"""The addresses of the pages of the open application."""
AT_THE_FOOT = ("coach", "cohort")
"""The pages for work with a coach and for coaches: their links stand below every page."""


def show_page_links() -> str:
    """Draw the links to the pages in one row with the languages, on a phone most of them in a menu.

    Returns what was clicked beside a link: the name of a page, the code of a language, or "". Streamlit's own
    navigation hides in a drawer on a phone and covers the page.
    """
    more = [name for name in _pages_in(current_language().code) if name not in (*ON_A_PHONE, *AT_THE_FOOT)]
    languages = other_languages()
    with _row(style.PAGE_LINKS):
        st.markdown("**Callback**", width="content")
        for name in ON_A_PHONE:
            link(name)
        with _row(style.WIDE_LINKS):
            for name in more:
                link(name)
            clicked = ask_other_language()
        with st.container(width="content", key=style.MORE_PAGES):
            labels = {**{name: page(name).title for name in more}, **languages}
            in_menu = st.menu_button(
                tr("More"), list(labels), format_func=labels.__getitem__, key="menu", type="tertiary"
            )
    return in_menu or clicked


def _row(key: str) -> DeltaGenerator:
    return st.container(horizontal=True, gap="small", vertical_alignment="center", key=key)


def other_languages() -> dict[str, str]:
    """Code -> name, in that language, of each that is not shown now."""
    return {code: name for code, name in available_languages().items() if code != current_language().code}


def ask_other_language() -> str:
    """Draw a button for each language that is not shown now; returns the code of the one that was clicked, or ""."""
    clicked = [
        code for code, name in other_languages().items() if st.button(name, key=f"language:{code}", type="tertiary")
    ]
    return next(iter(clicked), "")


def show_application_name(place: DeltaGenerator, name: str) -> None:
    """Above a page of an application: its name, which leads to all; without one the program's name, on a phone only."""
    with place:
        if name:
            link("applications", label=escape_markdown(name), icon=":material/work:")
        else:
            st.markdown("**Callback**")


def show_foot() -> None:
    """Below every page: the links to give to a coach and to the page for coaches, and the way out of a sign-in."""
    with st.container(key=style.FOOT, horizontal=True, vertical_alignment="center"):
        link("coach", label=tr("Give to a coach"), icon=":material/outbox:")
        if may_open("cohort"):
            link("cohort", label=tr("For coaches"), icon=":material/groups:")
        if account.has_provider() and st.button(
            tr("Sign out"), key="sign_out", type="tertiary", icon=":material/logout:"
        ):
            account.sign_out()


@lru_cache(maxsize=16)
def _pages_in(_language: str) -> dict[str, StreamlitPage]:
    """Name -> page, in the order of the links; cached because making a page looks for its file."""
    return {
        "questions": st.Page(PAGES / "questions.py", title=tr("Questions"), default=True),
        "outlook": st.Page(PAGES / "outlook.py", title=tr("Outlook")),
        "plan": st.Page(PAGES / "plan.py", title=tr("Plan")),
        "notes": st.Page(PAGES / "notes.py", title=tr("Notes")),
        "applications": st.Page(PAGES / "applications.py", title=tr("Applications")),
        "coach": st.Page(PAGES / "coach.py", title=tr("Work with a coach")),
        "cohort": st.Page(PAGES / "cohort.py", title=tr("Cohort")),
        "method": st.Page(PAGES / "method.py", title=tr("Method")),
        "your_data": st.Page(PAGES / "your_data.py", title=tr("Your data")),
    }


def page(name: str) -> StreamlitPage:
    """The page with this name, to link or switch to."""
    return _pages_in(current_language().code)[name]


def link(name: str, label: str | None = None, icon: str | None = None) -> None:
    """Draw a link to the page with this name, which keeps the open application and the language."""
    st.page_link(page(name), label=label, icon=icon, query_params=current_application.link_parameters())


def go_to(name: str) -> NoReturn:
    """End this run and open a page, which keeps the open application and the language."""
    st.switch_page(page(name), query_params=current_application.link_parameters())


def pages() -> Sequence[StreamlitPage]:
    """Copies of all pages that this person may open, for one run, since `st.navigation` marks the one that it opens."""
    return [copy(each) for name, each in _pages_in(current_language().code).items() if may_open(name)]


def may_open(name: str) -> bool:
    """Whether this person may open the page with this name: that for coaches is for those who are one, where it is."""
    return name != "cohort" or (visit.current().person.is_coach and has_cohort_page())


def rail() -> DeltaGenerator:
    """A container beside all that is drawn after it; it stays in view while the page scrolls. Hidden on a phone.

    Not a column, because Streamlit keeps copies of all containers around each fragment.
    """
    return st.container(key=style.RAIL)
