"""The layers of the strongest reasons."""

from typing import Any

import altair as alt

from assessment.charts.chart import FONT_SIZE, Template
from assessment.charts.palette import DRAG, INK, LIFT, MUTED, Token
from assessment.charts.reasons import STEP
from assessment.charts.templates.marks import Layer, pixel_x, pixel_y, shifted_rows, text_of
from assessment.charts.templates.template import layered_template, once_per_language

BAR_BELOW = 19
"""Pixels from the words of a reason to its bar."""

LONGEST = "min(200, width - 120)"
"""Pixels of the longest bar, which leaves room for its points."""


@once_per_language
def reasons_template() -> Template:
    limit, change = alt.ExprRef("width"), {"align": "left", "color": MUTED.anywhere, "fontSize": FONT_SIZE, "dx": 8}
    layers = [
        _bar("datum.lifts", LIFT),
        _bar("!datum.lifts", DRAG),
        text_of(_rows(0), "text", alt.XValue(0), "at", align="left", color=INK.anywhere, fontSize=15, limit=limit),
        text_of(_rows(BAR_BELOW), "change", pixel_x("end"), "at", **change),
    ]
    return layered_template(layers, STEP)


def _rows(shift: float) -> Layer:
    return shifted_rows(shift).transform_calculate(start="0", end=f"max(3, datum.share * {LONGEST})")


def _bar(which: str, colour: Token) -> Layer:
    look: dict[str, Any] = {"height": 8, "cornerRadius": 1, "fill": colour.anywhere, "aria": False}
    bar = _rows(BAR_BELOW).transform_filter(which).mark_bar(**look)
    return bar.encode(x=pixel_x("start"), x2=alt.X2("end:Q"), y=pixel_y("at"))
