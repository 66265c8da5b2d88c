"""The layers of the hundred people."""

from typing import Any

import altair as alt

from assessment.charts.chart import FONT_SIZE, Template
from assessment.charts.hundred import COLUMNS, HEIGHT, KEY_WIDTH, PITCH
from assessment.charts.palette import DRAG, INK, LIFT, OUTLINE, REST
from assessment.charts.templates.marks import Layer, pixel_x, pixel_y, rows_named, text_of
from assessment.charts.templates.template import layered_template, once_per_language

LOOKS: dict[str, dict[str, Any]] = {
    "offer": {"fill": LIFT.anywhere, "stroke": LIFT.anywhere, "strokeWidth": 1.5},
    "range": {"fill": LIFT.anywhere, "fillOpacity": 0.25, "stroke": LIFT.anywhere, "strokeWidth": 1.5},
    "no": {"fill": DRAG.anywhere, "fillOpacity": 0.25, "stroke": DRAG.anywhere, "strokeWidth": 1.5},
    "rest": {"fill": REST.anywhere, "stroke": OUTLINE.anywhere, "strokeWidth": 1},
}
"""Kind of dot -> how it looks."""

PARAMS = {"pitch": f"min({PITCH}, (width - {KEY_WIDTH}) / {COLUMNS})", "area": "PI * pow(pitch * 0.36, 2)"}
"""Pixels from one dot to the next, and the area of a dot."""

SWATCH_GAP = 20
"""Pixels from the last dot to the middle of a swatch of the key."""


@once_per_language
def hundred_template() -> Template:
    dots = [_points(_dot_rows(kind), "area", look) for kind, look in LOOKS.items()]
    swatches = [_points(_swatch_rows(kind), "130", look) for kind, look in LOOKS.items()]
    x = alt.XValue(alt.ExprRef(f"{COLUMNS} * pitch + {2 * SWATCH_GAP - 6}"))
    texts = text_of(rows_named("key"), "text", x, "y", align="left", fontSize=FONT_SIZE + 1, color=INK.anywhere)
    return layered_template([*dots, *swatches, texts], HEIGHT, PARAMS)


def _points(rows: Layer, area: str, look: dict[str, Any]) -> Layer:
    point = rows.mark_point(size=alt.ExprRef(area), opacity=1, aria=False, **look)
    return point.encode(x=pixel_x("x"), y=pixel_y("y"))


def _dot_rows(kind: str) -> Layer:
    """A row for each dot of a kind, line by line."""
    return (
        rows_named("dots")
        .transform_filter(f"datum.kind == '{kind}'")
        .transform_calculate(place="sequence(datum.first, datum.end)")
        .transform_flatten(["place"])
        .transform_calculate(
            x=f"pitch * (datum.place % {COLUMNS} + 0.5)", y=f"pitch * (floor(datum.place / {COLUMNS}) + 0.5)"
        )
    )


def _swatch_rows(kind: str) -> Layer:
    swatch = rows_named("key").transform_filter(f"datum.kind == '{kind}'")
    return swatch.transform_calculate(x=f"{COLUMNS} * pitch + {SWATCH_GAP}")
