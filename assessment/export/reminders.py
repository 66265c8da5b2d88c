"""When a calendar reminds of the events of a plan."""

from collections.abc import Iterable
from datetime import UTC, date, time, timedelta, tzinfo

from icalendar import Alarm, Event

from assessment.core.model.process import Process
from assessment.core.text.local_time import moment_of

REMINDER_HOUR = 8
"""The hour at which a day's steps are remembered until the person chooses another."""
BEFORE_INTERVIEW = (timedelta(days=-1), timedelta(hours=-1))
"""How long before an interview at a known time the calendar reminds."""


def reminder_hour(process: Process) -> int:
    """The hour, 0 to 23, at which the calendar reminds of what is to do on a day."""
    return REMINDER_HOUR if process.reminder_hour is None else process.reminder_hour


def reminder_offset(day: date, reminder_day: date, process: Process, zone: tzinfo) -> timedelta:
    """From the beginning of the day to the hour of the reminder on another, by the clock of the zone."""
    reminder = moment_of(reminder_day, time(reminder_hour(process)), zone)
    return reminder.astimezone(UTC) - moment_of(day, time(), zone).astimezone(UTC)


def add_reminders(event: Event, times: Iterable[timedelta]) -> None:
    """Add a reminder at each of the times, counted from the beginning of the event."""
    for trigger in times:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", event["summary"])
        alarm.add("trigger", trigger)
        event.add_component(alarm)
