"""Parts of a page that run by themselves: a change in one costs that part, and not the page around it."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from assessment.core.model import AssessmentError
from assessment.ui import state
from assessment.ui.failure import show_failure
from assessment.ui.speech import settle_language

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
        settle_language()
        before = state.around_the_answers()
        try:
            draw(*args, **kwargs)
        except AssessmentError as error:
            st.error(" ".join(error.problems), icon=":material/error:")
        except Exception:
            show_failure()
        if state.around_the_answers() != before:
            st.rerun()

    return part
