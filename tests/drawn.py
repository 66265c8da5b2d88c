"""What a chart draws: the rows under one name of its template."""

from itertools import groupby


def named_rows(module, spec, name):
    """The rows that the module's template fills with this data."""
    names = [name for name, _ in groupby(layer["data"]["name"] for layer in module.template_once()["layer"])]
    groups = spec["layer"]
    if len(groups) < len(names):
        around = groups[0]
        groups = [{"data": around["data"], **group} for group in around["layer"]]
    return groups[names.index(name)]["data"]["values"]


def all_rows(spec):
    """Every list of rows that a picture holds."""
    held = [spec["data"]["values"]] if "data" in spec else []
    return [*held, *(rows for layer in spec.get("layer", ()) for rows in all_rows(layer))]
