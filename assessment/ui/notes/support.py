"""Beside the notes: what was answered to the question that they could support. Nothing is answered by itself."""

import streamlit as st

from assessment.core.text.i18n import tr
from assessment.ui import resources
from assessment.ui.components.formatting import escape_markdown
from assessment.ui.components.question import ask
from assessment.ui.components.widgets import answer_label
from assessment.ui.session import answers, note_fields, run


def show_support(item_id: str, written: str) -> None:
    """What is written and what was answered, with a button that opens the question to answer it."""
    name, answer = f"answer.{item_id}", answers.responses().get(item_id)
    label = escape_markdown(answer_label(item_id, answer))
    sentence = (
        tr("You have {notes}; you answered: {answer}.", notes=written, answer=label)
        if answer
        else tr("You have {notes}; the question about it is still open.", notes=written)
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(sentence, width="content")
        if st.button(tr("Change my answer") if answer else tr("Answer"), key=f"support:{item_id}", type="tertiary"):
            note_fields.set_open_line("" if note_fields.open_line() == name else name)
            run.rerun_part()
    if note_fields.open_line() == name:
        with st.container(border=True):
            ask(resources.instrument().items[item_id])
