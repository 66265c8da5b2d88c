"""The plan as a to-do list: a row for each step, which opens whole, with what can be done about it; and a new step."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

import streamlit as st

from assessment.core.applications.records import OwnStep
from assessment.core.model import Option, StepId
from assessment.core.plan.gaps import Gap
from assessment.core.plan.plan import biggest_win
from assessment.core.plan.progress import OWN_KIND, own_step_id
from assessment.core.plan.schedule import Step
from assessment.core.text.cleaning import NOTE_LENGTH, TITLE_LENGTH, clean_title
from assessment.core.text.i18n import tr, tr_count
from assessment.ui.components import navigation, style
from assessment.ui.components.fact_fields import ask_day
from assessment.ui.components.failure import show_problem
from assessment.ui.components.formatting import (
    escape_markdown,
    format_day_heading,
    format_minutes,
    format_relative_day,
    round_points,
)
from assessment.ui.components.step_tick import show_done, show_last_tick
from assessment.ui.components.widgets import ask_clearable, format_sources
from assessment.ui.session import answers, current_application, plan_progress
from assessment.ui.session.page_data import PageData, open_steps, progress_of

STEP_FOLD = "fold"
"""The kind of the keys of the rows' folds."""


def show_steps(page_data: PageData) -> None:
    """Show the open steps by day, those that do not fit, and those that are done in a fold."""
    if not page_data.read_only:
        ask_about_ticks(page_data)
    open_now = open_steps(page_data)
    best, done = biggest_win(open_now), [step for step in page_data.plan.steps if step not in open_now]
    st.header(tr("Your steps"), anchor=False)
    for day, steps in groupby(open_now, key=lambda step: step.day):
        if day:
            st.subheader(format_day_heading(day, page_data.today), anchor=False)
        for step in steps:
            show_row(page_data, step, win=biggest_win_label(step, open_now) if step is best else "")
    if page_data.plan.not_fit:
        st.subheader(tr("What does not fit"), anchor=False)
        st.markdown(tr("There is no room left for these."))
        for step in page_data.plan.not_fit:
            show_row(page_data, step)
    if done:
        with st.expander(tr_count("{number} done", "{number} done", len(done)), type="compact"):
            for step in done:
                if page_data.read_only:  # All of it, since nobody takes its tick back.
                    show_row(page_data, step)
                else:
                    show_done(page_data, step)


def ask_about_ticks(page_data: PageData) -> None:
    """What to do where there is no step, the last tick to take back, and whether answers changed with the ticks."""
    if not page_data.plan.steps:
        st.markdown(tr("There is nothing to do for this one. Answer more questions, and steps appear here."))
    show_last_tick(page_data.plan.every_step)
    for gap in closed_gaps(page_data):
        ask_to_update_answer(page_data, gap)


def show_row(page_data: PageData, step: Step, *, win: str = "") -> None:
    """Show a step with its tick and its cost; its fold, drawn when it is opened, has the rest and what to change."""
    note, fold_key = progress_of(page_data, step).note, current_application.widget_key(STEP_FOLD, step.id, 0)
    with st.container(gap=None, key=f"{style.STEP}-{fold_key}"):
        show_done(page_data, step)
        if step.stage_step == StepId.DEBRIEF and not page_data.read_only:
            navigation.link("notes", label=tr("Write it down"), icon=":material/edit:")
        if note:
            st.markdown(tr(":small[Note: {note}]", note=escape_markdown(note)))
        fold = st.expander(row_label(step, win), key=fold_key, on_change="rerun", type="compact")
        if fold.open:
            with fold:
                if step.how:
                    st.markdown(how_and_why(step))
                if not page_data.read_only:
                    show_step_fields(step, page_data.today)


def biggest_win_label(best: Step, steps: Sequence[Step]) -> str:
    """That the best step is the biggest win, or begins it where a later step of it gains more."""
    if any(round_points(step.gain) > round_points(best.gain) for step in steps):
        return tr("the first step of the biggest win")
    return tr("the biggest win")


def row_label(step: Step, win: str) -> str:
    """The minutes of a step, what it can gain, and what it is for the biggest win."""
    costs = format_minutes(step.minutes)
    if step.gain >= 0.5:
        costs = tr_count(
            "{costs}, {number} point to gain", "{costs}, {number} points to gain", round_points(step.gain), costs=costs
        )
    if win:
        costs = tr("{costs}, {win}", costs=costs, win=win)
    return tr("{costs} · details", costs=costs)


def closed_gaps(page_data: PageData) -> list[Gap]:
    """The gaps whose steps are all ticked, and whose answer the person did not choose to keep."""
    closed, kept = [], current_application.last_seen().answers_kept
    for gap in page_data.gaps:
        steps = [step for step in page_data.plan.steps if step.item == gap.item and step.gain]
        if steps and gap.item not in kept and all(progress_of(page_data, step).done for step in steps):
            closed.append(gap)
    return closed


def ask_to_update_answer(page_data: PageData, gap: Gap) -> None:
    """Ask whether the answer that the ticked steps came from has changed, which only the person knows."""
    item, best = page_data.instrument.items[gap.item], best_option(page_data, gap.item)
    with st.container(border=True):
        st.markdown(
            tr(
                "You ticked a step. **{question}** Is your answer now: {answer}?",
                question=escape_markdown(item.stem),
                answer=escape_markdown(best.label),
            )
        )
        with st.container(horizontal=True):
            holds = st.button(tr("Yes, update my answer"), key=f"update:{gap.item}")
            not_yet = st.button(tr("Not yet"), key=f"keep:{gap.item}")
        if holds:
            answers.replace_answer(gap.item, best.id)
        if not_yet:
            current_application.last_seen().answers_kept.add(gap.item)
        if holds or not_yet:
            st.rerun()


def best_option(page_data: PageData, item: str) -> Option:
    """The option of an item with the highest credit."""
    credit = page_data.instrument.readiness[item]
    best = max(credit.options, key=lambda option: credit.options[option])
    return page_data.instrument.items[item].options_by_id[best]


def how_and_why(step: Step) -> str:
    """The Markdown of a step: what to do, why, and its sources."""
    return tr(
        "{how}\n\nWhy: {why} :small[Source: {sources}]",
        how=escape_markdown(step.how),
        why=escape_markdown(step.why),
        sources=format_sources(step.sources),
    )


def show_step_fields(step: Step, today: date) -> None:
    """Show the day and the note of one step, and save what is changed."""
    if step.day:
        st.markdown(tr("Now: {day}", day=format_relative_day(step.day, today)))
    step_progress = plan_progress.progress_of(step.id)
    key = plan_progress.progress_key(plan_progress.DAY, step.id)
    day, emptied = ask_clearable(
        key, lambda: ask_day(tr("Moved to"), step_progress.day, key), filled=step_progress.day is not None
    )
    if day != step_progress.day and (problem := plan_progress.day_problem(day)):
        show_problem(problem)
    if emptied:
        plan_progress.replace_progress(step.id, plan_progress.DAY, None)
        st.rerun()
    note = st.text_area(
        tr("Note"),
        step_progress.note,
        max_chars=NOTE_LENGTH,
        key=plan_progress.progress_key(plan_progress.NOTE, step.id),
    )
    plan_progress.save_progress_field(step.id, plan_progress.DAY, day)
    plan_progress.save_progress_field(step.id, plan_progress.NOTE, note)
    if step.kind == OWN_KIND and st.button(tr("Remove this step"), key=f"remove:{step.id}"):
        plan_progress.save_own_step(step.id, None)
        st.rerun()
    elif plan_progress.progress_of(step.id) != step_progress:
        st.rerun()


def show_new_step(page_data: PageData) -> None:
    """A fold with the fields of a new step of the person's own, which is added at a click."""
    with st.expander(tr("Add a step of your own")):
        title = st.text_input(tr("New step"), max_chars=TITLE_LENGTH, key=plan_progress.trial_key("new_step"))
        day = ask_day(tr("On"), page_data.today, plan_progress.trial_key("new_day"))
        if problem := plan_progress.day_problem(day):
            show_problem(problem)
        minutes = st.number_input(
            tr("Minutes"), min_value=5, max_value=720, value=15, step=5, key=plan_progress.trial_key("new_minutes")
        )
        if st.button(tr("Add the step"), key="add_step"):
            if day is None or problem:
                return
            if not clean_title(title):
                st.error(tr("Give the step a name first."))
                return
            taken = [step.id for step in plan_progress.own_steps()]
            step_id = own_step_id(title, taken)
            plan_progress.save_own_step(step_id, OwnStep(step_id, clean_title(title), day, int(minutes)))
            plan_progress.end_trial()
            st.rerun()
