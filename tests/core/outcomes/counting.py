"""Answers of people counted one by one, as the cohort's tables are counted all at once."""

from collections.abc import Iterable

from assessment.core.model import Responses
from assessment.core.outcomes.calibration import Verdict
from assessment.core.outcomes.learning import Counts, Tally


def count_answers(resolved: Iterable[tuple[Responses, Verdict]]) -> Counts:
    """The counts of answers in applications with an outcome that is scored; others are left out."""
    tallies: dict[str, dict[str, Tally]] = {}
    for responses, verdict in resolved:
        if verdict not in (Verdict.OFFER, Verdict.NO_OFFER):
            continue
        one = Tally(1, 0) if verdict is Verdict.OFFER else Tally(0, 1)
        for item, option in responses.items():
            options = tallies.setdefault(item, {})
            options[option] = options.get(option, Tally()) + one
    return tallies
