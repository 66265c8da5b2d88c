"""A part of a page that runs alone when something in it changes."""

from collections.abc import Callable

import streamlit as st

from assessment.core.errors import AssessmentError
from assessment.ui import metrics
from assessment.ui.components.failure import show_failure, show_problem
from assessment.ui.session import answers, notes
from assessment.ui.session.language import apply_language
from assessment.ui.session.run import is_fragment_run, run_page_of_new_person


def draw_fragment(draw: Callable[[], None], save: Callable[[], None] | None = None) -> None:
    """Draw a part of the page that runs alone, and the whole page after it where what stands outside changes.

    A fragment run does for itself what `run_page` does for a page: set the language, save first, show errors.
    """
    if not is_fragment_run():
        draw()
        return
    run_page_of_new_person()
    apply_language()
    before = page_level_state()
    with metrics.timed_run("part"):
        try:
            if save:
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
