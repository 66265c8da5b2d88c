"""assess: readiness, fit and outlook from one person's answers.

Readiness and fit are shares of credit, 0..100 points. The outlook is a probability, 0..1, built in
log odds from a base rate, the evidence of the answers after a discount for repetition, and silence.
Readiness never enters the outlook.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import sqrt
from types import MappingProxyType

from assessment.core.errors import AssessmentError
from assessment.core.model import Credit, Instrument, OutlookSettings, Responses, Stage
from assessment.core.model.process import Process, fact_problems
from assessment.core.scoring.evidence import (
    Contribution,
    base_rate_log_odds,
    evidence_log_odds,
    finalist_pool,
    weigh_answers,
)
from assessment.core.scoring.probability import expit
from assessment.core.scoring.silence import silence_clock

Z_80 = 1.2815515655446004
"""NormalDist().inv_cdf(0.9): the plausible range leaves a tenth out on each side."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A best guess with its plausible range, all on one scale."""

    value: float
    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.value <= self.high:
            raise ValueError(f"expected low <= value <= high, got {self}")


@dataclass(frozen=True, slots=True)
class Points:
    """A score on 0..100 with its range: every unanswered asked item at its worst .. at its best.

    `value` is None where nothing is answered.
    """

    value: float | None
    low: float
    high: float
    answered: int
    asked: int


@dataclass(frozen=True, slots=True)
class Readiness:
    """Readiness over all and by domain, in points of 100."""

    total: Points
    domains: Mapping[str, Points]


@dataclass(frozen=True, slots=True)
class EffectiveSigns:
    """How many independent signs the signs count as, for an offer and against one."""

    for_offer: float
    against: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """How likely an offer is, 0..1, with its plausible range and what it is made of.

    `log_odds = logit(base_rate) + sum of contributions + silence`; only `value`, `low`, `high` and
    `without_advice` are held within the limits of the instrument.
    """

    value: float
    low: float
    high: float
    log_odds: float
    base_rate: float
    without_advice: float
    silence: float
    effective_signs: EffectiveSigns
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything the answers of one person say on one day. `readiness` and `fit` are None with nothing answered."""

    instrument_version: str
    responses: Responses
    readiness: Readiness | None
    fit: Points | None
    outlook: Outlook


def assess(
    instrument: Instrument, responses: Responses, *, process: Process, today: date, advice: bool = True
) -> Assessment:
    """Score one person's answers as of `today`.

    With `advice=False`, evidence that rests on advice alone (a grade held to a limit) is left out of the
    whole outlook. Raises AssessmentError naming every unknown item or option and every date that cannot be.
    """
    problems = instrument.response_problems(responses)
    problems += [f"process: {name}: {sentence}" for name, sentence in fact_problems(process, today).items()]
    if problems:
        raise AssessmentError(problems)
    return Assessment(
        instrument_version=instrument.version,
        responses=MappingProxyType(dict(responses)),
        readiness=_readiness(instrument, responses),
        fit=_answered_points(instrument, instrument.fit, responses),
        outlook=_outlook(instrument, responses, process, today, advice),
    )


def asked_items(instrument: Instrument, credits: Iterable[str], responses: Responses) -> list[str]:
    """Those of the items that the person's stage asks (all without a stage), and any answered one besides."""
    stage = responses.get(instrument.roles.stage)
    if stage is None:
        return list(credits)
    return [item for item in credits if item in responses or Stage(stage) in instrument.items[item].stages]


def points(instrument: Instrument, credits: Mapping[str, Credit], responses: Responses) -> Points:
    """The importance-weighted mean of the credit earned on the answered items, in points of 100, and its range."""
    asked = asked_items(instrument, credits, responses)
    answered, earned, possible, worst, best, whole = 0, 0.0, 0.0, 0.0, 0.0, 0.0
    for item in asked:
        credit = credits[item]
        whole += credit.importance
        if item in responses:
            share = credit.options[responses[item]]
            answered += 1
            earned += credit.importance * share
            possible += credit.importance
        else:
            worst += credit.importance * credit.worst
            best += credit.importance * credit.best
    return Points(
        value=100 * earned / possible if answered else None,
        low=100 * (earned + worst) / whole if whole else 0.0,
        high=100 * (earned + best) / whole if whole else 100.0,
        answered=answered,
        asked=len(asked),
    )


def _answered_points(instrument: Instrument, credits: Mapping[str, Credit], responses: Responses) -> Points | None:
    score = points(instrument, credits, responses)
    return score if score.answered else None


def _readiness(instrument: Instrument, responses: Responses) -> Readiness | None:
    total = _answered_points(instrument, instrument.readiness, responses)
    if total is None:
        return None
    domains = {
        domain: points(instrument, credits, responses) for domain, credits in instrument.readiness_by_domain.items()
    }
    return Readiness(total, domains)


@dataclass(frozen=True, slots=True)
class _BeforeSilence:
    """The outlook up to the silence: base rate and evidence in log odds, with the variance of both."""

    base_log_odds: float
    variance: float
    contributions: tuple[Contribution, ...]

    @property
    def log_odds(self) -> float:
        return self.base_log_odds + sum(row.contribution for row in self.contributions)


def _before_silence(instrument: Instrument, responses: Responses, advice: bool) -> _BeforeSilence:
    figures = instrument.outlook
    base_log_odds, base_variance = base_rate_log_odds(
        figures.no_hire, figures.declined, finalist_pool(instrument, responses)
    )
    contributions = weigh_answers(instrument, responses, advice=advice)
    variance = base_variance + figures.base_sd**2 + sum(row.variance for row in contributions)
    return _BeforeSilence(base_log_odds, variance, contributions)


def _held(figures: OutlookSettings, log_odds: float) -> float:
    return min(max(expit(log_odds), figures.floor), figures.ceiling)


def _estimate(figures: OutlookSettings, before: _BeforeSilence, silence: float) -> Estimate:
    """The outlook with its plausible range, once `silence` (log odds) has been added."""
    log_odds = before.log_odds + silence
    spread = Z_80 * sqrt(before.variance + (figures.silence.sd_share * silence) ** 2)
    return Estimate(
        value=_held(figures, log_odds),
        low=_held(figures, log_odds - spread),
        high=_held(figures, log_odds + spread),
    )


def _outlook(instrument: Instrument, responses: Responses, process: Process, today: date, advice: bool) -> Outlook:
    figures = instrument.outlook
    before = _before_silence(instrument, responses, advice)
    clock = silence_clock(figures.silence, process)
    silence = clock.log_odds(today) if clock else 0.0
    estimate = _estimate(figures, before, silence)
    studied = evidence_log_odds(instrument, responses, advice=False)
    return Outlook(
        value=estimate.value,
        low=estimate.low,
        high=estimate.high,
        log_odds=before.log_odds + silence,
        base_rate=expit(before.base_log_odds),
        without_advice=_held(figures, before.base_log_odds + studied + silence),
        silence=silence,
        effective_signs=EffectiveSigns(
            for_offer=sum(row.discount for row in before.contributions if row.weight > 0),
            against=sum(row.discount for row in before.contributions if row.weight < 0),
        ),
        contributions=before.contributions,
    )


def outlook_by_day(
    instrument: Instrument, responses: Responses, *, process: Process, days: Iterable[date], advice: bool = True
) -> tuple[Estimate, ...]:
    """The outlook and its range on each of the days, 0..1, were nothing heard until then."""
    before = _before_silence(instrument, responses, advice)
    clock = silence_clock(instrument.outlook.silence, process)
    silences = (clock.log_odds(day) if clock else 0.0 for day in days)
    return tuple(_estimate(instrument.outlook, before, silence) for silence in silences)
