"""The person's guess, the first reveal of the outlook, and the snapshots that follow it."""

from datetime import date

from assessment.core.applications.records import Guess, Snapshot
from assessment.core.applications.snapshots import differs, first_reveal, last_forecast, take_snapshot
from assessment.core.model import Stage
from assessment.core.model.process import current_stage
from assessment.core.scoring.assess import Assessment
from assessment.core.scoring.hearing import hearing_by_day
from assessment.ui import resources
from assessment.ui.session import answers, current_application, facts, visit


def guess() -> Guess | None:
    """The person's guess; None before it."""
    return current_application.stored().guess or current_application.last_seen().unsaved.guess


def outcome_is_known() -> bool:
    """Whether the person knows the outcome, also where they have only said that it is decided."""
    stage = current_stage(resources.instrument(), answers.responses(), facts.process(), visit.today())
    return stage is Stage.DECIDED


def guess_closed() -> bool:
    """Whether no guess is asked for: it was given or skipped, or the outlook or the outcome is known already."""
    return guess() is not None or current_application.stored().reveal is not None or outcome_is_known()


def record_guess(value: int | None, answer_day: date | None = None) -> None:
    """Save the person's guess, 0..100, and the day on which they think they will hear; None for what they skip.

    What fails is kept for later.
    """
    current_application.last_seen().unsaved.guess = Guess(value, visit.now(), answer_day)
    save_unsaved()


def save_unsaved() -> None:
    """Save the guess that was not saved before."""
    unsaved = current_application.last_seen().unsaved
    if unsaved.guess:
        with current_application.saving(tried_again=True) as repository:
            repository.save_guess(current_application.application(), unsaved.guess)
            unsaved.guess = None


def save_shown_outlook(assessment: Assessment) -> None:
    """Save the first reveal, and a snapshot of today where it differs from the last one.

    After the outcome is known nothing is saved: what the person saw before it is what stands.
    """
    stored = current_application.stored()
    if current_application.is_example() or outcome_is_known():
        return
    if stored.reveal is None:
        reveal = first_reveal(assessment, at=visit.now(), half_heard_by=_half_heard_by(assessment))
        with current_application.saving(tried_again=True) as repository:
            repository.save_reveal(current_application.application(), reveal)
    snapshot = take_snapshot(
        assessment,
        stored.responses,
        stored.application.process,
        day=visit.today(),
        at=visit.now(),
        round=stored.application.round,
    )
    if visit.current().storage_problem is None and differs(_last_snapshot(), snapshot):
        with current_application.saving(changes_application=False, tried_again=True) as repository:
            repository.save_snapshot(current_application.application(), snapshot)
            current_application.last_seen().last_snapshot = snapshot


def _half_heard_by(assessment: Assessment) -> date | None:
    """The day by which half of the people like this one have heard; None where nobody waits yet."""
    figures, outlook = resources.instrument().outlook.silence, assessment.outlook
    hearing = hearing_by_day(figures, outlook, process=facts.process(), today=visit.today(), days=())
    return hearing.half_heard_by if hearing else None


def last_before_outcome() -> Snapshot | None:
    """The last outlook of this round that the person saw before they knew the outcome; None where they saw none."""
    snapshots = current_application.repository().snapshots(current_application.application())
    return last_forecast(snapshots, current_application.stored().application.round)


def _last_snapshot() -> Snapshot | None:
    last_seen = current_application.last_seen()
    if last_seen.last_snapshot is None:
        snapshots = current_application.repository().snapshots(current_application.application())
        last_seen.last_snapshot = snapshots[-1] if snapshots else None
    return last_seen.last_snapshot
