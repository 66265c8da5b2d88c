"""Checks of what the data files mean: each rule is a function that yields one sentence for each problem.

A rule looks only at rows with valid keys and values, so no problem is reported twice or because of a missing file.
"""

from assessment.catalog.checks import advice, figures, items
from assessment.catalog.parsed import ParsedFiles

RULES = (*items.RULES, *figures.RULES, *advice.RULES)


def meaning_problems(parsed: ParsedFiles) -> list[str]:
    """One sentence for each valid row that contradicts another row or a rule."""
    return [problem for rule in RULES for problem in rule(parsed)]
