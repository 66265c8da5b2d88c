"""The layers of the track record."""

from typing import Any

import altair as alt

from assessment.charts.calibration import LANE, LEFT, RIGHT, WIDE
from assessment.charts.chart import FONT_SIZE, Template
from assessment.charts.palette import DRAG, INK, LIFT, REST
from assessment.charts.templates.marks import (
    LIFT_DOT,
    ROW_COLOUR,
    TEXT_HALO,
    Layer,
    diagonal,
    pixel_x,
    pixel_y,
    rows_named,
    text_of,
    tooltip,
    x_of_100,
)
from assessment.charts.templates.template import layered_template, once_per_language
from assessment.core.text.i18n import tr


@once_per_language
def calibration_template() -> Template:
    layers = [
        _grid(),
        _tenth_boxes(),
        diagonal(_x()),
        _tenth_names(),
        _dot_labels(**TEXT_HALO),
        _dots("model", "circle", LIFT.anywhere),
        _dots("guess", "diamond", DRAG.anywhere),
        _dot_labels(fill=ROW_COLOUR),
        _heads(),
    ]
    return layered_template(layers, 10 * LANE)


def _x(field: str = "value") -> alt.X:
    """How many of 100 got an offer."""
    return x_of_100(field, [tr("of 100 got an offer"), tr("dashed: just as forecast")], LEFT, RIGHT)


def _grid() -> Layer:
    rule = rows_named("grid").mark_rule(color=REST.anywhere, aria=False)
    return rule.encode(x=_x(), y=pixel_y("y"), y2=alt.Y2("bottom:Q"))


def _tenth_boxes() -> Layer:
    """Where a dot would lie if just as many got an offer as forecast."""
    box = rows_named("tenths").mark_rect(fill=REST.anywhere, fillOpacity=0.7, aria=False)
    return box.encode(x=_x("low"), x2=alt.X2("high:Q"), y=pixel_y("top"), y2=alt.Y2("bottom:Q"))


def _tenth_names() -> Layer:
    look = {"align": "left", "fontSize": FONT_SIZE, "color": INK.anywhere}
    return text_of(rows_named("tenths"), "text", alt.XValue(0), "y", **look)


def _dots(name: str, shape: str, colour: str) -> Layer:
    look: dict[str, Any] = {**LIFT_DOT, "color": colour, "shape": shape, "strokeWidth": 1.5}
    dots = rows_named(name).mark_point(size=alt.ExprRef("datum.area"), **look)
    details = tooltip(whose=tr("Whose"), forecast=tr("Forecast"), text=tr("Happened"))
    return dots.encode(x=_x(), y=pixel_y("y"), tooltip=details)


def _dot_labels(**mark: Any) -> Layer:
    """The counts beside each dot, spelled out where there is room."""
    rows = rows_named("labels").transform_calculate(count_label=f"width > {WIDE} ? datum.shown : datum.brief")
    align, dx = alt.ExprRef("datum.dx > 0 ? 'left' : 'right'"), alt.ExprRef("datum.dx")
    return text_of(rows, "count_label", _x(), "y", align=align, dx=dx, fontSize=FONT_SIZE, **mark)


def _heads() -> Layer:
    return text_of(rows_named("heads"), "text", pixel_x("at"), "y", align="left", fontSize=FONT_SIZE, fill=ROW_COLOUR)
