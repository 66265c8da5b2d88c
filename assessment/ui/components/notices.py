"""Notices above a page: a database that is away, conflicts with another tab, and whether the interview is over."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from assessment.core.model import Stage
from assessment.core.model.process import FACTS
from assessment.core.text.cleaning import quote_text
from assessment.core.text.i18n import format_day, tr
from assessment.storage.errors import BusyError, StorageError, UnreachableError
from assessment.ui import resources
from assessment.ui.components.failure import show_problem
from assessment.ui.components.formatting import escape_markdown
from assessment.ui.components.widgets import answer_label, ask_in_notice
from assessment.ui.session import answers, current_application, facts, notes, run, visit
from assessment.ui.session.language import apply_language
from assessment.ui.session.visit import RETRY_SECONDS

STORY = "story"
"""The field of a question asked that holds the id of the story used."""


@st.fragment(run_every=RETRY_SECONDS)
def show_storage_problem() -> None:
    """Say why nothing is read or saved and what becomes of it, try again by itself, and run the page when it works."""
    if run.is_fragment_run():
        run.run_page_of_new_person()
        apply_language()
        if run.try_again():
            st.rerun()
    if problem := visit.current().storage_problem:
        if isinstance(problem, BusyError | UnreachableError):
            show_problem(storage_sentence(problem), st.warning, icon=":material/cloud_off:")
        else:
            show_problem(storage_sentence(problem))


def storage_sentence(problem: StorageError) -> str:
    """What is wrong with the database, and what becomes of what was chosen meanwhile."""
    has_unsaved = visit.current().has_unsaved
    if isinstance(problem, UnreachableError):
        if has_unsaved:
            return tr(
                "The database cannot be reached. What you changed is kept in this tab and saved as soon as it is back."
            )
        if current_application.is_read():
            return tr(
                "The database cannot be reached. You see what was last read; what you change is kept in this tab and "
                "saved as soon as it is back."
            )
        return tr("The database cannot be reached. This page comes by itself as soon as it is back.")
    if isinstance(problem, BusyError):
        if has_unsaved:
            return tr(
                "Another program is using the database. What you changed is kept in this tab and saved as soon as it "
                "is free."
            )
        return tr(
            "Another program is using the database. What you change is kept in this tab and saved as soon as it is "
            "free."
        )
    if has_unsaved:
        return tr("{problem} What you changed is kept in this tab meanwhile.", problem=problem.problems[0])
    return problem.problems[0]


def show_conflicts() -> None:
    """Show what this tab and another changed differently: each answer, all facts, all notes; the person chooses."""
    items = resources.instrument().items
    for item_id, conflict in list(answers.conflicts().items()):
        label = items[item_id].label if item_id in items else item_id
        mine, theirs = (escape_markdown(answer_label(item_id, option)) for option in (conflict.mine, conflict.theirs))
        sentence = tr(
            "**{question}** was changed in another tab. Here: {mine}. There: {theirs}.",
            question=escape_markdown(label),
            mine=mine,
            theirs=theirs,
        )
        ask_which_to_keep(sentence, f"conflict:{item_id}", partial(answers.resolve_conflict, item_id))
    if names := facts.conflicts():
        words = ", ".join(sorted(tr(fact.short_label) for name, fact in FACTS.items() if name in names))
        sentence = tr("These facts were changed in another tab too: {facts}.", facts=words)
        ask_which_to_keep(sentence, "conflict:facts", facts.resolve_conflicts)
    if changed := notes.conflicts():
        ask_which_to_keep(note_conflict_sentence(changed), "conflict:notes", notes.resolve_conflicts)


def note_conflict_sentence(changed: Mapping[tuple[str, str], Any]) -> str:
    """That another tab changed notes too, with what was typed here; ticks, choices and links are not quoted."""
    typed = {value for (_, name), value in changed.items() if type(value) is str and value and name != STORY}
    if not typed:
        return tr("Notes were changed in another tab too.")
    texts = ", ".join(sorted(quote_text(value) for value in typed))
    return tr("Notes were changed in another tab too. Here you wrote: {texts}.", texts=escape_markdown(texts))


def ask_which_to_keep(sentence: str, key: str, resolve: Callable[..., None]) -> None:
    """Draw a conflict with a button for each tab's version, and call `resolve(mine=...)` when one is clicked."""
    with st.container(border=True):
        st.markdown(sentence)
        with st.container(horizontal=True):
            mine = st.button(tr("Keep what is here"), key=f"{key}:mine")
            theirs = st.button(tr("Take what is there"), key=f"{key}:theirs")
    if mine or theirs:
        resolve(mine=mine)
        st.rerun()


def ask_whether_interview_is_over() -> None:
    """Ask it when the interview's day and the stage contradict each other: the plan depends on both."""
    process, today = facts.process(), visit.today()
    day, stage = process.interview_date, answers.stated_stage()
    if day is None or process.decided:
        return
    if stage == Stage.INVITED and day < today:
        question = tr(
            "**Is the interview over?** It was on {day}, and your answers say that it is still to come. If it was "
            "moved, change its day under Questions.",
            day=format_day(day, year=day.year != today.year),
        )
        _offer_stage(Stage.WAITING, question, tr("It is over, and I am waiting"), "interview_is_over")
    elif stage == Stage.WAITING and day > today:
        question = tr(
            "**Is the interview still to come?** Its day is {day}, and your answers say that it is over. If the day "
            "is mistyped, change it under Questions.",
            day=format_day(day, year=day.year != today.year),
        )
        _offer_stage(Stage.INVITED, question, tr("It is still to come"), "interview_is_to_come")


def _offer_stage(stage: Stage, question: str, label: str, key: str) -> None:
    """Draw the question with a button that answers with this stage."""
    if ask_in_notice(question, label, key, wrap=True):
        answers.replace_answer(resources.instrument().roles.stage, stage)
        st.rerun()
