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
from assessment.ui.components import style
from assessment.ui.session import address

PAGES = Path(__file__).parent.parent / "pages"


def ask_language() -> str | None:
    """Draw a button for each other language, labelled in that language; returns the code of the one clicked."""
    clicked = None
    for code, name in available_languages().items():
        if code != current_language().code and st.button(name, key=f"language:{code}", type="tertiary"):
            clicked = code
    return clicked


@lru_cache(maxsize=16)
def _pages_in(_language: str) -> dict[str, StreamlitPage]:
    """Name -> page, in the order of the links; cached because making a page looks for its file."""
    return {
        "questions": st.Page(PAGES / "questions.py", title=tr("Questions"), default=True),
        "outlook": st.Page(PAGES / "outlook.py", title=tr("Outlook")),
        "plan": st.Page(PAGES / "plan.py", title=tr("Plan")),
        "notes": st.Page(PAGES / "notes.py", title=tr("Notes")),
        "applications": st.Page(PAGES / "applications.py", title=tr("Applications")),
        "cohort": st.Page(PAGES / "cohort.py", title=tr("Cohort")),
        "method": st.Page(PAGES / "method.py", title=tr("Method")),
    }


def page(name: str) -> StreamlitPage:
    """The page with this name, to link or switch to."""
    return _pages_in(current_language().code)[name]


def link(target: StreamlitPage, label: str | None = None, icon: str | None = None) -> None:
    """Draw a link to a page that keeps the open application and the language."""
    st.page_link(target, label=label, icon=icon, query_params=address.link_parameters())


def go_to(name: str) -> NoReturn:
    """End this run and open a page, which keeps the open application and the language."""
    st.switch_page(page(name), query_params=address.link_parameters())


def pages() -> Sequence[StreamlitPage]:
    """Copies of all pages for one run, since `st.navigation` marks the one that it opens."""
    return [copy(each) for each in _pages_in(current_language().code).values()]


def rail() -> DeltaGenerator:
    """A container beside all that is drawn after it; it stays in view while the page scrolls. Hidden on a phone.

    Not a column, because Streamlit keeps copies of all containers around each fragment.
    """
    return st.container(key=style.RAIL)
