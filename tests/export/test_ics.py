"""The calendar file is one that every calendar can read, and nothing a person typed becomes a line of its own."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from assessment.core.applications.records import ExportedStep, StepProgress
from assessment.core.model.process import Outcome, Process
from assessment.core.plan.plan import Plan
from assessment.core.plan.schedule import Step
from assessment.core.text.cleaning import clean_title
from assessment.export.ics import calendar_steps, plan_ics
from tests.export.example_plan import EXAMPLE, STEPS, case_of, hostile_text, random_progress

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=timezone(timedelta(hours=5, minutes=45)))
ALLOWED = {
    *("BEGIN", "END", "VERSION", "PRODID", "UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE"),
    *("DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "TRANSP", "STATUS"),
    *("NAME", "X-WR-CALNAME", "ACTION", "TRIGGER"),
}


def written(plan=EXAMPLE.plan, progress=None, process=EXAMPLE.process, now=NOW, application="mine", **options):
    return plan_ics(plan, progress or {}, process, now=now, application=application, **options)


def events_of(content):
    return Calendar.from_ical(content).walk("VEVENT")


def by_uid(content):
    return {str(event["uid"]): event for event in events_of(content)}


@st.composite
def hostile_plans(draw):
    steps = st.builds(
        Step,
        id=hostile_text,
        title=hostile_text,
        how=hostile_text,
        why=hostile_text,
        minutes=st.integers(1, 720),
        kind=hostile_text,
        day=st.none() | st.dates(),
    )
    drawn = draw(st.lists(steps, max_size=4, unique_by=lambda step: step.id))
    progress = {step.id: StepProgress(step.id, draw(st.booleans()), None, draw(hostile_text)) for step in drawn}
    return Plan(tuple(drawn), (), ()), progress, Process(employer=draw(hostile_text), role=draw(hostile_text))


@given(random_progress())
def test_one_all_day_event_for_each_step_with_a_day(progress):
    days = {step.id: progress.get(step.id, StepProgress(step.id)).day or step.day for step in STEPS}
    events = events_of(written(progress=progress))
    assert sorted(event.decoded("dtstart") for event in events) == sorted(day for day in days.values() if day)
    for event in events:
        assert event["dtstart"].params == {"VALUE": "DATE"}
        assert event["transp"] == "TRANSPARENT"
        day = event.decoded("dtstart")
        assert day == date.max or event.decoded("dtend") == day + timedelta(1)


def read_title(title):
    """A title as it comes back: the library takes a typed backslash and N for a line break."""
    return clean_title(title).lstrip("\ufeff").replace("\\N", "\n")


@given(hostile_plans())
def test_nothing_typed_becomes_a_line_of_its_own(case):
    plan, progress, process = case
    content = written(plan, progress, process)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    lines = content.decode().replace("\r\n ", "").split("\r\n")
    assert {line.partition(":")[0].partition(";")[0] for line in lines if line} <= ALLOWED
    dated = [step for step in plan.steps if step.day]
    assert lines.count("BEGIN:VEVENT") == len(dated)
    titles = [read_title(("✓ " if progress[step.id].done else "") + step.title) for step in dated]
    assert [str(event["summary"]) for event in events_of(content)] == titles


def test_text_with_commas_semicolons_and_lines_is_read_back_as_typed():
    step = Step(
        "a", "Ask; then, wait \\ n", "How:\nATTENDEE:mailto:x@example.org", "why", 5, "own", day=date(2026, 11, 16)
    )
    (event,) = events_of(written(Plan((step,), (), ()), process=Process(employer="A, B; C", role="Analyst")))
    assert event["summary"] == "Ask; then, wait \\ n"
    assert event["description"] == "Analyst, A, B; C\n\n5 minutes. How:\nATTENDEE:mailto:x@example.org\n\nwhy"
    assert "attendee" not in event


def test_the_name_of_the_calendar_is_escaped_as_a_text():
    content = written(process=Process(employer="A, B; C \\ D", role="Analyst"))
    assert [line for line in content.decode().split("\r\n") if "NAME:" in line] == [
        "NAME:Analyst · A\\, B\\; C \\\\ D",
        "X-WR-CALNAME:Analyst · A\\, B\\; C \\\\ D",
    ]


def test_an_export_later_on_updates_the_same_events():
    moved = EXAMPLE.plan.steps[0]
    progress = {moved.id: StepProgress(moved.id, done=True, day=date(2027, 1, 4))}
    before, after = by_uid(written()), by_uid(written(progress=progress, now=NOW + timedelta(seconds=1)))
    assert before.keys() == after.keys()
    for uid, event in after.items():
        assert event["sequence"] > before[uid]["sequence"]
        assert event.decoded("last-modified") > before[uid].decoded("last-modified")
    (changed,) = [uid for uid, event in after.items() if event["dtstart"] != before[uid]["dtstart"]]
    assert after[changed].decoded("dtstart") == date(2027, 1, 4)
    assert after[changed]["summary"] == f"✓ {before[changed]['summary']}"


@given(st.lists(st.booleans(), min_size=len(STEPS), max_size=len(STEPS)), random_progress())
def test_what_is_no_longer_planned_is_cancelled_under_its_id_with_a_later_sequence(stays, progress):
    later_plan = Plan(tuple(step for step, stay in zip(STEPS, stays, strict=True) if stay), (), ())
    before = by_uid(written(progress=progress))
    after = by_uid(
        written(
            later_plan,
            progress,
            now=NOW + timedelta(days=2),
            earlier=calendar_steps(EXAMPLE.plan, progress),
        )
    )
    kept = by_uid(written(later_plan, progress)).keys()
    assert after.keys() == before.keys()
    for uid, event in after.items():
        assert event["status"] == ("CONFIRMED" if uid in kept else "CANCELLED")
        assert event["sequence"] > before[uid]["sequence"]
        assert event["dtstart"] == before[uid]["dtstart"]
        assert before[uid]["status"] == "CONFIRMED"


def test_after_a_rejection_the_steps_of_waiting_are_cancelled_by_name():
    rejected = case_of(EXAMPLE.assessment.responses, replace(EXAMPLE.process, outcome=Outcome.REJECTED))
    before, now = by_uid(written()), NOW + timedelta(days=2)
    after = by_uid(written(rejected.plan, process=rejected.process, now=now, earlier=calendar_steps(EXAMPLE.plan, {})))
    cancelled = [event for event in after.values() if event["status"] == "CANCELLED"]
    assert before.keys() <= after.keys()
    assert len(cancelled) == len(before.keys() - by_uid(written(rejected.plan)).keys()) > 0
    assert all(event["summary"].startswith("✗ ") and "description" not in event for event in cancelled)
    assert "✗ Send Priya Raman a thank-you" in [event["summary"] for event in cancelled]


def test_a_step_of_an_imported_calendar_without_a_day_is_left_out():
    earlier = {"a": ExportedStep("a", title="A"), "b": ExportedStep("b", day=date(2026, 1, 1), title="B\nEND:VEVENT")}
    assert [event["summary"] for event in events_of(written(Plan((), (), ()), earlier=earlier))] == ["✗ B END:VEVENT"]


def test_two_applications_never_share_an_event():
    assert not by_uid(written()).keys() & by_uid(written(application="other")).keys()


def test_the_same_plan_at_the_same_moment_is_the_same_file():
    assert written() == written(now=NOW.astimezone(UTC))
    assert events_of(written())[0].decoded("dtstamp") == NOW.astimezone(UTC)


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        written(now=datetime(2026, 11, 22))


def test_a_plan_without_days_is_an_empty_calendar():
    assert events_of(written(Plan((), (), ()))) == []
