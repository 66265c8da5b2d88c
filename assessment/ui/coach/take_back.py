"""Bring in the steps that a coach gave back, each with a tick of its own."""

from collections.abc import Sequence

import streamlit as st

from assessment.core.applications.coaching import CoachFile, own_steps_from
from assessment.core.applications.records import OwnStep, StepProgress
from assessment.core.errors import AssessmentError
from assessment.core.plan.merge import PlanFileChanges
from assessment.core.text.i18n import format_day, tr, tr_count
from assessment.export.coach_files import read_coach_file
from assessment.ui.components import navigation
from assessment.ui.components.failure import show_problem
from assessment.ui.components.formatting import escape_markdown, format_minutes
from assessment.ui.session import current_application, plan_progress, visit

LARGEST_FILE_MB = 20


def show_take_back() -> None:
    """The field for a coach's file, its steps with a tick each, and the button that adds those ticked."""
    st.header(tr("Steps from your coach"), anchor=False)
    st.markdown(tr("Your coach gives you a file back. Nothing of it is in your plan before you add it."))
    upload = st.file_uploader(
        tr("File from your coach (JSON)"),
        type=["json"],
        max_upload_size=LARGEST_FILE_MB,
        key=plan_progress.trial_key("coach_file"),
    )
    if upload is None:
        return
    try:
        file = read_coach_file(upload.getvalue())
    except AssessmentError as error:
        show_problem(error.problems[0])
        return
    show_whose(file)
    ask_which_steps(own_steps_from(file, today=visit.today()))


def show_whose(file: CoachFile) -> None:
    """From whom the steps are, and for which application where that is not the open one."""
    who = escape_markdown(file.coach) or tr("your coach")
    st.markdown(tr("From {coach}, {day}:", coach=who, day=format_day(file.day, year=True)))
    if file.application == current_application.application():
        return
    applications = {each.id: each for each in current_application.repository().applications()}
    if other := applications.get(file.application):
        name = other.process.employer or tr("without an employer")
        show_problem(tr("These steps were made for another application of yours: {name}.", name=name), st.warning)
    else:
        show_problem(tr("These steps were made for an application that is not here."), st.warning)


def ask_which_steps(steps: Sequence[tuple[OwnStep, StepProgress]]) -> None:
    """A tick for each step that is not in the plan yet, and a button that adds those ticked."""
    planned = {step.id for step in plan_progress.own_steps()}
    wanted = [pair for pair in steps if ask_whether_wanted(*pair, is_planned=pair[0].id in planned)]
    if planned & {step.id for step, _ in steps}:
        navigation.link("plan", label=tr("See them in your plan"), icon=":material/checklist:")
    label = tr_count("Add {number} step to my plan", "Add {number} steps to my plan", len(wanted))
    if wanted and st.button(label, key="add_coach_steps", type="primary"):
        changes = PlanFileChanges([progress for _, progress in wanted], [step for step, _ in wanted])
        if plan_progress.import_plan(changes):
            st.rerun()


def ask_whether_wanted(step: OwnStep, progress: StepProgress, *, is_planned: bool) -> bool:
    """A tick box for a step, or that it is in the plan already; returns whether it is to be added."""
    when = format_day(step.day) if step.day else tr("No day yet")
    words = f"{escape_markdown(step.title)} :small[{when}, {format_minutes(step.minutes)}]"
    if is_planned:
        st.markdown(tr(":material/check: {step} :small[in your plan]", step=words))
    else:
        is_wanted = st.checkbox(words, value=True, key=plan_progress.trial_key(f"coach_step:{step.id}"))
    st.markdown(f":small[{escape_markdown(progress.note)}]")
    return not is_planned and is_wanted
