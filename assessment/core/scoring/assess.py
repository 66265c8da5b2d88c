"""assess: readiness, fit and outlook from one person's answers.

Readiness and fit are shares of credit, 0..100 points. The outlook is a probability, 0..1, built in
log odds from a base rate, the evidence of the answers after a discount for repetition, and silence.
Readiness is not part of the outlook.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import sqrt
from types import MappingProxyType

from assessment.core.errors import AssessmentError
from assessment.core.model import MORE_ROUNDS, Instrument, OutlookSettings, Responses
from assessment.core.model.process import Process, fact_problems
from assessment.core.scoring.evidence import (
    Contribution,
    base_rate_log_odds,
    evidence_log_odds,
    finalist_pool,
    weigh_answers,
)
from assessment.core.scoring.points import Points, Readiness, score_answered, score_readiness
from assessment.core.scoring.probability import expit
from assessment.core.scoring.silence import silence_clock
from assessment.core.text.i18n import mark_for_translation

Z_80 = 1.2815515655446004
"""NormalDist().inv_cdf(0.9): the plausible range is the middle 80 of 100."""

WHOLE_PROCESS = mark_for_translation(
    "More rounds are to come: this is the chance that the whole process ends with an offer, not only the next step."
)
"""What to say beside an outlook with `more_rounds`."""


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
class Outlook(Estimate):
    """The probability of an offer, 0..1, with its plausible range and its parts.

    `signs_for` and `signs_against` are how many independent signs the answers are worth, for an offer and against one.
    `log_odds = logit(base_rate) + sum of contributions + silence`; only `value`, `low`, `high` and
    `without_advice` are limited to floor..ceiling of the instrument. `more_rounds`: the person says that others
    come before the decision; the outlook is for the whole process all the same.
    """

    log_odds: float
    base_rate: float
    without_advice: float
    silence: float
    signs_for: float
    signs_against: float
    contributions: tuple[Contribution, ...]
    more_rounds: bool

    @property
    def informative_answers(self) -> int:
        """How many answers move the outlook."""
        return sum(row.weight != 0 for row in self.contributions)


@dataclass(frozen=True, slots=True)
class Assessment:
    """The scores of one person on one day; `readiness` and `fit` are None with nothing answered."""

    instrument_version: str
    responses: Responses
    readiness: Readiness | None
    fit: Points | None
    outlook: Outlook


def assess(
    instrument: Instrument, responses: Responses, *, process: Process, today: date, advice: bool = True
) -> Assessment:
    """Score one person's answers as of `today`.

    With `advice=False`, evidence of grade D, which rests on advice alone, is left out of the outlook. Raises
    AssessmentError with one sentence for each unknown item or option and each impossible fact.
    """
    problems = instrument.response_problems(responses)
    problems += [f"process: {name}: {sentence}" for name, sentence in fact_problems(process, today).items()]
    if problems:
        raise AssessmentError(problems)
    return Assessment(
        instrument_version=instrument.version,
        responses=MappingProxyType(dict(responses)),
        readiness=score_readiness(instrument, responses),
        fit=score_answered(instrument, instrument.fit, responses),
        outlook=_outlook(instrument, responses, process, today, advice),
    )


@dataclass(frozen=True, slots=True)
class _WithoutSilence:
    """The outlook without silence: the base rate alone and with the evidence, in log odds, and their joint variance."""

    base_log_odds: float
    log_odds: float
    variance: float
    contributions: tuple[Contribution, ...]


def _without_silence(instrument: Instrument, responses: Responses, advice: bool) -> _WithoutSilence:
    settings = instrument.outlook
    base_log_odds, base_variance = base_rate_log_odds(
        settings.no_hire, settings.declined, finalist_pool(instrument, responses)
    )
    contributions = weigh_answers(instrument, responses, advice=advice)
    variance = base_variance + settings.base_sd**2 + sum(row.variance for row in contributions)
    log_odds = base_log_odds + sum(row.contribution for row in contributions)
    return _WithoutSilence(base_log_odds, log_odds, variance, contributions)


def _limited(settings: OutlookSettings, log_odds: float) -> float:
    """The probability with these log odds, not below the floor nor above the ceiling."""
    return min(max(expit(log_odds), settings.floor), settings.ceiling)


def _estimate(settings: OutlookSettings, base: _WithoutSilence, silence: float) -> Estimate:
    """The outlook with its plausible range, with `silence` in log odds added."""
    log_odds = base.log_odds + silence
    spread = Z_80 * sqrt(base.variance + (settings.silence.sd_share * silence) ** 2)
    return Estimate(
        value=_limited(settings, log_odds),
        low=_limited(settings, log_odds - spread),
        high=_limited(settings, log_odds + spread),
    )


def _outlook(instrument: Instrument, responses: Responses, process: Process, today: date, advice: bool) -> Outlook:
    settings = instrument.outlook
    base = _without_silence(instrument, responses, advice)
    clock = silence_clock(settings.silence, process)
    silence = clock.log_odds(today) if clock else 0.0
    estimate = _estimate(settings, base, silence)
    studied = evidence_log_odds(instrument, responses, advice=False)
    return Outlook(
        value=estimate.value,
        low=estimate.low,
        high=estimate.high,
        log_odds=base.log_odds + silence,
        base_rate=expit(base.base_log_odds),
        without_advice=_limited(settings, base.base_log_odds + studied + silence),
        silence=silence,
        signs_for=sum(row.discount for row in base.contributions if row.weight > 0),
        signs_against=sum(row.discount for row in base.contributions if row.weight < 0),
        contributions=base.contributions,
        more_rounds=responses.get(instrument.roles.last_round) == MORE_ROUNDS,
    )


def outlook_by_day(
    instrument: Instrument, responses: Responses, *, process: Process, days: Iterable[date], advice: bool = True
) -> tuple[Estimate, ...]:
    """The outlook, 0..1, with its range on each of the days if nothing is heard until then."""
    base = _without_silence(instrument, responses, advice)
    clock = silence_clock(instrument.outlook.silence, process)
    silences = (clock.log_odds(day) if clock else 0.0 for day in days)
    return tuple(_estimate(instrument.outlook, base, silence) for silence in silences)
