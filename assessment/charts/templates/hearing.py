"""The layers of what people hear over the days to come."""

from typing import Any

import altair as alt

from assessment.charts.chart import FONT_SIZE, Template
from assessment.charts.hearing import HEIGHT
from assessment.charts.palette import DRAG, INK, LIFT, OUTLINE, REST
from assessment.charts.templates.marks import (
    DATE_AXIS,
    DAY_AND_MONTH,
    Layer,
    day_tooltips,
    pixel_y,
    rows_named,
    text_of,
    y_of_100,
)
from assessment.charts.templates.template import layered_template, once_per_language
from assessment.core.text.i18n import tr

PARAMS: dict[str, Any] = {"last": 42, "start": 0, "months": [], "step": "7 * max(1, ceil(last / 7 * 50 / width))"}
"""The last day and how far apart two dates are, in days from today; today in milliseconds since 1970."""

LABEL_GAP = 8


@once_per_language
def hearing_template() -> Template:
    layers = [
        _band("waiting_top", "yes_top", color=REST.anywhere),
        _band("all", "waiting_top", color=DRAG.anywhere, opacity=0.25),
        _band("yes_top", "none", color=LIFT.anywhere, opacity=0.35),
        _edge("waiting_top", DRAG.anywhere),
        _edge("yes_top", LIFT.anywhere),
        _marked_days(),
        _marked_names(),
        _labels(),
        day_tooltips(_x(), date=tr("Day"), yes=tr("Have a yes"), no=tr("Have a no"), waiting=tr("Still wait")),
    ]
    return layered_template(layers, HEIGHT, PARAMS)


def _days() -> Layer:
    return rows_named("days").transform_calculate(all="100", none="0")


def _x() -> alt.X:
    """Days from today, each as its date."""
    axis = alt.Axis(values=alt.ExprRef("sequence(0, last + 1, step)"), labelExpr=DAY_AND_MONTH, **DATE_AXIS)
    scale = alt.Scale(domain=[0, alt.ExprRef("last")], nice=False, zero=False)
    return alt.X("day:Q", title=None, scale=scale, axis=axis)


def _y(field: str) -> alt.Y:
    """People of 100."""
    return y_of_100(field, tr("of 100"))


def _band(top: str, bottom: str, **look: Any) -> Layer:
    return _days().mark_area(aria=False, **look).encode(x=_x(), y=_y(top), y2=alt.Y2(f"{bottom}:Q"))


def _edge(field: str, colour: str) -> Layer:
    return _days().mark_line(color=colour, strokeWidth=2, aria=False).encode(x=_x(), y=_y(field))


def _marked_days() -> Layer:
    rule = rows_named("marked").mark_rule(color=OUTLINE.anywhere, strokeWidth=1, aria=False)
    return rule.encode(x=_x(), y=pixel_y("top"), y2=alt.Y2Value(HEIGHT))


def _marked_names() -> Layer:
    look = {part: alt.ExprRef(f"datum.{part}") for part in ("align", "dx")}
    return text_of(rows_named("marked"), "name", _x(), "y", fill=INK.anywhere, fontSize=FONT_SIZE, **look)


def _labels() -> Layer:
    """The name of each band at its right end."""
    at_edge, look = alt.XValue(alt.ExprRef(f"width - {LABEL_GAP}")), {"fill": INK.anywhere, "fontSize": FONT_SIZE}
    return text_of(rows_named("labels"), "text", at_edge, "y", align="right", **look)
