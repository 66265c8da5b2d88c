"""What was answered to the questions that notes could support, and a button to answer: beside notes and readiness."""

import streamlit as st

from assessment.core.text.i18n import tr
from assessment.ui import resources
from assessment.ui.components.question import ask
from assessment.ui.components.written_notes import support_sentence
from assessment.ui.session import answers, notes, run


def show_support(item_id: str) -> None:
    """What is written and what was answered, with a button that opens the question to answer it; nothing without."""
    sentence = support_sentence(item_id)
    if not sentence:
        return
    name, answer, seen = f"answer.{item_id}", answers.responses().get(item_id), notes.seen_notes()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(sentence, width="content")
        if st.button(tr("Change my answer") if answer else tr("Answer"), key=f"support:{item_id}", type="tertiary"):
            seen.open_line = "" if seen.open_line == name else name
            run.rerun_part()
    if seen.open_line == name:
        with st.container(border=True):
            ask(resources.instrument().items[item_id])
