"""The only code that touches session state: which application is open, what this visit has seen, and its verbs.

The records are the truth. Widgets are compared with what this visit last saw, and what differs is saved in
the script body: callbacks and forms lose answers when clicks come fast or the page changes.
"""

from typing import Any

import streamlit as st

from assessment.catalog import available_languages, language_for
from assessment.core.language import spoken
from assessment.ui.state import answers, plans, process_facts
from assessment.ui.state.answers import (
    answer_key,
    around_the_answers,
    clashes,
    clear_answer,
    replace_answer,
    responses,
    retired,
    save_answers,
    save_shown_answers,
    settle_clash,
    take_shown_answers,
)
from assessment.ui.state.clock import day_of, now, today
from assessment.ui.state.opened import (
    OWNER,
    application,
    applications,
    create_application,
    deleted,
    forget,
    forget_visit,
    is_example,
    is_kept,
    leave_example,
    open_application,
    open_example,
    own_records,
    problem,
    remember_brought_in,
    remember_deleted,
    reread,
    say,
    settle,
    tell_brought_in,
)
from assessment.ui.state.plans import (
    DAY,
    DONE,
    NOTE,
    add_own_step,
    clear_mark_day,
    drop_report,
    end_trial,
    import_plan,
    keep_report,
    mark_key,
    mark_of,
    own_steps,
    remove_own_step,
    report,
    save_mark_field,
    step_marks,
    take_shown_marks,
    trial_key,
)
from assessment.ui.state.process_facts import (
    choice_key,
    clear_fact,
    fact_clashes,
    fact_key,
    fact_problems,
    facts,
    process,
    recorded,
    save_facts,
    save_minutes,
    save_outcome,
    settle_fact_clashes,
    take_shown_facts,
    translate_example,
)
from assessment.ui.state.reveals import guess, guess_settled, keep_what_was_shown, reveal, settle_guess
from assessment.ui.state.visit import visit

__all__ = [
    "DAY",
    "DONE",
    "NOTE",
    "OWNER",
    "add_own_step",
    "answer_key",
    "application",
    "applications",
    "around_the_answers",
    "choice_key",
    "choose_language",
    "choose_path",
    "clashes",
    "clear_answer",
    "clear_fact",
    "clear_mark_day",
    "create_application",
    "day_of",
    "deleted",
    "drop_report",
    "end_trial",
    "fact_clashes",
    "fact_key",
    "fact_problems",
    "facts",
    "forget",
    "forget_visit",
    "go_to_section",
    "guess",
    "guess_settled",
    "import_plan",
    "is_example",
    "is_kept",
    "keep_report",
    "keep_what_was_shown",
    "language",
    "leave_example",
    "mark_key",
    "mark_of",
    "now",
    "open_application",
    "open_example",
    "own_records",
    "own_steps",
    "path",
    "problem",
    "process",
    "recorded",
    "remember_brought_in",
    "remember_deleted",
    "remove_own_step",
    "replace_answer",
    "report",
    "reread",
    "responses",
    "retired",
    "reveal",
    "save_answers",
    "save_facts",
    "save_mark_field",
    "save_minutes",
    "save_outcome",
    "save_shown_answers",
    "save_what_is_shown",
    "say",
    "section",
    "settle",
    "settle_clash",
    "settle_fact_clashes",
    "settle_guess",
    "spoken_key",
    "step_marks",
    "switched_on",
    "tell_brought_in",
    "today",
    "trial_key",
    "unfold",
]


LANGUAGE = "lang"


def save_what_is_shown() -> None:
    """Save what the widgets of the last run held, before anything is drawn, and then take in other tabs' saves.

    A page change soon after a click ends the run of that click: what it saves first is safe soonest. The
    widgets must not persist in the session, or the first answer after a restart of the server is dropped.
    """
    values: dict[str, Any] = st.session_state.to_dict()
    take_shown_answers(values)
    take_shown_facts(values)
    take_shown_marks(values)
    for part in (answers, process_facts, plans):
        part.take_in_what_is_stored()


def switched_on(name: str) -> bool:
    """Whether the switch with this key is on, before it is drawn."""
    return bool(st.session_state.get(name, False))


def unfold(name: str) -> None:
    """Have the fold with this key open when it is first drawn on a page; from then on the person decides."""
    st.session_state.setdefault(name, True)


def language() -> str | None:
    """The code of the language that was chosen, here or in the address; None leaves it to the browser."""
    named = st.query_params.get(LANGUAGE)
    if named in available_languages():
        visit().language = named
    chosen = visit().language
    if chosen and named != chosen:
        st.query_params[LANGUAGE] = chosen
    return chosen


def choose_language(code: str) -> None:
    """Speak this language from the next run on, and say so in the address, so that a reload keeps it."""
    translate_example(language_for(code))
    visit().language = st.query_params[LANGUAGE] = code


def spoken_key(name: str) -> str:
    """The key of a widget whose options are words: each language has its own, as the browser sends the words."""
    return f"{name}:{spoken().code}"


def path() -> str | None:
    """Which path through the questions was chosen; None until one is."""
    return visit().path


def choose_path(path: str) -> None:
    """Take this path through the questions."""
    visit().path = path


def section() -> int:
    """Which section of the full set is open, from 0."""
    return visit().section


def go_to_section(number: int) -> None:
    """Open a section of the full set."""
    visit().section = max(number, 0)
