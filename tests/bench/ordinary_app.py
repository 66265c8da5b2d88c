"""What somebody would build instead: the same questions, scores and pictures in one script, the way tutorials show it.

Its questions come from our data files and its numbers from our `assess`, so that only the page is compared. Answers
live in the session and nothing is saved, which makes it cheaper than ours.
"""

from datetime import date, timedelta

import altair as alt
import pandas as pd
import streamlit as st

from assessment import assess, load_instrument
from assessment.core.model.process import Process

st.set_page_config(page_title="Interview self-assessment", layout="wide")
st.title("How did your second interview go?")


@st.cache_resource
def instrument():
    return load_instrument()


INTERVIEW = date.today() - timedelta(days=5)
questions = [item for item in instrument().items.values() if item.quick or item.id == "stage"]
left, right = st.columns([3, 2])
answers = {}
with left:
    st.text_input("Employer")
    st.date_input("Day of the interview", INTERVIEW)
    for item in questions:
        choice = st.radio(item.stem, list(item.options_by_id), index=None, format_func=item.option_label, key=item.id)
        if choice:
            answers[item.id] = choice


def scores(today):
    return assess(instrument(), answers, process=Process(interview_date=INTERVIEW), today=today)


days = [INTERVIEW + timedelta(days=number) for number in range(40)]
outlooks = [scores(day).outlook for day in days]
by_day = pd.DataFrame(
    {
        "day": pd.to_datetime(days),
        "outlook": [100 * each.value for each in outlooks],
        "low": [100 * each.low for each in outlooks],
        "high": [100 * each.high for each in outlooks],
    }
)
result = scores(date.today())
signs = pd.DataFrame(
    {
        "question": [instrument().items[row.item].stem for row in result.outlook.contributions],
        "effect": [row.contribution for row in result.outlook.contributions],
    }
)
hundred = pd.DataFrame(
    {
        "column": [number % 10 for number in range(100)],
        "row": [number // 10 for number in range(100)],
        "offer": [number < 100 * result.outlook.value for number in range(100)],
    }
)
domains = pd.DataFrame(
    {
        "part": [domain.title for domain in instrument().domains],
        "answered": [
            sum(answers.get(item.id) is not None for item in questions if item.domain == domain.id)
            for domain in instrument().domains
        ],
    }
)
with right:
    st.metric("Outlook", f"{100 * result.outlook.value:.0f} in 100")
    if result.readiness:
        st.metric("Readiness", f"{result.readiness.total.value or 0:.0f} of 100")
    st.altair_chart(alt.Chart(hundred).mark_circle(size=90).encode(x="column:O", y="row:O", color="offer:N"))
    line = alt.Chart(by_day).encode(x="day:T")
    st.altair_chart(line.mark_area(opacity=0.2).encode(y="low:Q", y2="high:Q") + line.mark_line().encode(y="outlook:Q"))
    st.altair_chart(alt.Chart(signs).mark_bar().encode(x="effect:Q", y="question:N", tooltip=["question", "effect"]))
    st.altair_chart(alt.Chart(domains).mark_bar().encode(x="answered:Q", y="part:N", tooltip=["part", "answered"]))
