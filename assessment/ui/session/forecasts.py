"""The person's guess, the first reveal of the outlook, and the snapshots that follow it."""

from assessment.core.applications.records import Guess, Reveal, Snapshot
from assessment.core.applications.snapshots import first_reveal, snapshot_due, take_snapshot
from assessment.core.scoring.assess import Assessment
from assessment.ui.session import current_application, visit


def guess() -> Guess | None:
    """The person's guess; None before it."""
    return current_application.stored().guess


def reveal() -> Reveal | None:
    """The first outlook that the person saw; None before it."""
    return current_application.stored().reveal


def guess_closed() -> bool:
    """Whether no guess is asked for: it was given or skipped, or the outlook or the outcome is known already."""
    stored = current_application.stored()
    return stored.guess is not None or stored.reveal is not None or stored.application.process.decided


def record_guess(value: int | None) -> None:
    """Save the person's guess, 0..100, or None when they skip it."""
    with current_application.saving() as repository:
        repository.save_guess(current_application.application(), Guess(value, visit.now()))


def save_shown_outlook(assessment: Assessment) -> None:
    """Save the first reveal, and a snapshot of today where answers or facts have changed since the last one.

    An outlook first shown after the outcome was known is no forecast, and not saved as one.
    """
    if current_application.is_example():
        return
    stored = current_application.stored()
    process = stored.application.process
    if stored.reveal is None and not process.decided:
        with current_application.saving() as repository:
            repository.save_reveal(current_application.application(), first_reveal(assessment, at=visit.now()))
    if snapshot_due(_last_snapshot(), stored.responses, process):
        snapshot = take_snapshot(
            assessment, stored.responses, process, day=visit.today(), at=visit.now(), round=stored.application.round
        )
        with current_application.saving(changes_application=False) as repository:
            repository.save_snapshot(current_application.application(), snapshot)
            current_application.last_seen().last_snapshot = snapshot


def _last_snapshot() -> Snapshot | None:
    last_seen = current_application.last_seen()
    if last_seen.last_snapshot is None:
        snapshots = current_application.repository().snapshots(current_application.application())
        last_seen.last_snapshot = snapshots[-1] if snapshots else None
    return last_seen.last_snapshot
