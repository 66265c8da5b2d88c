"""A question on the page, and how many of them are answered."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import ParamSpec

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from assessment.core.errors import AssessmentError
from assessment.core.model import Item
from assessment.core.text.i18n import tr
from assessment.ui.components import style
from assessment.ui.components.failure import show_failure
from assessment.ui.session import answers
from assessment.ui.session.language import apply_language

P = ParamSpec("P")


def runs_alone() -> bool:
    """Whether this is the run of one part, and not of the whole page."""
    run = get_script_run_ctx()
    return run is not None and bool(run.fragment_ids_this_run)


def alone(draw: Callable[P, None]) -> Callable[P, None]:
    """What is drawn, to be run by itself after a change in it: as in a whole run it speaks the visit's language and
    fails in our own words, and where something else on the page has to follow, the whole page runs.
    """

    @st.fragment
    @wraps(draw)
    def part(*args: P.args, **kwargs: P.kwargs) -> None:
        if not runs_alone():
            draw(*args, **kwargs)
            return
        apply_language()
        before = answers.around_the_answers()
        try:
            draw(*args, **kwargs)
        except AssessmentError as error:
            st.error(" ".join(error.problems), icon=":material/error:")
        except Exception:
            show_failure()
        if answers.around_the_answers() != before:
            st.rerun()

    return part


def answered_in(items: Iterable[Item]) -> int:
    """How many of the items have an answer."""
    answered = answers.responses()
    return sum(item.id in answered for item in items)


@alone
def ask_alone(item: Item) -> None:
    """Draw a question that runs alone after a new answer; then it first saves what any question shows."""
    if runs_alone():
        answers.save_shown_answers()
    ask(item)


def ask(item: Item) -> None:
    """Draw a question with its answer and a way to take it back, and save what is new."""
    answer, options = answers.responses().get(item.id), list(item.by_option)
    hints = [option.hint for option in item.options]
    st.markdown(f"**{item.stem}**" + (f" :small[{item.help}]" if item.help else ""))
    if answer is not None and st.button(tr("Clear"), key=f"{style.CLEAR}:{item.id}", type="tertiary"):
        answers.clear_answer(item.id)
        st.rerun()
    shown = st.radio(
        item.stem,
        options,
        index=options.index(answer) if answer in options else None,
        format_func=item.label_of,
        captions=hints if any(hints) else None,
        key=answers.answer_key(item.id),
        width="stretch",
        label_visibility="collapsed",
    )
    answers.save_answers({item.id: shown})
