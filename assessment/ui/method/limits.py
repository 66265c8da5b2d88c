"""What the numbers cannot tell."""

import streamlit as st

from assessment.core.model import Instrument
from assessment.core.scoring.probability import percent_int
from assessment.core.text.i18n import mark_for_translation, tr

LIMITS = (
    mark_for_translation(
        "It is a set of expert settings with grade and source, **not fitted to data** on people like you. The range "
        "comes from those settings and was not measured."
    ),
    mark_for_translation(
        "No study says how well what candidates notice predicts an offer; one weak survey by a vendor compares what "
        "180 hired and 1,800 rejected applicants recalled. A study would change our mind, and so "
        "would outcomes from enough people: that is why forecasts are checked against what happened."
    ),
    mark_for_translation(
        "Rapport, nerves and culture signs read differently for disabled, neurodivergent and foreign candidates, and "
        "by the habits of a country or a trade. A cool conversation may say nothing about you."
    ),
    mark_for_translation(
        "One study found that candidates' anxiety was not related to how interviewers rated them, another that the "
        "anxious were rated lower. We follow the larger one and keep the figure small."
    ),
    mark_for_translation(
        "By telephone and video, interviewers rate people lower than face to face, and autistic people are rated lower "
        "on video than when only their words are read."
    ),
    mark_for_translation("Signs are what *you* noticed and remember. Hope and fear both bend that."),
    mark_for_translation("It cannot see the other finalists, the budget, or what was said after you left."),
    mark_for_translation(
        "A second interview is a good sign and never an offer. Nothing short of a written offer is shown above "
        "{ceiling} in 100."
    ),
)


def show_limits(instrument: Instrument) -> None:
    """The limits as a list."""
    ceiling = percent_int(instrument.outlook.ceiling)
    st.markdown("\n".join(f"- {tr(limit, ceiling=ceiling)}" for limit in LIMITS))
