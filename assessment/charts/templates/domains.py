"""The layers of readiness by domain."""

from typing import Any

import altair as alt

from assessment.charts.chart import FONT_SIZE, LARGE, Template
from assessment.charts.domains import STEP
from assessment.charts.palette import INK, LIFT, MUTED, REST
from assessment.charts.templates.marks import RIGHT_EDGE, Layer, pixel_y, rows_named, scale_of_100, text_of, tooltip
from assessment.charts.templates.template import layered_template, once_per_language
from assessment.core.text.i18n import tr

BAR_BELOW = 16
"""Pixels from the title of a domain to its bar."""

BAR: dict[str, Any] = {"height": 12, "aria": False, "cornerRadius": 1}


@once_per_language
def domains_template() -> Template:
    """The template of `domains_chart`."""
    unscored = _rows().transform_filter("!datum.scored")
    title_look = {"align": "left", "color": INK.anywhere, "fontSize": FONT_SIZE + 1}
    layers = [
        _track(),
        _reachable(),
        _readiness(),
        text_of(_rows(), "title", alt.value(0), "at", **title_look),
        _at_right(_scored(), "number", color=LIFT.anywhere, fontSize=LARGE, fontWeight="bold"),
        _at_right(_scored(), "gain", dx=-38, color=MUTED.anywhere, fontSize=FONT_SIZE),
        _at_right(unscored, "number", color=MUTED.anywhere, fontSize=FONT_SIZE),
    ]
    return layered_template(layers, STEP)


def _rows(shift: float = 0) -> Layer:
    return rows_named("rows").transform_calculate(at=f"datum.y + {shift}")


def _scored(shift: float = 0) -> Layer:
    return _rows(shift).transform_filter("datum.scored")


def _x() -> alt.X:
    return alt.X("value:Q", scale=scale_of_100(), axis=None)


def _tooltip() -> list[alt.Tooltip]:
    return tooltip(title=tr("Domain"), number=tr("Of 100"), reached=tr("Could reach"), answered=tr("Answers"))


def _track() -> Layer:
    """The whole scale behind a bar."""
    track = _rows(BAR_BELOW).transform_calculate(value="0", end="100")
    bar = track.mark_bar(fill=REST.anywhere, fillOpacity=0.6, **BAR)
    return bar.encode(x=_x(), x2="end:Q", y=pixel_y("at"), tooltip=_tooltip())


def _reachable() -> Layer:
    """From the readiness to what it could reach."""
    more = _scored(BAR_BELOW).transform_filter("datum.reach > datum.value")
    look: dict[str, Any] = {"stroke": LIFT.anywhere, "strokeDash": [3, 2], "strokeWidth": 1.5}
    bar = more.mark_bar(fill=LIFT.anywhere, fillOpacity=0.18, **look, **BAR)
    return bar.encode(x=_x(), x2="reach:Q", y=pixel_y("at"))


def _readiness() -> Layer:
    bar = _scored(BAR_BELOW).transform_calculate(none="0").mark_bar(fill=LIFT.anywhere, **BAR)
    return bar.encode(x=_x(), x2="none:Q", y=pixel_y("at"), tooltip=_tooltip())


def _at_right(rows: Layer, field: str, **mark: Any) -> Layer:
    return text_of(rows, field, RIGHT_EDGE, "at", align="right", **mark)
