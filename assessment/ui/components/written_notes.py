"""What is written down that an answer could rest on. Notes move no number, and nothing is answered by itself."""

import streamlit as st

from assessment.core.applications.support import supported_answers
from assessment.core.text.i18n import tr, tr_count
from assessment.storage.errors import StorageError
from assessment.ui import resources
from assessment.ui.components.formatting import escape_markdown
from assessment.ui.components.widgets import answer_label
from assessment.ui.session import answers, notes, run


def supported_items() -> tuple[str, ...]:
    """The items whose answers notes can support."""
    roles = resources.instrument().roles
    return roles.story_bank, roles.stories_for_employer, roles.debrief


def support_sentence(item_id: str) -> str:
    """What is written and what was answered to the item, as Markdown; empty where nothing is written on it."""
    try:
        written = _written(item_id)
    except StorageError:
        return ""
    if not written:
        return ""
    answer = answers.responses().get(item_id)
    if answer is None:
        return tr("You have {notes}; the question about it is still open.", notes=written)
    label = escape_markdown(answer_label(item_id, answer))
    return tr("You have {notes}; you answered: {answer}.", notes=written, answer=label)


def _written(item_id: str) -> str:
    roles, counts = resources.instrument().roles, notes.counts()
    if item_id == roles.debrief and counts.asked:
        return tr_count("{number} question noted", "{number} questions noted", counts.asked)
    if item_id == roles.story_bank and counts.stories:
        return tr_count("{number} story written", "{number} stories written", counts.stories)
    if item_id == roles.stories_for_employer and (linked := counts.linked_stories):
        return tr_count("{number} story linked to their needs", "{number} stories linked to their needs", linked)
    return ""


def show_written(item_id: str) -> None:
    """Below a question: what is written that its answer could rest on, and a button that answers so; else nothing."""
    if item_id not in supported_items() or not (sentence := support_sentence(item_id)):
        return
    st.markdown(f":small[{sentence}]")
    item = resources.instrument().items[item_id]
    supported = supported_answers(resources.instrument().roles, item, notes.counts())
    if not supported or answers.responses().get(item_id) in supported:
        return
    label = tr("Answer: {answer}", answer=escape_markdown(item.option_label(supported[0])))
    if st.button(label, key=f"written:{item_id}", type="tertiary", icon=":material/edit:"):
        answers.replace_answer(item_id, supported[0])
        run.rerun_part()
