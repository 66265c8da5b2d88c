"""The layers of the balance sheet."""

from typing import Any

import altair as alt

from assessment.charts.balance import HEAD, STEP
from assessment.charts.chart import FONT_SIZE, SMALL, Template
from assessment.charts.palette import DRAG, INK, LIFT, MUTED, OUTLINE, REST
from assessment.charts.templates.marks import ROW_COLOUR, Layer, pixel_x, pixel_y, rows_named, text_of, tooltip
from assessment.charts.templates.template import layered_template, once_per_language
from assessment.core.text.i18n import tr

PARAMS = {
    "most": 1,
    "least": -1,
    "grades": "width > 480 ? 92 : 22",
    "labels": "min(200, max(136, width * 0.44))",
    "numbers": "46",
    "proportional_zero": "numbers + (width - grades - 2 * numbers) * -least / max(0.0001, most - least)",
    "zero": "max(most > 0 ? labels : 0, min(proportional_zero, width - (least < 0 ? grades + labels : 0)))",
    "pixels_per_nat": (
        "min(400, (width - grades - numbers - zero) / max(0.01, most), (zero - numbers) / max(0.01, -least))"
    ),
}
"""The bars farthest right and left, in nats, as the chart sets them. In pixels: room for the grades, the labels and the
odds; zero in proportion to the bars, zero with room for the labels; and a bar of one nat."""


@once_per_language
def balance_template() -> Template:
    hue: dict[str, Any] = {"condition": {"test": "datum.sign > 0", "value": LIFT.anywhere}, "value": DRAG.anywhere}
    advice_look: dict[str, Any] = {"fillOpacity": 0.22, "strokeDash": [3, 2], "strokeWidth": 1.5}
    layers = [
        _row_rules(),
        _bars("!datum.advice").encode(color=alt.ColorValue(**hue)),
        _bars("datum.advice", **advice_look).encode(fill=alt.FillValue(**hue), stroke=alt.StrokeValue(**hue)),
        _beside_zero("label", -8, INK.anywhere, alt.ExprRef("width < 330 ? 12 : width < 480 ? 13 : 14")),
        _beside_zero("answer", 9, MUTED.anywhere, SMALL),
        _odds(),
        _grades(),
        _zero_line(),
        _heads(),
    ]
    return layered_template(layers, HEAD, PARAMS)


def _layer(name: str) -> Layer:
    """The rows with the end of their bar as `x`, and `away`: 1 to the right of zero, -1 to the left."""
    ends = {"x": "zero + datum.sign * pixels_per_nat", "away": "datum.sign > 0 ? 1 : -1"}
    return rows_named(name).transform_calculate(**ends)


def _row_rules() -> Layer:
    return (
        _layer("rows")
        .transform_calculate(under=f"datum.place + {STEP / 2}", x="0", right="width")
        .mark_rule(color=REST.anywhere, opacity=0.7, aria=False)
        .encode(x=pixel_x("x"), x2=alt.X2("right:Q"), y=pixel_y("under"))
    )


def _bars(condition: str, **mark: Any) -> Layer:
    """The bars of the rows for which the condition holds, from zero on."""
    bars = _layer("rows").transform_filter(condition).transform_calculate(zero="zero")
    details = tooltip(label=tr("Sign"), full=tr("Your answer"), factor=tr("Odds"), evidence=tr("Evidence"))
    return bars.mark_bar(height=18, cornerRadius=1, aria=False, **mark).encode(
        x=pixel_x("x"), x2=alt.X2("zero:Q"), y=pixel_y("place"), tooltip=details
    )


def _beside_zero(field: str, dy: float, colour: str, size: Any) -> Layer:
    """A text across zero from its bar."""
    beside = _layer("rows").transform_calculate(x="zero - datum.away * 8")
    align = alt.ExprRef("datum.sign > 0 ? 'right' : 'left'")
    limit = alt.ExprRef("(datum.sign > 0 ? zero : width - grades - zero) - 8")
    look = {"align": align, "dy": dy, "color": colour, "fontSize": size, "limit": limit}
    return text_of(beside, field, pixel_x("x"), "place", **look)


def _odds() -> Layer:
    align, dx = alt.ExprRef("datum.sign > 0 ? 'left' : 'right'"), alt.ExprRef("datum.away * 5")
    look = {"align": align, "dx": dx, "color": INK.anywhere, "fontSize": FONT_SIZE}
    return text_of(_layer("rows"), "factor", pixel_x("x"), "place", **look)


def _grades() -> Layer:
    shown = "width > 480 ? datum.graded : datum.grade"
    at_right = _layer("rows").transform_calculate(x="width - 2", shown=shown)
    return text_of(at_right, "shown", pixel_x("x"), "place", align="right", color=MUTED.anywhere, fontSize=SMALL)


def _zero_line() -> Layer:
    rule = _layer("zero").transform_calculate(x="zero").mark_rule(color=OUTLINE.anywhere, aria=False)
    return rule.encode(x=pixel_x("x"), y=pixel_y("top"), y2=alt.Y2("bottom:Q"))


def _heads() -> Layer:
    placed = _layer("head").transform_calculate(
        x="datum.side == -2 ? 0 : datum.side ? zero + datum.side * 8 : width - 2",
        shown="datum.brief && width <= 480 ? datum.brief : datum.text",
    )
    text = placed.mark_text(
        baseline="top", aria=False, align=alt.ExprRef("datum.align"), fill=ROW_COLOUR, fontSize=SMALL
    )
    return text.encode(x=pixel_x("x"), y=alt.YValue(0), text=alt.Text("shown:N"))
