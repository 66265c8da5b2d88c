"""The next steps of the plan, and the question most worth asking."""

from itertools import groupby

import streamlit as st

from assessment.core.plan.gaps import next_questions
from assessment.core.text.i18n import format_number, tr
from assessment.ui.components import navigation
from assessment.ui.components.formatting import escape_markdown, format_minutes, format_relative_day
from assessment.ui.session.page_data import PageData, open_steps


def show_next_steps(page_data: PageData) -> None:
    """The next three steps of the plan."""
    st.header(tr("What to do next"), anchor=False)
    steps = open_steps(page_data)[:3]
    for day, same in groupby(steps, key=lambda step: step.day):
        lines = [f"- {escape_markdown(step.title)} :small[{format_minutes(step.minutes)}]" for step in same]
        st.markdown("\n".join([f"**{format_relative_day(day, page_data.today)}**" if day else "", *lines]))
    if not steps:
        st.markdown(tr("Nothing is open. Keep applying elsewhere until you have signed."))
    navigation.link(navigation.page("plan"), label=tr("Open the whole plan"), icon=":material/checklist:")


def show_next_questions(page_data: PageData) -> None:
    """The question to the employer that is expected to move the outlook most, and others."""
    questions = next_questions(
        page_data.instrument, page_data.responses, process=page_data.process, today=page_data.today
    )
    if not questions:
        return
    st.header(tr("The best question to ask them"), anchor=False)
    first, *others = questions
    expected = tr(
        "The answer is expected to move your outlook by about {points} points, up or down.",
        points=format_number(first.expected_shift, 1),
    )
    st.markdown(f"**{quoted(first.ask)}**\n\n{expected}")
    if others:
        with st.expander(tr("Other questions worth asking"), type="compact"):
            for question in others:
                points = tr("about {points} points", points=format_number(question.expected_shift, 1))
                st.markdown(f"- {quoted(question.ask)} :small[{points}]")


def quoted(question: str) -> str:
    """A question as Markdown, in quotation marks."""
    return tr("“{question}”", question=escape_markdown(question))
