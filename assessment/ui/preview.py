"""What a first visit sees of what the answers lead to: the numbers of the made-up example."""

import streamlit as st

from assessment.catalog.example import load_example
from assessment.core.language import tr
from assessment.core.probability import whole
from assessment.core.scoring import assess
from assessment.ui import resources, state
from assessment.ui.widgets import show_card
from assessment.ui.words import in_hundred, range_words, whole_points


def show_preview() -> None:
    """Outlook and readiness of the example, named as made up."""
    example = load_example(state.today())
    assessment = assess(resources.instrument(), example.responses, process=example.process, today=state.today())
    outlook, readiness = assessment.outlook, assessment.readiness
    st.markdown(tr("**What you get**, here from a made-up example:"))
    place, spread = st.container(), range_words(whole(outlook.low), whole(outlook.high))
    show_card(place, tr("Outlook"), in_hundred(outlook.value), tr("{range}, how likely an offer is", range=spread))
    if readiness and readiness.total.value is not None:
        points = tr("{points} of 100", points=whole_points(readiness.total.value))
        show_card(place, tr("Readiness"), points, tr("what you control"))
    st.markdown(tr("And why it is so, what waiting does to it, and a plan for the days ahead."))
