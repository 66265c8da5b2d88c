"""The layers of the hundred finalists."""

from typing import Any

import altair as alt

from assessment.charts.chart import FONT_SIZE, Template
from assessment.charts.hundred import COLUMNS, KEY_TOP, PITCH
from assessment.charts.palette import DRAG, INK, LIFT, OUTLINE, REST
from assessment.charts.templates.marks import Layer, pixel_x, pixel_y, rows_named, text_of
from assessment.charts.templates.template import layered_template, once_per_language

LOOKS: dict[str, dict[str, Any]] = {
    "before": {"fill": LIFT.anywhere, "stroke": LIFT.anywhere, "strokeWidth": 1.5},
    "added": {"fill": LIFT.anywhere, "fillOpacity": 0.25, "stroke": LIFT.anywhere, "strokeWidth": 2},
    "removed": {"fill": None, "stroke": DRAG.anywhere, "strokeWidth": 2},
    "rest": {"fill": REST.anywhere, "stroke": OUTLINE.anywhere, "strokeWidth": 1},
}
"""Kind of dot -> how it looks."""


PARAMS = {
    "gap": "8",
    "pitch": f"min(24, (width - gap) / {COLUMNS})",
    "area": "PI * pow(min(pitch, 20) * 0.38, 2)",
}
"""Pixels: the gap in the middle of a line, from one dot to the next, and the area of a dot."""


@once_per_language
def hundred_template() -> Template:
    """The template of `hundred_chart`."""
    dots = [_points(_dot_rows(kind), "area", look) for kind, look in LOOKS.items()]
    swatches = [_points(_swatch_rows(kind), "130", look) for kind, look in LOOKS.items()]
    look = {"align": "left", "fontSize": FONT_SIZE + 1, "color": INK.anywhere}
    texts = text_of(rows_named("key"), "text", alt.value(24), "y", **look)
    return layered_template([*dots, *swatches, texts], KEY_TOP, PARAMS)


def _points(rows: Layer, area: str, look: dict[str, Any]) -> Layer:
    point = rows.mark_point(size=alt.ExprRef(area), opacity=1, aria=False, **look)
    return point.encode(x=pixel_x("x"), y=pixel_y("y"))


def _dot_rows(kind: str) -> Layer:
    """A row for each dot of a kind, line by line, with a gap in the middle of each line."""
    return (
        rows_named("dots")
        .transform_filter(f"datum.kind == '{kind}'")
        .transform_calculate(place="sequence(datum.first, datum.end)")
        .transform_flatten(["place"])
        .transform_calculate(column=f"datum.place % {COLUMNS}")
        .transform_calculate(
            x=f"pitch * (datum.column + 0.5) + (datum.column >= {COLUMNS // 2} ? gap : 0)",
            y=f"{PITCH} * (floor(datum.place / {COLUMNS}) + 0.5)",
        )
    )


def _swatch_rows(kind: str) -> Layer:
    return rows_named("key").transform_filter(f"datum.kind == '{kind}'").transform_calculate(x="9")
