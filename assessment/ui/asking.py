"""A question on the page, and how many of them are answered."""

from collections.abc import Iterable

import streamlit as st

from assessment.core.language import tr
from assessment.core.model import Item
from assessment.ui import state, style
from assessment.ui.alone import alone, runs_alone


def answered_in(items: Iterable[Item]) -> int:
    """How many of the items have an answer."""
    answers = state.responses()
    return sum(item.id in answers for item in items)


@alone
def ask_alone(item: Item) -> None:
    """Draw a question that runs alone after a new answer; then it first saves what any question shows."""
    if runs_alone():
        state.save_shown_answers()
    ask(item)


def ask(item: Item) -> None:
    """Draw a question with its answer and a way to take it back, and save what is new."""
    answer, options = state.responses().get(item.id), list(item.by_option)
    hints = [option.hint for option in item.options]
    st.markdown(f"**{item.stem}**" + (f" :small[{item.help}]" if item.help else ""))
    if answer is not None and st.button(tr("Clear"), key=f"{style.CLEAR}:{item.id}", type="tertiary"):
        state.clear_answer(item.id)
        st.rerun()
    shown = st.radio(
        item.stem,
        options,
        index=options.index(answer) if answer in options else None,
        format_func=item.label_of,
        captions=hints if any(hints) else None,
        key=state.answer_key(item.id),
        width="stretch",
        label_visibility="collapsed",
    )
    state.save_answers({item.id: shown})
