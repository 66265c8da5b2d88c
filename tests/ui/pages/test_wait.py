"""What somebody who waits does on the pages: reminders, letters that go out, and the day book."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar

from assessment.ui import resources
from assessment.ui.plan import calendar
from assessment.ui.session import visit as session_visit
from tests.ui.page_visit import NOW, TODAY

INTERVIEW = TODAY + timedelta(9)


def stored_process(visit, **facts):
    """The facts of the open application, after these were saved elsewhere."""
    repository, application = visit.repository(), visit.application()
    process = repository.process(application)
    if facts:
        repository.save_process(application, replace(process, **facts), last_seen=process)
    return repository.process(application)


def selectbox(visit, label):
    (box,) = [box for box in visit.app.selectbox if box.label == label]
    return box


def test_reminders_come_at_the_chosen_hour_and_one_event_can_be_taken_alone(visit, download_content, monkeypatch):
    monkeypatch.setattr(resources.storage(), "clock", lambda: NOW)
    visit.answer({"stage": "invited"}).type("interview_date", INTERVIEW).unfold()
    visit.app.time_input[0].set_value(time(10, 30))
    visit.run().type("interview_place", "12 Main Street").go("plan").unfold(calendar.FOLD)
    selectbox(visit, "Remind me at").set_value(6)
    visit.run()
    assert stored_process(visit).reminder_hour == 6
    events = Calendar.from_ical(download_content("download_calendar")).walk("VEVENT")
    assert {str(event.get("location")) for event in events} == {"None", "12 Main Street"}
    step = next(event for event in events if "location" not in event)
    assert [alarm.decoded("trigger") for alarm in step.walk("VALARM")] == [timedelta(hours=6)]
    selectbox(visit, "One event alone").set_value("interview")
    visit.run()
    (alone,) = Calendar.from_ical(download_content("download_event")).walk("VEVENT")
    assert (alone.decoded("dtstart").date(), alone.decoded("dtstart").time()) == (INTERVIEW, time(10, 30))
    assert len(alone.walk("VALARM")) == 2


def test_a_time_that_the_clocks_skip_is_moved_and_said(visit, monkeypatch):
    day = datetime(2027, 3, 28, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    monkeypatch.setattr(session_visit, "now", lambda: day - timedelta(days=9))
    visit.answer({"stage": "invited"}).type("interview_date", day.date()).unfold()
    visit.app.time_input[0].set_value(day.time())
    visit.run().go("plan")
    (warning,) = visit.app.warning
    assert warning.value == "On Sun 28 Mar the clocks go forward and there is no 02:30; the calendar has 03:30 instead."
