"""What the layers of several charts share: rows by name, places in pixels, text, dots, axes, tooltips."""

import json
from collections.abc import Sequence
from typing import Any, Final, TypeAlias

import altair as alt

from assessment.charts.chart import FONT_SIZE
from assessment.charts.outlook.plot import AXIS_WIDTH
from assessment.charts.palette import HALO, LIFT, MUTED, OUTLINE, REST

Layer: TypeAlias = Any
"""An `alt.Chart`; Altair's marks have no types."""

DAY: Final = "start + 86400000 * datum.value"
DAY_AND_MONTH: Final = f"utcdate({DAY}) + ' ' + months[utcmonth({DAY})]"
MONTH_AND_YEAR: Final = f"months[utcmonth({DAY})] + ' ' + utcyear({DAY})"
"""The day of an axis value, counted from the param `start`, as "16 Nov" or "Nov 2026"; `months` has the names."""

QUARTERS: Final = [0, 25, 50, 75, 100]
"""Where an axis of 100 has its numbers."""

AXIS: Final[dict[str, Any]] = {
    "labelColor": MUTED.anywhere,
    "labelFontSize": FONT_SIZE,
    "labelOverlap": False,
    "domain": False,
    "ticks": False,
    "aria": False,
}
"""The numbers of an axis, without its line."""

AXIS_BELOW: Final[dict[str, Any]] = {
    **AXIS,
    "labelFlush": False,
    "labelPadding": 6,
    "titleColor": MUTED.anywhere,
    "titleFontSize": FONT_SIZE,
    "titleFontWeight": "normal",
    "titlePadding": 6,
    "grid": False,
}
"""The numbers and the title of an axis below a plot."""

DATE_AXIS: Final[dict[str, Any]] = {
    **AXIS_BELOW,
    "domain": True,
    "domainColor": OUTLINE.anywhere,
    "ticks": True,
    "tickColor": OUTLINE.anywhere,
}
"""An axis of dates below a plot, with its line and ticks."""

TEXT_HALO: Final[dict[str, Any]] = {
    "fill": HALO.anywhere,
    "stroke": HALO.anywhere,
    "strokeWidth": 4,
    "strokeJoin": "round",
}
"""The ground around letters that lie on a line; the same text is drawn over it."""

LIFT_DOT: Final[dict[str, Any]] = {
    "filled": True,
    "color": LIFT.anywhere,
    "stroke": HALO.anywhere,
    "opacity": 1,
    "aria": False,
}
"""A dot with the ground around it."""

RIGHT_EDGE: Final = alt.XValue(alt.ExprRef("width"))
ROW_COLOUR: Final = alt.ExprRef("datum.colour")


def rows_named(name: str) -> Layer:
    """A layer that draws the rows which `spec_with_rows` puts under this name."""
    return alt.Chart(alt.NamedData(name))


def shifted_rows(shift: float = 0) -> Layer:
    """The rows named "rows", each with the pixel so many below its `y` as `at`."""
    return rows_named("rows").transform_calculate(at=f"datum.y + {shift}")


def pixel_x(field: str) -> alt.X:
    """The field as pixels from the left."""
    return alt.X(f"{field}:Q", scale=None, axis=None)


def pixel_y(field: str) -> alt.Y:
    """The field as pixels from the top."""
    return alt.Y(f"{field}:Q", scale=None, axis=None)


def scale_of_100() -> alt.Scale:
    """0 to 100, whatever the values are."""
    return alt.Scale(domain=[0, 100], nice=False)


def y_of_100(field: str, unit: str) -> alt.Y:
    """The field on a scale of 100, its quarters left of the plot, with the unit below the 100."""
    axis = alt.Axis(
        values=QUARTERS,
        labelExpr=f"datum.value == 100 ? ['100', {json.dumps(unit, ensure_ascii=False)}] : datum.label",
        labelPadding=8,
        gridColor=REST.anywhere,
        minExtent=AXIS_WIDTH,
        maxExtent=AXIS_WIDTH,
        **AXIS,
    )
    return alt.Y(f"{field}:Q", title=None, scale=scale_of_100(), axis=axis)


def x_of_100(field: str, title: Sequence[str], left: float, right: float) -> alt.X:
    """The field on a scale of 100 that leaves so many pixels at both sides, with a title of several lines."""
    scale = alt.Scale(domain=[0, 100], range=[left, alt.ExprRef(f"width - {right}")], nice=False)
    return alt.X(f"{field}:Q", title=title, scale=scale, axis=alt.Axis(values=QUARTERS, **AXIS_BELOW))


def diagonal(x: alt.X) -> Layer:
    """A dashed line through the rows named "diagonal"."""
    line = rows_named("diagonal").mark_line(color=OUTLINE.anywhere, strokeDash=[2, 3], strokeWidth=1.5, aria=False)
    return line.encode(x=x, y=pixel_y("y"), order=alt.Order("value:Q"))


def grid_lines(layer: Layer, left: float, right: alt.ExprRef, gap: float) -> tuple[Layer, Layer]:
    """A line across the plot at the `y` of each row, and its text so many pixels left of the plot."""
    lines = layer.mark_rule(color=REST.anywhere, aria=False)
    look = {"align": "right", "color": MUTED.anywhere, "fontSize": FONT_SIZE}
    numbers = text_of(layer, "text", alt.XValue(left - gap), "y", **look)
    return lines.encode(y=pixel_y("y"), x=alt.XValue(left), x2=alt.X2Value(right)), numbers


def day_tooltips(x: alt.X, **titles: str) -> Layer:
    """An invisible rule at each of the rows named "days", to point at."""
    rule = rows_named("days").mark_rule(opacity=0, strokeWidth=8, aria=False)
    return rule.encode(x=x, tooltip=tooltip(**titles))


def text_of(layer: Layer, field: str, x: Any, y: str, **mark: Any) -> Layer:
    """The field as text, its middle at the height of field `y` in pixels."""
    text = layer.mark_text(baseline="middle", aria=False, **mark)
    return text.encode(text=alt.Text(f"{field}:N"), x=x, y=pixel_y(y))


def head_texts(layer: Layer) -> Layer:
    """The texts at the left of the chart (side 0) and at its right (side 1)."""
    align = alt.ExprRef("datum.side ? 'right' : 'left'")
    at_side = layer.transform_calculate(x="datum.side * width")
    return text_of(at_side, "text", pixel_x("x"), "y", align=align, fill=ROW_COLOUR, fontSize=FONT_SIZE)


def tooltip(**titles: str) -> list[alt.Tooltip]:
    """A line for each field, with its title."""
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in titles.items()]
