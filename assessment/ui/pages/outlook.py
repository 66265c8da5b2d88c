"""The outlook page: the guess first, then where you stand, what to do, when you will hear, and why."""

import streamlit as st

from assessment.core.model import Stage
from assessment.core.model.process import FACTS
from assessment.core.text.date_parsing import LAST_DAY
from assessment.core.text.i18n import format_day, tr, tr_count
from assessment.ui.components import navigation, style
from assessment.ui.components.day_book import ask_heard_back, show_day_book
from assessment.ui.components.fact_fields import ask_day, ask_interview_day
from assessment.ui.components.failure import show_problem
from assessment.ui.components.notices import ask_whether_interview_is_over
from assessment.ui.components.outcome_labels import OUTCOME_UNSAID
from assessment.ui.components.what_if import show_what_if
from assessment.ui.components.widgets import show_chart, show_chart_in_words
from assessment.ui.outlook.after_decision import show_after_decision
from assessment.ui.outlook.headline import hundred_people, show_chance_in_brief, show_headline
from assessment.ui.outlook.hearing import show_hearing, show_outlook_over_days
from assessment.ui.outlook.next_steps import show_most_helpful, show_next_questions, show_next_steps
from assessment.ui.outlook.reasons import show_domains, show_domains_fold, show_readiness_and_fit, show_reasons
from assessment.ui.plan.letters import show_letters
from assessment.ui.session import forecasts, visit
from assessment.ui.session.page_data import PageData, load_page_data


def page() -> None:
    """The outlook page, as the stage needs it."""
    if not forecasts.guess_closed():
        ask_for_guess()
        return
    page_data = load_page_data()
    forecasts.save_shown_outlook(page_data.assessment_with_all_signs())
    if page_data.process.decided:
        show_after_decision(page_data)
        show_letters(page_data)
        show_day_book()
        return
    if page_data.stage is Stage.DECIDED:
        ask_how_it_ended(page_data)
        return
    ask_whether_interview_is_over()
    if page_data.stage is Stage.INVITED:
        show_before_interview(page_data)
    else:
        show_while_waiting(page_data)
    show_folds(page_data)


def ask_how_it_ended(page_data: PageData) -> None:
    """Where it is said to be decided, and not how: the question, and what to do next; a chance would say nothing."""
    st.title(tr(FACTS["outcome"].label), anchor=False)
    st.markdown(tr(OUTCOME_UNSAID))
    ask_heard_back()
    show_next_steps(page_data)
    show_day_book()


def show_while_waiting(page_data: PageData) -> None:
    """The hundred and the headline, what to do and when they will hear, why and what to ask; a phone shows them so."""
    hundred, headline = st.columns(style.GRID, gap="large")
    with hundred:
        show_chart(hundred_people(page_data), "hundred_chart", with_words=False)
    with headline:
        show_headline(page_data)
        if page_data.process.interview_date is None:
            ask_interview_day(
                tr("Is it normal that you have heard nothing? Add the day of the interview, and this page tells you.")
            )
        ask_heard_back()
    steps, hearing = st.columns(style.GRID, gap="large")
    with steps:
        show_next_steps(page_data)
        show_next_questions(page_data)
    with hearing:
        show_hearing(page_data)
    why, silence = st.columns(style.GRID, gap="large")
    with why:
        show_reasons(page_data)
    with silence:
        show_outlook_over_days(page_data)
        show_readiness_and_fit(page_data)


def show_before_interview(page_data: PageData) -> None:
    """A countdown with what would help most and readiness by part first; the chance stands small."""
    st.title(countdown(page_data), anchor=False)
    ask_heard_back()
    if page_data.process.interview_date is None:
        ask_interview_day(tr("When is the interview? Add its day, and the plan counts back from it."))
    steps, readiness = st.columns(style.GRID, gap="large")
    with steps:
        show_most_helpful(page_data)
    with readiness:
        st.header(tr("Readiness, part by part"), anchor=False)
        show_domains(page_data)
        show_readiness_and_fit(page_data)
    hundred, why = st.columns(style.GRID, gap="large")
    with hundred:
        st.header(tr("Your chance as of today"), anchor=False)
        show_chart(hundred_people(page_data), "hundred_chart", with_words=False)
        show_chance_in_brief(page_data)
    with why:
        show_reasons(page_data)
        show_next_questions(page_data)


def countdown(page_data: PageData) -> str:
    """How many days are left until the interview; only that it is to come where its day is not known."""
    day = page_data.process.interview_date
    if day is None or day < page_data.today:
        return tr("Before the interview")
    days = (day - page_data.today).days
    if not days:
        return tr("Your interview is today")
    return tr_count(
        "{number} day until your interview on {day}",
        "{number} days until your interview on {day}",
        days,
        day=format_day(day),
    )


def show_folds(page_data: PageData) -> None:
    """What is there for those who want more: the day book, readiness by part, another answer, what this rests on."""
    show_day_book()
    if page_data.stage is not Stage.INVITED:
        show_domains_fold(page_data)
    show_what_if(page_data)
    show_chart_in_words(hundred_people(page_data), tr("The hundred in words and numbers"), "hundred_chart")
    with st.expander(tr("What this number is, and what it is not"), type="compact"):
        st.markdown(
            tr(
                "It starts from how many people usually get an offer at this stage and moves a little with what you "
                "saw. Both are our settings with grade and source, not data on people like you. No study says how well "
                "what candidates notice predicts an offer. A second interview is a good sign and never an offer: keep "
                "applying until you have signed. Figures: version {version}.",
                version=page_data.assessment.instrument_version,
            )
        )
        navigation.link("method", label=tr("How it is worked out"), icon=":material/calculate:")


def ask_for_guess() -> None:
    """Ask for the person's own guess before the outlook is shown for the first time; an empty field skips it."""
    st.title(tr("First, your own number"), anchor=False)
    st.markdown(
        tr(
            "Before you see ours: out of 100 people exactly where you are, how many would get an offer? "
            "Your number cannot be changed later: once you know the outcome, it is compared with ours and with the "
            "plain average."
        )
    )
    value = st.number_input(
        tr("Your number, 0 to 100"),
        min_value=0,
        max_value=100,
        value=None,
        step=5,
        key="guess",
        placeholder=tr("0 to 100"),
        width=260,
    )
    with st.container(width=260):
        day = ask_day(
            tr("And the day on which you will hear"), None, "guess_day", tr("You may leave it empty, as the number.")
        )
    with st.container(horizontal=True):
        shown = st.button(tr("Show my outlook"), type="primary", key="seal")
        skipped = st.button(tr("Skip"), key="skip_guess")
    if shown and day is not None and not visit.today() <= day <= LAST_DAY:
        show_problem(tr("The day is past or too far away; choose one from today on, or leave it empty."))
    elif shown or skipped:
        forecasts.record_guess(int(value) if shown and value is not None else None, day if shown else None)
        st.rerun()


if __name__ == "__main__":
    page()
