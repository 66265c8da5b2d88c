"""The plan as a calendar file, which reminds of its events."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from types import MappingProxyType
from uuid import UUID, uuid5

from icalendar import Alarm, Calendar, Event, vText

from assessment.core.applications.records import ExportedStep, StepProgress
from assessment.core.model.process import Process
from assessment.core.plan.key_dates import add_days
from assessment.core.plan.plan import Plan
from assessment.core.plan.schedule import INTERVIEW_KIND, Step
from assessment.core.text.cleaning import clean_text, clean_title
from assessment.core.text.i18n import tr
from assessment.core.text.local_time import moment_of
from assessment.export.table import BOM

STEPS = UUID("6f1c0d0e-2f0b-4c57-9a55-0c1e8f5a7b21")
"""The UUID namespace of the ids of our events."""
SEQUENCE_START = datetime(2026, 1, 1, tzinfo=UTC)
INTERVIEW_LENGTH = timedelta(hours=1)
NAME_SEPARATOR = " · "
"""Between the parts of a calendar's name: some calendars cut it at a comma."""
REMINDER_HOUR = 8
"""The hour at which a day's steps are remembered until the person chooses another."""
BEFORE_INTERVIEW = (timedelta(days=-1), timedelta(hours=-1))
"""How long before an interview at a known time the calendar reminds."""
DONE, CANCELLED = "✓ ", "✗ "


def calendar_steps(plan: Plan, progress: Mapping[str, StepProgress]) -> dict[str, ExportedStep]:
    """Step id -> what the calendar says of the step, for every step with a day."""
    steps = {}
    for step in plan.every_step:
        step_progress = progress.get(step.id, StepProgress(step.id))
        if day := step_progress.day or step.day:
            steps[step.id] = ExportedStep(step.id, day=day, done=step_progress.done, title=clean_title(step.title))
    return steps


def plan_ics(
    plan: Plan,
    progress: Mapping[str, StepProgress],
    process: Process,
    *,
    now: datetime,
    application: str,
    earlier: Mapping[str, ExportedStep] = MappingProxyType({}),
) -> bytes:
    """An event for each step with a day (RFC 5545): all-day and free time, but for an interview at a known time.

    Each open event from today on has reminders (VALARM), by the clock of the time zone of `now`: on the morning of
    its day, and of the interview on the day before and, at a known time, an hour before.

    What `earlier` calendars of the application said of steps that no longer have a day in the plan comes as
    cancelled events, so that a calendar which took them in does not keep them.

    Events and not to-dos, since phones and web calendars import events and drop to-dos. All-day events have no time
    zone: they keep their date wherever the person is. The id of an event is made from `application` and step, and its
    SEQUENCE from `now`, so that a calendar which imports the file again updates its events. Raises ValueError when
    `now` has no time zone.
    """
    if now.tzinfo is None:
        raise ValueError(f"expected a moment with a time zone, got {now}")
    calendar = Calendar()
    calendar.add("prodid", "-//Callback//Prep plan//EN")
    calendar.add("version", "2.0")
    name = clean_title(process.title(NAME_SEPARATOR)).lstrip(BOM) or "Callback"
    for name_of_calendar in ("name", "x-wr-calname"):
        # Of these the library does not know that they are texts, in which signs such as commas are escaped.
        calendar.add(name_of_calendar, vText(name))
    exported, moment = calendar_steps(plan, progress), now.astimezone(UTC)
    for step in plan.every_step:
        if step.id in exported:
            event = _event(exported[step.id], moment, application)
            event.add("description", _description(step, progress.get(step.id, StepProgress(step.id)), process))
            _set_time(event, step, exported[step.id], process, now)
            calendar.add_component(event)
    for step_id, said in earlier.items():
        if step_id not in exported and said.day:
            calendar.add_component(_event(said, moment, application, cancelled=True))
    content: bytes = calendar.to_ical()
    return content


def _event(exported: ExportedStep, now: datetime, application: str, *, cancelled: bool = False) -> Event:
    event, day, mark = Event(), exported.day, CANCELLED if cancelled else DONE if exported.done else ""
    event.add("uid", str(uuid5(STEPS, f"{application}\n{exported.step_id}")))
    event.add("dtstamp", now)
    event.add("last-modified", now)
    event.add("sequence", max(int((now - SEQUENCE_START).total_seconds()), 0))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("summary", clean_title(f"{mark}{exported.title}").lstrip(BOM))
    if cancelled:
        _set_day(event, day)
    return event


def _set_time(event: Event, step: Step, exported: ExportedStep, process: Process, now: datetime) -> None:
    """Give the event its day, or for an interview at a known time its hour, with place and reminders."""
    day, zone = exported.day or date.max, now.tzinfo or UTC
    is_interview = step.kind == INTERVIEW_KIND
    if is_interview and process.interview_place:
        event.add("location", clean_title(process.interview_place).lstrip(BOM))
    clock = process.interview_time if is_interview and day < date.max else None
    if clock:
        begin = moment_of(day, clock, zone).astimezone(UTC)
        event.add("dtstart", begin)
        event.add("dtend", begin + INTERVIEW_LENGTH)
    else:
        _set_day(event, day)
    if not exported.done and now.date() <= day < date.max:
        reminder_day = add_days(day, -1) if is_interview else day
        _add_reminders(event, BEFORE_INTERVIEW if clock else [_reminder_offset(day, reminder_day, process, zone)])


def _set_day(event: Event, day: date | None) -> None:
    event.add("dtstart", day)
    if day and day < date.max:
        event.add("dtend", day + timedelta(1))
    event.add("transp", "TRANSPARENT")


def _description(step: Step, step_progress: StepProgress, process: Process) -> str:
    """Which application it belongs to, how long it takes, how, why, and the person's own note."""
    paragraphs = (
        clean_title(process.title()).lstrip(BOM),
        tr("{minutes} minutes. {how}", minutes=step.minutes, how=step.how),
        step.why,
        step_progress.note,
    )
    return clean_text("\n\n".join(part.strip() for part in paragraphs if part.strip())).lstrip(BOM)


def reminder_hour(process: Process) -> int:
    """The hour, 0 to 23, at which the calendar reminds of what is to do on a day."""
    return REMINDER_HOUR if process.reminder_hour is None else process.reminder_hour


def _reminder_offset(day: date, reminder_day: date, process: Process, zone: tzinfo) -> timedelta:
    """From the beginning of the day to the hour of the reminder on another, by the clock of the zone."""
    reminder = moment_of(reminder_day, time(reminder_hour(process)), zone)
    return reminder.astimezone(UTC) - moment_of(day, time(), zone).astimezone(UTC)


def _add_reminders(event: Event, times: Iterable[timedelta]) -> None:
    """Add a reminder at each of the times, counted from the beginning of the event."""
    for trigger in times:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", event["summary"])
        alarm.add("trigger", trigger)
        event.add_component(alarm)
