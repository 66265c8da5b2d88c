"""What the data must mean: one rule a function, one sentence a problem.

A rule speaks only about rows that read well, so no problem is told twice and none follows from a missing file.
"""

from assessment.catalog.checks import advice, figures, items
from assessment.catalog.parsed import Draft

RULES = (*items.RULES, *figures.RULES, *advice.RULES)


def meaning_problems(draft: Draft) -> list[str]:
    """One sentence for everything that reads well and cannot be meant."""
    return [problem for rule in RULES for problem in rule(draft)]
