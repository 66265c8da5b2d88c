"""What every chart is made of: its spec with text alternative and table, its sizes, and its numbers in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import floor
from typing import Any, Final, TypeAlias

from assessment.core.scoring.probability import percent_int
from assessment.core.text.i18n import current_language, tr

Row: TypeAlias = Mapping[str, Any]
"""What a mark draws: values by name of field."""

Template: TypeAlias = dict[str, Any]
"""A Vega-Lite spec whose data have names instead of rows."""

FONT_SIZE: Final = 13
SMALL: Final = 12
LARGE: Final = 16
CHARACTER_EM: Final = 0.5
"""How wide a character is on average, in font sizes: on the safe side for Source Sans and for Arial."""

NARROW: Final = 280
"""The narrowest chart there is, in pixels: a phone of 320 less the margins of the page."""


@dataclass(frozen=True, slots=True)
class DescribedChart:
    """A chart with its text alternative and the same numbers as a table.

    `spec` is Vega-Lite with its rows inside the layers; `rows` are formatted and as wide as `columns`.
    """

    spec: dict[str, Any]
    alt: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def probability_label(probability: float) -> str:
    """A probability, 0..1, as "32 in 100"."""
    return tr("{number} in 100", number=percent_int(probability))


def range_label(low: float, high: float) -> str:
    """A range of probabilities, 0..1, as "20–48"."""
    return f"{percent_int(low)}–{percent_int(high)}"


def points_label(points: float) -> str:
    """Points of 100 as a whole number; "under 1" where there are some and they round to none."""
    return tr("under 1") if 0 < points < 1 / 2 else str(floor(points + 1 / 2))


def text_width(text: str, size: int = FONT_SIZE) -> float:
    """About how many pixels a line of text takes, on the safe side."""
    return CHARACTER_EM * size * len(text)


def milliseconds_since_1970(day: date) -> int:
    """The day as Vega counts time."""
    return 86_400_000 * (day - date(1970, 1, 1)).days


def spec_with_rows(template: Template, rows: Mapping[str, Sequence[Row]], **params: Any) -> dict[str, Any]:
    """A spec made of the template with rows for each name of data, and with the values of its params.

    A param `height` sets the height of the chart. The template itself stays as it is.
    """
    params = {"months": list(current_language().months), **params}
    filled_params = [
        {**param, "value": params[param["name"]]} if param["name"] in params else param
        for param in template.get("params", ())
    ]
    height = {"height": params["height"]} if "height" in params else {}
    layers = [_with_rows(layer, rows) for layer in template["layer"]]
    return {**template, **height, "params": filled_params, "layer": layers}


def _with_rows(layer: Mapping[str, Any], rows: Mapping[str, Sequence[Row]]) -> Mapping[str, Any]:
    inner = {"layer": [_with_rows(each, rows) for each in layer["layer"]]} if "layer" in layer else {}
    data = {"data": {"values": list(rows[layer["data"]["name"]])}} if "data" in layer else {}
    return {**layer, **data, **inner}
