"""The page for working with a coach: what one gives as a file, and the steps that come back as one."""

import streamlit as st

from assessment.core.text.i18n import tr
from assessment.ui.coach.give import show_give
from assessment.ui.coach.take_back import show_take_back
from assessment.ui.components.day_book import ask_heard_back
from assessment.ui.session.page_data import load_page_data


def page() -> None:
    st.title(tr("Work with a coach"), anchor=False)
    ask_heard_back()
    show_give(load_page_data())
    show_take_back()


if __name__ == "__main__":
    page()
