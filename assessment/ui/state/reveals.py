"""The sealed guess, the first reveal, and the snapshots that follow."""

import streamlit as st

from assessment.core.history import first_reveal, snapshot_due, take_snapshot
from assessment.core.model import AssessmentError
from assessment.core.records import Guess
from assessment.core.scoring import Assessment
from assessment.ui.state import answers, clock, opened, process_facts


def guess() -> Guess | None:
    """The sealed guess."""
    return opened.records().guess(opened.application())


def guess_settled() -> bool:
    """Whether the person sealed a number of their own, or skipped it."""
    return guess() is not None or bool(st.session_state.get(f"skipped:{opened.application()}"))


def settle_guess(value: int | None) -> None:
    """Seal the person's own number, 0..100, or None when they skip it."""
    try:
        opened.records().seal_guess(opened.application(), Guess(value, clock.now()))
        opened.clear_problem()
    except AssessmentError as error:
        opened.keep_problem(error)
        st.session_state[f"skipped:{opened.application()}"] = True


def keep_what_was_shown(assessment: Assessment) -> None:
    """Keep the first reveal, and a snapshot of today where answers or facts have changed since the last."""
    if opened.is_example():
        return
    kept, open_application, process = opened.records(), opened.application(), process_facts.process()
    responses = {**answers.retired(), **answers.responses()}
    try:
        if kept.reveal(open_application) is None:
            kept.keep_reveal(open_application, first_reveal(assessment, at=clock.now()))
        snapshots = kept.snapshots(open_application)
        if snapshot_due(snapshots[-1] if snapshots else None, responses, process):
            round_number = kept.application(open_application).round
            snapshot = take_snapshot(
                assessment, responses, process, day=clock.today(), at=clock.now(), round=round_number
            )
            kept.save_snapshot(open_application, snapshot)
    except AssessmentError as error:
        opened.keep_problem(error)
