"""The question which of two numbers of a date is the day, asked once for a file."""

import streamlit as st

from assessment.core.text.date_parsing import DayOrder
from assessment.core.text.i18n import mark_for_translation, tr
from assessment.ui.components.formatting import escape_markdown

DAY_ORDERS = {
    DayOrder.DAY_FIRST: mark_for_translation("The day"),
    DayOrder.MONTH_FIRST: mark_for_translation("The month"),
}


def ask_day_order(example: str, key: str) -> DayOrder | None:
    """Ask what comes first in dates such as the example; None until it is answered."""
    return st.radio(
        tr("What comes first in dates such as {date}?", date=escape_markdown(example)),
        list(DAY_ORDERS),
        index=None,
        format_func=lambda each: tr(DAY_ORDERS[each]),
        horizontal=True,
        key=key,
    )
