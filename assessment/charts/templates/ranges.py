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
    return layered_template([_track(), _range(), _dot(), _title(), _number()], STEP)


def _rows(start: str, end: str, shift: float = BAR_BELOW) -> Layer:
    return rows_named("rows").transform_calculate(at=f"datum.y + {shift}", start=start, end=end)


def _x() -> alt.X:
    return alt.X("start:Q", scale=scale_of_100(), axis=None)


def _track() -> Layer:
    look: dict[str, Any] = {"fill": REST.anywhere, "stroke": OUTLINE.anywhere, "strokeWidth": 0.5}
    bar = _rows("0", "100").mark_bar(height=6, cornerRadius=3, aria=False, **look)
    return bar.encode(x=_x(), x2="end:Q", y=pixel_y("at"))


def _range() -> Layer:
    bar = _rows("datum.low", "datum.high").mark_bar(
        height=10, cornerRadius=5, fill=LIFT.anywhere, fillOpacity=0.45, aria=False
    )
    return bar.encode(x=_x(), x2="end:Q", y=pixel_y("at"))


def _dot() -> Layer:
    return _rows("datum.value", "0").mark_point(size=110, **LIFT_DOT).encode(x=_x(), y=pixel_y("at"))


def _text(field: str, x: Any, **mark: Any) -> Layer:
    return text_of(_rows("0", "0", 0), field, x, "at", **mark)


def _title() -> Layer:
    limit = alt.ExprRef(f"width - {NUMBER_WIDTH}")
    return _text("title", alt.value(0), align="left", color=INK.anywhere, fontSize=FONT_SIZE + 1, limit=limit)


def _number() -> Layer:
    return _text("number", RIGHT_EDGE, align="right", color=LIFT.anywhere, fontSize=LARGE, fontWeight="bold")
