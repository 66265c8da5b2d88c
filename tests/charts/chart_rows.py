"""What a chart draws: its layers, and the rows under one name of its template."""


def named_rows(module, spec, name):
    """The rows that the module's template fills with this data."""
    return next(
        drawn["data"]["values"]
        for empty, drawn in _side_by_side(module.template_once(), spec)
        if empty.get("data") == {"name": name}
    )


def layers_of(spec):
    """The layers that draw, each with what those around it say for it."""
    if "mark" in spec:
        return [spec]
    shared = {"data": spec["data"]} if "data" in spec else {}
    encoding = spec.get("encoding", {})
    inner = ({**shared, **layer, "encoding": {**encoding, **layer.get("encoding", {})}} for layer in spec["layer"])
    return [layer for each in inner for layer in layers_of(each)]


def _side_by_side(empty, drawn):
    yield empty, drawn
    for pair in zip(empty.get("layer", ()), drawn.get("layer", ()), strict=True):
        yield from _side_by_side(*pair)


def all_rows(spec):
    """Every list of rows that a picture holds."""
    held = [spec["data"]["values"]] if "data" in spec else []
    return [*held, *(rows for layer in spec.get("layer", ()) for rows in all_rows(layer))]
