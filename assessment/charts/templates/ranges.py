"""The layers of several outlooks below each other."""

from typing import Any

import altair as alt

from assessment.charts.chart import FONT_SIZE, LARGE, Template
from assessment.charts.palette import INK, LIFT, OUTLINE, REST
from assessment.charts.ranges import NUMBER_WIDTH, STEP
from assessment.charts.templates.marks import LIFT_DOT, RIGHT_EDGE, Layer, pixel_y, rows_named, scale_of_100, text_of
from assessment.charts.templates.template import layered_template, once_per_language

BAR_BELOW = 18
"""Pixels from a title to its bar."""


@once_per_language
def ranges_template() -> Template:
    """The template of `ranges_chart`."""
    track = {"height": 6, "cornerRadius": 3, "fill": REST.anywhere, "stroke": OUTLINE.anywhere, "strokeWidth": 0.5}
    title = {"align": "left", "color": INK.anywhere, "fontSize": FONT_SIZE + 1}
    number = {"align": "right", "color": LIFT.anywhere, "fontSize": LARGE, "fontWeight": "bold"}
    title_end, texts = alt.ExprRef(f"width - {NUMBER_WIDTH}"), _rows("0", "0", 0)
    layers = [
        _bar("0", "100", **track),
        _bar("datum.low", "datum.high", height=10, cornerRadius=5, fill=LIFT.anywhere, fillOpacity=0.45),
        _rows("datum.value", "0").mark_point(size=110, **LIFT_DOT).encode(x=_x(), y=pixel_y("at")),
        text_of(texts, "title", alt.value(0), "at", limit=title_end, **title),
        text_of(texts, "number", RIGHT_EDGE, "at", **number),
    ]
    return layered_template(layers, STEP)


def _rows(start: str, end: str, shift: float = BAR_BELOW) -> Layer:
    return rows_named("rows").transform_calculate(at=f"datum.y + {shift}", start=start, end=end)


def _x() -> alt.X:
    return alt.X("start:Q", scale=scale_of_100(), axis=None)


def _bar(start: str, end: str, **look: Any) -> Layer:
    bar = _rows(start, end).mark_bar(aria=False, **look)
    return bar.encode(x=_x(), x2="end:Q", y=pixel_y("at"))
