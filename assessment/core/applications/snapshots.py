"""Snapshots of an application, the changes between two of them, and what a new round keeps."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType

from assessment.core.applications.records import Reveal, Snapshot, SnapshotScores
from assessment.core.model import Instrument, Responses, Stage
from assessment.core.model.process import CLEARED_BY_ROUND, Process
from assessment.core.scoring.assess import Assessment, assess
from assessment.core.scoring.points import score_points


@dataclass(frozen=True, slots=True)
class SplitResponses:
    """The answers that an instrument scores, and the retired ones, whose item or option it no longer has."""

    scored: Responses
    retired: Responses


@dataclass(frozen=True, slots=True)
class Change:
    """An answer that differs between two snapshots; None where there was no answer."""

    item: str
    before: str | None
    after: str | None


def split_retired(instrument: Instrument, responses: Responses) -> SplitResponses:
    """Split the answers into those that the instrument scores and those that are kept but not scored."""
    scored: dict[str, str] = {}
    retired: dict[str, str] = {}
    for item, option in responses.items():
        known = item in instrument.items and option in instrument.items[item].options_by_id
        (scored if known else retired)[item] = option
    return SplitResponses(MappingProxyType(scored), MappingProxyType(retired))


def snapshot_scores(assessment: Assessment) -> SnapshotScores:
    """The figures of an assessment that a snapshot stores."""
    outlook, fit = assessment.outlook, assessment.fit
    readiness = assessment.readiness.total if assessment.readiness else None
    return SnapshotScores(
        outlook=outlook.value,
        outlook_low=outlook.low,
        outlook_high=outlook.high,
        base_rate=outlook.base_rate,
        without_advice=outlook.without_advice,
        silence=outlook.silence,
        readiness=readiness.value if readiness else None,
        readiness_low=readiness.low if readiness else None,
        readiness_high=readiness.high if readiness else None,
        readiness_answered=readiness.answered if readiness else 0,
        fit=fit.value if fit else None,
        fit_low=fit.low if fit else None,
        fit_high=fit.high if fit else None,
    )


def without_early_readiness(instrument: Instrument, snapshot: Snapshot) -> Snapshot:
    """The snapshot, without its readiness where too few answers were given to show one."""
    points = score_points(instrument, instrument.readiness, split_retired(instrument, snapshot.responses).scored)
    if not points.answers_missing:
        return snapshot
    return replace(snapshot, scores=replace(snapshot.scores, readiness=None, readiness_low=None, readiness_high=None))


def take_snapshot(
    assessment: Assessment, responses: Responses, process: Process, *, day: date, at: datetime, round: int
) -> Snapshot:
    """A snapshot of that day, with all answers, retired ones included."""
    return Snapshot(
        day=day,
        taken_at=at,
        round=round,
        instrument_version=assessment.instrument_version,
        scores=snapshot_scores(assessment),
        responses=MappingProxyType(dict(responses)),
        process=process,
    )


def first_reveal(assessment: Assessment, *, at: datetime, half_heard_by: date | None = None) -> Reveal:
    """The first outlook and the day by which half have heard, to be compared with what came once that is known."""
    outlook = assessment.outlook
    return Reveal(outlook.value, outlook.base_rate, assessment.instrument_version, at, half_heard_by)


def differs(latest: Snapshot | None, now: Snapshot) -> bool:
    """Whether answers, facts or figures are others than in the latest snapshot; silence alone changes the figures."""
    if latest is None or dict(latest.responses) != dict(now.responses):
        return True
    return (latest.process, latest.scores) != (now.process, now.scores)


def last_forecast(snapshots: Iterable[Snapshot], round: int) -> Snapshot | None:
    """The latest snapshot of the round that was taken before an outcome was known; None where there is none.

    What an outlook says once the outcome is known is no forecast: silence has stopped counting.
    """
    before = [each for each in snapshots if each.round == round and not each.process.decided]
    return max(before, key=lambda each: each.taken_at, default=None)


def rescore(instrument: Instrument, snapshot: Snapshot) -> Snapshot:
    """The snapshot of the same day with the figures of this instrument, under its version."""
    scored = split_retired(instrument, snapshot.responses).scored
    assessment = assess(instrument, scored, process=snapshot.process, today=snapshot.day)
    return replace(snapshot, instrument_version=instrument.version, scores=snapshot_scores(assessment))


def changes(before: Snapshot, after: Snapshot) -> tuple[Change, ...]:
    """The answers that differ between two snapshots, sorted by item id."""
    old, new = before.responses, after.responses
    return tuple(
        Change(item, old.get(item), new.get(item))
        for item in sorted(old.keys() | new.keys())
        if old.get(item) != new.get(item)
    )


def clear_for_next_round(process: Process) -> Process:
    """The facts of the next round: dates and outcome are cleared, people and settings stay."""
    return replace(process, **CLEARED_BY_ROUND)


def items_that_stay(instrument: Instrument) -> frozenset[str]:
    """The items whose answers a new round keeps: those asked before an interview, unless they describe one round.

    Answers about the interview and the time after it belong to the round that has ended.
    """
    roles = instrument.roles
    of_each_round = {roles.stage, roles.last_round, roles.format, roles.setting, roles.finalists}
    asked_before = {item.id for item in instrument.items.values() if Stage.INVITED in item.stages}
    return frozenset(asked_before - of_each_round)
