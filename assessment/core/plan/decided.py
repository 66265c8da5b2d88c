"""The plan after an answer: the steps of each outcome, and applications elsewhere where the search goes on."""

from dataclasses import replace
from datetime import date

from assessment.core.model import Stage, StepId
from assessment.core.model.process import Outcome, Process
from assessment.core.plan.context import PlanningContext
from assessment.core.plan.gaps import fit_gaps
from assessment.core.plan.key_dates import add_days, next_message_day, working_day_from

LETTER_KIND = "letter"
"""The kind of the steps that write to the employer after an answer."""
AFTER_AN_ANSWER: dict[Outcome | None, tuple[tuple[StepId, int], ...]] = {
    Outcome.REJECTED: ((StepId.ASK_FEEDBACK, 1), (StepId.REVIEW, 2), (StepId.ADJUST, 4), (StepId.KEEP_DOOR_OPEN, 14)),
    Outcome.NO_ANSWER: ((StepId.CLOSE_KINDLY, 0), (StepId.REVIEW, 1), (StepId.ADJUST, 3)),
    Outcome.WITHDREW: ((StepId.CLOSE_KINDLY, 0),),
    Outcome.DECLINED_BY_ME: ((StepId.CLOSE_KINDLY, 0),),
    Outcome.ROLE_CANCELLED: ((StepId.CLOSE_KINDLY, 0), (StepId.KEEP_DOOR_OPEN, 14)),
    Outcome.VERBAL_OFFER: ((StepId.WRITTEN_OFFER, 0),),
    Outcome.OFFER: ((StepId.SETTLE_TERMS, 0), (StepId.TELL_OTHERS, 7)),
}
"""Outcome -> its steps, each with the number of days after the answer on which it is due."""
SEARCH_GOES_ON = {None, Outcome.REJECTED, Outcome.NO_ANSWER, Outcome.ROLE_CANCELLED, Outcome.VERBAL_OFFER}


def assume_answer_day(process: Process, recorded: date | None) -> Process:
    """The process with the day on which the answer was `recorded`, if the person did not say when it came."""
    if not process.decided or process.last_word_date or recorded is None:
        return process
    return replace(process, last_word_date=recorded)


def plan_after_decision(planning: PlanningContext) -> None:
    """Place the steps of the outcome, each on a later day than the one before, letters some days apart.

    A written offer is told to the other employers first: some can still answer before it has to be.
    """
    outcome = planning.process.outcome if planning.process.decided else None
    if outcome is Outcome.OFFER:
        offer_steps = {step.id: step for step in map(planning.texts.offer_step, planning.others)}
        for step in offer_steps.values():
            planning.schedule.place_from(step, planning.today, working_days=True)
    _place_steps_of_outcome(planning, outcome)
    if outcome is Outcome.OFFER:
        for gap in fit_gaps(planning.instrument, planning.responses):
            step = planning.texts.fit_step(StepId.SETTLE_FIT, gap)
            planning.schedule.place_from(step, planning.today, working_days=True)
    if outcome is Outcome.VERBAL_OFFER:
        for step in planning.open_steps(planning.roles.pay_range, Stage.WAITING):
            planning.schedule.place_from(step, planning.today)
    if outcome in SEARCH_GOES_ON:
        planning.place_search(planning.process.last_word_date, until=date.max)


def _place_steps_of_outcome(planning: PlanningContext, outcome: Outcome | None) -> None:
    answered = planning.process.last_word_date or planning.today
    before: date | None = None
    written: date | None = None
    for step_id, after_days in AFTER_AN_ANSWER.get(outcome, ()):
        step = planning.texts.stage_step(step_id)
        is_letter = step.kind == LETTER_KIND
        due = max(add_days(answered, after_days), add_days(before, 1) if before else planning.today)
        if is_letter and written:
            due = max(due, next_message_day(written))
        placed = planning.schedule.place_from(step, working_day_from(due), working_days=True)
        before = placed or before
        if is_letter:
            written = planning.placed_or_done(step, placed) or written
