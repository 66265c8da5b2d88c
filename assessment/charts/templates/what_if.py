"""The layers of the outlook before and after a change of answers."""

from typing import Any

import altair as alt

from assessment.charts.chart import FONT_SIZE, LARGE, Template
from assessment.charts.palette import INK, LIFT, REST
from assessment.charts.templates.marks import (
    AXIS,
    LIFT_DOT,
    QUARTERS,
    TEXT_HALO,
    Layer,
    pixel_y,
    scale_of_100,
    shifted_rows,
    text_of,
)
from assessment.charts.templates.template import layered_template, once_per_language
from assessment.charts.what_if import HEIGHT


@once_per_language
def what_if_template() -> Template:
    layers = [
        _ranges(),
        _dots(),
        _captions(**TEXT_HALO),
        _captions(color=INK.anywhere),
        _numbers(**TEXT_HALO),
        _numbers(color=LIFT.anywhere),
    ]
    return layered_template(layers, HEIGHT)


def _x(field: str) -> alt.X:
    axis = alt.Axis(values=QUARTERS, labelPadding=4, gridColor=REST.anywhere, **AXIS)
    return alt.X(f"{field}:Q", scale=scale_of_100(), axis=axis, title=None)


def _ranges() -> Layer:
    """The range of each outlook, paler before the change."""
    fade = alt.FillOpacityValue(0.2, condition={"test": "datum.after", "value": 0.45})
    bar = shifted_rows().mark_bar(height=12, color=LIFT.anywhere, cornerRadius=6, aria=False)
    return bar.encode(x=_x("low"), x2=alt.X2("high:Q"), y=pixel_y("at"), fillOpacity=fade)


def _dots() -> Layer:
    return shifted_rows().mark_point(size=140, strokeWidth=2, **LIFT_DOT).encode(x=_x("value"), y=pixel_y("at"))


def _numbers(**look: Any) -> Layer:
    shared = {"align": "left", "fontSize": LARGE + 2, "fontWeight": "bold"}
    return text_of(shifted_rows(-22), "number", alt.XValue(0), "at", **shared, **look)


def _captions(**look: Any) -> Layer:
    return text_of(shifted_rows(-21), "caption", alt.XValue(34), "at", align="left", fontSize=FONT_SIZE, **look)
