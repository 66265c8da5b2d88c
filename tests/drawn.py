"""What a chart draws: the rows under one name of its template."""

from itertools import groupby


def named_rows(module, spec, name):
    """The rows that the module's template fills with this data, where they are first drawn."""
    names = [name for name, _ in groupby(layer["data"]["name"] for layer in module.template_once()["layer"])]
    return spec["layer"][names.index(name)]["data"]["values"]
