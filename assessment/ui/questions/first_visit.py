"""What a first visit sees of the example: a button to open it, and its numbers."""

import streamlit as st

from assessment.catalog.example import load_example
from assessment.core.scoring.assess import assess
from assessment.core.text.i18n import tr
from assessment.ui import resources
from assessment.ui.components import navigation
from assessment.ui.components.formatting import round_points
from assessment.ui.components.widgets import show_metric, show_outlook_metric
from assessment.ui.session import answers, current_application, visit


def is_first_visit() -> bool:
    """Whether nothing is answered yet; not while the example is open."""
    return not answers.responses() and not current_application.is_example()


def offer_example() -> None:
    """A button that opens the example at its outlook."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(tr("New here?"))
        if st.button(tr("Look at an example first"), key="open_example"):
            current_application.open_example()
            navigation.go_to("outlook")


def show_preview() -> None:
    """Outlook and readiness of the example, with a note that it is made up."""
    example = load_example(visit.today())
    assessment = assess(resources.instrument(), example.responses, process=example.process, today=visit.today())
    st.markdown(tr("**What you get**, here from a made-up example:"))
    place = st.container()
    show_outlook_metric(place, assessment.outlook)
    if assessment.readiness and assessment.readiness.total.value is not None:
        points = tr("{points} of 100", points=round_points(assessment.readiness.total.value))
        show_metric(place, tr("Readiness"), points, tr("How ready you are"))
    st.markdown(tr("And why it is so, what it means if you hear nothing, and a plan for the days ahead."))
