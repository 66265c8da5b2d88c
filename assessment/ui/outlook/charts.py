"""The hundred people, and the outlook day by day while nothing is heard."""

import streamlit as st

from assessment import charts
from assessment.core.scoring.assess import Estimate, outlook_by_day
from assessment.core.text.i18n import tr
from assessment.ui.components.widgets import show_chart
from assessment.ui.session.page_data import PageData, marked_days_of


def hundred_people(page_data: PageData) -> charts.DescribedChart:
    """A hundred people in this position, and how many of them get the offer."""
    outlook = page_data.assessment.outlook
    return charts.hundred_chart(Estimate(outlook.value, outlook.low, outlook.high), outlook.base_rate)


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
