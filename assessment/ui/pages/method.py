"""The method page: every figure, grade and source, written from the data files."""

import streamlit as st

from assessment.core.text.i18n import mark_for_translation, tr
from assessment.ui import resources
from assessment.ui.components import navigation
from assessment.ui.method import figures, rated
from assessment.ui.method.worked_example import show_worked_example

SECTIONS = (
    (mark_for_translation("What it is not"), "limits", rated.show_limits),
    (mark_for_translation("One example, worked through"), "example", show_worked_example),
    (mark_for_translation("The base rate"), "base-rate", figures.show_base_rate),
    (mark_for_translation("What each answer weighs"), "evidence", figures.show_evidence),
    (mark_for_translation("What silence does"), "silence", figures.show_silence),
    (mark_for_translation("How wide the range is"), "range", figures.show_range),
    (mark_for_translation("Rated by ourselves"), "rated", rated.show_card),
    (mark_for_translation("Tried by simulation"), "simulation", rated.show_simulation),
    (mark_for_translation("The best question to ask"), "next-question", figures.show_next_question),
    (mark_for_translation("What earns readiness and fit"), "credit", figures.show_credit),
    (mark_for_translation("Sources"), "sources", figures.show_sources),
)
"""Title, anchor in the address, and what draws the section."""


def page() -> None:
    instrument = resources.instrument()
    st.title(tr("Method"), anchor=False)
    with navigation.rail():
        links = [f"- [{tr(title)}](#{anchor})" for title, anchor, _ in SECTIONS]
        st.markdown("\n".join([tr("**On this page**"), *links]))
    st.markdown(
        tr(
            "Three numbers, never mixed. **Readiness** is what you control: the share of the credit you have "
            "earned. **Outlook** is how likely an offer is: a base rate, moved by what you saw, and by silence. "
            "**Fit** is whether you want the job. Readiness is never multiplied into the outlook."
        )
    )
    for title, anchor, show in SECTIONS:
        st.header(tr(title), anchor=anchor)
        show(instrument)


if __name__ == "__main__":
    page()
