"""The page of the person's data: where they are kept, and how to take them along, bring them in or delete them."""

import streamlit as st

from assessment.core.text.i18n import tr
from assessment.ui.applications.your_data import show_your_data


def page() -> None:
    """The page of the person's data."""
    st.title(tr("Your data"), anchor=False)
    show_your_data()


if __name__ == "__main__":
    page()
