"""Chart, list, calendar and print take their days from the plan, moves included, and letters theirs from the facts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from icalendar import Calendar

from assessment import charts
from assessment.core.applications.day_book import record_heard
from assessment.core.applications.records import StepProgress
from assessment.core.model import Stage
from assessment.core.plan.key_dates import KeyDay, key_days
from assessment.core.plan.letters import format_letter_day, letter_drafts
from assessment.core.plan.marked_days import STEPS as STEPS_OF_DAYS
from assessment.core.plan.marked_days import marked_days
from assessment.core.plan.progress import apply_progress
from assessment.core.scoring.hearing import hearing_by_day
from assessment.core.text.i18n import format_day
from assessment.export.ics import plan_ics
from assessment.export.plan_csv import exported_steps
from assessment.export.printable import printable_page
from tests.export.example_plan import EXAMPLE, TODAY, case_of
from tests.support import INSTRUMENT


def days_of(case, progress):
    """Step id -> its day: in the list, in the table that leaves, and in the calendar; and the marked days."""
    plan = apply_progress(case.plan, progress)
    content = plan_ics(
        plan, progress, case.process, now=datetime.combine(TODAY, datetime.min.time(), UTC), application=""
    )
    events = Calendar.from_ical(content).walk("VEVENT")
    in_calendar = sorted((str(event["summary"]), event.decoded("dtstart")) for event in events)
    in_list = {step.id: step.day for step in plan.steps}
    in_table = {step_id: each.day for step_id, each in exported_steps(plan, progress).items() if step_id in in_list}
    assert in_list == in_table
    assert sorted((step.title, step.day) for step in plan.steps) == in_calendar
    marked = marked_days(key_days(INSTRUMENT.outlook.silence, case.process), plan.steps, TODAY)
    return plan, in_list, marked


def test_a_moved_step_is_on_its_new_day_everywhere():
    (check_in,) = (step for step in EXAMPLE.plan.steps if step.stage_step == "check_in")
    later = check_in.day + timedelta(3)
    progress = {check_in.id: StepProgress(check_in.id, day=later)}
    plan, days, marked = days_of(EXAMPLE, progress)
    assert days[check_in.id] == marked.day_of(KeyDay.CHECK_IN) == later
    for kind, steps in STEPS_OF_DAYS.items():
        own = [step.day for step in plan.steps if step.stage_step in steps]
        assert marked.day_of(kind) == min(own, default=marked.day_of(kind))
    page = printable_page(EXAMPLE.assessment, plan, progress, EXAMPLE.process, TODAY, drawing=None)
    assert format_day(later) in page
    forecast = hearing_by_day(
        INSTRUMENT.outlook.silence,
        EXAMPLE.assessment.outlook,
        process=EXAMPLE.process,
        today=TODAY,
        days=charts.hearing_days(marked, TODAY),
    )
    rows = charts.hearing_chart(forecast, marked, TODAY).rows
    assert {format_day(day) for _, day in marked.days if day >= TODAY} <= {row[0] for row in rows}


def test_a_word_from_them_moves_every_day_that_follows_from_it():
    unpromised = replace(EXAMPLE.process, promised_date=None)
    heard = case_of(EXAMPLE.assessment.responses, record_heard(unpromised, TODAY))
    _, before, marked_before = days_of(case_of(EXAMPLE.assessment.responses, unpromised), {})
    _, after, marked_after = days_of(heard, {})
    assert marked_after.day_of(KeyDay.TREAT_AS_NO) > marked_before.day_of(KeyDay.TREAT_AS_NO)
    assert after["treat_as_no"] == marked_after.day_of(KeyDay.TREAT_AS_NO) != before["treat_as_no"]


def test_letters_name_the_days_of_the_facts():
    drafts = letter_drafts(INSTRUMENT, EXAMPLE.process, Stage.WAITING, TODAY)
    text = "\n".join(draft.body for draft in drafts)
    assert format_letter_day(EXAMPLE.process.interview_date, TODAY) in text
