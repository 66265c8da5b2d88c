"""The base rate in log odds, and the weights of evidence that the answers add, discounted for repetition."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import tanh
from statistics import fmean, pvariance
from typing import NamedTuple

from assessment.core.model import ADVICE_ONLY, Evidence, Instrument, OptionWeight, Pool, Responses
from assessment.core.scoring.probability import logit


class Contribution(NamedTuple):
    """What one answer adds to the log odds, in nats: `contribution = weight * discount * limit_factor`.

    Some thirty are made for each person, which as frozen dataclasses takes an eighth of the time of `assess`.
    """

    item: str
    option: str
    grade: str
    group: str
    weight: float
    discount: float
    limit_factor: float
    contribution: float
    variance: float


@lru_cache(maxsize=64)
def base_rate_log_odds(no_hire: float, declined: float, pool: Pool) -> tuple[float, float]:
    """Mean and variance of the log odds of the base rate over the numbers of finalists in the pool.

    With n finalists equally likely to be first choice, an offer rolling on when declined (share d), and
    nobody hired with chance q, each gets it with chance (1 - q) (1 - d^n) / (n (1 - d)).
    """
    log_odds = [logit((1 - no_hire) * (1 - declined**n) / (n * (1 - declined))) for n in range(pool.low, pool.high + 1)]
    return fmean(log_odds), pvariance(log_odds)


def finalist_pool(instrument: Instrument, responses: Responses) -> Pool:
    """The pool of the answer about finalists; without one, the pool with most conditions that all hold."""
    answer = responses.get(instrument.roles.finalists)
    if answer is not None:
        return instrument.pools[answer]
    return next(pool for pool in instrument.unanswered_pools if pool.when <= responses.items())


@lru_cache(maxsize=256)
def repetition_discounts(signs: int, correlation: float) -> tuple[float, ...]:
    """How much the 1st, 2nd ... of several equally correlated signs counts, each 0..1; the first counts in full.

    They sum to the number of independent signs that all are worth (design effect, Kish 1965).
    """
    counts = [j / (1 + (j - 1) * correlation) for j in range(1, signs + 1)]
    return tuple(here - before for here, before in zip(counts, [0.0, *counts[:-1]], strict=True))


Sign = tuple[Evidence, str, OptionWeight]
"""An item's evidence, the option chosen, and the figure of that option."""


def weigh_answers(instrument: Instrument, responses: Responses, *, advice: bool = True) -> tuple[Contribution, ...]:
    """The contribution of each answer with evidence, in questionnaire order; without `advice` none of grade D."""
    return tuple(
        Contribution(
            evidence.item,
            option,
            evidence.grade,
            evidence.group,
            figure.weight,
            discount,
            factor,
            figure.weight * discount * factor,
            figure.variance * (discount * factor) ** 2,
        )
        for (evidence, option, figure), discount, factor in _discounted_signs(instrument, responses, advice)
    )


def evidence_log_odds(instrument: Instrument, responses: Responses, *, advice: bool) -> float:
    """The sum of the contributions of `weigh_answers`, in nats, without the time to make each of them."""
    signs = _discounted_signs(instrument, responses, advice)
    return sum(figure.weight * discount * factor for (_, _, figure), discount, factor in signs)


def _discounted_signs(
    instrument: Instrument, responses: Responses, advice: bool
) -> Iterator[tuple[Sign, float, float]]:
    """Each sign with its repetition discount and the limit factor of its group, both 0..1."""
    signs = [
        (evidence, responses[item], evidence.option_weights[responses[item]])
        for item, evidence in instrument.evidence.items()
        if item in responses and (advice or evidence.grade != ADVICE_ONLY)
    ]
    discounts = _discounts(instrument, signs)
    factors = _limit_factors(instrument, signs, discounts)
    for sign, discount in zip(signs, discounts, strict=True):
        yield sign, discount, factors[sign[0].group]


def _discounts(instrument: Instrument, signs: Sequence[Sign]) -> list[float]:
    """The discount of each sign: by its rank among those of its group and direction, largest first; 0 for weight 0."""
    ranked = defaultdict(list)
    for position, (evidence, _, figure) in enumerate(signs):
        if figure.size:
            ranked[evidence.group, figure.weight > 0].append((-figure.size, position))
    discounts = [0.0] * len(signs)
    for (group, _), ranking in ranked.items():
        steps = repetition_discounts(len(ranking), instrument.groups[group].correlation)
        for (_, position), discount in zip(sorted(ranking), steps, strict=True):
            discounts[position] = discount
    return discounts


def _limit_factors(instrument: Instrument, signs: Sequence[Sign], discounts: Sequence[float]) -> dict[str, float]:
    """Group id -> the factor, 0..1, that scales its discounted weights so that their sum keeps the limit."""
    sums = dict.fromkeys(instrument.groups, 0.0)
    for (evidence, _, figure), discount in zip(signs, discounts, strict=True):
        sums[evidence.group] += figure.weight * discount
    soft = sum(sums[group.id] for group in instrument.groups.values() if group.limit == "soft")
    soft_limit = instrument.outlook.soft_limit
    soft_factor = soft_limit * tanh(soft / soft_limit) / soft if soft else 1.0
    factors = {}
    for name, group in instrument.groups.items():
        if group.limit == "soft":
            factors[name] = soft_factor
        elif group.limit is not None and sums[name] > group.limit:
            factors[name] = group.limit / sums[name]
        else:
            factors[name] = 1.0
    return factors
