"""What can be done with a plan: change it, add to it, take it away and bring it back, write the letters."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date

import streamlit as st

from assessment import charts
from assessment.core.applications.repository import OwnStep, StepMark
from assessment.core.plan.edits import Edits, edits_of, exported_days, recent_plans, ticked_at_export
from assessment.core.plan.letters import drafts_for
from assessment.core.plan.progress import OWN_KIND, own_step_id
from assessment.core.plan.schedule import Step
from assessment.core.text.cleaning import NOTE_LENGTH, TITLE_LENGTH, clean_title, first_few
from assessment.core.text.i18n import tr, tr_count
from assessment.export.ics import plan_ics
from assessment.export.plan_csv import plan_csv
from assessment.export.plan_import import read_plan_csv
from assessment.export.printable import printable_page
from assessment.ui.components.fact_fields import ask_day
from assessment.ui.components.formatting import day_name, plain
from assessment.ui.components.widgets import SPREADSHEETS, with_clear
from assessment.ui.session import clock, current_application, language, plan_progress
from assessment.ui.session.page_data import View

LARGEST_PLAN_MB = 10


def show_downloads(view: View) -> None:
    """The plan as a spreadsheet, a calendar and a sheet of paper."""
    marks = plan_progress.step_marks()
    calendar = plan_ics(view.plan, marks, view.process, now=clock.now(), application=current_application.application())
    with st.container(horizontal=True):
        st.download_button(
            tr("Download the plan (CSV)"),
            data=plan_csv(view.instrument, view.plan, marks).encode(),
            file_name="callback-plan.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
            key="download_plan",
        )
        st.download_button(
            tr("Calendar (.ics)"),
            data=calendar,
            file_name="callback-plan.ics",
            mime="text/calendar",
            icon=":material/event:",
            on_click="ignore",
            key="download_calendar",
        )
        st.download_button(
            tr("Page to print"),
            data=language.in_current_language(lambda: page_to_print(view, marks).encode()),
            file_name="callback-plan.html",
            mime="text/html",
            icon=":material/print:",
            on_click="ignore",
            key="download_page",
        )


def page_to_print(view: View, marks: Mapping[str, StepMark]) -> str:
    """The plan on one sheet, with the outlook over days."""
    drawing = charts.printed_outlook(view.instrument, view.assessment, view.process, view.today, advice=view.advice)
    return printable_page(
        view.assessment, view.plan, marks, view.process, view.today, drawing=drawing, advice=view.advice
    )


def show_changes(view: View) -> None:
    """Move a step, note something on it, or add one of your own."""
    with st.expander(tr("Change or add a step")):
        every = {step.id: step for step in (*view.plan.steps, *view.plan.not_fit, *view.plan.lessons)}
        names = step_names(every.values())
        chosen = st.selectbox(
            tr("Step to change"),
            list(every),
            index=None,
            format_func=names.__getitem__,
            placeholder=tr("Choose a step"),
            key=plan_progress.trial_key("step"),
        )
        if chosen:
            change_step(every[chosen], view.today)
        st.divider()
        add_step(view)


def step_names(steps: Collection[Step]) -> dict[str, str]:
    """Step id -> its name in a list to choose from: the title, from the second of the same title on with a number.

    A day is no part of it: the browser keeps a choice by its name, which may not change when the step is moved.
    """
    names, times = {}, Counter[str]()
    for step in sorted(steps, key=lambda step: step.id):
        times[step.title] += 1
        names[step.id] = step.title if times[step.title] == 1 else f"{step.title} ({times[step.title]})"
    return names


def change_step(step: Step, today: date) -> None:
    """The day and the note of one step, saved as they are changed."""
    if step.day:
        st.markdown(tr("Now: {day}", day=day_name(step.day, today)))
    mark = plan_progress.mark_of(step.id)
    key = plan_progress.mark_key(plan_progress.DAY, step.id)
    day, emptied = with_clear(
        key, lambda: ask_day(tr("Moved to"), mark.day, key, first=today), filled=mark.day is not None
    )
    if emptied:
        plan_progress.clear_mark_day(step.id)
        st.rerun()
    note = st.text_area(
        tr("Note"), mark.note, max_chars=NOTE_LENGTH, key=plan_progress.mark_key(plan_progress.NOTE, step.id)
    )
    plan_progress.save_mark_field(step.id, plan_progress.DAY, day)
    plan_progress.save_mark_field(step.id, plan_progress.NOTE, note)
    if step.kind == OWN_KIND and st.button(tr("Remove this step"), key=f"remove:{step.id}"):
        plan_progress.remove_own_step(step.id)
        st.rerun()
    elif plan_progress.mark_of(step.id) != mark:
        st.rerun()


def add_step(view: View) -> None:
    """A step of the person's own."""
    title = st.text_input(tr("New step"), max_chars=TITLE_LENGTH, key=plan_progress.trial_key("new_step"))
    day = st.date_input(tr("On"), view.today, format="YYYY-MM-DD", key=plan_progress.trial_key("new_day"))
    minutes = st.number_input(
        tr("Minutes"), min_value=5, max_value=720, value=15, step=5, key=plan_progress.trial_key("new_minutes")
    )
    if st.button(tr("Add the step"), key="add_step"):
        if not clean_title(title):
            st.error(tr("Give the step a name first."))
            return
        taken = [step.id for step in plan_progress.own_steps()]
        plan_progress.add_own_step(OwnStep(own_step_id(title, taken), clean_title(title), day, int(minutes)))
        plan_progress.end_trial()
        st.rerun()


def show_drafts(view: View) -> None:
    """The letters that fit now, to copy or download."""
    drafts = drafts_for(view.instrument, view.process, view.stage, view.today)
    if not drafts:
        return
    st.header(tr("Letters, ready to fill in"), anchor=False)
    st.markdown(tr("Only you can fill what stands in [square brackets]."))
    draft = st.selectbox(
        tr("Letter"), drafts, format_func=lambda draft: draft.title, key=plan_progress.trial_key("draft")
    )
    if draft is None:
        return
    if draft.help:
        st.markdown(f":small[{plain(draft.help)}]")
    st.code(draft.text, language=None, wrap_lines=True)
    st.download_button(
        tr("Download the letter"),
        data=draft.text.encode(),
        file_name="callback-letter.txt",
        mime="text/plain",
        on_click="ignore",
        key="download_letter",
    )


def show_import(view: View) -> None:
    """Bring back ticks, days and notes from a file that was edited elsewhere."""
    with st.expander(tr("Bring back an edited plan")):
        st.markdown(tr("Tick, move or note in a spreadsheet, save it as CSV, and give it back here."))
        file = st.file_uploader(
            tr("Edited plan (CSV)"),
            type=["csv", "txt", *SPREADSHEETS],
            max_upload_size=LARGEST_PLAN_MB,
            key=plan_progress.trial_key("edited_plan"),
        )
        if file is not None and st.button(tr("Take over what it says"), key="import_plan"):
            take_over(view, file.getvalue())
            st.rerun()
        show_report()


def take_over(view: View, content: bytes) -> None:
    """Save what was edited in the file of a plan, and keep a report of it; what fails can be tried again."""
    plan_progress.drop_report()
    marks = plan_progress.step_marks()
    every = (*view.plan.steps, *view.plan.not_fit, *view.plan.lessons)
    read = read_plan_csv(content, [step.id for step in every], marks, planned=every)
    plans = recent_plans(view.plan_of, view.today, ticked_at_export(read.marks, marks))
    days = exported_days(plans, read.days, marks)
    edits = edits_of(days, read.marks, read.own_steps, marks, plan_progress.own_steps(), view.today)
    if plan_progress.import_plan(edits):
        plan_progress.keep_report(edits.number, [*past_words(edits, every), *read.notices, *read.problems])
        plan_progress.end_trial()


def past_words(edits: Edits, steps: Collection[Step]) -> list[str]:
    """Which of the days in a file have passed, if any, by the steps they were given to."""
    if not edits.past:
        return []
    titles = {step.id: step.title for step in steps}
    named = [titles.get(step_id, step_id) for step_id in edits.past]
    return [
        tr_count(
            "{number} step was given a day that has passed and stays where it was: {steps}.",
            "{number} steps were given days that have passed and stay where they were: {steps}.",
            len(named),
            steps=first_few(named, "; "),
        )
    ]


def show_report() -> None:
    """What the last import took over, and what it could not use."""
    report = plan_progress.report()
    if report is None:
        return
    taken, sentences = report
    st.success(tr_count("{number} change taken over.", "{number} changes taken over.", taken))
    for sentence in sentences:
        st.text(sentence)
