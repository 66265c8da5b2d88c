"""The layers of guess, forecast and outcome on one line."""

from typing import Any

import altair as alt

from assessment.charts.chart import Template
from assessment.charts.ending import HEIGHT, LINE, MARGIN, NAME_SIZE
from assessment.charts.palette import INK, LIFT, OUTLINE
from assessment.charts.templates.marks import LIFT_DOT, Layer, pixel_x, pixel_y, rows_named, text_of
from assessment.charts.templates.template import layered_template, once_per_language


@once_per_language
def ending_template() -> Template:
    line = rows_named("rows").mark_rule(color=OUTLINE.anywhere, aria=False)
    names: dict[str, Any] = {"fontSize": NAME_SIZE, "color": INK.anywhere, "align": alt.ExprRef("datum.align")}
    happened = {"size": 260, "fill": None, "stroke": INK.anywhere, "strokeWidth": 2, "aria": False}
    layers = [
        line.encode(x=alt.XValue(0), x2=alt.X2Value(alt.ExprRef("width")), y=alt.YValue(LINE)),
        _points("!datum.happened", {"size": 150, **LIFT_DOT}),
        _points("datum.happened", {**happened, "color": LIFT.anywhere, "opacity": 1}),
        text_of(_rows(), "name", pixel_x("x"), "y", **names),
    ]
    return layered_template(layers, HEIGHT)


def _rows() -> Layer:
    """The place of each dot, and a name that stays inside the chart."""
    return rows_named("rows").transform_calculate(
        x=f"{MARGIN} + (width - {2 * MARGIN}) * datum.number / 100", line=str(LINE)
    )


def _points(which: str, look: dict[str, Any]) -> Layer:
    return _rows().transform_filter(which).mark_point(**look).encode(x=pixel_x("x"), y=pixel_y("line"))
