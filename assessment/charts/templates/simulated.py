"""The layers of the simulated forecasts."""

from typing import Any

import altair as alt

from assessment.charts.chart import FONT_SIZE, Template
from assessment.charts.simulated import ADDING_UP, BASE_RATE, COLOURS, OURS, PLOT, TOP
from assessment.charts.templates.marks import (
    LIFT_DOT,
    ROW_COLOUR,
    Layer,
    diagonal,
    grid_lines,
    pixel_x,
    pixel_y,
    rows_named,
    text_of,
    tooltip,
    x_of_100,
)
from assessment.charts.templates.template import layered_template, once_per_language
from assessment.core.text.i18n import tr

LEFT, RIGHT = 30, 14
SHAPES = {BASE_RATE: "square", ADDING_UP: "diamond", OURS: "circle"}
"""Forecast -> the shape of its dots, the one drawn on top last."""


@once_per_language
def simulated_template() -> Template:
    grid = grid_lines(rows_named("grid"), LEFT, alt.ExprRef(f"width - {RIGHT}"), gap=6)
    heads = text_of(rows_named("heads"), "text", pixel_x("at"), "y", align="left", fontSize=FONT_SIZE, fill=ROW_COLOUR)
    layers = [*grid, diagonal(_x()), *(_dots(name, shape) for name, shape in SHAPES.items()), heads]
    return layered_template(layers, TOP + PLOT)


def _x() -> alt.X:
    title = [tr("the forecast says, of 100"), tr("up: of 100 got an offer; dashed: just as forecast")]
    return x_of_100("value", title, LEFT, RIGHT)


def _dots(name: str, shape: str) -> Layer:
    look: dict[str, Any] = {**LIFT_DOT, "color": COLOURS[name].anywhere, "shape": shape, "strokeWidth": 1.5}
    dots = rows_named(name).mark_point(size=90, **look)
    details = tooltip(whose=tr("Forecast"), says=tr("Says, of 100"), happened=tr("Got an offer, of 100"))
    return dots.encode(x=_x(), y=pixel_y("y"), tooltip=details)
