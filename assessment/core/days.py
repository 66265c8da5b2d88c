"""The days that matter after an interview: when to write, when to ask, when to stop waiting."""

from dataclasses import dataclass
from datetime import date, timedelta

from assessment.core.model import SilenceFigures
from assessment.core.process import Process
from assessment.core.silence import silence_clock

CHECK_IN_AFTER_DAYS = 7
SECOND_CHECK_IN_AFTER_DAYS = 7
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class KeyDays:
    """The marked days of a process that waits for an answer; None where a day does not apply."""

    interview: date
    thank_you: date
    promised: date | None
    check_in: date
    second_check_in: date
    treat_as_no: date | None


def later(day: date, days: int) -> date:
    """The date `days` later, or the last date there is."""
    return day + timedelta(min(days, (date.max - day).days))


def working_day(day: date) -> date:
    """The day itself from Monday to Friday, else the Monday after."""
    return later(day, 7 - day.weekday()) if day.weekday() >= SATURDAY else day


def key_days(figures: SilenceFigures, process: Process) -> KeyDays | None:
    """When to thank, check in and stop waiting; None without an interview date or after an answer.

    The check-in is one working day after the promised date, or a week after the last thing heard. A
    thank-you is due within a day, and on the day itself where the next day is a weekend's.
    """
    clock = silence_clock(figures, process)
    if clock is None or process.interview_date is None:
        return None
    interview = process.interview_date
    promised = clock.start == process.promised_date
    check_in = working_day(later(clock.start, 1 if promised else CHECK_IN_AFTER_DAYS))
    next_day = later(interview, 1)
    return KeyDays(
        interview=interview,
        thank_you=next_day if working_day(next_day) == next_day else interview,
        promised=process.promised_date,
        check_in=check_in,
        second_check_in=working_day(later(check_in, SECOND_CHECK_IN_AFTER_DAYS)),
        treat_as_no=clock.first_day_below(figures.treat_as_no_below),
    )


def day_words(day: date | None) -> str:
    """A day as people write it, "Mon 16 Nov"; empty without one."""
    return f"{day:%a} {day.day} {day:%b}" if day else ""
