"""The next steps of the plan with their ticks, and the question most worth asking."""

from datetime import date

import streamlit as st

from assessment.core.plan.gaps import next_questions
from assessment.core.plan.key_dates import add_days, is_past_asking, key_days
from assessment.core.plan.schedule import Step
from assessment.core.text.i18n import format_day, tr, tr_count
from assessment.ui.components import navigation, style
from assessment.ui.components.formatting import escape_markdown, format_minutes, format_points, format_relative_day
from assessment.ui.components.step_tick import ask_done, show_last_tick
from assessment.ui.session.page_data import PageData, open_steps

STEPS_SHOWN = 3
LEAST_SHIFT = 2.0
"""Points of 100: a question that is expected to move the outlook by less is not offered."""


def show_next_steps(page_data: PageData) -> None:
    """The next steps of the plan, the first with its reason, and how many more the week has."""
    st.header(tr("What to do next"), anchor=False)
    show_last_tick(page_data.plan.every_step)
    steps = open_steps(page_data)
    for number, step in enumerate(steps[:STEPS_SHOWN]):
        show_step_to_do(step, page_data.today, with_reason=number == 0)
    if not steps:
        st.markdown(tr("Nothing is open. Keep applying elsewhere until you have signed."))
    navigation.link("plan", label=plan_label(steps, page_data.today), icon=":material/checklist:")


def show_most_helpful(page_data: PageData) -> None:
    """Before the interview: the steps that gain most readiness, by day; the next steps where none gains any."""
    steps = open_steps(page_data)
    best = sorted((step for step in steps if step.gain), key=lambda step: -step.gain)[:STEPS_SHOWN]
    if not best and page_data.assessment.readiness is not None:
        show_next_steps(page_data)
        return
    day = page_data.process.interview_date
    if day and day > page_data.today:
        st.header(tr("What would help most before {day}", day=format_day(day)), anchor=False)
    else:
        st.header(tr("What would help most"), anchor=False)
    show_last_tick(page_data.plan.every_step)
    for step in steps:
        if step in best:
            show_step_to_do(step, page_data.today)
    if page_data.assessment.readiness is None:
        st.markdown(tr("Answer the questions on your preparation, and the steps that help most stand here."))
    navigation.link("plan", label=tr("Open the whole plan"), icon=":material/checklist:")


def show_step_to_do(step: Step, today: date, *, with_reason: bool = False) -> None:
    """A step with its tick, its day and its minutes, and perhaps why."""
    with st.container(gap=None, key=f"{style.STEP}-{step.id}"):
        ask_done(step)
        facts = [format_relative_day(step.day, today) if step.day else "", format_minutes(step.minutes)]
        if with_reason:
            facts.append(escape_markdown(step.why))
        st.markdown(f":small[{' · '.join(filter(None, facts))}]")


def plan_label(steps: list[Step], today: date) -> str:
    """How many more steps this week has than are shown, as the name of the link to the plan."""
    week = [step for step in steps[STEPS_SHOWN:] if step.day and step.day < add_days(today, 7)]
    return (
        tr_count("{number} more this week", "{number} more this week", len(week)) if week else tr("Open the whole plan")
    )


def show_next_questions(page_data: PageData) -> None:
    """The question to the employer that is expected to move the outlook most, ready to copy, and others.

    None once no more messages to them are due.
    """
    if is_past_asking(key_days(page_data.instrument.outlook.silence, page_data.process), page_data.today):
        return
    questions = next_questions(
        page_data.instrument, page_data.responses, process=page_data.process, today=page_data.today
    )
    if not questions or questions[0].expected_shift < LEAST_SHIFT:
        return
    st.header(tr("The best question to ask them"), anchor=False)
    first, *others = questions
    with st.container(key=style.LETTER):
        st.code(first.ask, language=None, wrap_lines=True)
    st.markdown(
        tr(
            "On average the answer moves your outlook by {points}, up or down.",
            points=format_points(first.expected_shift),
        )
    )
    if others:
        with st.expander(tr("Other questions worth asking"), type="compact"):
            for question in others:
                st.markdown(f"- {quoted(question.ask)} :small[{format_points(question.expected_shift)}]")


def quoted(question: str) -> str:
    """A question as Markdown, in quotation marks."""
    return tr("“{question}”", question=escape_markdown(question))
