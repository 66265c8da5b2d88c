"""A question with its answer, and how many questions are answered."""

from collections.abc import Callable, Iterable
from functools import partial

import streamlit as st

from assessment.core.errors import AssessmentError
from assessment.core.model import Item
from assessment.core.text.i18n import tr
from assessment.ui.components import style
from assessment.ui.components.failure import show_failure, show_problem
from assessment.ui.components.formatting import escape_markdown
from assessment.ui.session import answers, notes, run
from assessment.ui.session.language import apply_language
from assessment.ui.session.run import is_fragment_run


def count_answered(items: Iterable[Item]) -> int:
    """How many of the items have an answer."""
    answered = answers.responses()
    return sum(item.id in answered for item in items)


@st.fragment
def ask_in_fragment(item: Item) -> None:
    """Draw a question so that a new answer runs only this function, and the whole page only where more changes."""
    draw_fragment(run.save_answer_widgets, partial(ask, item))


def draw_fragment(save: Callable[[], None], draw: Callable[[], None]) -> None:
    """Draw a part of the page that runs alone, and the whole page after it where what stands outside changes.

    A fragment run does for itself what `run_page` does for a page: set the language, save first, show errors.
    """
    if not is_fragment_run():
        draw()
        return
    apply_language()
    before = page_level_state()
    try:
        save()
        draw()
    except AssessmentError as error:
        show_problem(" ".join(error.problems))
    except Exception:
        show_failure()
    if page_level_state() != before:
        st.rerun()


def page_level_state() -> tuple[object, ...]:
    """What the page shows outside its fragments of what they can change."""
    return *answers.page_level_state(), *notes.conflicts()


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
