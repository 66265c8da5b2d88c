"""The last day on which something may still stand in the plan, and the first on which it may not."""

from datetime import date, timedelta

import pytest

from assessment import assess
from assessment.core.model.process import Outcome, Process
from assessment.core.plan.context import PlanningContext
from assessment.core.plan.key_dates import KeyDays, is_interview_recent, is_past_asking, is_working_day
from assessment.core.plan.plan import biggest_win, make_plan
from assessment.core.plan.schedule import MAX_DELAY_DAYS, Schedule, Step
from tests.support import INSTRUMENT

MONDAY = date(2026, 11, 16)


def days_later(*numbers):
    return [MONDAY + timedelta(number) for number in numbers]


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (Outcome.REJECTED, {"ask_feedback": 1, "review": 2, "adjust": 4, "keep_door_open": 14}),
        (Outcome.NO_ANSWER, {"close_kindly": 0, "review": 1, "adjust": 3}),
        (Outcome.ROLE_CANCELLED, {"close_kindly": 0, "keep_door_open": 14}),
        (Outcome.OFFER, {"settle_terms": 0, "tell_others": 7}),
    ],
)
def test_the_steps_after_an_answer_are_due_so_many_days_after_it(outcome, expected):
    process = Process(last_word_date=MONDAY, outcome=outcome)
    assessment = assess(INSTRUMENT, {"stage": "decided"}, process=process, today=MONDAY)
    plan = make_plan(INSTRUMENT, assessment, process, MONDAY, 240)
    due = {step.id: (step.day - MONDAY).days for step in plan.steps if step.id in expected}
    assert due == expected


@pytest.mark.parametrize(("days", "recent"), [(0, True), (7, True), (8, False)])
def test_an_interview_is_recent_for_a_week(days, recent):
    assert is_interview_recent(MONDAY, MONDAY + timedelta(days)) is recent


@pytest.mark.parametrize(("days", "past"), [(19, False), (20, True), (21, True)])
def test_asking_ends_on_the_day_on_which_silence_is_treated_as_a_no(days, past):
    known = KeyDays(MONDAY, MONDAY, None, MONDAY, treat_as_no=MONDAY + timedelta(20))
    assert is_past_asking(known, MONDAY + timedelta(days)) is past


def test_asking_never_ends_where_silence_is_never_treated_as_a_no():
    known = KeyDays(MONDAY, MONDAY, None, MONDAY, treat_as_no=None)
    assert not is_past_asking(known, MONDAY + timedelta(400))


def test_a_step_is_placed_at_most_so_many_days_after_its_due_day():
    step = Step("write", "Write", "", "", 30, "prepare")
    *full, last, after = (MONDAY + timedelta(days) for days in range(MAX_DELAY_DAYS + 1))
    free_on_the_last = Schedule(MONDAY, 60, light_days=dict.fromkeys(full, 0))
    assert free_on_the_last.place_from(step, MONDAY) == last
    free_after_it = Schedule(MONDAY, 60, light_days=dict.fromkeys([*full, last], 0))
    assert free_after_it.room(after) == 60
    assert free_after_it.place_from(step, MONDAY) is None
    assert free_after_it.unplaced == [step]


@pytest.mark.parametrize(("last", "expected"), [(1, []), (2, [2]), (9, [2, 7])])
def test_an_application_may_be_on_the_last_day_itself(last, expected):
    wednesday = MONDAY + timedelta(2)
    planning = PlanningContext(INSTRUMENT, {}, Process(), Schedule(wednesday, 240))
    planning.place_weekly_search(MONDAY, MONDAY + timedelta(last), last_day=MONDAY + timedelta(last))
    assert [step.day for step in planning.schedule.steps] == days_later(*expected)


@pytest.mark.parametrize(("until", "weeks"), [(6, 1), (7, 2)])
def test_a_week_that_begins_on_the_last_monday_has_its_application(until, weeks):
    planning = PlanningContext(INSTRUMENT, {}, Process(), Schedule(MONDAY, 240))
    planning.place_weekly_search(MONDAY, MONDAY + timedelta(until))
    assert len(planning.schedule.steps) == weeks


@pytest.mark.parametrize("outcome", [Outcome.REJECTED, Outcome.NO_ANSWER, Outcome.ROLE_CANCELLED, Outcome.OFFER])
def test_after_an_answer_nothing_to_do_with_others_falls_on_a_week_end(outcome):
    for today in days_later(4, 5, 6):
        process = Process(last_word_date=today, outcome=outcome)
        others = [Process(employer="Other", interview_date=MONDAY)]
        assessment = assess(INSTRUMENT, {"stage": "decided"}, process=process, today=today)
        plan = make_plan(INSTRUMENT, assessment, process, today, 240, others=others)
        assert all(is_working_day(step.day) for step in plan.steps if step.stage_step)


def test_the_biggest_win_is_the_first_step_of_the_gap_whose_steps_win_most_together():
    steps = [
        Step("thanks", "", "", "", 5, "write"),
        Step("a", "", "", "", 5, "prepare", item="one", gain=3.0),
        Step("b", "", "", "", 5, "prepare", item="two", gain=2.0),
        Step("c", "", "", "", 5, "prepare", item="two", gain=2.0),
    ]
    assert biggest_win(steps).id == "b"
    assert biggest_win(steps[:2]).id == "a"
    assert biggest_win(steps[:1]) is None
