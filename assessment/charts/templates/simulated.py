"""The layers of the simulated forecasts."""

from typing import Any

import altair as alt

from assessment.charts.chart import FONT_SIZE, Template
from assessment.charts.palette import MUTED, OUTLINE, REST
from assessment.charts.simulated import ADDING_UP, BASE_RATE, COLOURS, OURS, PLOT, TOP
from assessment.charts.templates.marks import (
    AXIS_BELOW,
    LIFT_DOT,
    QUARTERS,
    ROW_COLOUR,
    Layer,
    pixel_x,
    pixel_y,
    rows_named,
    text_of,
    tooltip,
)
from assessment.charts.templates.template import layered_template, once_per_language
from assessment.core.text.i18n import tr

LEFT, RIGHT = 30, 14
SHAPES = {BASE_RATE: "square", ADDING_UP: "diamond", OURS: "circle"}
"""Forecast -> the shape of its dots, the one drawn on top last."""


@once_per_language
def simulated_template() -> Template:
    """The template of `simulated_chart`."""
    heads = text_of(rows_named("heads"), "text", pixel_x("at"), "y", align="left", fontSize=FONT_SIZE, fill=ROW_COLOUR)
    layers = [*_grid(), _diagonal(), *(_dots(name, shape) for name, shape in SHAPES.items()), heads]
    return layered_template(layers, TOP + PLOT)


def _x() -> alt.X:
    return alt.X(
        "value:Q",
        title=[tr("the forecast says, of 100"), tr("up: of 100 got an offer; dashed: just as forecast")],
        scale=alt.Scale(domain=[0, 100], range=[LEFT, alt.ExprRef(f"width - {RIGHT}")], nice=False),
        axis=alt.Axis(values=QUARTERS, **AXIS_BELOW),
    )


def _grid() -> tuple[Layer, Layer]:
    """A line across the plot at every quarter, and its number."""
    lines = rows_named("grid").mark_rule(color=REST.anywhere, aria=False)
    look = {"align": "right", "color": MUTED.anywhere, "fontSize": FONT_SIZE}
    right = alt.X2Value(alt.ExprRef(f"width - {RIGHT}"))
    numbers = text_of(rows_named("grid"), "text", alt.XValue(LEFT - 6), "y", **look)
    return lines.encode(y=pixel_y("y"), x=alt.XValue(LEFT), x2=right), numbers


def _diagonal() -> Layer:
    line = rows_named("diagonal").mark_line(color=OUTLINE.anywhere, strokeDash=[2, 3], strokeWidth=1.5, aria=False)
    return line.encode(x=_x(), y=pixel_y("y"), order=alt.Order("value:Q"))


def _dots(name: str, shape: str) -> Layer:
    look: dict[str, Any] = {**LIFT_DOT, "color": COLOURS[name].anywhere, "shape": shape, "strokeWidth": 1.5}
    dots = rows_named(name).mark_point(size=90, **look)
    details = tooltip(whose=tr("Forecast"), says=tr("Says, of 100"), happened=tr("Got an offer, of 100"))
    return dots.encode(x=_x(), y=pixel_y("y"), tooltip=details)
