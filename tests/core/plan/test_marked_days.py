"""The marked days are those of the plan, whatever was ticked or moved."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessment import assess
from assessment.core.applications.records import StepProgress
from assessment.core.model.process import Process
from assessment.core.plan.key_dates import KeyDay, add_days, key_days
from assessment.core.plan.marked_days import STEPS, marked_days
from assessment.core.plan.plan import make_plan
from assessment.core.plan.progress import apply_progress, days_done
from tests.support import INSTRUMENT, INTERVIEW, processes


def plan_and_marks(process, today, progress=None, minutes=60):
    """The plan as the person sees it, its open steps, and the days marked beside the outlook."""
    progress = progress or {}
    assessment = assess(INSTRUMENT, {"stage": "waiting"}, process=process, today=today)
    plan = make_plan(INSTRUMENT, assessment, process, today, minutes, done=days_done(progress))
    steps = apply_progress(plan, progress).steps
    open_steps = [step for step in steps if step.id not in days_done(progress)]
    return open_steps, marked_days(key_days(INSTRUMENT.outlook.silence, process), open_steps, today)


@given(processes(), st.integers(5, 120), st.data())
def test_every_marked_day_is_the_first_day_of_its_open_step(facts, minutes, data):
    process, today = facts
    assume(process.interview_date is not None)
    first_steps, _ = plan_and_marks(process, today, minutes=minutes)
    chosen = data.draw(st.lists(st.sampled_from(first_steps), unique_by=lambda step: step.id)) if first_steps else []
    marks = st.builds(
        StepProgress,
        step_id=st.just(""),
        done=st.booleans(),
        day=st.none() | st.integers(0, 40).map(lambda days: add_days(today, days)),
        done_on=st.none() | st.just(today),
    )
    progress = {step.id: replace(data.draw(marks), step_id=step.id) for step in chosen}
    steps, marked = plan_and_marks(process, today, progress, minutes)
    for kind, step_ids in STEPS.items():
        days = [step.day for step in steps if step.stage_step in step_ids]
        if days or kind is not KeyDay.TREAT_AS_NO:
            assert marked.day_of(kind) == min(days, default=None)
    assert [day for _, day in marked.days] == sorted(day for _, day in marked.days)


@pytest.mark.parametrize("since", range(28))
def test_while_waiting_no_check_in_is_marked_on_the_day_of_another(since):
    """From the journeys: the chart said "last check-in" two days before the list said "ask once"."""
    steps, marked = plan_and_marks(Process(interview_date=INTERVIEW), INTERVIEW + timedelta(since))
    listed = {step.stage_step: step.day for step in steps}
    assert marked.day_of(KeyDay.CHECK_IN) == listed.get("check_in")
    assert marked.day_of(KeyDay.SECOND_CHECK_IN) == listed.get("second_check_in")
    assert marked.day_of(KeyDay.TREAT_AS_NO) == listed["treat_as_no"]


@pytest.mark.parametrize(("since", "marked"), [(-1, INTERVIEW), (0, None), (1, None)])
def test_the_interview_is_marked_while_it_is_to_come(since, marked):
    days = key_days(INSTRUMENT.outlook.silence, Process(interview_date=INTERVIEW))
    assert marked_days(days, [], INTERVIEW + timedelta(since)).day_of(KeyDay.INTERVIEW) == marked
