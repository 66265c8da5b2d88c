"""How good the forecasts were: Brier scores, skill and calibration once outcomes are known.

The forecast at the first reveal is scored, never a later one. A Brier score is (p - o)^2, 0..1, lower is better
(Brier 1950). Skill is 1 - score / score of the base rate; above 0, the forecasts were better than the base rate.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

from assessment.core.applications.records import Guess, Reveal
from assessment.core.model.process import Outcome

COUNTS_ONLY_BELOW = 5
SKILL_FROM = 30
BINS = 10


class Verdict(StrEnum):
    """How an outcome counts for a forecast."""

    OFFER = "offer"
    NO_OFFER = "no_offer"
    NOT_SCORED = "not_scored"
    NOT_YET = "not_yet"


VERDICTS: Mapping[Outcome, Verdict] = {
    Outcome.OFFER: Verdict.OFFER,
    Outcome.DECLINED_BY_ME: Verdict.OFFER,
    Outcome.REJECTED: Verdict.NO_OFFER,
    Outcome.NO_ANSWER: Verdict.NO_OFFER,
    Outcome.WITHDREW: Verdict.NOT_SCORED,
    Outcome.ROLE_CANCELLED: Verdict.NOT_SCORED,
    Outcome.VERBAL_OFFER: Verdict.NOT_YET,
    Outcome.PENDING: Verdict.NOT_YET,
}
"""Outcome -> how it counts; nothing else decides that."""


class SampleSize(StrEnum):
    """How much the number of resolved applications allows to say."""

    COUNTS_ONLY = "counts_only"
    TOO_FEW = "too_few"
    SOME = "some"


@dataclass(frozen=True, slots=True)
class Forecast:
    """Guess, model and base rate at the first reveal, 0..1, and how the outcome counts."""

    model: float
    base_rate: float
    verdict: Verdict
    guess: float | None = None

    @property
    def offered(self) -> int:
        """1 if an offer came, else 0."""
        return int(self.verdict is Verdict.OFFER)


@dataclass(frozen=True, slots=True)
class Accuracy:
    """The mean Brier score over `count` forecasts, beside that of the base rate on the same ones."""

    count: int
    brier: float
    base_rate_brier: float

    @property
    def skill(self) -> float | None:
        """1 - score / score of the base rate; None if the score of the base rate is 0."""
        return 1 - self.brier / self.base_rate_brier if self.base_rate_brier else None


@dataclass(frozen=True, slots=True)
class Bin:
    """The forecasts from `low` up to `high`: how many, their mean, and how many of them got an offer."""

    low: float
    high: float
    count: int
    mean: float
    offers: int


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """How guess, model and base rate did. Scores are None and bins empty with too few resolved applications."""

    resolved: int
    offers: int
    not_scored: int
    not_yet: int
    sample_size: SampleSize
    guess: Accuracy | None = None
    model: Accuracy | None = None
    base_rate: Accuracy | None = None
    guess_bins: tuple[Bin, ...] = ()
    model_bins: tuple[Bin, ...] = ()


def verdict(outcome: Outcome | None) -> Verdict:
    """How the outcome counts for a forecast; NOT_YET without one."""
    return Verdict.NOT_YET if outcome is None else VERDICTS[outcome]


def forecast(reveal: Reveal, guess: Guess | None, outcome: Outcome | None) -> Forecast:
    """The forecast of one application, from its first reveal."""
    own = None if guess is None or guess.value is None else guess.value / 100
    return Forecast(reveal.outlook, reveal.base_rate, verdict(outcome), own)


def brier_score(probability: float, offered: int) -> float:
    """The squared error of one forecast, 0..1."""
    return (probability - offered) ** 2


def sample_size(resolved: int) -> SampleSize:
    """Below 5 only counts can be shown; below 30 there are too few to tell skill from luck."""
    if resolved < COUNTS_ONLY_BELOW:
        return SampleSize.COUNTS_ONLY
    return SampleSize.TOO_FEW if resolved < SKILL_FROM else SampleSize.SOME


def track_record(forecasts: Iterable[Forecast]) -> TrackRecord:
    """Guess, model and base rate scored over the resolved applications.

    The guess is scored over those with a guess, if there are 5 or more.
    """
    every = tuple(forecasts)
    resolved = [row for row in every if row.verdict in (Verdict.OFFER, Verdict.NO_OFFER)]
    guesses = [(row.guess, row) for row in resolved if row.guess is not None]
    models = [(row.model, row) for row in resolved]
    return TrackRecord(
        resolved=len(resolved),
        offers=sum(row.offered for row in resolved),
        not_scored=sum(row.verdict is Verdict.NOT_SCORED for row in every),
        not_yet=sum(row.verdict is Verdict.NOT_YET for row in every),
        sample_size=sample_size(len(resolved)),
        guess=_accuracy(guesses),
        model=_accuracy(models),
        base_rate=_accuracy([(row.base_rate, row) for row in resolved]),
        guess_bins=_bins(guesses),
        model_bins=_bins(models),
    )


def _accuracy(forecasts: Sequence[tuple[float, Forecast]]) -> Accuracy | None:
    """The accuracy of probabilities, each with the forecast that it belongs to; None for too few."""
    if len(forecasts) < COUNTS_ONLY_BELOW:
        return None
    brier = fmean(brier_score(probability, row.offered) for probability, row in forecasts)
    return Accuracy(len(forecasts), brier, fmean(brier_score(row.base_rate, row.offered) for _, row in forecasts))


def _bins(forecasts: Sequence[tuple[float, Forecast]]) -> tuple[Bin, ...]:
    """The probabilities in bins of a tenth, without empty bins; one on an edge is in the bin above."""
    if len(forecasts) < COUNTS_ONLY_BELOW:
        return ()
    tenths: dict[int, list[tuple[float, int]]] = {}
    for probability, row in forecasts:
        tenth = min(int(probability * BINS), BINS - 1)
        tenths.setdefault(tenth, []).append((probability, row.offered))
    return tuple(
        Bin(tenth / BINS, (tenth + 1) / BINS, len(rows), fmean(p for p, _ in rows), sum(o for _, o in rows))
        for tenth, rows in sorted(tenths.items())
    )
