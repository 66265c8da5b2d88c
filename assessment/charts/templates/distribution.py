"""The layers of the histograms."""

import altair as alt

from assessment.charts.chart import FONT_SIZE, SMALL, Template
from assessment.charts.distribution import SINGLE
from assessment.charts.palette import INK, LIFT, MUTED, OUTLINE
from assessment.charts.templates.marks import AXIS, Layer, head_texts, pixel_x, pixel_y, rows_named, text_of, tooltip
from assessment.charts.templates.template import layered_template, once_per_language
from assessment.core.text.i18n import tr

PARAMS = {
    "low": 0,
    "high": 100,
    "bins": 10,
    "widest": 0,
    "bin": "(high - low) / bins",
    "bins_per_number": "bins * 30 / width",
    "every": (
        "bins_per_number <= 1 ? 1 : bins_per_number <= 2 ? 2 : bins_per_number <= 5 ? 5 : "
        "10 * ceil(bins_per_number / 10)"
    ),
}
"""The edges, the number of bins and the widest number on a bar, as the chart sets them; how wide a bin is, and whether
every bin, every second, fifth or tenth has its number below."""


@once_per_language
def distribution_template() -> Template:
    foot_look = {"align": "center", "color": MUTED.anywhere, "fontSize": FONT_SIZE}
    foot = text_of(rows_named("foot"), "text", alt.XValue(alt.ExprRef("width / 2")), "y", **foot_look)
    layers = [_base_lines(), _bars(), _numbers(), head_texts(rows_named("heads")), foot]
    return layered_template(layers, SINGLE, PARAMS)


def _base_lines() -> Layer:
    rule = rows_named("bases").mark_rule(color=OUTLINE.anywhere, aria=False)
    return rule.encode(x=alt.XValue(0), x2=alt.X2Value(alt.ExprRef("width")), y=pixel_y("y"))


def _scores() -> alt.X:
    """The axis of scores; where it is narrow, not every edge has its number."""
    axis = alt.Axis(
        values=alt.ExprRef("sequence(low, high + bin / 2, bin * every)"),
        labelFlush=True,
        labelPadding=6,
        grid=False,
        tickColor=OUTLINE.anywhere,
        **AXIS | {"ticks": True},
    )
    scale = alt.Scale(domain=[alt.ExprRef("low"), alt.ExprRef("high")], nice=False, zero=False)
    return alt.X("low:Q", title=None, scale=scale, axis=axis)


def _bars() -> Layer:
    bar = rows_named("bars").mark_rect(fill=LIFT.anywhere, xOffset=0.75, x2Offset=-0.75, aria=False)
    details = tooltip(name=tr("Score"), people=tr("People"))
    return bar.encode(x=_scores(), x2=alt.X2("high:Q"), y=pixel_y("top"), y2=alt.Y2("base:Q"), tooltip=details)


def _numbers() -> Layer:
    """The count above every bar where all of them have room, else above the highest."""
    rows = (
        rows_named("bars")
        .transform_filter("datum.fullest || widest + 4 <= width / bins")
        .transform_calculate(
            middle="width * ((datum.low + datum.high) / 2 - low) / (high - low)",
            x="clamp(datum.middle, datum.number_width / 2, width - datum.number_width / 2)",
        )
    )
    look = {"align": "center", "dy": -9, "color": INK.anywhere, "fontSize": SMALL}
    return text_of(rows, "text", pixel_x("x"), "top", **look)
