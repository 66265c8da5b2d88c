"""The only code that touches session state: which application is open, what this visit has seen, and its verbs.

The records are the truth. Widgets are compared with what this visit last saw, and what differs is saved in
the script body: callbacks and forms lose answers when clicks come fast or the page changes.
"""

from typing import Any

import streamlit as st

from assessment.ui.state.answers import (
    Clash,
    answer_key,
    clashes,
    clear_answer,
    replace_answer,
    responses,
    retired,
    save_answers,
    settle_clash,
    take_shown_answers,
)
from assessment.ui.state.clock import now, today
from assessment.ui.state.opened import (
    OWNER,
    application,
    applications,
    clear_problem,
    create_application,
    deleted,
    forget,
    forget_visit,
    is_example,
    is_kept,
    keep_problem,
    leave_example,
    open_application,
    open_example,
    own_records,
    problem,
    records,
    remember_deleted,
    settle,
)
from assessment.ui.state.plans import (
    add_own_step,
    end_trial,
    import_plan,
    keep_report,
    mark_key,
    own_steps,
    remove_own_step,
    report,
    save_mark,
    save_tick,
    step_key,
    step_marks,
    take_shown_ticks,
    trial_key,
)
from assessment.ui.state.process_facts import (
    change_process,
    fact_clashes,
    fact_key,
    facts,
    process,
    save_facts,
    save_minutes,
    save_outcome,
    settle_fact_clashes,
    take_shown_facts,
)
from assessment.ui.state.reveals import guess, guess_settled, keep_what_was_shown, settle_guess

__all__ = [
    "OWNER",
    "Clash",
    "add_own_step",
    "answer_key",
    "application",
    "applications",
    "change_process",
    "clashes",
    "clear_answer",
    "clear_problem",
    "create_application",
    "deleted",
    "end_trial",
    "fact_clashes",
    "fact_key",
    "facts",
    "forget",
    "forget_visit",
    "go_to_section",
    "guess",
    "guess_settled",
    "import_plan",
    "is_example",
    "is_kept",
    "keep_problem",
    "keep_report",
    "keep_what_was_shown",
    "leave_example",
    "mark_key",
    "now",
    "open_application",
    "open_example",
    "own_records",
    "own_steps",
    "problem",
    "process",
    "records",
    "remember_deleted",
    "remove_own_step",
    "replace_answer",
    "report",
    "responses",
    "retired",
    "save_answers",
    "save_facts",
    "save_mark",
    "save_minutes",
    "save_outcome",
    "save_tick",
    "save_what_is_shown",
    "section",
    "settle",
    "settle_clash",
    "settle_fact_clashes",
    "settle_guess",
    "step_key",
    "step_marks",
    "switched_on",
    "today",
    "trial_key",
]


def save_what_is_shown() -> None:
    """Save what the widgets of the last run held, before anything is drawn.

    A click and a page change right after it can leave no run in which the old page is drawn: its widgets
    are known here alone, as long as they persist over the change.
    """
    values: dict[str, Any] = st.session_state.to_dict()
    take_shown_answers(values)
    take_shown_facts(values)
    take_shown_ticks(values)


def switched_on(name: str) -> bool:
    """Whether the switch with this key is on, before it is drawn."""
    return bool(st.session_state.get(name, False))


def section() -> int:
    """Which section of the full set is open, from 0."""
    return int(st.session_state.get("section", 0))


def go_to_section(number: int) -> None:
    """Open a section of the full set."""
    st.session_state["section"] = max(number, 0)
