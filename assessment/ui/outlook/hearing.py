"""When will I hear: what people like this one hear by when, what that takes for granted, and what silence costs."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from assessment import charts
from assessment.catalog import load_duties
from assessment.core.model.fact import Asked
from assessment.core.model.process import FACTS
from assessment.core.plan.key_dates import add_days
from assessment.core.scoring.assess import outlook_by_day
from assessment.core.scoring.hearing import DAYS_AHEAD, HearingForecast, hearing_by_day
from assessment.core.scoring.probability import percent_int
from assessment.core.scoring.silence import silence_clock
from assessment.core.text.i18n import format_day, tr
from assessment.ui.components.fact_fields import ask_fact, facts_asked
from assessment.ui.components.failure import show_problem
from assessment.ui.components.fragment import draw_fragment
from assessment.ui.components.widgets import show_chart
from assessment.ui.session import facts, plan_progress
from assessment.ui.session.page_data import PageData, marked_days_of

FOLD = "hundred_on_day"


def show_hearing(page_data: PageData) -> None:
    """How many of a hundred have a yes, a no, or still wait, by when; nothing where no silence is counted yet."""
    today, marked = page_data.today, marked_days_of(page_data)
    if marked is None or marked.interview > today:
        return
    told_for = [add_days(today, days) for days in DAYS_AHEAD]
    forecast = hearing_on(page_data, sorted({*told_for, *charts.hearing_days(marked, today)}))
    if forecast is None:
        return
    st.header(tr("When you will hear"), anchor=False)
    show_sentences(page_data, forecast)
    show_duties(page_data)
    show_chart(charts.hearing_chart(forecast, marked, today), "hearing_chart")
    show_hundred_by_day(page_data)
    if not page_data.read_only:
        ask_assumptions(page_data)


def hearing_on(page_data: PageData, days: Sequence[date]) -> HearingForecast | None:
    """What people like this one have heard by these days; None where no silence is counted."""
    figures, outlook = page_data.instrument.outlook.silence, page_data.assessment.outlook
    return hearing_by_day(figures, outlook, process=page_data.process, today=page_data.today, days=days)


def show_sentences(page_data: PageData, forecast: HearingForecast) -> None:
    """What a hundred people like this one have heard by some days, when half of them have, and how many never do."""
    told_for = [add_days(page_data.today, days) for days in DAYS_AHEAD]
    lines = [f"- {charts.hearing_sentence(each)}" for each in forecast.days if each.day in told_for]
    never = tr("About {number} of 100 are never told.", number=percent_int(forecast.never_told_share))
    if forecast.half_heard_by is None:
        half = tr("More than half may not hear at all.")
    else:
        half = tr("Half have heard by **{day}**.", day=format_day(forecast.half_heard_by))
    clock = silence_clock(page_data.instrument.outlook.silence, page_data.process)
    sentences = [half, never]
    if clock is not None and page_data.today < clock.start:
        sentences.append(tr("Little is expected before {day}, but news can come earlier.", day=format_day(clock.start)))
    st.markdown("\n".join([tr("Of 100 people like you:"), "", *lines]))
    sentences.append(tr("HR or the hiring manager usually brings the news."))
    st.markdown(" ".join(sentences))


def show_duties(page_data: PageData) -> None:
    """By when the law of the place says that they must answer, where there is one."""
    interview = page_data.process.interview_date
    for duty in load_duties() if interview else ():
        last_day = duty.last_day(interview) if interview and duty.holds_in(page_data.process.place) else None
        if last_day:
            st.markdown(
                tr(
                    "In {place}, employers of {employees} or more must tell everybody they interviewed for an "
                    "advertised job, within {days} days of the last interview, whether they have decided: by "
                    "**{day}**. [{title}]({url})",
                    place=duty.places[0],
                    employees=duty.employees,
                    days=duty.days,
                    day=format_day(last_day),
                    title=duty.title,
                    url=duty.url,
                )
            )


def ask_assumptions(page_data: PageData) -> None:
    """Ask how long they usually take and how often they do not reply, for this application only."""
    with st.expander(tr("What this takes for granted"), type="compact"):
        typed, places = {}, {}
        for name in facts_asked(Asked.WAIT):
            typed[name], places[name] = ask_fact(FACTS[name], facts.typed_values()[name])
        for name, sentence in facts.save_typed({**facts.typed_values(), **typed}).items():
            if name in places:
                show_problem(sentence, places[name].error)
        clock = silence_clock(page_data.instrument.outlook.silence, page_data.process)
        if clock is not None and clock.start == page_data.process.promised_date:
            st.markdown(tr("Once a promised date counts, how long they usually take has no effect."))


def show_hundred_by_day(page_data: PageData) -> None:
    """The hundred with a slider over the days, in a fold that is empty until it is opened."""
    fold = st.expander(tr("The hundred, day by day"), type="compact", key=FOLD, on_change="rerun")
    if fold.open:
        with fold:
            show_hundred_on_day(page_data, [add_days(page_data.today, later) for later in range(DAYS_AHEAD[-1] + 1)])


@st.fragment
def show_hundred_on_day(page_data: PageData, days: Sequence[date]) -> None:
    """A slider over the days, and who of the hundred has heard what by then; it runs alone, to cost no more."""
    draw_fragment(partial(draw_hundred_on_day, page_data, days))


def draw_hundred_on_day(page_data: PageData, days: Sequence[date]) -> None:
    """Draw the slider, and the hundred on its day."""
    day = st.select_slider(
        tr("Day"), days, days[DAYS_AHEAD[1]], format_func=format_day, key=plan_progress.trial_key("hearing_day")
    )
    if forecast := hearing_on(page_data, [day]):
        (hearing,) = forecast.days
        st.markdown(charts.hearing_sentence(hearing))
        show_chart(charts.hundred_on_day(hearing), "hundred_on_day_chart")


def show_outlook_over_days(page_data: PageData) -> None:
    """The outlook by day, which silence lowers; nothing where the day of the interview is not known."""
    marked = marked_days_of(page_data)
    if marked is None:
        return
    st.header(tr("If you hear nothing"), anchor=False)
    shown = charts.outlook_days(marked, page_data.today)
    estimates = outlook_by_day(
        page_data.instrument, page_data.responses, process=page_data.process, days=shown, advice=page_data.advice
    )
    chart = charts.outlook_chart(
        shown, estimates, base_rate=page_data.assessment.outlook.base_rate, marked=marked, today=page_data.today
    )
    show_chart(chart, "outlook_chart")
