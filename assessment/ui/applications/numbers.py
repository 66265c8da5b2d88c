"""The numbers of the applications that their list needs, computed once a day for each version of an application."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from weakref import WeakKeyDictionary

from assessment.core.applications.records import StoredApplication
from assessment.core.applications.status import ApplicationStatus
from assessment.core.outcomes.answer_days import DaysOff, days_off
from assessment.core.outcomes.calibration import Forecast, forecast
from assessment.core.plan.decided import assume_answer_day
from assessment.core.plan.progress import days_done
from assessment.core.plan.schedule import Step
from assessment.core.scoring.assess import Estimate
from assessment.storage.database import Storage
from assessment.ui.applications.line import assess_and_plan
from assessment.ui.session import current_application, visit

HOUR = 60
"""Minutes."""


@dataclass(frozen=True, slots=True)
class ApplicationNumbers:
    """The numbers of one application whose outlook the person has seen.

    `estimate` is its outlook with the range, 0..1, and None where no outcome is to come or nothing is answered.
    """

    forecast: Forecast
    days_off: DaysOff
    estimate: Estimate | None = None
    points_in_an_hour: float = 0.0


@dataclass(frozen=True, slots=True)
class KnownNumbers:
    """What was computed of the applications of one database.

    `numbers` has by id the version of an application, the day, and its numbers then; `past` has by id and round the
    version, and the outlooks of its days then.
    """

    numbers: dict[str, tuple[int, date, ApplicationNumbers]] = field(default_factory=dict)
    past: dict[tuple[str, int], tuple[int, Mapping[date, float]]] = field(default_factory=dict)


_OF_DATABASES: WeakKeyDictionary[Storage, KnownNumbers] = WeakKeyDictionary()
"""By database, since visits that keep their own may have brought in the same ids; forgotten with the database."""


def _known() -> KnownNumbers:
    return _OF_DATABASES.setdefault(current_application.own_storage(), KnownNumbers())


def numbers_of(statuses: Iterable[ApplicationStatus], today: date) -> dict[str, ApplicationNumbers]:
    """The numbers of those applications whose outlook the person has seen, by their ids."""
    known = _known().numbers
    versions = {status.id: status.version for status in statuses if status.revealed}
    changed = [each for each, version in versions.items() if known.get(each, ())[:2] != (version, today)]
    for stored in current_application.own_repository().stored_applications(changed) if changed else ():
        application_id = stored.application.id
        known[application_id] = versions[application_id], today, _numbers(stored, today)
    return {each: known[each][2] for each in versions if each in known}


def past_outlooks(status: ApplicationStatus, round_shown: int) -> Mapping[date, float]:
    """The outlook, 0..1, of each day of this round on which the person looked at it, oldest first, as it was then."""
    past = _known().past
    known = past.get((status.id, round_shown))
    if known is None or known[0] != status.version:
        snapshots = current_application.own_repository().snapshots(status.id)
        forecasts = [each for each in snapshots if each.round == round_shown and not each.process.decided]
        # By day and version of the figures: those of that day stay, also where it was scored again.
        first_figures = {each.day: each.scores.outlook for each in reversed(forecasts)}
        known = past[status.id, round_shown] = status.version, dict(sorted(first_figures.items()))
    return known[1]


def forget_numbers() -> None:
    """Compute all numbers anew, after an import or a deletion that may use the same ids and versions again."""
    _OF_DATABASES.clear()


def _numbers(stored: StoredApplication, today: date) -> ApplicationNumbers:
    application, reveal = stored.application, stored.reveal
    if reveal is None:
        raise ValueError("no outlook was seen")
    seen = forecast(reveal, stored.guess, application.process.outcome)
    missed = _days_off(stored)
    if application.archived or application.process.decided:
        return ApplicationNumbers(seen, missed)
    assessment, plan = assess_and_plan(stored, today)
    outlook, done = assessment.outlook, days_done(stored.progress)
    return ApplicationNumbers(
        seen,
        missed,
        Estimate(outlook.value, outlook.low, outlook.high) if assessment.responses else None,
        points_in(HOUR, [step for step in plan.steps if step.id not in done]),
    )


def _days_off(stored: StoredApplication) -> DaysOff:
    recorded = stored.application.outcome_at
    process = assume_answer_day(stored.application.process, visit.day_of(recorded) if recorded else None)
    return days_off(stored.guess, stored.reveal, process.outcome, process.last_word_date)


def points_in(minutes: int, steps: Sequence[Step]) -> float:
    """The most readiness points that the steps can gain in so many minutes; part of a step gains its share."""
    points = 0.0
    for step in sorted(steps, key=lambda step: -step.gain / step.minutes):
        if minutes > 0:
            points += step.gain * min(1.0, minutes / step.minutes)
            minutes -= step.minutes
    return points
