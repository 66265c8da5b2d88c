"""Checks of what the data files mean: each rule is a function that yields one sentence for each problem.

A rule looks only at rows with valid keys and values, so no problem is reported twice or because of a missing file.
"""

from inspect import isfunction

from assessment.catalog.checks import advice, figures, items, pools
from assessment.catalog.parsed import ParsedFiles

RULES = tuple(
    function
    for module in (items, figures, pools, advice)
    for name, function in vars(module).items()
    if isfunction(function) and function.__module__ == module.__name__ and not name.startswith("_")
)
"""The functions of the four modules in the order they are written, without their helpers, which begin with "_"."""


def meaning_problems(parsed: ParsedFiles) -> list[str]:
    """One sentence for each valid row that contradicts another row or a rule."""
    return [problem for rule in RULES for problem in rule(parsed)]
