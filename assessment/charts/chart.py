"""What every chart is made of: the Picture, its numbers in words, and templates that are filled with rows."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import floor
from operator import itemgetter
from typing import Any, Final, TypeAlias

from assessment.charts.palette import MUTED, OUTLINE
from assessment.core.scoring.probability import percent_int
from assessment.core.text.i18n import current_language, tr

Row: TypeAlias = Mapping[str, Any]
Layer: TypeAlias = Mapping[str, Any]

FONT_SIZE: Final = 13
SMALL: Final = 12
LARGE: Final = 16
CHARACTER_EM: Final = 0.5
"""How wide a character is on average, in font sizes: on the safe side for Source Sans and for Arial."""

DAY: Final = "start + 86400000 * datum.value"
DAY_AND_MONTH: Final = f"utcdate({DAY}) + ' ' + months[utcmonth({DAY})]"
MONTH_AND_YEAR: Final = f"months[utcmonth({DAY})] + ' ' + utcyear({DAY})"
"""The day of an axis value, counted from the param `start`, as "16 Nov" or "Nov 2026"; `months` has the names."""

AXIS_BELOW: Final[dict[str, Any]] = {
    "labelColor": MUTED.anywhere,
    "labelFontSize": FONT_SIZE,
    "labelOverlap": False,
    "labelFlush": False,
    "labelPadding": 6,
    "titleColor": MUTED.anywhere,
    "titleFontSize": FONT_SIZE,
    "titleFontWeight": "normal",
    "titlePadding": 6,
    "grid": False,
    "aria": False,
}
"""How an axis below a plot looks: its numbers and its title."""

AXIS_LINE: Final[dict[str, Any]] = {
    "domain": True,
    "domainColor": OUTLINE.anywhere,
    "ticks": True,
    "tickColor": OUTLINE.anywhere,
}
"""Its line with ticks, where it has one."""

NARROW: Final = 280
"""The narrowest chart there is, in pixels: a phone of 320 less the margins of the page."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with its text alternative and the same numbers as a table.

    `spec` is Vega-Lite with its rows inside the layers; `rows` are formatted and as wide as `columns`.
    """

    spec: dict[str, Any]
    alt: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def range_label(low: float, high: float) -> str:
    """A range of probabilities, 0..1, as "20–48"."""
    return f"{percent_int(low)}–{percent_int(high)}"


def points_label(points: float) -> str:
    """Points of 100 as a whole number; "under 1" where there are some and they round to none."""
    return tr("under 1") if 0 < points < 1 / 2 else str(floor(points + 1 / 2))


def text_width(text: str, size: int = FONT_SIZE) -> float:
    """About how many pixels a line of text takes, on the safe side."""
    return CHARACTER_EM * size * len(text)


Templates: TypeAlias = dict[tuple[str, str], dict[str, Any]]
"""Module of the chart and code of the language -> the template of its chart, which holds words."""

BUILT: Templates = {}


def once_per_language(build: Callable[[], dict[str, Any]]) -> Callable[[], dict[str, Any]]:
    """The template of a chart, built on first use in each language."""

    def template_once() -> dict[str, Any]:
        place = build.__module__, current_language().code
        if place not in BUILT:
            BUILT[place] = build()
        return BUILT[place]

    return template_once


def template(chart: Any) -> dict[str, Any]:
    """An Altair layer chart as a dict to be filled; tests check every picture against the Vega-Lite schema.

    The width is left to the page; the height grows with what stands above and below the plot. What layers share is
    said once: an axis by the first that has it, since Vega-Lite joins the axes of all, and the rest by their group.
    """
    spec: dict[str, Any] = chart.to_dict(validate=False)
    shared = spec.pop("data", None)
    layers = [layer if "data" in layer else {**layer, "data": shared} for layer in spec["layer"]]
    kept = {key: value for key, value in spec.items() if key not in {"$schema", "datasets"}}
    return {
        **kept,
        "layer": _around_all(_grouped(_with_axes_once(layers))),
        "config": {"view": {"stroke": None}},
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": {"left": 2, "right": 2, "top": 4, "bottom": 4},
    }


def _with_axes_once(layers: Sequence[Layer]) -> Sequence[Layer]:
    said: list[tuple[str, Any]] = []

    def once(channel: str, definition: Any) -> Any:
        axis = channel, definition.get("axis") if isinstance(definition, dict) else None
        if axis in said:
            return _without(definition, "axis")
        if axis[1]:
            said.append(axis)
        return definition

    return [
        {**layer, "encoding": {channel: once(channel, each) for channel, each in layer["encoding"].items()}}
        for layer in layers
    ]


def _grouped(layers: Sequence[Layer]) -> Sequence[Layer]:
    """Neighbours that draw the same rows, with what all of them show alike."""
    groups: list[Layer] = []
    for data, neighbours in groupby(layers, key=itemgetter("data")):
        same = list(neighbours)
        first, *others = (layer["encoding"] for layer in same)
        alike = [channel for channel in first if all(first[channel] == other.get(channel) for other in others)]
        inner = [{**_without(layer, "data"), "encoding": _without(layer["encoding"], *alike)} for layer in same]
        groups.append({"data": data, "encoding": {channel: first[channel] for channel in alike}, "layer": inner})
    return groups


def _around_all(groups: Sequence[Layer]) -> Sequence[Layer]:
    """The groups, in a layer with the rows that most of them draw.

    Not in the picture itself, since Streamlit would pass rows that stand there through pandas.
    """
    most, times = Counter(group["data"]["name"] for group in groups).most_common(1)[0]
    if times == 1:
        return groups
    inner = [_without(group, "data") if group["data"]["name"] == most else group for group in groups]
    return [{"data": {"name": most}, "layer": inner}]


def _without(mapping: Layer, *names: str) -> dict[str, Any]:
    return {key: value for key, value in mapping.items() if key not in names}


def filled(spec: Mapping[str, Any], rows: Mapping[str, Sequence[Row]], **settings: Any) -> dict[str, Any]:
    """The template with its rows, by name of data, and its params; `height` sets the height. The template is kept."""
    settings = {"months": list(current_language().months), **settings}
    params = [
        {**param, "value": settings[param["name"]]} if param["name"] in settings else param
        for param in spec.get("params", ())
    ]
    height = {"height": settings["height"]} if "height" in settings else {}
    return {**spec, **height, "params": params, "layer": [_with_rows(layer, rows) for layer in spec["layer"]]}


def _with_rows(layer: Layer, rows: Mapping[str, Sequence[Row]]) -> Layer:
    inner = {"layer": [_with_rows(each, rows) for each in layer["layer"]]} if "layer" in layer else {}
    data = {"data": {"values": list(rows[layer["data"]["name"]])}} if "data" in layer else {}
    return {**layer, **data, **inner}
