"""The sealed guess, the first reveal, and the snapshots that follow."""

from assessment.core.applications.records import Guess, Reveal, Snapshot
from assessment.core.applications.snapshots import first_reveal, snapshot_due, take_snapshot
from assessment.core.scoring.assess import Assessment
from assessment.ui.session import clock, current_application


def guess() -> Guess | None:
    """The sealed guess."""
    return current_application.stored().guess


def reveal() -> Reveal | None:
    """What the person saw first; None until then."""
    return current_application.stored().reveal


def guess_settled() -> bool:
    """Whether a guess was sealed or skipped, or comes too late: after a reveal, or once it is known how it ended."""
    now = current_application.stored()
    return now.guess is not None or now.reveal is not None or now.application.process.decided


def settle_guess(value: int | None) -> None:
    """Seal the person's own number, 0..100, or None when they skip it."""
    with current_application.saving() as repository:
        repository.save_guess(current_application.application(), Guess(value, clock.now()))


def keep_what_was_shown(assessment: Assessment) -> None:
    """Keep the first reveal, and a snapshot of today where answers or facts have changed since the last.

    A number first seen after the outcome was known is no forecast, and not kept as one.
    """
    if current_application.is_example():
        return
    now = current_application.stored()
    process = now.application.process
    if now.reveal is None and not process.decided:
        reveal = first_reveal(assessment, at=clock.now())
        with current_application.saving() as repository:
            repository.save_reveal(current_application.application(), reveal)
    if snapshot_due(_last_kept(), now.responses, process):
        snapshot = take_snapshot(
            assessment, now.responses, process, day=clock.today(), at=clock.now(), round=now.application.round
        )
        with current_application.saving(changes_application=False) as repository:
            repository.save_snapshot(current_application.application(), snapshot)
            current_application.seen().last_kept = snapshot


def _last_kept() -> Snapshot | None:
    seen = current_application.seen()
    if seen.last_kept is None:
        seen.last_kept = next(
            reversed(current_application.repository().snapshots(current_application.application())), None
        )
    return seen.last_kept
