"""What the person did with a plan moves and adds, and never loses or doubles a step."""

from collections import Counter
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from assessment import assess
from assessment.core.applications.records import OwnStep, StepProgress
from assessment.core.plan.plan import Plan, make_plan
from assessment.core.plan.progress import OWN_KIND, apply_progress, own_step_id
from tests.support import INSTRUMENT, processes, responses

days = st.none() | st.dates()


@st.composite
def plans(draw):
    process, today = draw(processes())
    assessment = assess(INSTRUMENT, draw(responses()), process=process, today=today)
    return make_plan(INSTRUMENT, assessment, process, today, draw(st.integers(5, 120)))


def every_step(plan):
    return (*plan.steps, *plan.not_fit, *plan.lessons)


@st.composite
def plans_with_progress(draw):
    """A plan, progress on some of its steps and on steps it does not have, and own steps, ids taken or not."""
    plan = draw(plans())
    ids = [step.id for step in every_step(plan)]
    some_id = st.sampled_from([*ids, "own-1", "own-2", "own-3", "gone"])
    own = draw(st.lists(st.builds(OwnStep, some_id, st.text(max_size=5), days), max_size=4))
    marked = draw(st.lists(some_id, unique=True))
    return plan, {step_id: StepProgress(step_id, draw(st.booleans()), draw(days)) for step_id in marked}, own


@settings(deadline=None)
@given(plans_with_progress())
def test_nothing_is_lost_and_no_step_stands_twice(case):
    plan, progress, own = case
    applied = apply_progress(plan, progress, own)
    planned = {step.id for step in every_step(plan)}
    counts = Counter(step.id for step in every_step(applied))
    assert counts.keys() == planned | {step.id for step in own}
    assert set(counts.values()) <= {1}
    unmoved = [replace(step, day=None) for step in every_step(plan)]
    assert all(replace(step, day=None) in unmoved for step in every_step(applied) if step.id in planned)


@settings(deadline=None)
@given(plans_with_progress())
def test_the_persons_days_win_and_the_plan_stays_in_their_order(case):
    plan, progress, own = case
    applied = apply_progress(plan, progress, own)
    days_before = {**{step.id: step.day for step in own}, **{step.id: step.day for step in every_step(plan)[::-1]}}
    for step in applied.steps:
        moved = progress.get(step.id, StepProgress(step.id)).day
        assert step.day == (moved or days_before[step.id])
    assert [step.day or date.max for step in applied.steps] == sorted(step.day or date.max for step in applied.steps)
    for step in (*applied.not_fit, *applied.lessons):
        assert step.id not in progress or progress[step.id].day is None


@settings(deadline=None)
@given(plans_with_progress())
def test_without_progress_the_plan_is_itself_and_applying_twice_is_applying_once(case):
    plan, progress, own = case
    assert apply_progress(plan, {}).steps == plan.steps
    once = apply_progress(plan, progress, own)
    assert apply_progress(once, progress, own) == once


def test_an_own_step_is_a_step_of_its_own_kind_and_comes_last_in_its_day():
    day = date(2026, 11, 16)
    plan = apply_progress(
        Plan((), (), ()), {}, [OwnStep("a", "Call", day, 20), OwnStep("b", "Think"), OwnStep("c", "Run", day)]
    )
    assert [(step.id, step.minutes, step.kind) for step in plan.steps] == [
        ("a", 20, OWN_KIND),
        ("c", 15, OWN_KIND),
        ("b", 15, OWN_KIND),
    ]


@given(st.lists(st.text(max_size=8), max_size=6))
def test_ids_of_own_steps_follow_from_the_title_and_are_never_taken(titles):
    taken = []
    for title in titles:
        taken.append(own_step_id(title, taken))
    assert len(set(taken)) == len(titles)
    assert all(own_step_id(f" {title.upper().lower()} ") == own_step_id(title.upper().lower()) for title in titles)


def test_steps_of_one_title_have_different_ids_that_never_change():
    first = own_step_id("Call Bo")
    second = own_step_id("Call Bo", [first])
    third = own_step_id("call  bo", [first, second])
    assert (first, second, third) == ("own-ea0138f6c5a0", "own-58b3e6309699", "own-6c41c297a1e5")


def test_a_title_with_half_a_character_has_an_id_too():
    assert own_step_id("Call \ud800").startswith(OWN_KIND)
