"""A plan that comes back on any day after its export changes what the person edited, and nothing else."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assessment import assess
from assessment.core.applications.records import OwnStep, StepMark
from assessment.core.model.process import Person, Process, drop_impossible_facts
from assessment.core.plan.edits import edits_of, exported_days, recent_plans, ticked_at_export
from assessment.core.plan.plan import make_plan
from assessment.core.plan.progress import apply_marks, own_step_id
from assessment.export.plan_csv import plan_csv
from assessment.export.plan_import import read_plan_csv
from tests.support import INSTRUMENT, INTERVIEW, processes, responses

ANN = Process(interview_date=INTERVIEW, people=(Person("Ann", "CTO"),))
PREPARING = {"stage": "invited", "company_knowledge": "little", "story_bank": "none", "practice": "none"}


class Kept:
    """What is kept of one person, and the plan that any day makes of it."""

    def __init__(self, answers, process, marks=(), own_steps=(), minutes=60):
        self.answers, self.process, self.minutes = answers, process, minutes
        self.marks, self.own_steps = {mark.step_id: mark for mark in marks}, tuple(own_steps)

    def plan_of(self, day, done):
        process = drop_impossible_facts(self.process, day)
        assessment = assess(INSTRUMENT, self.answers, process=process, today=day)
        return make_plan(INSTRUMENT, assessment, process, day, self.minutes, done=done)

    def plan(self, today):
        done = {mark.step_id for mark in self.marks.values() if mark.done}
        return apply_marks(self.plan_of(today, done), self.marks, self.own_steps)

    def exported(self, today):
        return plan_csv(INSTRUMENT, self.plan(today), self.marks)

    def tells_its_day(self, exported, today, edited):
        """Whether more rows of the edited file agree with its own plan than with that of any other recent day.

        Rows with a day that the person gave before the export tell of none.
        """
        done = {mark.step_id for mark in self.marks.values() if mark.done}
        given = {mark.step_id for mark in self.marks.values() if mark.day}
        shown = {step.id: step.day for step in self.plan(exported).steps if step.id not in given} | edited
        recent = [self.plan_of(today - timedelta(ago), done) for ago in range(61)]
        planned = [{step.id: step.day for step in (*plan.steps, *plan.not_fit, *plan.lessons)} for plan in recent]
        agreeing = [sum(days.get(name) == day for name, day in shown.items()) for days in planned]
        own, most = planned[(today - exported).days], agreeing[(today - exported).days]
        return all(days == own or number < most for days, number in zip(planned, agreeing, strict=True))

    def edits(self, text, today):
        plan = self.plan(today)
        ids = [step.id for step in (*plan.steps, *plan.not_fit, *plan.lessons)]
        read = read_plan_csv(text.encode(), ids, self.marks)
        assert read.problems == ()
        plans = recent_plans(self.plan_of, today, ticked_at_export(read.marks, self.marks))
        days = exported_days(plans, read.days, self.marks)
        return edits_of(days, read.marks, read.own_steps, self.marks, self.own_steps, today)


@st.composite
def people(draw):
    """Anybody with ticks, moves, notes and steps of their own, and the day of an export."""
    process, today = draw(processes())
    kept = Kept(draw(responses()), process, minutes=draw(st.integers(5, 120)))
    plan = kept.plan(today)
    ids = [step.id for step in (*plan.steps, *plan.not_fit, *plan.lessons)]
    titles = draw(st.lists(st.sampled_from(["Call Bo", "Buy shoes", "Run"]), unique=True))
    days = st.none() | st.integers(-40, 60).map(lambda days: today + timedelta(days))
    kept.own_steps = tuple(OwnStep(own_step_id(title), title, draw(days), 20) for title in titles)
    marked = draw(st.lists(st.sampled_from([*ids, *(own.id for own in kept.own_steps), "gone"]), unique=True))
    notes = st.sampled_from(["", "ask Ana"])
    kept.marks = {name: StepMark(name, draw(st.booleans()), draw(days), draw(notes)) for name in marked}
    return kept, today


def moved_in(text, step_id, old, new):
    return text.replace(f"\n{step_id},{old},", f"\n{step_id},{new},")


def day_of(plan, step_id):
    return next(step.day for step in plan.steps if step.id == step_id)


@settings(max_examples=60)
@given(people(), st.integers(0, 60))
def test_what_comes_back_unedited_on_any_later_day_changes_nothing(person, days):
    kept, today = person
    assert kept.edits(kept.exported(today), today + timedelta(days)).number == 0


@settings(max_examples=40)
@given(people(), st.integers(0, 60), st.data())
def test_an_edited_day_is_taken_over_alone_and_nothing_left_to_do_goes_into_the_past(person, days, data):
    kept, exported = person
    today = exported + timedelta(days)
    rows = [step for step in kept.plan(exported).steps if step.kind != "own" and step.day]
    still = {step.id for step in kept.plan(today).steps}
    if not (rows := [step for step in rows if step.id in still and not kept.marks.get(step.id, StepMark("")).done]):
        return
    step = data.draw(st.sampled_from(rows))
    day = exported + timedelta(data.draw(st.integers(-5, 90)))
    assume(kept.tells_its_day(exported, today, {step.id: day}))
    edits = kept.edits(moved_in(kept.exported(exported), step.id, step.day, day), today)
    assert {mark.step_id for mark in edits.marks} <= {step.id}
    assert not edits.own_steps
    for mark in edits.marks:
        assert mark.day in (None, day)
        assert mark.day is None or mark.day >= today


@pytest.mark.parametrize("days", [1, 3])
def test_a_tick_in_a_spreadsheet_pins_no_other_step(days):
    kept, exported = Kept(PREPARING, replace(ANN, interview_date=date(2026, 11, 20))), date(2026, 11, 9)
    text = kept.exported(exported)
    (row,) = [row for row in text.split("\r\n") if row.startswith("tip-practice_ask")]
    edits = kept.edits(text.replace(row, row.replace(",no,", ",yes,")), exported + timedelta(days))
    assert edits.marks == (StepMark("tip-practice_ask", done=True),)


def test_an_unsent_thank_you_rolls_on_after_an_import():
    kept, exported = Kept({"stage": "waiting"}, ANN), INTERVIEW + timedelta(3)
    for days in (0, 1, 2):
        assert kept.edits(kept.exported(exported), exported + timedelta(days)).marks == ()


def test_the_day_a_person_gave_is_kept_though_the_plan_has_rolled_on():
    kept, exported = Kept({"stage": "waiting"}, ANN), INTERVIEW
    old, new = day_of(kept.plan(exported), "check_in"), INTERVIEW + timedelta(10)
    edits = kept.edits(moved_in(kept.exported(exported), "check_in", old, new), exported + timedelta(2))
    assert (edits.marks, edits.past) == ((StepMark("check_in", day=new),), ())


def test_a_day_that_has_passed_is_named_and_left_unless_the_step_is_done():
    kept, exported = Kept({"stage": "waiting"}, ANN), INTERVIEW
    old, new = day_of(kept.plan(exported), "check_in"), INTERVIEW + timedelta(1)
    text = moved_in(kept.exported(exported), "check_in", old, new)
    today = exported + timedelta(3)
    assert (kept.edits(text, today).marks, kept.edits(text, today).past) == ((), ("check_in",))
    (row,) = [row for row in text.split("\r\n") if row.startswith("check_in,")]
    edits = kept.edits(text.replace(row, row.replace(",no,", ",yes,")), today)
    assert (edits.marks, edits.past) == ((StepMark("check_in", done=True, day=new),), ())


def test_a_step_that_is_added_with_a_tick_and_a_note_is_one_change():
    kept, today = Kept({"stage": "waiting"}, ANN), INTERVIEW
    edits = kept.edits(f"step_id,date,title,done,note\r\n,{today},Call Bo,yes,at noon\r\n", today)
    assert (len(edits.own_steps), len(edits.marks), edits.number) == (1, 1, 1)


def test_a_step_moved_in_the_file_back_to_the_plan_follows_the_plan_again():
    kept, exported = Kept({"stage": "waiting"}, ANN), INTERVIEW
    planned, moved = day_of(kept.plan(exported), "check_in"), INTERVIEW + timedelta(10)
    kept.marks = {"check_in": StepMark("check_in", day=moved)}
    edits = kept.edits(moved_in(kept.exported(exported), "check_in", moved, planned), exported + timedelta(1))
    assert edits.marks == (StepMark("check_in"),)


def test_steps_ticked_since_the_export_do_not_hide_the_day_of_it():
    kept, exported = Kept(PREPARING, replace(ANN, interview_date=date(2026, 11, 20))), date(2026, 11, 9)
    text = kept.exported(exported)
    kept.marks = {"tip-story_bank_start": StepMark("tip-story_bank_start", done=True)}
    edits = kept.edits(text, exported + timedelta(2))
    assert edits.marks == (StepMark("tip-story_bank_start"),)
