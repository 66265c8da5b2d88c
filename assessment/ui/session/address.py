"""What stands in the address of a page beside its name, so that a reload shows the same again."""

import streamlit as st

from assessment.ui.session import visit

APPLICATION, LANGUAGE = "app", "lang"
"""The query parameters that name the open application and the chosen language."""


def link_parameters() -> dict[str, str]:
    """The query parameters of every link to a page.

    They stand in the link, since a page that adds them to its own address puts itself twice into the browser's
    history, and Back then leads nowhere.
    """
    current = visit.current()
    parameters = {APPLICATION: current.application or st.query_params.get(APPLICATION), LANGUAGE: current.language}
    return {name: value for name, value in parameters.items() if value}
