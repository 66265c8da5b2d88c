"""The outlook of one example, step by step."""

from datetime import date

import streamlit as st

from assessment import charts
from assessment.catalog.example import load_four_signs
from assessment.core.model import Instrument
from assessment.core.model.process import Process
from assessment.core.scoring.assess import assess
from assessment.core.scoring.probability import expit, percent_int
from assessment.core.text.i18n import format_number, format_percent, tr
from assessment.ui.components.widgets import markdown_table


def show_worked_example(instrument: Instrument) -> None:
    """The four signs that one career guide names, computed with the present figures."""
    outlook = assess(instrument, load_four_signs(), process=Process(), today=date.min).outlook
    st.markdown(
        tr(
            "Four to six finalists, and all four signs that one career guide names. The base rate is {base} in 100. "
            "The four signs count as about {effective}, since they repeat each other, and lift the outlook to "
            "**{outlook} in 100** ({range}).",
            base=percent_int(outlook.base_rate),
            effective=format_number(outlook.signs_for, 1),
            outlook=percent_int(outlook.value),
            range=charts.range_label(outlook.low, outlook.high),
        )
    )
    rows = [
        (
            instrument.items[row.item].label,
            format_number(row.weight, 3, signed=True),
            f"×{format_number(row.discount, 2)}",
            f"×{format_number(row.limit_factor, 2)}",
            format_number(row.contribution, 3, signed=True),
        )
        for row in outlook.contributions
    ]
    headings = (tr("Sign"), tr("Weight (log odds)"), tr("Repetition"), tr("Limit"), tr("Contribution"))
    st.markdown(markdown_table(headings, rows))
    total = outlook.log_odds
    base = total - sum(row.contribution for row in outlook.contributions)
    st.markdown(
        tr(
            "Log odds are the natural logarithm of the odds: +0.10 makes the odds 1.11 times as high. Base {base} plus "
            "the contributions is {total} in log odds, which is {percent}.",
            base=format_number(base, 3),
            total=format_number(total, 3),
            percent=format_percent(expit(total)),
        )
    )
