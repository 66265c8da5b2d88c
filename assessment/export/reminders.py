"""When a calendar reminds of the events of a plan."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from icalendar import Alarm, Event

from assessment.core.model.process import Process
from assessment.core.plan.key_dates import add_days
from assessment.core.text.local_time import moment_of

REMINDER_HOUR = 8
"""The hour at which a day's steps are remembered until the person chooses another."""
BEFORE_INTERVIEW = (timedelta(days=-1), timedelta(hours=-1))
"""How long before an interview at a known time the calendar reminds."""


def reminder_hour(process: Process) -> int:
    """The hour, 0 to 23, at which the calendar reminds of what is to do on a day."""
    return REMINDER_HOUR if process.reminder_hour is None else process.reminder_hour


def morning_of(day: date, process: Process, zone: tzinfo) -> timedelta:
    """From the beginning of the day to the hour of its reminder, by the clock of the zone."""
    midnight, morning = (moment_of(day, time(hour), zone).astimezone(UTC) for hour in (0, reminder_hour(process)))
    return morning - midnight


def morning_before(day: date, process: Process, zone: tzinfo) -> timedelta:
    """From the beginning of the day back to the hour of the reminder on the day before; negative."""
    eve = add_days(day, -1)
    midnight = datetime.combine(day, time(), zone).astimezone(UTC)
    return datetime.combine(eve, time(), zone).astimezone(UTC) + morning_of(eve, process, zone) - midnight


def add_reminders(event: Event, times: Iterable[timedelta]) -> None:
    """Add a reminder at each of the times, counted from the beginning of the event."""
    for trigger in times:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", event["summary"])
        alarm.add("trigger", trigger)
        event.add_component(alarm)
