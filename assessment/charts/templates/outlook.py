"""The layers of the outlook over days."""

from typing import Any

import altair as alt

from assessment.charts.chart import Template
from assessment.charts.outlook.plot import HEIGHT
from assessment.charts.palette import LIFT, OUTLINE
from assessment.charts.templates.marks import (
    DATE_AXIS,
    DAY_AND_MONTH,
    LIFT_DOT,
    ROW_COLOUR,
    TEXT_HALO,
    Layer,
    day_tooltips,
    pixel_y,
    rows_named,
    text_of,
    y_of_100,
)
from assessment.charts.templates.template import layered_template, once_per_language
from assessment.core.text.i18n import tr

PARAMS: dict[str, Any] = {
    "first": 0,
    "last": 42,
    "today": 0,
    "start": 0,
    "months": [],
    "step": "7 * max(1, ceil((last - first) / 7 * 50 / width))",
}
"""Days since the interview, and the interview in milliseconds since 1970,
as the chart sets them; days between two dates."""


@once_per_language
def outlook_template() -> Template:
    layers = [
        _range_band(),
        _base_rate(),
        _marked_days(),
        *_lines(),
        _notes("flags", fill=ROW_COLOUR),
        _notes("notes", **TEXT_HALO),
        _notes("notes", fill=ROW_COLOUR),
        _today(),
        day_tooltips(_x(), date=tr("Day"), in_100=tr("Outlook"), range=tr("Range")),
    ]
    return layered_template(layers, HEIGHT, PARAMS)


def _x() -> alt.X:
    """Days since the interview, each with its date below."""
    return alt.X(
        "day:Q",
        title=tr("days since the interview"),
        scale=alt.Scale(domain=[alt.ExprRef("first"), alt.ExprRef("last")], nice=False, zero=False),
        axis=alt.Axis(
            values=alt.ExprRef("sequence(ceil(first / step) * step, last + 1, step)"),
            labelExpr=f"[replace(datum.label, '-', '−'), {DAY_AND_MONTH}]",
            **DATE_AXIS,
        ),
    )


def _y(field: str = "value") -> alt.Y:
    """The outlook, 0 to 100."""
    return y_of_100(field, tr("in 100"))


def _range_band() -> Layer:
    area = rows_named("days").mark_area(color=LIFT.anywhere, opacity=0.16, aria=False)
    return area.encode(x=_x(), y=_y("low"), y2=alt.Y2("high:Q"))


def _base_rate() -> Layer:
    rule = rows_named("base").mark_rule(color=OUTLINE.anywhere, strokeDash=[2, 3], strokeWidth=1.5, aria=False)
    return rule.encode(y=_y())


def _marked_days() -> Layer:
    """A rule at each marked day, up to its name; past ones are paler."""
    rule = rows_named("rules").mark_rule(color=OUTLINE.anywhere, strokeWidth=1, aria=False)
    opacity = alt.OpacityValue(0.5, condition={"test": "datum.ahead", "value": 1})
    return rule.encode(x=_x(), y=pixel_y("top"), y2=alt.Y2Value(HEIGHT), opacity=opacity)


def _lines() -> tuple[Layer, Layer]:
    """Dashed from today on, solid until today."""
    look: dict[str, Any] = {"color": LIFT.anywhere, "aria": False, "interpolate": "linear"}
    days = rows_named("days")
    ahead = days.transform_filter("datum.day >= today").mark_line(strokeWidth=2.5, strokeDash=[7, 4], **look)
    past = days.transform_filter("datum.day <= today").mark_line(strokeWidth=3, **look)
    return ahead.encode(x=_x(), y=_y()), past.encode(x=_x(), y=_y())


def _notes(name: str, **mark: Any) -> Layer:
    fields = {"align": "align", "dx": "dx", "fontSize": "size", "fontWeight": "weight"}
    by_row = {part: alt.ExprRef(f"datum.{field}") for part, field in fields.items()}
    return text_of(rows_named(name), "text", _x(), "y", **by_row, **mark)


def _today() -> Layer:
    today = rows_named("days").transform_filter("datum.day == today")
    return today.mark_point(size=150, strokeWidth=3, **LIFT_DOT).encode(x=_x(), y=_y())
