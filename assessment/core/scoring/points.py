"""Readiness and fit: shares of credit, in points of 100, with what the open questions could still make of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assessment.core.model import Credit, Instrument, Responses, Stage


@dataclass(frozen=True, slots=True)
class Points:
    """A score on 0..100 with its range; `value` is None where nothing is answered.

    `low` and `high` are the score with every open question answered at its worst and at its best.
    """

    value: float | None
    low: float
    high: float
    answered: int
    asked: int

    @property
    def answers_missing(self) -> int:
        """How many more answers it takes until half are given; the app shows no score below that."""
        return max(0, -(-self.asked // 2) - self.answered)


@dataclass(frozen=True, slots=True)
class Readiness:
    """Readiness in total and by domain id, in points of 100."""

    total: Points
    domains: Mapping[str, Points]


def asked_items(instrument: Instrument, credits: Iterable[str], responses: Responses) -> list[str]:
    """The items, of those with credit, that are asked at the person's stage, or answered; all without a stage."""
    answer = responses.get(instrument.roles.stage)
    if answer is None:
        return list(credits)
    stage = Stage(answer)
    return [item for item in credits if item in responses or stage in instrument.items[item].stages]


def score_points(instrument: Instrument, credits: Mapping[str, Credit], responses: Responses) -> Points:
    """The score of the answered items: their credit, weighted by importance, in points of 100, with its range."""
    asked = asked_items(instrument, credits, responses)
    answered, earned, possible, worst, best, total = 0, 0.0, 0.0, 0.0, 0.0, 0.0
    for item in asked:
        credit = credits[item]
        total += credit.importance
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
        low=100 * (earned + worst) / total if total else 0.0,
        high=100 * (earned + best) / total if total else 100.0,
        answered=answered,
        asked=len(asked),
    )


def score_answered(instrument: Instrument, credits: Mapping[str, Credit], responses: Responses) -> Points | None:
    """The same as `score_points`; None where nothing is answered."""
    score = score_points(instrument, credits, responses)
    return score if score.answered else None


def score_readiness(instrument: Instrument, responses: Responses) -> Readiness | None:
    """Readiness in total and by domain; None where nothing about it is answered."""
    total = score_answered(instrument, instrument.readiness, responses)
    if total is None:
        return None
    by_domain = instrument.readiness_by_domain.items()
    return Readiness(total, {domain: score_points(instrument, credits, responses) for domain, credits in by_domain})
