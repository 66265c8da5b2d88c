"""The layers of readiness by domain."""

from typing import Any

import altair as alt

from assessment.charts.chart import FONT_SIZE, LARGE, Template
from assessment.charts.domains import STEP
from assessment.charts.palette import INK, LIFT, MUTED, REST
from assessment.charts.templates.marks import RIGHT_EDGE, Layer, pixel_y, scale_of_100, shifted_rows, text_of, tooltip
from assessment.charts.templates.template import layered_template, once_per_language
from assessment.core.text.i18n import tr

BAR_BELOW = 16
"""Pixels from the title of a domain to its bar."""


@once_per_language
def domains_template() -> Template:
    all_rows, bar_rows = shifted_rows(), shifted_rows(BAR_BELOW)
    scored, scored_bars = (rows.transform_filter("datum.scored") for rows in (all_rows, bar_rows))
    unscored = all_rows.transform_filter("!datum.scored")
    whole_scale = bar_rows.transform_calculate(value="0", end="100")
    reachable = scored_bars.transform_filter("datum.reach > datum.value")
    reachable_look = {"fillOpacity": 0.18, "stroke": LIFT.anywhere, "strokeDash": [3, 2], "strokeWidth": 1.5}
    title_look = {"align": "left", "color": INK.anywhere, "fontSize": FONT_SIZE + 1}
    details = tooltip(title=tr("Domain"), number=tr("Of 100"), reached=tr("Could reach"), answered=tr("Answers"))
    layers = [
        _bar(whole_scale, "end", fill=REST.anywhere, fillOpacity=0.6).encode(tooltip=details),
        _bar(reachable, "reach", fill=LIFT.anywhere, **reachable_look),
        _bar(scored_bars.transform_calculate(none="0"), "none", fill=LIFT.anywhere).encode(tooltip=details),
        text_of(all_rows, "title", alt.XValue(0), "at", **title_look),
        _at_right(scored, "number", color=LIFT.anywhere, fontSize=LARGE, fontWeight="bold"),
        _at_right(scored, "gain", dx=-38, color=MUTED.anywhere, fontSize=FONT_SIZE),
        _at_right(unscored, "number", color=MUTED.anywhere, fontSize=FONT_SIZE),
    ]
    return layered_template(layers, STEP)


def _bar(rows: Layer, end: str, **look: Any) -> Layer:
    """A bar from `value` to the field `end`."""
    bar = rows.mark_bar(height=12, cornerRadius=1, aria=False, **look)
    return bar.encode(x=alt.X("value:Q", scale=scale_of_100(), axis=None), x2=alt.X2(f"{end}:Q"), y=pixel_y("at"))


def _at_right(rows: Layer, field: str, **mark: Any) -> Layer:
    return text_of(rows, field, RIGHT_EDGE, "at", align="right", **mark)
