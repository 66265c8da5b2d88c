"""What the answers of many people add to the log odds: `core.scoring.evidence` for whole columns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assessment.cohort.scoring.encoded_answers import EncodedAnswers, FloatColumn, FloatTable, Scorer, tabulate
from assessment.core.model import ADVICE_ONLY, Evidence, Group, Instrument
from assessment.core.scoring.evidence import base_rate_log_odds, finalist_pool, repetition_discounts
from assessment.core.scoring.probability import expit


@dataclass(frozen=True, slots=True)
class EvidenceSums:
    """For each row, in nats: the evidence after discounts and limits, its variance, and the part without advice."""

    log_odds: FloatColumn
    variance: FloatColumn
    without_advice: FloatColumn


@dataclass(frozen=True, slots=True)
class _RankedSign:
    item: str
    state: int
    weight: float
    variance: float
    size: float


def base_rate_scorer(instrument: Instrument, rows: int) -> Scorer:
    """A scorer with mean and variance of the base rate's log odds, and the base rate, 0..1."""
    conditions = (item for pool in instrument.unanswered_pools for item, _ in sorted(pool.when))
    looked_up = dict.fromkeys((instrument.roles.finalists, *conditions))
    items = [instrument.items[item] for item in looked_up]
    figures = instrument.outlook

    def score(answers: EncodedAnswers) -> FloatTable:
        states = np.stack([answers[item.id] for item in items], axis=1)
        ways, of_row = np.unique(states, axis=0, return_inverse=True)
        table = []
        for way in ways:
            chosen = {item.id: item.options[state - 1].id for item, state in zip(items, way, strict=True) if state}
            mean, variance = base_rate_log_odds(figures.no_hire, figures.declined, finalist_pool(instrument, chosen))
            table.append((mean, variance, expit(mean)))
        return np.array(table)[of_row]

    return tabulate(score, items, rows)


def evidence_scorer(instrument: Instrument, rows: int) -> Callable[[EncodedAnswers], EvidenceSums]:
    """A function that sums all the evidence; groups are tabulated where that pays for `rows` rows."""
    groups = [(group, _group_scorer(instrument, group, rows)) for group in instrument.groups.values()]

    def score(answers: EncodedAnswers) -> EvidenceSums:
        sums = {group: sums_of(answers) for group, sums_of in groups}
        factors = _limit_factors(instrument, {group.id: numbers[:, 0] for group, numbers in sums.items()})
        studied_factors = _limit_factors(instrument, {group.id: numbers[:, 2] for group, numbers in sums.items()})
        log_odds, variance, studied = (np.zeros(len(next(iter(answers.values())))) for _ in range(3))
        for group, numbers in sums.items():
            log_odds += numbers[:, 0] * factors[group.id]
            variance += numbers[:, 1] * factors[group.id] ** 2
            studied += numbers[:, 2] * studied_factors[group.id]
        return EvidenceSums(log_odds, variance, studied)

    return score


def _limit_factors(instrument: Instrument, sums: Mapping[str, FloatColumn]) -> dict[str, FloatColumn | float]:
    """Group -> the factor for its weights in each row, by which the limit of the group is kept."""
    soft = np.sum([sums[group.id] for group in instrument.groups.values() if group.limit == "soft"], axis=0)
    share = np.atleast_1d(soft / instrument.outlook.soft_limit)
    soft_factor = np.divide(np.tanh(share), share, out=np.ones_like(share), where=share != 0)
    factors: dict[str, FloatColumn | float] = {}
    for name, group in instrument.groups.items():
        if group.limit == "soft":
            factors[name] = soft_factor
        else:
            factors[name] = 1.0 if group.limit is None else group.limit / np.maximum(sums[name], group.limit)
    return factors


def _group_scorer(instrument: Instrument, group: Group, rows: int) -> Scorer:
    """A scorer with a group's discounted sum, its variance, and the discounted sum without advice-only signs."""
    signs = [evidence for evidence in instrument.evidence.values() if evidence.group == group.id]
    studied = [evidence for evidence in signs if evidence.grade != ADVICE_ONLY]

    def score(answers: EncodedAnswers) -> FloatTable:
        log_odds, variance = _discounted(instrument, group, signs, answers)
        without_advice, _ = _discounted(instrument, group, studied, answers)
        return np.stack([log_odds, variance, without_advice], axis=1)

    return tabulate(score, [instrument.items[evidence.item] for evidence in signs], rows)


def _discounted(
    instrument: Instrument, group: Group, signs: Sequence[Evidence], answers: EncodedAnswers
) -> tuple[FloatColumn, FloatColumn]:
    """The discounted sum of the weights of each row and its variance, before limits.

    No row is sorted: the figures of the group are gone through from the largest to the smallest, and `earlier`
    counts for each row how many of them it has had, which decides its discount.
    """
    rows = len(next(iter(answers.values())))
    log_odds, variance = np.zeros(rows), np.zeros(rows)
    discounts = np.array([*repetition_discounts(len(signs), group.correlation), 0.0])
    for ranking in _rankings(instrument, signs):
        earlier = np.zeros(rows, np.intp)
        for sign in ranking:
            here = answers[sign.item] == sign.state
            discount = discounts[earlier] * here
            log_odds += sign.weight * discount
            variance += sign.variance * discount**2
            earlier += here
    return log_odds, variance


def _rankings(instrument: Instrument, signs: Sequence[Evidence]) -> list[list[_RankedSign]]:
    """The figures for an offer and those against one, each from the largest down; ties in questionnaire order."""
    figures = [
        _RankedSign(evidence.item, state, figure.weight, figure.variance, figure.size)
        for evidence in signs
        for state, option in enumerate(instrument.items[evidence.item].options_by_id, start=1)
        if (figure := evidence.option_weights[option]).size
    ]
    ranked = sorted(figures, key=lambda figure: -figure.size)
    return [[sign for sign in ranked if sign.weight > 0], [sign for sign in ranked if sign.weight < 0]]
