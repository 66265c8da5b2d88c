"""Reads a chart's spec: whether it is valid, its layers, its rows, its params."""

from functools import cache

import altair as alt
from jsonschema import Draft7Validator


def vega_lite_problems(spec):
    """Where and how a layered chart breaks the schema of Vega-Lite; Altair itself checks every part again and again."""
    return [f"{error.json_path}: {error.message}" for error in _validator().iter_errors(spec)]


@cache
def _validator():
    return Draft7Validator({**alt.load_schema(), "$ref": "#/definitions/TopLevelLayerSpec"})


def chart_rows(template, spec, name):
    """The rows of the spec that stand where the template has this name of data."""
    return next(
        filled["data"]["values"]
        for empty, filled in _side_by_side(template, spec)
        if empty.get("data") == {"name": name}
    )


def layers_of(spec):
    """The layers that draw, each with the data and encoding of the groups around it."""
    if "mark" in spec:
        return [spec]
    shared = {"data": spec["data"]} if "data" in spec else {}
    encoding = spec.get("encoding", {})
    inner = ({**shared, **layer, "encoding": {**encoding, **layer.get("encoding", {})}} for layer in spec["layer"])
    return [layer for each in inner for layer in layers_of(each)]


def all_rows(spec):
    """Every list of rows in the spec."""
    own = [spec["data"]["values"]] if "data" in spec else []
    return [*own, *(rows for layer in spec.get("layer", ()) for rows in all_rows(layer))]


def param_value(spec, name):
    """The value of a param."""
    return next(param["value"] for param in spec["params"] if param["name"] == name)


def x_or_y_scales(template, channel):
    """The scales that the layers of a template have on `x` or `y`."""
    definitions = [layer["encoding"].get(channel) or {} for layer in layers_of(template)]
    return [definition["scale"] for definition in definitions if definition.get("scale")]


def _side_by_side(empty, filled):
    yield empty, filled
    for pair in zip(empty.get("layer", ()), filled.get("layer", ()), strict=True):
        yield from _side_by_side(*pair)
