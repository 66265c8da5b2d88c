"""A template: the Vega-Lite spec of a chart without its rows, built once in each language."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache, wraps
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeAlias

from altair.utils.schemapi import debug_mode

from assessment.charts.chart import Template
from assessment.charts.templates.marks import Layer
from assessment.core.text.i18n import current_language

LayerSpec: TypeAlias = Mapping[str, Any]
"""A layer as Vega-Lite."""


def once_per_language(build: Callable[[], Template]) -> Callable[[], Template]:
    """Decorator: what the function returns, built on first use in each language. Callers share it: do not change it.

    Altair would check each part as it is made, and the tests check every whole chart. What is not given as a channel's
    own object (`alt.X2("end:Q")` for `"end:Q"`) it would look for among all its classes: 7 ms each.
    """

    @cache
    def template_in(_language_code: str) -> Template:
        with debug_mode(False):
            return build()

    return wraps(build)(lambda: template_in(current_language().code))


def layered_template(layers: Sequence[Layer], height: float, params: Mapping[str, Any] | None = None) -> Template:
    """The layers, the lowest first, as a spec to be filled with rows.

    A param is a value that the chart sets, or a string: an expression that is computed in the browser. The page sets
    the width; the height grows with what is drawn above and below the plot. What layers share is written once: an axis
    in the first layer that has it, since Vega-Lite joins the axes of all, and the rest in the group around them.
    """
    specs = [_without(layer.to_dict(validate=False), "$schema", "config") for layer in layers]
    return {
        "height": height,
        "params": [
            {"name": name, "expr" if isinstance(param, str) else "value": param}
            for name, param in (params or {}).items()
        ],
        "layer": _most_used_data_outside(_grouped_by_data(_repeated_axes_removed(specs))),
        "config": {"view": {"stroke": None}},
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": {"left": 2, "right": 2, "top": 4, "bottom": 4},
    }


def _repeated_axes_removed(layers: Sequence[LayerSpec]) -> Sequence[LayerSpec]:
    used: list[tuple[str, Any]] = []

    def without_repeated_axis(channel: str, definition: Any) -> Any:
        axis = definition.get("axis") if isinstance(definition, dict) else None
        if (channel, axis) in used:
            return _without(definition, "axis")
        if axis:
            used.append((channel, axis))
        return definition

    return [
        {**layer, "encoding": {name: without_repeated_axis(name, each) for name, each in layer["encoding"].items()}}
        for layer in layers
    ]


def _grouped_by_data(layers: Sequence[LayerSpec]) -> Sequence[LayerSpec]:
    """Neighbouring layers with the same rows as one group, which holds the encoding they have in common."""
    groups: list[LayerSpec] = []
    for data, neighbours in groupby(layers, key=itemgetter("data")):
        same = list(neighbours)
        first, *others = (layer["encoding"] for layer in same)
        common = [channel for channel in first if all(first[channel] == other.get(channel) for other in others)]
        inner = [{**_without(layer, "data"), "encoding": _without(layer["encoding"], *common)} for layer in same]
        groups.append({"data": data, "encoding": {channel: first[channel] for channel in common}, "layer": inner})
    return groups


def _most_used_data_outside(groups: Sequence[LayerSpec]) -> Sequence[LayerSpec]:
    """The groups inside one layer that holds the rows most of them draw, so that these are sent once.

    The spec itself holds no rows, since Streamlit would pass them through pandas.
    """
    name, times = Counter(group["data"]["name"] for group in groups).most_common(1)[0]
    if times == 1:
        return groups
    inner = [_without(group, "data") if group["data"]["name"] == name else group for group in groups]
    return [{"data": {"name": name}, "layer": inner}]


def _without(mapping: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {key: value for key, value in mapping.items() if key not in names}
