"""What next: the first steps of the plan, and the question most worth asking."""

from itertools import groupby

import streamlit as st

from assessment.core.plan.gaps import next_questions
from assessment.core.text.i18n import number_words, tr
from assessment.ui.components import navigation
from assessment.ui.components.formatting import day_name, minutes_words, plain
from assessment.ui.session.page_data import View, open_steps


def show_next_steps(view: View) -> None:
    """The next three steps of the plan."""
    st.header(tr("What to do next"), anchor=False)
    steps = open_steps(view)[:3]
    for day, same in groupby(steps, key=lambda step: step.day):
        lines = [f"- {plain(step.title)} :small[{minutes_words(step.minutes)}]" for step in same]
        st.markdown("\n".join([f"**{day_name(day, view.today)}**" if day else "", *lines]))
    if not steps:
        st.markdown(tr("Nothing is open. Keep applying elsewhere until you have signed."))
    st.page_link(navigation.page("plan"), label=tr("Open the whole plan"), icon=":material/checklist:")


def show_next_questions(view: View) -> None:
    """What is most worth asking the recruiter."""
    questions = next_questions(view.instrument, view.responses, process=view.process, today=view.today)
    if not questions:
        return
    st.header(tr("The best question to ask them"), anchor=False)
    first, *others = questions
    expected = tr(
        "The answer is expected to move your outlook by about {points} points, up or down.",
        points=number_words(first.expected_shift, 1),
    )
    st.markdown(f"**{quoted(first.ask)}**\n\n{expected}")
    if others:
        with st.expander(tr("Other questions worth asking"), type="compact"):
            for question in others:
                points = tr("about {points} points", points=number_words(question.expected_shift, 1))
                st.markdown(f"- {quoted(question.ask)} :small[{points}]")


def quoted(question: str) -> str:
    """A question as Markdown, in the quotation marks of the language."""
    return tr("“{question}”", question=plain(question))
