"""What calendars make of the reminders, read with four libraries."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import ics
import pytest
import vobject
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from assessment.core.applications.records import StepProgress
from assessment.core.model.process import Process
from assessment.core.plan.plan import Plan
from assessment.core.plan.schedule import INTERVIEW_KIND, Step
from assessment.core.text.local_time import is_skipped, moment_of
from assessment.export.ics import plan_ics

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2027, 3, 20, 9, 30, tzinfo=BERLIN)
CLOCKS_GO_FORWARD, CLOCKS_GO_BACK = date(2027, 3, 28), date(2027, 10, 31)
PROCESS = Process(
    "Riverside; Council",
    "Analyst",
    interview_date=date(2027, 3, 29),
    interview_time=time(10, 30),
    interview_place="12 Main Street, room 4",
)
STEPS = (
    Step("write", "Write, then rest", "How: so", "why", 15, "prepare", day=date(2027, 3, 22)),
    Step("interview", "The interview", "how", "why", 60, INTERVIEW_KIND, day=date(2027, 3, 29)),
)
BEGIN = datetime(2027, 3, 29, 8, 30, tzinfo=UTC)
DAY_AND_HOUR = (timedelta(days=-1), timedelta(hours=-1))


def written(process=PROCESS, steps=STEPS, progress=None):
    return plan_ics(Plan(steps, (), ()), progress or {}, process, now=NOW, application="mine").decode()


def without_escapes(text):
    """A text of a property that the library does not know, and gives as it is written."""
    return text.replace("\\;", ";").replace("\\,", ",")


def by_icalendar(content):
    calendar = Calendar.from_ical(content)
    events = {
        str(event["summary"]): (
            event.decoded("dtstart"),
            tuple(alarm.decoded("trigger") for alarm in event.walk("VALARM")),
            str(event["description"]),
            str(event.get("location", "")),
        )
        for event in calendar.walk("VEVENT")
    }
    return without_escapes(str(calendar["x-wr-calname"])), events


def by_vobject(content):
    calendar = vobject.readOne(content)
    events = {
        event.summary.value: (
            event.dtstart.value,
            tuple(alarm.trigger.value for alarm in event.valarm_list),
            event.description.value,
            event.location.value if hasattr(event, "location") else "",
        )
        for event in calendar.vevent_list
    }
    return calendar.x_wr_calname.value, events


def by_ics(content):
    calendar = ics.Calendar(content)
    (name,) = (line.value for line in calendar.extra if line.name == "X-WR-CALNAME")
    events = {
        event.name: (
            event.begin.date() if event.all_day else event.begin.datetime,
            tuple(alarm.trigger for alarm in event.alarms),
            event.description,
            event.location or "",
        )
        for event in calendar.events
    }
    return without_escapes(name), events


def by_ical(content):
    calendar = IcsCalendarStream.calendar_from_ics(content)
    (name,) = (each.value for each in calendar.extras if each.name == "x-wr-calname")
    events = {
        event.summary: (
            event.dtstart,
            tuple(alarm.trigger for alarm in event.alarm),
            event.description,
            event.location or "",
        )
        for event in calendar.events
    }
    return without_escapes(name), events


@pytest.mark.parametrize("read", [by_icalendar, by_vobject, by_ics, by_ical])
def test_four_libraries_read_the_same_name_times_places_and_reminders(read):
    name, events = read(written())
    assert name == "Analyst · Riverside; Council"
    step, interview = events["Write, then rest"], events["The interview"]
    assert (step[0], sorted(step[1])) == (date(2027, 3, 22), [timedelta(hours=8)])
    assert step[2].startswith("Analyst, Riverside; Council\n\n15 minutes. How: so")
    assert (interview[0], sorted(interview[1])) == (BEGIN, list(DAY_AND_HOUR))
    assert (interview[3], step[3]) == ("12 Main Street, room 4", "")


def alarms(process=PROCESS, steps=STEPS, progress=None):
    """Title -> its reminders, as moments by the clock in Berlin."""
    found = {}
    for title, (begin, triggers, *_) in by_icalendar(written(process, steps, progress))[1].items():
        start = begin if isinstance(begin, datetime) else datetime.combine(begin, time(), BERLIN)
        found[title] = [(start.astimezone(UTC) + each).astimezone(BERLIN) for each in triggers]
    return found


@pytest.mark.parametrize("hour", [0, 6, 23])
@pytest.mark.parametrize("day", [date(2027, 3, 22), CLOCKS_GO_FORWARD, CLOCKS_GO_BACK])
def test_the_morning_has_the_chosen_hour_also_when_clocks_change(hour, day):
    (moment,) = alarms(replace(PROCESS, reminder_hour=hour), [replace(STEPS[0], day=day)])["Write, then rest"]
    assert (moment.date(), moment.time()) == (day, time(hour))


def test_an_interview_without_a_time_is_remembered_on_the_morning_before_it():
    (moment,) = alarms(replace(PROCESS, interview_time=None))["The interview"]
    assert (moment.date(), moment.time()) == (CLOCKS_GO_FORWARD, time(8))


def test_what_is_done_or_past_has_no_reminder():
    past = replace(STEPS[0], id="past", title="Past", day=date(2027, 3, 19))
    today = replace(STEPS[0], id="today", title="Today", day=NOW.date())
    found = alarms(steps=(*STEPS, past, today), progress={"write": StepProgress("write", done=True)})
    assert {title: len(moments) for title, moments in found.items()} == {
        "✓ Write, then rest": 0,
        "Past": 0,
        "Today": 1,
        "The interview": 2,
    }


def test_a_time_that_the_clocks_skip_is_moved_on_by_what_they_skip():
    skipped = time(2, 30)
    assert is_skipped(CLOCKS_GO_FORWARD, skipped, BERLIN)
    assert moment_of(CLOCKS_GO_FORWARD, skipped, BERLIN).time() == time(3, 30)
    process = replace(PROCESS, interview_date=CLOCKS_GO_FORWARD, interview_time=skipped)
    events = by_icalendar(written(process, [replace(STEPS[1], day=CLOCKS_GO_FORWARD)]))[1]
    assert events["The interview"][0] == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    for day, clock in ((CLOCKS_GO_FORWARD, time(3)), (CLOCKS_GO_FORWARD, time(1, 59)), (CLOCKS_GO_BACK, time(2, 30))):
        assert not is_skipped(day, clock, BERLIN)
