"""The layers of the trend."""

from typing import Any

import altair as alt

from assessment.charts.chart import FONT_SIZE, Template
from assessment.charts.palette import HALO, INK, LIFT, OUTLINE
from assessment.charts.templates.marks import (
    DATE_AXIS,
    DAY_AND_MONTH,
    LIFT_DOT,
    MONTH_AND_YEAR,
    ROW_COLOUR,
    TEXT_HALO,
    Layer,
    grid_lines,
    head_texts,
    pixel_y,
    rows_named,
    text_of,
    tooltip,
)
from assessment.charts.templates.template import layered_template, once_per_language
from assessment.charts.trend.breaks import AXIS_WIDTH, BESIDE, GUTTER
from assessment.charts.trend.rows import PANEL
from assessment.core.text.i18n import tr

SERIES = [alt.Detail("panel:N"), alt.Detail("run:N")]
PARAMS = {
    "last": 42,
    "start": 0,
    "months": [],
    "gap": 1,
    "crowd": 1,
    "room": f"width - {AXIS_WIDTH + GUTTER}",
    "dot_spacing": f"min({BESIDE}, room * gap / last / crowd)",
    "area": "PI * pow(min(9, max(3, dot_spacing * 0.8)) / 2, 2)",
    "days_per_date": "last * (last > 330 ? 70 : 52) / room",
    "step": "days_per_date <= 1 ? 1 : days_per_date <= 2 ? 2 : 7 * ceil(days_per_date / 7)",
}
"""The axis (see `DayAxis`) with its start in milliseconds since 1970, as the chart sets it. Then in pixels: the plot,
the space between the dots of a day, and the area of a dot; last the days between two dates."""

PLOT_RIGHT = alt.ExprRef(f"width - {GUTTER}")


@once_per_language
def trend_template() -> Template:
    layers = [
        *grid_lines(_layer("grid"), AXIS_WIDTH, PLOT_RIGHT, gap=13),
        *_ranges(),
        _break_rules(),
        _line("older", strokeWidth=1.5, strokeDash=[2, 3]),
        _line("dots", strokeWidth=2.5),
        *_dots(),
        _break_names(),
        head_texts(_layer("heads")),
        _latest_numbers(**TEXT_HALO),
        _latest_numbers(fill=ROW_COLOUR),
    ]
    return layered_template(layers, 2 * PANEL, PARAMS)


def _layer(name: str) -> Layer:
    """The rows with their day, and their place beside it, as `at`."""
    return rows_named(name).transform_calculate(at="datum.day + datum.slot * dot_spacing * last / room")


def _x() -> alt.X:
    """Days since the first snapshot, shown as dates."""
    return alt.X(
        "at:Q",
        title=None,
        scale=alt.Scale(domain=[0, alt.ExprRef("last")], range=[AXIS_WIDTH, PLOT_RIGHT], nice=False, zero=False),
        axis=alt.Axis(
            values=alt.ExprRef("sequence(0, last + 1, step)"),
            labelExpr=f"last > 330 ? {MONTH_AND_YEAR} : {DAY_AND_MONTH}",
            **DATE_AXIS,
        ),
    )


def _ranges() -> tuple[Layer, Layer, Layer]:
    """The ranges: a band along a run, a bar for a run of one, and a whisker for older figures where there is room."""
    pale: dict[str, Any] = {"color": LIFT.anywhere, "opacity": 0.16, "aria": False}
    bands = _layer("bands").mark_area(**pale)
    bars = _layer("bars").mark_rule(strokeWidth=12, **pale)
    opacity = alt.ExprRef("dot_spacing < 5.5 ? 0 : 0.5")
    whiskers = _layer("whiskers").mark_rule(color=LIFT.anywhere, opacity=opacity, strokeWidth=1.5, aria=False)
    place: dict[str, Any] = {"x": _x(), "y": pixel_y("low"), "y2": alt.Y2("high:Q")}
    return bands.encode(**place, detail=alt.Detail("run:N")), bars.encode(**place), whiskers.encode(**place)


def _break_rules() -> Layer:
    rule = _layer("rules").mark_rule(color=OUTLINE.anywhere, aria=False)
    return rule.encode(x=_x(), y=pixel_y("y"), y2=alt.Y2("bottom:Q"))


def _line(name: str, **mark: Any) -> Layer:
    line = _layer(name).mark_line(color=LIFT.anywhere, aria=False, **mark)
    return line.encode(x=_x(), y=pixel_y("y"), detail=SERIES)


def _dots() -> tuple[Layer, Layer, Layer]:
    """Hollow dots for older figures where there is room, full dots for the current ones, a large one for the latest."""
    details = tooltip(
        date=tr("Day"), round=tr("Round"), outlook=tr("Outlook"), readiness=tr("Readiness"), version=tr("Version")
    )
    place: dict[str, Any] = {"x": _x(), "y": pixel_y("y"), "tooltip": details}
    area = alt.ExprRef("area")
    hollow: dict[str, Any] = {"fill": HALO.anywhere, "stroke": LIFT.anywhere, "strokeWidth": 1.5}
    opacity = alt.ExprRef("dot_spacing < 4 ? 0 : 1")
    older = _layer("older").mark_point(size=area, opacity=opacity, aria=False, **hollow)
    current = _layer("dots").mark_point(size=area, filled=True, color=LIFT.anywhere, opacity=1, aria=False)
    latest = _layer("latest").mark_point(size=130, strokeWidth=2.5, **LIFT_DOT)
    return older.encode(**place), current.encode(**place), latest.encode(**place)


def _break_names() -> Layer:
    align, dx = alt.ExprRef("datum.align"), alt.ExprRef("datum.dx")
    return text_of(_layer("flags"), "text", _x(), "y", align=align, dx=dx, color=INK.anywhere, fontSize=FONT_SIZE)


def _latest_numbers(**mark: Any) -> Layer:
    size, weight = alt.ExprRef("datum.size"), alt.ExprRef("datum.weight")
    return text_of(_layer("ends"), "text", _x(), "y", align="left", dx=11, fontSize=size, fontWeight=weight, **mark)
