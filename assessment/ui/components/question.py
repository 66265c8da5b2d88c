"""A question with its answer, how many are answered, and what is written that an answer could rest on.

Notes move no number, and nothing is answered by itself.
"""

from collections.abc import Iterable
from functools import partial

import streamlit as st

from assessment.core.applications.notes import supported_answers
from assessment.core.model import Item
from assessment.core.text.i18n import tr, tr_count
from assessment.storage.errors import StorageError
from assessment.ui import resources
from assessment.ui.components import style
from assessment.ui.components.formatting import escape_markdown
from assessment.ui.components.fragment import draw_fragment
from assessment.ui.components.widgets import answer_label
from assessment.ui.session import answers, notes, run


def count_answered(items: Iterable[Item]) -> int:
    """How many of the items have an answer."""
    answered = answers.responses()
    return sum(item.id in answered for item in items)


@st.fragment
def ask_in_fragment(item: Item) -> None:
    """Draw a question so that a new answer runs only this function, and the whole page only where more changes."""
    draw_fragment(partial(ask_beside_notes, item), run.save_answer_widgets)


def ask_beside_notes(item: Item) -> None:
    """Draw a question, and below it what is written that its answer could rest on."""
    ask(item)
    show_written(item.id)


def ask(item: Item) -> None:
    """Draw a question with its answer and a button to clear it, and save a new answer."""
    answer, options = answers.responses().get(item.id), list(item.options_by_id)
    hints = [option.hint for option in item.options]
    st.markdown(f"**{item.stem}**" + (f"  \n:small[{item.help}]" if item.help else ""))
    if answer is not None and st.button(tr("Clear"), key=f"{style.CLEAR}:{item.id}", type="tertiary"):
        answers.replace_answer(item.id, None)
        st.rerun()
    shown = st.radio(
        item.stem,
        options,
        index=options.index(answer) if answer in options else None,
        format_func=item.option_label,
        captions=hints if any(hints) else None,
        key=answers.answer_key(item.id),
        width="stretch",
        label_visibility="collapsed",
    )
    answers.save(answers.changed({item.id: shown}))
    before = answers.answer_before(item.id)
    if before in options:
        label = tr("Undo: {answer}", answer=escape_markdown(item.option_label(before)))
        if st.button(label, key=f"undo:{item.id}", type="tertiary", icon=":material/undo:"):
            answers.undo(item.id)
            run.rerun_part()


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
