"""Counts of what people gave, in which no single person can be made out: blurred, and the small ones pooled."""

from collections.abc import Callable, Mapping
from math import exp, floor, log

from assessment.core.model import Evidence, Instrument, Responses
from assessment.core.outcomes.calibration import Verdict
from assessment.core.outcomes.learning import Counts, Tally

LEAST = 10
"""A smaller count is given out only together with others."""
NOISE_SCALE = 1.0
"""The mean absolute noise of a count is 0.85, its standard deviation 1.36."""
RATIO = exp(-1 / NOISE_SCALE)
Draw = Callable[[], float]
"""Returns the next random number from 0 up to 1, without it."""


def count_given(instrument: Instrument, given: list[tuple[Responses, Verdict]]) -> tuple[Tally, Counts]:
    """How many ended with and without an offer, and the same for each answer of an item with evidence."""
    weights = {Verdict.OFFER: Tally(1, 0), Verdict.NO_OFFER: Tally(0, 1)}
    counted = [(responses, weights[verdict]) for responses, verdict in given if verdict in weights]
    items = {
        item: {
            option: sum((one for responses, one in counted if responses.get(item) == option), Tally())
            for option in evidence.options
        }
        for item, evidence in instrument.evidence.items()
    }
    return sum((one for _, one in counted), Tally()), items


def disclose(instrument: Instrument, counts: Counts, draw: Draw) -> Counts:
    """The counts with noise, the answers that few gave pooled; an item of which nothing is left is left out.

    Each count moves by a two-sided geometric number, which hides one answer of one person (differential privacy with
    an epsilon of 1 / NOISE_SCALE for each answer, not for a person's answers together). Dwork et al. 2006; Ghosh,
    Roughgarden and Sundararajan 2009.
    """
    items = {}
    for item, tallies in counts.items():
        noisy = {option: blur(tally, draw) for option, tally in tallies.items()}
        if shown := pool_small(instrument.evidence[item], noisy):
            items[item] = shown
    return items


def blur(tally: Tally, draw: Draw) -> Tally:
    """The two counts, each with noise and never below 0."""
    return Tally(*(max(0, each + _geometric(draw) - _geometric(draw)) for each in (tally.offered, tally.passed_over)))


def _geometric(draw: Draw) -> int:
    """How many failures come before the first success, where each fails with probability RATIO."""
    return floor(log(1 - draw()) / log(RATIO))


def pool_small(evidence: Evidence, tallies: Mapping[str, Tally]) -> dict[str, Tally]:
    """The tallies, with those of answers that fewer than LEAST people gave replaced by shares of their sum.

    The sum is shared out as the stated figures are, so that it says nothing about one answer. Where it is small
    itself, the next larger answer joins it; where all have joined, nothing is left.
    """
    pool: list[str] = []
    for option in sorted(tallies, key=lambda option: _people(tallies[option])):
        pooled = sum(_people(tallies[each]) for each in pool)
        if _people(tallies[option]) >= LEAST and (not pool or pooled >= LEAST):
            break
        pool.append(option)
    if len(pool) == len(tallies):
        return {}
    together = sum((tallies[option] for option in pool), Tally())
    offered = _shared_out(together.offered, {each: evidence.options[each].offered for each in pool})
    passed_over = _shared_out(together.passed_over, {each: evidence.options[each].passed_over for each in pool})
    return {
        option: Tally(offered[option], passed_over[option]) if option in pool else tally
        for option, tally in tallies.items()
    }


def _people(tally: Tally) -> int:
    return tally.offered + tally.passed_over


def _shared_out(total: int, shares: Mapping[str, float]) -> dict[str, int]:
    """Whole numbers with this sum, as near to the shares as rounding lets them."""
    whole, so_far, given, parts = sum(shares.values()), 0.0, 0, {}
    for name, share in shares.items():
        so_far += share
        parts[name] = round(total * so_far / whole) - given
        given += parts[name]
    return parts
