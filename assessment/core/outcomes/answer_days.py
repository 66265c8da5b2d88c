"""How good the forecasts of the day of the answer were, once it has come: days off, either way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from assessment.core.applications.records import Guess, Reveal
from assessment.core.model.process import TOLD_BY_EMPLOYER, Outcome

ANSWERED = TOLD_BY_EMPLOYER | {Outcome.DECLINED_BY_ME}
"""The outcomes before which the employer gave an answer: who declined an offer had one."""
SHOWN_FROM = 5
"""With fewer answers, luck decides everything."""


@dataclass(frozen=True, slots=True)
class DaysOff:
    """By how many days the person's day, and the day by which half have heard, missed the answer; None without one."""

    guess: int | None
    half_heard: int | None


@dataclass(frozen=True, slots=True)
class MeanDaysOff:
    """The mean of days off over the answers that have both."""

    count: int
    guess: float
    half_heard: float


def days_off(guess: Guess | None, reveal: Reveal | None, outcome: Outcome | None, answered: date | None) -> DaysOff:
    """How far both forecasts were from the day of the answer; nothing where the employer told none."""
    if outcome not in ANSWERED or answered is None:
        return DaysOff(None, None)
    return DaysOff(
        _distance(guess.answer_day if guess else None, answered),
        _distance(reveal.half_heard_by if reveal else None, answered),
    )


def mean_days_off(each: Iterable[DaysOff]) -> MeanDaysOff | None:
    """The means over those with both forecasts; None below five of them."""
    pairs = [(one.guess, one.half_heard) for one in each if one.guess is not None and one.half_heard is not None]
    if len(pairs) < SHOWN_FROM:
        return None
    return MeanDaysOff(len(pairs), fmean(guess for guess, _ in pairs), fmean(half for _, half in pairs))


def _distance(day: date | None, answered: date) -> int | None:
    return abs((day - answered).days) if day else None
