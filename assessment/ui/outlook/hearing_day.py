"""The hundred on a day that the person chooses: a part of its own, so that the slider costs no more than this."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from assessment import charts
from assessment.core.plan.key_dates import add_days
from assessment.core.scoring.hearing import DAYS_AHEAD, hearing_by_day
from assessment.core.text.i18n import format_day, tr
from assessment.ui.components.fragment import draw_fragment
from assessment.ui.components.widgets import show_chart
from assessment.ui.session import plan_progress
from assessment.ui.session.page_data import PageData

FOLD = "hundred_on_day"


def show_hundred_by_day(page_data: PageData) -> None:
    """The hundred with a slider over the days, in a fold that is empty until it is opened."""
    fold = st.expander(tr("The hundred, day by day"), type="compact", key=FOLD, on_change="rerun")
    if fold.open:
        with fold:
            show_hundred_on_day(page_data, [add_days(page_data.today, later) for later in range(DAYS_AHEAD[-1] + 1)])


@st.fragment
def show_hundred_on_day(page_data: PageData, days: Sequence[date]) -> None:
    """A slider over the days, and who of the hundred has heard what by then."""
    draw_fragment(partial(draw_hundred_on_day, page_data, days))


def draw_hundred_on_day(page_data: PageData, days: Sequence[date]) -> None:
    """Draw the slider, and the hundred on its day."""
    day = st.select_slider(
        tr("Day"), days, days[DAYS_AHEAD[1]], format_func=format_day, key=plan_progress.trial_key("hearing_day")
    )
    forecast = hearing_by_day(
        page_data.instrument,
        page_data.responses,
        process=page_data.process,
        today=page_data.today,
        days=[day],
        advice=page_data.advice,
    )
    if forecast:
        (hearing,) = forecast.days
        st.markdown(charts.hearing_sentence(hearing))
        show_chart(charts.hundred_on_day(hearing), "hundred_on_day_chart")
