"""How an application moved: snapshots, what changed between two of them, and answers an instrument no longer knows."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType

from assessment.core.applications.records import Reveal, Scores, Snapshot
from assessment.core.model import Instrument, Responses, Stage
from assessment.core.model.process import CLEARED_BY_ROUND, Process
from assessment.core.scoring.assess import Assessment, assess


@dataclass(frozen=True, slots=True)
class KnownAnswers:
    """Answers parted by whether the instrument still has their item and option; only `scored` ones count."""

    scored: Responses
    retired: Responses


@dataclass(frozen=True, slots=True)
class Change:
    """An answer that differs between two snapshots; None where it was open."""

    item: str
    before: str | None
    after: str | None


def known_answers(instrument: Instrument, responses: Responses) -> KnownAnswers:
    """The answers this instrument can score, and the retired ones: facts that stay and are not scored."""
    scored: dict[str, str] = {}
    retired: dict[str, str] = {}
    for item, option in responses.items():
        known = item in instrument.items and option in instrument.items[item].by_option
        (scored if known else retired)[item] = option
    return KnownAnswers(MappingProxyType(scored), MappingProxyType(retired))


def scores_of(assessment: Assessment) -> Scores:
    """The numbers of an assessment, as a snapshot keeps them."""
    outlook, fit = assessment.outlook, assessment.fit
    readiness = assessment.readiness.total if assessment.readiness else None
    return Scores(
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


def take_snapshot(
    assessment: Assessment, responses: Responses, process: Process, *, day: date, at: datetime, round: int
) -> Snapshot:
    """The application on that day with all its answers, retired ones included, and what was made of them."""
    return Snapshot(
        day=day,
        taken_at=at,
        round=round,
        instrument_version=assessment.instrument_version,
        scores=scores_of(assessment),
        responses=MappingProxyType(dict(responses)),
        process=process,
    )


def first_reveal(assessment: Assessment, *, at: datetime) -> Reveal:
    """What the person sees for the first time, to be scored when the outcome is known."""
    outlook = assessment.outlook
    return Reveal(outlook.value, outlook.base_rate, assessment.instrument_version, at)


def snapshot_due(latest: Snapshot | None, responses: Responses, process: Process) -> bool:
    """Whether answers or facts changed since the latest snapshot."""
    return latest is None or dict(latest.responses) != dict(responses) or latest.process != process


def rescore(instrument: Instrument, snapshot: Snapshot) -> Snapshot:
    """The same day with the figures of this instrument; the snapshot as it was scored stays beside it."""
    scored = known_answers(instrument, snapshot.responses).scored
    assessment = assess(instrument, scored, process=snapshot.process, today=snapshot.day)
    return replace(snapshot, instrument_version=instrument.version, scores=scores_of(assessment))


def changes(before: Snapshot, after: Snapshot) -> tuple[Change, ...]:
    """The answers that differ between two snapshots, in the order of their items' names."""
    old, new = before.responses, after.responses
    return tuple(
        Change(item, old.get(item), new.get(item))
        for item in sorted(old.keys() | new.keys())
        if old.get(item) != new.get(item)
    )


def next_round(process: Process) -> Process:
    """The facts at the start of the next round: people and settings stay, days and outcome are cleared."""
    return replace(process, **CLEARED_BY_ROUND)


def items_that_stay(instrument: Instrument) -> frozenset[str]:
    """The items whose answers outlive a round: those asked before an interview, and not about that very round.

    What is asked only afterwards (signs, how it went, follow-through) belonged to the round that is over.
    """
    roles = instrument.roles
    of_each_round = {roles.stage, roles.format, roles.finalists}
    asked_before = {item.id for item in instrument.items.values() if Stage.INVITED in item.stages}
    return frozenset(asked_before - of_each_round)
